/**
 * Reporting odds ratio (ROR): odds of a problem among a product's reports against those among all others.
 *
 * Formula: ROR = ad/(bc); SE ln ROR = √(1/a + 1/b + 1/c + 1/d) (Woolf); interval exp(ln ROR ± z·SE). A signal when the lower
 * bound exceeds 1. Unit: none. Domain: all four numbers at least 1.
 * Sources: Bland, Altman, "The odds ratio", BMJ 320 (2000) 1468; van Puijenbroek et al., "A comparison of measures of
 * disproportionality for signal detection", Pharmacoepidemiology and Drug Safety 11 (2002) 3-10.
 */
import { normalQuantile } from '#methods/distributions/normal.ts'
import type { MeasuredRatio, ReportTable } from './report-table.ts'
import { requireLevel, requireReports } from './report-table.ts'

/** The ratio and whether it is a signal. */
export interface ReportingOddsRatio extends MeasuredRatio {
  readonly signal: boolean
}

/**
 * @param confidence level of the interval; default 0.95
 * @returns the ratio; with an empty cell 0 or ∞ (NaN when both products are 0) and the interval 0 … ∞
 * @throws {RangeError} for impossible numbers
 * @example reportingOddsRatio({ both: 141, productOnly: 420, problemOnly: 928, neither: 13525 }).value // 4.89
 */
export function reportingOddsRatio(table: ReportTable, confidence = 0.95): ReportingOddsRatio {
  requireReports(table)
  requireLevel(confidence)
  const { both: a, productOnly: b, problemOnly: c, neither: d } = table
  const value = (a * d) / (b * c)
  if (a === 0 || b === 0 || c === 0 || d === 0) {
    return { value, lower: 0, upper: Number.POSITIVE_INFINITY, signal: false }
  }
  const error = Math.sqrt(1 / a + 1 / b + 1 / c + 1 / d)
  const factor = Math.exp(normalQuantile((1 + confidence) / 2) * error)
  return { value, lower: value / factor, upper: value * factor, signal: value / factor > 1 }
}
