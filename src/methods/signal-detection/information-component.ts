/**
 * Information component (IC): observed against expected reports on a logarithmic scale, shrunk towards 0 so that a single
 * report of a rare pair is no signal.
 *
 * Formula: IC = log₂((O + ½)/(E + ½)), E = (a+b)(a+c)/N; the interval are quantiles of the posterior distribution
 * Gamma(O + ½, rate E + ½) on the same scale. A signal when the lower bound exceeds 0 (which needs three reports). Unit:
 * none (bits): 1 is twice what was expected.
 * Source: Norén, Hopstadius, Bate, "Shrinkage observed-to-expected ratios for robust and transparent large-scale pattern
 * discovery", Statistical Methods in Medical Research 22 (2013) 57-69, eqs. 2-4; its closed approximations of the bounds
 * for 95 %, IC − 3.3(O + ½)^(−½) − 2(O + ½)^(−3/2) and IC + 2.4(O + ½)^(−½) − ½(O + ½)^(−3/2), serve as a test.
 */
import { gammaQuantile } from '#methods/distributions/chi-squared.ts'
import type { MeasuredRatio, ReportTable } from './report-table.ts'
import { requireLevel, requireReports } from './report-table.ts'

const SHRINKAGE = 0.5

/** The component, what was expected, and whether it is a signal. */
export interface InformationComponent extends MeasuredRatio {
  readonly expected: number
  readonly signal: boolean
}

/**
 * @param confidence level of the credibility interval; default 0.95
 * @throws {RangeError} for impossible numbers
 * @example informationComponent({ both: 25, productOnly: 75, problemOnly: 200, neither: 9700 }).value // 3.213
 */
export function informationComponent(table: ReportTable, confidence = 0.95): InformationComponent {
  requireReports(table)
  requireLevel(confidence)
  const { both, productOnly, problemOnly, neither } = table
  const total = both + productOnly + problemOnly + neither
  const expected = ((both + productOnly) * (both + problemOnly)) / total
  const shape = both + SHRINKAGE
  const scale = 1 / (expected + SHRINKAGE)
  const lower = Math.log2(gammaQuantile((1 - confidence) / 2, shape, scale))
  return {
    value: Math.log2(shape * scale),
    lower,
    upper: Math.log2(gammaQuantile((1 + confidence) / 2, shape, scale)),
    expected,
    signal: lower > 0,
  }
}
