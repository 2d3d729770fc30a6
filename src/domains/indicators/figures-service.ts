/** Reads what figures are computed from, and gives the function that computes them. */
import type { Scope } from '#kernel/db/scope.ts'
import type { DomainDefinition } from '#kernel/domain.ts'
import type { FactView } from '#kernel/measures/fact-view.ts'
import { type MeasureSeries, monthNumber, readSeries } from '#kernel/measures/grid.ts'
import { addMonths } from '#kernel/measures/period.ts'
import type { Figure } from './contract.ts'
import {
  type DefinedIndicator,
  type Definitions,
  defineIndicators,
  expressionsOf,
  looksAround,
  measuresIn,
  restsOnReports,
  sourcesOf,
} from './definitions.ts'
import { indicatorError } from './errors.ts'
import { type MeasureReference, referencesOf } from './expression/expression.ts'
import {
  type FigureEngine,
  type FigureInputs,
  type FigureOf,
  figureEngine,
  placeKey,
} from './figure-engine.ts'
import { publishedValues } from './observation-store.ts'
import { dayAfter, firstMonth, kindOfPeriod, lastDay, periodsWithin } from './period.ts'
import { periodIndex } from './period-index.ts'
import { definitionsStamp, readIndicators, regionTree } from './store.ts'
import type { VersionRow } from './tables.ts'

/** The modules of the program, for the measures that they declare. */
export type Modules = readonly DomainDefinition[]

/** The views that figures come out of. */
const viewsOf = (modules: Modules): FactView[] => modules.flatMap((module) => module.facts)

// Cities whose definitions are kept in memory.
const mostKept = 32

const keptDefinitions = new WeakMap<Modules, Map<string, Definitions>>()

/**
 * All indicators of the scope's city. They change rarely and are needed for every figure, so they are read again only
 * when a version was added or ended, which one small statement tells.
 */
export async function readDefinitions(scope: Scope, modules: Modules): Promise<Definitions> {
  const key = `${scope.city}/${await definitionsStamp(scope)}`
  const kept = keptDefinitions.get(modules) ?? new Map<string, Definitions>()
  keptDefinitions.set(modules, kept)
  const known = kept.get(key)
  if (known) return known
  const definitions = defineIndicators(await readIndicators(scope), viewsOf(modules))
  if (kept.size >= mostKept) kept.clear()
  kept.set(key, definitions)
  return definitions
}

const isoDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' })

/** The day in the official time zone, ISO. */
export const today = (scope: Scope): string => isoDay.format(scope.now)

const measureKey = ({ name, where }: MeasureReference): string =>
  JSON.stringify([name, Object.entries(where).toSorted()])

/** Measures by reference, read in one go. */
async function readMeasures(
  scope: Scope,
  definitions: Definitions,
  wanted: readonly MeasureReference[],
): Promise<Pick<FigureInputs, 'series' | 'endMonth'>> {
  const references = new Map(wanted.map((reference) => [measureKey(reference), reference]))
  const known = [...references].flatMap(([key, { name, where }]) => {
    const found = definitions.measures.get(name)
    return found ? [{ key, where, ...found }] : []
  })
  const to = addMonths(`${today(scope).slice(0, 7)}-01`, 1)
  const series = await readSeries(scope, known, to)
  const byKey = new Map(known.map(({ key }, index) => [key, series[index]]))
  const kept = new WeakMap<MeasureReference, MeasureSeries | null>()
  return {
    endMonth: monthNumber(to),
    series: (reference) => {
      // References are parts of parsed expressions, so the same ones come again and again.
      let found = kept.get(reference)
      if (found === undefined) {
        found = byKey.get(measureKey(reference)) ?? null
        kept.set(reference, found)
      }
      return found ?? undefined
    },
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
  // What is tried out may name anything, so that everything is read for it.
  const ids = override || restsOnReports(sources) ? [...sources].map((indicator) => indicator.id) : []
  const [published, measures, below] = await Promise.all([
    publishedValues(scope, ids),
    readMeasures(scope, definitions, [
      ...measuresIn(sources),
      ...tried.flatMap((one) => (one.kind === 'measure' ? [one] : [])),
    ]),
    override || looksAround(sources) ? regionTree(scope) : new Map<string, string[]>(),
  ])
  for (const { indicator_id, region, period, value } of published)
    observations.set(placeKey(indicator_id, region, period), value)
  const above = new Map([...below].flatMap(([parent, own]) => own.map((region) => [region, parent])))
  return figureEngine(
    definitions,
    {
      observations,
      ...measures,
      children: (region) => below.get(region) ?? [],
      parent: (region) => above.get(region),
    },
    override,
  )
}

/**
 * The figures of indicators by each value of a dimension: what they are where only records of that value count. Of
 * indicators that can be divided by it (see `division.ts`); for others there are none. One read for all values.
 */
export async function loadDividedFigures(
  scope: Scope,
  definitions: Definitions,
  indicators: readonly DefinedIndicator[],
  dimension: string,
  values: readonly string[],
): Promise<FigureOf[]> {
  const sources = sourcesOf(definitions, indicators)
  const wanted = measuresIn(sources)
  const only = (reference: MeasureReference, value: string): MeasureReference => ({
    ...reference,
    where: { ...reference.where, [dimension]: value },
  })
  const [{ series, endMonth }, below] = await Promise.all([
    readMeasures(
      scope,
      definitions,
      values.flatMap((value) => wanted.map((reference) => only(reference, value))),
    ),
    looksAround(sources) ? regionTree(scope) : new Map<string, string[]>(),
  ])
  const above = new Map([...below].flatMap(([parent, own]) => own.map((region) => [region, parent])))
  return values.map((value) => {
    const inputs: FigureInputs = {
      observations: new Map(),
      endMonth,
      series: (reference) => series(only(reference, value)),
      children: (region) => below.get(region) ?? [],
      parent: (region) => above.get(region),
    }
    return figureEngine(definitions, inputs).figureOf
  })
}

// More would be a mistake in the request.
const mostYears = 100

/**
 * The periods from one to another, both included, in the kind that an indicator is reported in.
 *
 * @throws indicators.too-many-years
 */
export function periodsOf(version: Pick<VersionRow, 'period'>, from: string, to: string): string[] {
  const [start, end] = [firstMonth(from), dayAfter(to)]
  if (end <= start) return []
  const length = Number(lastDay(to).slice(0, 4)) - Number(start.slice(0, 4)) + 1
  if (length > mostYears) throw indicatorError('indicators.too-many-years', { years: mostYears })
  const years = Array.from({ length }, (_, step) => String(Number(start.slice(0, 4)) + step))
  return years
    .flatMap((year) => periodsWithin(year, version.period))
    .filter((period) => firstMonth(period) >= start && dayAfter(period) <= end)
}

/** Figures of an indicator over regions and periods of one kind, which come one after the other; in that order. */
export function figuresOver(
  figureOf: FigureOf,
  indicator: DefinedIndicator,
  regions: readonly string[],
  periods: readonly string[],
): Figure[] {
  const [first] = periods
  if (first === undefined) return []
  const window = { regions, kind: kindOfPeriod(first), from: periodIndex(first), length: periods.length }
  const column = figureOf.over(indicator, window)
  return regions.flatMap((region, row) =>
    periods.map((period, index) => {
      const value = column[row * periods.length + index] ?? Number.NaN
      return { region, period, value: Number.isNaN(value) ? null : value }
    }),
  )
}
