/**
 * Judging what a laboratory measured: each value against its limit (GB/T 8170-2008, 4.3), a unit by its items, the
 * batch by its units (GB/T 2828.4-2008 / 2828.11-2008: more failing units than the limit contradict what is declared).
 * Nobody ever sets a conclusion by hand.
 */
import { compareDecimals, parseDecimal } from '#methods/rounding/decimal.ts'
import { judgeConformity, parseLimit } from '#methods/rounding/judge-conformity.ts'
import { roundToDigits } from '#methods/rounding/round-half-even.ts'

/** What an item must fulfil, as its rule writes it. */
export interface Requirement {
  readonly requirement: 'limit' | 'not-detected' | 'complies'
  /** `≤0.5`, `≥97.0`, `10.0±0.1`; null unless a limit is required. */
  readonly limit: string | null
  readonly comparison: 'full-value' | 'rounded-value'
  /** Digits after the point to which the value is reported. */
  readonly decimals: number
}

/** An item as a judgement needs it. */
export interface JudgedItem extends Requirement {
  readonly position: number
  readonly severity: 'critical' | 'major' | 'minor'
}

/** What one measured value came to. */
interface ItemJudgement {
  readonly conforms: boolean
  /** The figure that was compared with the limit; null where words were judged. */
  readonly compared: string | null
  /** The value as a report shows it, rounded once; null where words were judged. */
  readonly reported: string | null
}

const notDetected = /^(未检出|不得检出|ND|N\.D\.|not detected)$/i
const complies = /^(符合|合格|符合要求|complies|pass)$/i
const deviates = /^(不符合|不合格|不符合要求|检出|does not comply|fail|detected)$/i
const belowDetection = /^[<＜]\s*(\d+(?:\.\d+)?)$/

/**
 * Judges one value.
 *
 * @param measured all digits as measured, with (+) or (-) where it was rounded before; words where words are required;
 * `未检出` or `<0.01` below the detection limit
 * @throws RangeError when the value cannot be read as what the item asks for
 * @example judgeItem('0.549', { requirement: 'limit', limit: '≤0.5', comparison: 'rounded-value', decimals: 1 }).conforms // true
 */
export function judgeItem(measured: string, item: Requirement): ItemJudgement {
  const text = measured.normalize('NFKC').trim()
  const words = (conforms: boolean): ItemJudgement => ({ conforms, compared: null, reported: null })
  if (item.requirement === 'complies') {
    if (complies.test(text)) return words(true)
    if (deviates.test(text)) return words(false)
    throw new RangeError(`"${measured}" says neither that it complies nor that it does not`)
  }
  if (item.requirement === 'not-detected') {
    if (notDetected.test(text) || belowDetection.test(text)) return words(true)
    if (deviates.test(text)) return words(false)
    // Any amount that could be measured is one that was detected.
    return { conforms: false, compared: text, reported: roundToDigits(text, item.decimals) }
  }
  const limit = parseLimit(item.limit ?? '')
  const onlyUpper = limit.upper !== undefined && limit.lower === undefined
  if (onlyUpper && notDetected.test(text)) return words(true)
  const below = belowDetection.exec(text)?.[1]
  if (below !== undefined && onlyUpper && limit.upper) {
    if (compareDecimals(parseDecimal(below), limit.upper.value) <= 0) return words(true)
    throw new RangeError(`"${measured}" does not tell whether the limit is kept`)
  }
  const judged = judgeConformity(text, limit, item.comparison)
  return {
    conforms: judged.conforms,
    compared: judged.comparedWithUpper ?? judged.comparedWithLower ?? null,
    reported: roundToDigits(text, item.decimals),
  }
}

/** One value of one unit. */
export interface Measurement {
  readonly unitNumber: number
  readonly position: number
  readonly measured: string
}

/** How a batch is judged. */
interface BatchRule {
  readonly units: number
  readonly failingLimit: number
  readonly minorAllowed: number
}

/** The conclusion on a batch. */
export interface BatchJudgement {
  readonly result: 'pass' | 'fail'
  /** A critical item failed. */
  readonly serious: boolean
  readonly failingUnits: number
  readonly items: ReadonlyArray<Measurement & ItemJudgement>
}

/**
 * Judges a batch.
 *
 * @throws RangeError when a value is missing, given twice, belongs to no item or unit, or cannot be read
 */
export function judgeBatch(
  items: readonly JudgedItem[],
  rule: BatchRule,
  measurements: readonly Measurement[],
): BatchJudgement {
  const byPosition = new Map(items.map((item) => [item.position, item]))
  const seen = new Set<string>()
  const judged = measurements.map((measurement) => {
    const item = byPosition.get(measurement.position)
    const key = `${measurement.unitNumber}/${measurement.position}`
    if (!item || measurement.unitNumber < 1 || measurement.unitNumber > rule.units)
      throw new RangeError(`${key} is no item of the rule`)
    if (seen.has(key)) throw new RangeError(`${key} is given twice`)
    seen.add(key)
    return { ...measurement, ...judgeItem(measurement.measured, item), severity: item.severity }
  })
  if (judged.length !== items.length * rule.units)
    throw new RangeError(`${items.length * rule.units} values are needed, ${judged.length} were given`)
  const failing = judged.filter((one) => !one.conforms)
  const byUnit = Map.groupBy(failing, (one) => one.unitNumber)
  const failingUnits = [...byUnit.values()].filter(
    (unit) =>
      unit.some((one) => one.severity !== 'minor') ||
      unit.filter((one) => one.severity === 'minor').length > rule.minorAllowed,
  ).length
  const result = failingUnits > rule.failingLimit ? 'fail' : 'pass'
  return {
    result,
    serious: result === 'fail' && failing.some((one) => one.severity === 'critical'),
    failingUnits,
    items: judged.map(({ severity: _, ...one }) => one),
  }
}
