/** Works figures out from observations and measures that have been read: pure, each figure at most once. */
import { findMethod } from '#methods/catalogue.ts'
import { MethodInputError } from '#methods/method.ts'
import { type DefinedIndicator, type Definitions, versionOn } from './definitions.ts'
import { evaluate, type FigureSource, type Place } from './expression/evaluate.ts'
import { type Expression, ExpressionError, parseExpression, type Reference } from './expression/expression.ts'
import { isFiner, kindOfPeriod, lastDay, periodOfDay, periodsWithin } from './period.ts'
import { roundToDecimals } from './rounding.ts'
import type { VersionRow } from './tables.ts'

export const placeKey = (id: string, region: string, period: string): string => `${id}/${region}/${period}`

/** What was read beforehand. */
export interface FigureInputs {
  /** Published observations by {@link placeKey}. */
  readonly observations: ReadonlyMap<string, number>
  readonly measure: (reference: Extract<Reference, { kind: 'measure' }>, place: Place) => number | null
  readonly children: (region: string) => readonly string[]
}

/** Gives the figure of an indicator at a period and region, rounded as its version says; null when there is none. */
export type FigureOf = (indicator: DefinedIndicator, place: Place) => number | null

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

/**
 * Makes the function that gives figures.
 *
 * @param override a version that is tried out in place of an indicator's own
 */
export function figureEngine(
  definitions: Definitions,
  inputs: FigureInputs,
  override?: { readonly id: string; readonly version: VersionRow },
): FigureOf {
  const kept = new Map<string, number | null>()
  const trees = new Map<string, Expression>()
  const treeOf = (text: string): Expression => {
    const tree = trees.get(text) ?? parsed(text)
    trees.set(text, tree)
    return tree
  }

  const observed = (indicator: DefinedIndicator, version: VersionRow, place: Place): number | null => {
    const at = (period: string): number | null =>
      inputs.observations.get(placeKey(indicator.id, place.region, period)) ?? null
    const kind = kindOfPeriod(place.period)
    const direct = at(place.period)
    if (direct !== null || kind === version.period) return direct
    // A shorter period than it is reported for: the longer one it lies in.
    if (isFiner(kind, version.period)) return at(periodOfDay(lastDay(place.period), version.period))
    const values = periodsWithin(place.period, version.period).flatMap((period) => at(period) ?? [])
    return values.length === 0 ? null : accumulate[version.accumulation](values)
  }

  const source: FigureSource = {
    children: inputs.children,
    figure: (reference, place) => {
      if (reference.kind === 'measure') return inputs.measure(reference, place)
      const indicator = definitions.find(reference.name)
      if (!indicator) return null
      return reference.kind === 'indicator'
        ? figureOf(indicator, place)
        : observed(indicator, versionOn(indicator, lastDay(place.period)), place)
    },
  }

  const byMethod = (version: VersionRow, place: Place): number | null => {
    const method = version.method && findMethod(version.method.name)
    if (!version.method || !method) return null
    const rows = version.method.rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([column, text]) => [
          column,
          String(evaluate(treeOf(text), place, source) ?? ''),
        ]),
      ),
    )
    try {
      const result = method.runRaw(rows, version.method.options).at(-1)?.[version.method.result]
      return typeof result === 'number' && Number.isFinite(result) ? result : null
    } catch (error) {
      // Figures are missing or out of the method's range: then it has no result.
      if (error instanceof MethodInputError || error instanceof RangeError) return null
      throw error
    }
  }

  const compute = (indicator: DefinedIndicator, version: VersionRow, place: Place): number | null => {
    if (version.computation === 'observed') return observed(indicator, version, place)
    // Computed at the period asked for, so that a ratio of a year comes from the sums of the year.
    const at = isFiner(kindOfPeriod(place.period), version.period)
      ? { ...place, period: periodOfDay(lastDay(place.period), version.period) }
      : place
    return version.computation === 'method'
      ? byMethod(version, at)
      : evaluate(treeOf(version.expression ?? ''), at, source)
  }

  const figureOf: FigureOf = (indicator, place) => {
    const key = placeKey(indicator.id, place.region, place.period)
    const before = kept.get(key)
    if (before !== undefined) return before
    // Rings are refused when definitions are saved; one in old data gives no figure instead of no end.
    kept.set(key, null)
    const version =
      override?.id === indicator.id ? override.version : versionOn(indicator, lastDay(place.period))
    const value = compute(indicator, version, place)
    const rounded = value === null ? null : roundToDecimals(value, version.decimals)
    kept.set(key, rounded)
    return rounded
  }
  return figureOf
}
