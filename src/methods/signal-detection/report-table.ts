/** The two-by-two table of reports from which disproportionality is judged. */

/** Numbers of reports (complaints, injuries) by product and problem. */
export interface ReportTable {
  /** With the product and the problem. */
  readonly both: number
  /** With the product, another problem. */
  readonly productOnly: number
  /** With the problem, another product. */
  readonly problemOnly: number
  /** With neither. */
  readonly neither: number
}

/** A measure with its confidence or credibility interval. */
export interface MeasuredRatio {
  readonly value: number
  readonly lower: number
  readonly upper: number
}

/** @throws {RangeError} when a number is not a whole number of at least 0, or there is no report at all */
export function requireReports(table: ReportTable): void {
  const numbers = [table.both, table.productOnly, table.problemOnly, table.neither]
  if (!numbers.every((count) => Number.isInteger(count) && count >= 0)) {
    throw new RangeError('numbers of reports must be whole and not negative')
  }
  if (!numbers.some((count) => count > 0)) throw new RangeError('there are no reports')
}

/** @throws {RangeError} when the level is outside 0 … 1 */
export function requireLevel(confidence: number): void {
  if (!(confidence > 0 && confidence < 1)) throw new RangeError('the confidence must lie between 0 and 1')
}

/**
 * χ² of independence with one degree of freedom.
 *
 * Formula: N(|ad − bc| − correction)²/((a+b)(c+d)(a+c)(b+d)), the correction of Yates being N/2, not beyond |ad − bc|.
 * Source: Yates, J. R. Statist. Soc. Supplement 1 (1934) 217-235.
 *
 * @returns 0 when a row or column of the table is empty
 * @throws {RangeError} as {@link requireReports}
 */
export function chiSquaredOfReports(table: ReportTable, corrected = true): number {
  requireReports(table)
  const { both: a, productOnly: b, problemOnly: c, neither: d } = table
  const total = a + b + c + d
  const margins = (a + b) * (c + d) * (a + c) * (b + d)
  if (margins === 0) return 0
  const difference = Math.abs(a * d - b * c)
  const distance = corrected ? Math.max(0, difference - total / 2) : difference
  return (total * distance * distance) / margins
}
