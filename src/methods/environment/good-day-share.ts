/**
 * 优良天数比例: days with an AQI of at most 100 over days with a valid AQI, in percent. HJ 663 rules which days are
 * valid; days without an index are left out of both counts.
 */
import { roundToDigits } from '#methods/rounding/round-half-even.ts'

/** The share of good days and its counts. */
export interface GoodDayShare {
  readonly goodDays: number
  readonly validDays: number
  /** Percent, unrounded; undefined without a valid day. */
  readonly percent: number | undefined
  /** Percent with one decimal by GB/T 8170, as reports print it. */
  readonly reported: string | undefined
}

/**
 * The share of good days among daily indices.
 * @param dailyIndices one AQI a day; undefined for a day without a valid index
 * @throws {RangeError} when an index is negative or no number
 */
export function goodDayShare(dailyIndices: Iterable<number | undefined>): GoodDayShare {
  let goodDays = 0
  let validDays = 0
  for (const aqi of dailyIndices) {
    if (aqi === undefined) continue
    if (!(aqi >= 0)) throw new RangeError(`${aqi} is not an air quality index`)
    validDays++
    if (aqi <= 100) goodDays++
  }
  if (validDays === 0) return { goodDays, validDays, percent: undefined, reported: undefined }
  const percent = (100 * goodDays) / validDays
  return { goodDays, validDays, percent, reported: roundToDigits(percent, 1) }
}
