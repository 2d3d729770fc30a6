/** Reads what figures are computed from, and gives the function that computes them. */
import type { Scope } from '#kernel/db/scope.ts'
import type { DomainDefinition } from '#kernel/domain.ts'
import type { Measure } from '#kernel/measures/fact-view.ts'
import { readFigures } from '#kernel/measures/figures.ts'
import { addMonths } from '#kernel/measures/period.ts'
import { isWithinRegion } from '#kernel/org/region-codes.ts'
import type { Figure } from './contract.ts'
import {
  type DefinedIndicator,
  type Definitions,
  defineIndicators,
  expressionsOf,
  measuresIn,
  sourcesOf,
} from './definitions.ts'
import type { Place } from './expression/evaluate.ts'
import { type Reference, referencesOf } from './expression/expression.ts'
import { type FigureEngine, type FigureOf, figureEngine, placeKey } from './figure-engine.ts'
import { publishedValues } from './observation-store.ts'
import { dayAfter, firstMonth, periodsWithin } from './period.ts'
import { readIndicators, regionTree } from './store.ts'
import type { VersionRow } from './tables.ts'

/** The modules of the program, for the measures that they declare. */
export type Modules = readonly DomainDefinition[]

export const measuresOf = (modules: Modules): Measure[] =>
  modules.flatMap((module) => module.facts.flatMap((view) => view.measures))

/** All indicators of the scope's city. */
export const readDefinitions = async (scope: Scope, modules: Modules): Promise<Definitions> =>
  defineIndicators(await readIndicators(scope), measuresOf(modules))

/** The day in the official time zone, ISO. */
export const today = (scope: Scope): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(scope.now)

type MeasureReference = Extract<Reference, { kind: 'measure' }>

const measureKey = ({ name, where }: MeasureReference): string =>
  JSON.stringify([name, Object.entries(where).toSorted()])

// No administrative figures of ours are older; a stock needs everything before it, which reading adds by itself.
const earliestMonth = '2000-01-01'

/** Months of each measure by county, from which periods and regions roll up. */
async function readMeasures(scope: Scope, definitions: Definitions, wanted: readonly MeasureReference[]) {
  const kept = new Map<
    string,
    { measure: Measure; rows: Array<{ region: string; month: string; value: number }> }
  >()
  const to = addMonths(`${today(scope).slice(0, 7)}-01`, 1)
  for (const reference of wanted) {
    const measure = definitions.measures.get(reference.name)
    const key = measureKey(reference)
    if (!measure || kept.has(key)) continue
    const figures = await readFigures(scope, {
      measures: [measure],
      within: scope.city,
      regionDigits: 6,
      from: earliestMonth,
      to,
      period: 'month',
      where: reference.where,
    })
    kept.set(key, {
      measure,
      rows: figures.map(({ region, period, value }) => ({ region, month: period, value })),
    })
  }
  return (reference: MeasureReference, place: Place): number | null => {
    const found = kept.get(measureKey(reference))
    if (!found) return null
    const months = periodsWithin(place.period, 'month')
    const last = months.findLast((month) => `${month}-01` < to)
    const counted = found.measure.kind === 'stock' ? months.filter((month) => month === last) : months
    const rows = found.rows.filter(
      (row) => counted.includes(row.month) && isWithinRegion(row.region, place.region),
    )
    return rows.length === 0 ? null : rows.reduce((sum, row) => sum + row.value, 0)
  }
}

/**
 * Reads the observations and measures behind some indicators and gives their figures. One read for all of them:
 * ask for everything that is needed at once.
 */
export async function loadFigures(
  scope: Scope,
  definitions: Definitions,
  indicators: Iterable<DefinedIndicator>,
  override?: { readonly id: string; readonly version: VersionRow },
): Promise<FigureOf> {
  return (await loadFigureEngine(scope, definitions, indicators, override)).figureOf
}

/** As {@link loadFigures}, with the way each figure came about. */
export async function loadFigureEngine(
  scope: Scope,
  definitions: Definitions,
  indicators: Iterable<DefinedIndicator>,
  override?: { readonly id: string; readonly version: VersionRow },
): Promise<FigureEngine> {
  const tried = override ? expressionsOf(override.version).flatMap(referencesOf) : []
  const named = tried.flatMap((one) => (one.kind === 'measure' ? [] : (definitions.find(one.name) ?? [])))
  const sources = sourcesOf(definitions, [...indicators, ...named])
  const observations = new Map<string, number>()
  const ids = [...sources].map((indicator) => indicator.id)
  for (const { indicator_id, region, period, value } of await publishedValues(scope, ids))
    observations.set(placeKey(indicator_id, region, period), value)
  const measure = await readMeasures(scope, definitions, [
    ...measuresIn(sources),
    ...tried.flatMap((one) => (one.kind === 'measure' ? [one] : [])),
  ])
  const below = await regionTree(scope)
  const above = new Map([...below].flatMap(([parent, own]) => own.map((region) => [region, parent])))
  return figureEngine(
    definitions,
    {
      observations,
      measure,
      children: (region) => below.get(region) ?? [],
      parent: (region) => above.get(region),
    },
    override,
  )
}

// A century of months; more would be a mistake in the request.
const mostPeriods = 1_200

/** The periods from one to another, both included, in the kind that an indicator is reported in. */
export function periodsOf(version: Pick<VersionRow, 'period'>, from: string, to: string): string[] {
  const [start, end] = [firstMonth(from), dayAfter(to)]
  if (end <= start) return []
  const years = Array.from({ length: Number(end.slice(0, 4)) - Number(start.slice(0, 4)) + 1 }, (_, step) =>
    String(Number(start.slice(0, 4)) + step),
  ).slice(0, mostPeriods / 12)
  return years
    .flatMap((year) => periodsWithin(year, version.period))
    .filter((period) => firstMonth(period) >= start && dayAfter(period) <= end)
}

/** Figures of an indicator over periods and regions, in that order. */
export function figuresOver(
  figureOf: FigureOf,
  indicator: DefinedIndicator,
  regions: readonly string[],
  periods: readonly string[],
): Figure[] {
  return regions.flatMap((region) =>
    periods.map((period) => ({ region, period, value: figureOf(indicator, { region, period }) })),
  )
}
