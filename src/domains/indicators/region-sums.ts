/** Whether figures of regions add up to that of the region they lie in. Pure. */
import { asking, type Finding } from './observation-rules.ts'

/** A figure of an indicator whose regions must add up; the value of one that is left empty is null. */
export interface SummedFigure {
  readonly indicatorId: string
  readonly region: string
  readonly period: string
  readonly value: number | null
  readonly explanation: string | null
}

/** What the figures are set beside. */
export interface SumSurroundings<Figure> {
  /** The regions right below one; none for one that is not looked at. */
  readonly partsOf: (region: string) => readonly string[]
  /** The region that one lies right below. */
  readonly wholeOf: (region: string) => string | undefined
  readonly published: (indicatorId: string, region: string, period: string) => number | undefined
  readonly decimals: (figure: Figure) => number
  /** Whether a figure says something that was not published before; only such a one is asked about. */
  readonly isNew: (figure: Figure) => boolean
}

export interface SumFinding<Figure> {
  /** The figure of the whole, else the first of its parts. */
  readonly figure: Figure
  readonly finding: Finding
}

const placeOf = (indicatorId: string, region: string, period: string): string =>
  `${indicatorId}/${region}/${period}`

/** What the parts of a whole add up to, when it is off by more than the rounding of each (half a unit of the last place). */
function difference(total: number, values: readonly number[], decimals: number) {
  const sum = Number(values.reduce((all, value) => all + value, 0).toPrecision(12))
  const allowed = decimals === 0 ? 0 : ((values.length + 1) / 2) * 10 ** -decimals
  if (Math.abs(sum - total) <= allowed + 1e-9) return undefined
  return { sum, off: Number((total - sum).toPrecision(10)) }
}

/** Asks about sums that are off; silent where the whole or one of its parts has no figure. A place is given once. */
export function sumFindings<Figure extends SummedFigure>(
  figures: readonly Figure[],
  around: SumSurroundings<Figure>,
): Array<SumFinding<Figure>> {
  const given = new Map(figures.map((one) => [placeOf(one.indicatorId, one.region, one.period), one]))
  const seen = new Set<string>()
  const checkWhole = (whole: string, { indicatorId, period }: Figure): Array<SumFinding<Figure>> => {
    const key = placeOf(indicatorId, whole, period)
    const parts = around.partsOf(whole)
    if (parts.length === 0 || seen.has(key)) return []
    seen.add(key)
    const at = (region: string) => given.get(placeOf(indicatorId, region, period))
    const valueAt = (region: string): number | undefined => {
      const own = at(region)
      return own ? (own.value ?? undefined) : around.published(indicatorId, region, period)
    }
    const total = valueAt(whole)
    if (total === undefined) return []
    const values = parts.flatMap((region) => valueAt(region) ?? [])
    if (values.length < parts.length) return []
    const figure = [whole, ...parts].map(at).find((one) => one && around.isNew(one))
    const found = figure && difference(total, values, around.decimals(figure))
    if (!found) return []
    const question = asking(figure.explanation, {
      zh: `各地区之和为 ${found.sum}，与合计 ${total} 相差 ${found.off}。`,
      en: `The regions add up to ${found.sum}, ${found.off} off the total of ${total}.`,
    })
    return [{ figure, finding: { rule: 'district-sum', ...question } }]
  }
  return figures.flatMap((figure) => {
    const above = around.wholeOf(figure.region)
    return [...checkWhole(figure.region, figure), ...(above === undefined ? [] : checkWhole(above, figure))]
  })
}
