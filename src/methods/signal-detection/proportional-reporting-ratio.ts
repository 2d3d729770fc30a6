/**
 * Proportional reporting ratio (PRR): how much larger a problem's share is among a product's reports than among those of
 * all others.
 *
 * Formula: PRR = [a/(a+b)]/[c/(c+d)]; SE ln PRR = √(1/a − 1/(a+b) + 1/c − 1/(c+d)); interval exp(ln PRR ± z·SE). A signal
 * by the criteria of Evans: PRR ≥ 2, χ² (Yates) ≥ 4, a ≥ 3. Unit: none. Domain: a, c ≥ 1.
 * Source: Evans, Waller, Davis, "Use of proportional reporting ratios (PRRs) for signal generation from spontaneous adverse
 * drug reaction reports", Pharmacoepidemiology and Drug Safety 10 (2001) 483-486.
 */
import { normalQuantile } from '#methods/distributions/normal.ts'
import type { MeasuredRatio, ReportTable } from './report-table.ts'
import { chiSquaredOfReports, requireLevel, requireReports } from './report-table.ts'

/** The ratio with the figures its judgement rests on. */
export interface ProportionalReportingRatio extends MeasuredRatio {
  /** χ² with the correction of Yates. */
  readonly chiSquared: number
  readonly signal: boolean
}

/** Limits of the judgement. */
export interface ProportionalReportingCriteria {
  readonly ratio: number
  readonly chiSquared: number
  readonly reports: number
}

/** Those of Evans et al. 2001. */
export const evansCriteria: ProportionalReportingCriteria = { ratio: 2, chiSquared: 4, reports: 3 }

/**
 * @param confidence level of the interval; default 0.95
 * @returns the ratio; without a report of the pair 0 with the interval 0 … ∞, without the problem elsewhere ∞ with the
 *   interval 0 … ∞
 * @throws {RangeError} for impossible numbers, or when one of the rows is empty
 * @example proportionalReportingRatio({ both: 41, productOnly: 14, problemOnly: 754, neither: 591958 }).value // 586
 */
export function proportionalReportingRatio(
  table: ReportTable,
  confidence = 0.95,
  criteria: ProportionalReportingCriteria = evansCriteria,
): ProportionalReportingRatio {
  requireReports(table)
  requireLevel(confidence)
  const { both: a, productOnly: b, problemOnly: c, neither: d } = table
  if (a + b === 0 || c + d === 0)
    throw new RangeError('there are no reports of the product, or none of any other')
  const value = a === 0 ? 0 : a / (a + b) / (c / (c + d))
  const error = Math.sqrt(1 / a - 1 / (a + b) + 1 / c - 1 / (c + d))
  const factor = Math.exp(normalQuantile((1 + confidence) / 2) * error)
  const chiSquared = chiSquaredOfReports(table)
  return {
    value,
    lower: a === 0 || c === 0 ? 0 : value / factor,
    upper: a === 0 || c === 0 ? Number.POSITIVE_INFINITY : value * factor,
    chiSquared,
    signal: value >= criteria.ratio && chiSquared >= criteria.chiSquared && a >= criteria.reports,
  }
}
