/**
 * Surface-water class by the single-factor method (单因子评价法): the class of a section is that of its worst item
 * (GB 3838-2002; 地表水环境质量评价办法（试行）, 环办〔2011〕22号). Water temperature, total nitrogen and faecal coliforms
 * do not class a section. Measured values are compared unrounded (full-value comparison, GB/T 8170 §4.3).
 */
import {
  PH_RANGE,
  type SurfaceWaterItem,
  type SurfaceWaterItemKey,
  surfaceWaterItems,
} from './surface-water-limits.ts'

/** 1–5 for Ⅰ–Ⅴ, 6 for 劣Ⅴ. */
export type SurfaceWaterClass = 1 | 2 | 3 | 4 | 5 | 6

export const surfaceWaterClassNames: Readonly<Record<SurfaceWaterClass, string>> = {
  1: 'Ⅰ',
  2: 'Ⅱ',
  3: 'Ⅲ',
  4: 'Ⅳ',
  5: 'Ⅴ',
  6: '劣Ⅴ',
}

const CLASSES = [1, 2, 3, 4, 5] as const

/** Measured values of a section; mg/L, pH without unit, faecal coliforms per litre. */
export type SurfaceWaterSample = Readonly<Partial<Record<SurfaceWaterItemKey, number>>> & {
  /** Saturation of dissolved oxygen in percent: 90 % also makes class Ⅰ. */
  readonly oxygenSaturation?: number | undefined
}

export interface SurfaceWaterJudgement {
  /** Undefined when no classing item was measured. */
  readonly class: SurfaceWaterClass | undefined
  /** The items that decide the class. */
  readonly decidedBy: readonly SurfaceWaterItemKey[]
  /** Class of every measured item, reference items included. */
  readonly itemClasses: Readonly<Partial<Record<SurfaceWaterItemKey, SurfaceWaterClass>>>
}

/**
 * The class of a section.
 * @throws {RangeError} when a value is negative or no number
 * @example surfaceWaterClass({ dissolvedOxygen: 5.2, ammoniaNitrogen: 1.2 }).class // 4
 */
export function surfaceWaterClass(
  sample: SurfaceWaterSample,
  water: 'river' | 'lake' = 'river',
): SurfaceWaterJudgement {
  const itemClasses: Partial<Record<SurfaceWaterItemKey, SurfaceWaterClass>> = {}
  const classing: { readonly key: SurfaceWaterItemKey; readonly class: SurfaceWaterClass }[] = []
  for (const item of surfaceWaterItems) {
    const value = sample[item.key]
    if (value === undefined) continue
    if (!(value >= 0 && Number.isFinite(value)))
      throw new RangeError(`${item.en} ${value} is not a measured value`)
    const found = classOfItem(item, value, water, sample.oxygenSaturation)
    itemClasses[item.key] = found
    if (item.referenceOnly !== true) classing.push({ key: item.key, class: found })
  }
  const worst = classing.reduce<SurfaceWaterClass | undefined>(
    (known, { class: found }) => (known === undefined || found > known ? found : known),
    undefined,
  )
  return {
    class: worst,
    decidedBy: classing.filter(({ class: found }) => found === worst).map(({ key }) => key),
    itemClasses,
  }
}

function classOfItem(
  item: SurfaceWaterItem,
  value: number,
  water: 'river' | 'lake',
  oxygenSaturation: number | undefined,
): SurfaceWaterClass {
  if (item.bound === 'within') return value >= PH_RANGE.low && value <= PH_RANGE.high ? 1 : 6
  if (item.key === 'dissolvedOxygen' && oxygenSaturation !== undefined && oxygenSaturation >= 90) return 1
  const limits = (water === 'lake' ? item.lake : undefined) ?? item.river
  return (
    CLASSES.find((_, index) => {
      const limit = limits[index]
      return limit !== undefined && (item.bound === 'at-least' ? value >= limit : value <= limit)
    }) ?? 6
  )
}

/** Share of sections at class Ⅲ or better (Ⅰ—Ⅲ类水质断面比例), in percent. */
export interface GoodSectionShare {
  readonly goodSections: number
  readonly inferiorSections: number
  readonly sections: number
  readonly percent: number | undefined
  /** Percent of sections worse than class Ⅴ. */
  readonly inferiorPercent: number | undefined
}

/** Counts sections at class Ⅲ or better and worse than Ⅴ; sections without a class are left out. */
export function goodSectionShare(classes: Iterable<SurfaceWaterClass | undefined>): GoodSectionShare {
  const known = [...classes].filter((found) => found !== undefined)
  const goodSections = known.filter((found) => found <= 3).length
  const inferiorSections = known.filter((found) => found === 6).length
  const share = (count: number) => (known.length === 0 ? undefined : (100 * count) / known.length)
  return {
    goodSections,
    inferiorSections,
    sections: known.length,
    percent: share(goodSections),
    inferiorPercent: share(inferiorSections),
  }
}
