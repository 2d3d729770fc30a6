/** Works figures out from observations and measures that have been read: pure, each figure at most once. */

import { type MeasureSeries, monthNumber } from '#kernel/measures/grid.ts'
import { findMethod } from '#methods/catalogue.ts'
import { MethodInputError } from '#methods/method.ts'
import { type DefinedIndicator, type Definitions, versionOn } from './definitions.ts'
import { evaluate, type FigureSource, type Place } from './expression/evaluate.ts'
import {
  type Expression,
  type MeasureReference,
  parseExpression,
  type Reference,
} from './expression/expression.ts'
import { ExpressionError } from './expression/parse-tree.ts'
import { type FiguresOver, figureGrid } from './figure-grid.ts'
import { methodTable } from './method-call.ts'
import { dayAfter, firstMonth, isFiner, kindOfPeriod, lastDay, periodOfDay, periodsWithin } from './period.ts'
import { roundToDecimals } from './rounding.ts'
import type { VersionRow } from './tables.ts'

export const placeKey = (id: string, region: string, period: string): string => `${id}/${region}/${period}`

/** What was read beforehand. */
export interface FigureInputs {
  /** Published observations by {@link placeKey}. */
  readonly observations: ReadonlyMap<string, number>
  /** The measure that a reference names, with its filter; undefined for one that no view has. */
  readonly series: (reference: MeasureReference) => MeasureSeries | undefined
  /** Number of the first month that nothing can be in yet: a year that is not over ends with the current month. */
  readonly endMonth: number
  readonly children: (region: string) => readonly string[]
  readonly parent: (region: string) => string | undefined
}

/** Gives the figure of an indicator at a period and region, rounded as its version says; null when there is none. */
export interface FigureOf {
  (indicator: DefinedIndicator, place: Place): number | null
  /** The same of many places at once: see {@link FiguresOver}. */
  readonly over: FiguresOver
}

/** Something that a figure was worked out from; of a measure the reference says all, else `indicator` is whose it is. */
export interface UsedFigure {
  readonly reference: Reference
  readonly indicator: DefinedIndicator | undefined
  readonly place: Place
  readonly value: number | null
}

/** How a figure came about: see `Derivation` in the lineage contract. */
export interface DerivedFigure {
  readonly version: VersionRow
  readonly derivation: 'reported' | 'accumulated' | 'of-longer-period' | 'expression' | 'method'
  readonly value: number | null
  /** What it was worked out from, one level, each place once, in the order in which it was needed. */
  readonly used: readonly UsedFigure[]
}

export interface FigureEngine {
  readonly figureOf: FigureOf
  readonly derive: (indicator: DefinedIndicator, place: Place) => DerivedFigure
}

const accumulate: Record<VersionRow['accumulation'], (values: readonly number[]) => number | null> = {
  sum: (values) => values.reduce((total, value) => total + value, 0),
  mean: (values) => values.reduce((total, value) => total + value, 0) / values.length,
  last: (values) => values.at(-1) ?? null,
  none: () => null,
}

/** An expression that no longer parses (a function was renamed) gives no figure rather than none of all. */
function parsed(text: string): Expression {
  try {
    return parseExpression(text)
  } catch (error) {
    if (error instanceof ExpressionError) return { kind: 'null' }
    throw error
  }
}

/** Where an observed figure is taken from: the period itself, the longer one it lies in, or the shorter ones within. */
function observedPeriods(
  version: VersionRow,
  period: string,
  has: (period: string) => boolean,
): { readonly derivation: DerivedFigure['derivation']; readonly periods: readonly string[] } {
  const kind = kindOfPeriod(period)
  if (kind === version.period || has(period)) return { derivation: 'reported', periods: [period] }
  return isFiner(kind, version.period)
    ? { derivation: 'of-longer-period', periods: [periodOfDay(lastDay(period), version.period)] }
    : { derivation: 'accumulated', periods: periodsWithin(period, version.period) }
}

/**
 * Makes the functions that give figures and say how they came about.
 *
 * @param override a version that is tried out in place of an indicator's own
 */
