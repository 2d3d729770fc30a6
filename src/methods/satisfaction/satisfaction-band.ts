/**
 * The band a satisfaction index falls into.
 *
 * Formula: the band with the greatest lower bound not above the index. Unit: points, 0–100.
 * Sources: results of the State Administration for Market Regulation's monitoring (2023: 81.30 and 81.43
 * "for the first time in the satisfied band"; 78.82 "fairly satisfied"; 79.09 not yet satisfied), which fix the
 * bound 80 between 比较满意 and 满意. The other bounds are to be confirmed against the official text; a survey
 * can bring its own table.
 */
import type { BilingualText } from '../method.ts'

/** One band: from `from` points up to the next band. */
export interface SatisfactionBand {
  readonly from: number
  readonly title: BilingualText
  /** Whether the lower bound was read in a source. */
  readonly confidence: 'confirmed' | 'to be confirmed'
}

/** The bands in use, in rising order. */
export const satisfactionBands: readonly SatisfactionBand[] = [
  { from: 0, title: { zh: '不满意', en: 'dissatisfied' }, confidence: 'to be confirmed' },
  { from: 60, title: { zh: '基本满意', en: 'basically satisfied' }, confidence: 'to be confirmed' },
  { from: 70, title: { zh: '比较满意', en: 'fairly satisfied' }, confidence: 'to be confirmed' },
  { from: 80, title: { zh: '满意', en: 'satisfied' }, confidence: 'confirmed' },
  { from: 90, title: { zh: '非常满意', en: 'very satisfied' }, confidence: 'to be confirmed' },
]

/**
 * The band of an index.
 *
 * @param index points, 0–100; the band of the unrounded figure, so 79.996 is not yet 满意
 * @throws {RangeError} when the index is outside 0–100 or below the first band
 * @example satisfactionBand(81.3).title.zh // '满意'
 */
export function satisfactionBand(
  index: number,
  bands: readonly SatisfactionBand[] = satisfactionBands,
): SatisfactionBand {
  if (!(index >= 0 && index <= 100)) throw new RangeError(`index ${index} is not between 0 and 100`)
  const found = bands.findLast((band) => band.from <= index)
  if (found === undefined) throw new RangeError(`no band holds the index ${index}`)
  return found
}