export function figureEngine(
  definitions: Definitions,
  inputs: FigureInputs,
  override?: { readonly id: string; readonly version: VersionRow },
): FigureEngine {
  const kept = new Map<DefinedIndicator, Map<string, Map<string, number | null>>>()
  /** Where the figures of an indicator and region are kept, by period. */
  const keptAt = (indicator: DefinedIndicator, region: string): Map<string, number | null> => {
    const byRegion = kept.get(indicator) ?? new Map<string, Map<string, number | null>>()
    kept.set(indicator, byRegion)
    const byPeriod = byRegion.get(region) ?? new Map<string, number | null>()
    byRegion.set(region, byPeriod)
    return byPeriod
  }
  const trees = new Map<string, Expression>()
  const treeOf = (text: string): Expression => {
    const tree = trees.get(text) ?? parsed(text)
    trees.set(text, tree)
    return tree
  }
  const versionAt = (indicator: DefinedIndicator, place: Place): VersionRow =>
    override?.id === indicator.id ? override.version : versionOn(indicator, lastDay(place.period))

  const published = (indicator: DefinedIndicator, place: Place): number | null =>
    inputs.observations.get(placeKey(indicator.id, place.region, place.period)) ?? null

  const observedFrom = (indicator: DefinedIndicator, version: VersionRow, place: Place) =>
    observedPeriods(version, place.period, (period) => published(indicator, { ...place, period }) !== null)

  const observed = (indicator: DefinedIndicator, version: VersionRow, place: Place): number | null => {
    const { derivation, periods } = observedFrom(indicator, version, place)
    const values = periods.flatMap((period) => published(indicator, { ...place, period }) ?? [])
    if (values.length === 0) return null
    return derivation === 'accumulated' ? accumulate[version.accumulation](values) : (values[0] ?? null)
  }

  const measured = (reference: MeasureReference, { region, period }: Place): number | null =>
    inputs
      .series(reference)
      ?.value(
        region,
        monthNumber(firstMonth(period)),
        Math.min(monthNumber(dayAfter(period)), inputs.endMonth),
      ) ?? null

  const source: FigureSource = {
    children: inputs.children,
    parent: inputs.parent,
    figure: (reference, place) => {
      if (reference.kind === 'measure') return measured(reference, place)
      const indicator = definitions.find(reference.name)
      if (!indicator) return null
      return reference.kind === 'indicator'
        ? oneFigure(indicator, place)
        : observed(indicator, versionOn(indicator, lastDay(place.period)), place)
    },
  }

  const byMethod = (version: VersionRow, place: Place, from: FigureSource): number | null => {
    const method = version.method && findMethod(version.method.name)
    if (!version.method || !method) return null
    const rows = methodTable(version.method, (text) => evaluate(treeOf(text), place, from))
    try {
      const result = method.runRaw(rows, version.method.options).at(-1)?.[version.method.result]
      return typeof result === 'number' && Number.isFinite(result) ? result : null
    } catch (error) {
      // Figures are missing or out of the method's range: then it has no result.
      if (error instanceof MethodInputError || error instanceof RangeError) return null
      throw error
    }
  }

  const compute = (version: VersionRow, place: Place, from: FigureSource): number | null => {
    // Computed at the period asked for, so that a ratio of a year comes from the sums of the year.
    const at = isFiner(kindOfPeriod(place.period), version.period)
      ? { ...place, period: periodOfDay(lastDay(place.period), version.period) }
      : place
    return version.computation === 'method'
      ? byMethod(version, at, from)
      : evaluate(treeOf(version.expression ?? ''), at, from)
  }

  const oneFigure = (indicator: DefinedIndicator, place: Place): number | null => {
    const known = keptAt(indicator, place.region)
    const before = known.get(place.period)
    if (before !== undefined) return before
    // Rings are refused when definitions are saved; one in old data gives no figure instead of no end.
    known.set(place.period, null)
    const version = versionAt(indicator, place)
    const value =
      version.computation === 'observed'
        ? observed(indicator, version, place)
        : compute(version, place, source)
    const rounded = value === null ? null : roundToDecimals(value, version.decimals)
    known.set(place.period, rounded)
    return rounded
  }

  const over = figureGrid({
    definitions,
    treeOf,
    figureOf: oneFigure,
    versionAt: (indicator, period) => versionAt(indicator, { period, region: '' }),
    observed: (indicator, place) => observed(indicator, versionOn(indicator, lastDay(place.period)), place),
    series: inputs.series,
    endMonth: inputs.endMonth,
    children: inputs.children,
    parent: inputs.parent,
  })
  const figureOf: FigureOf = Object.assign(oneFigure, { over })

  const observations = (indicator: DefinedIndicator, version: VersionRow, place: Place) => {
    const { derivation, periods } = observedFrom(indicator, version, place)
    const used = periods.map((period): UsedFigure => {
      const at = { ...place, period }
      return {
        reference: { kind: 'observation', name: indicator.code },
        indicator,
        place: at,
        value: published(indicator, at),
      }
    })
    return { derivation, used }
  }

  const derive: FigureEngine['derive'] = (indicator, place) => {
    const version = versionAt(indicator, place)
    const value = figureOf(indicator, place)
    if (version.computation === 'observed')
      return { version, value, ...observations(indicator, version, place) }
    const used = new Map<string, UsedFigure>()
    compute(version, place, {
      children: source.children,
      parent: source.parent,
      figure: (reference, at) => {
        const found = source.figure(reference, at)
        const named = reference.kind === 'measure' ? undefined : definitions.find(reference.name)
        const parts =
          reference.kind === 'observation' && named
            ? observations(named, versionOn(named, lastDay(at.period)), at).used
            : [{ reference, indicator: named, place: at, value: found }]
        for (const part of parts)
          used.set(`${JSON.stringify([reference, named?.id])}${part.place.region}/${part.place.period}`, part)
        return found
      },
    })
    const derivation = version.computation === 'method' ? 'method' : 'expression'
    return { version, value, derivation, used: [...used.values()] }
  }
  return { figureOf, derive }
}
