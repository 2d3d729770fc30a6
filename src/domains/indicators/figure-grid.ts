/** Figures of an indicator over many regions and periods at once, by columns of numbers where its definition allows. */
import type { MeasureSeries } from '#kernel/measures/grid.ts'
import type { DefinedIndicator, Definitions } from './definitions.ts'
import type { Place } from './expression/evaluate.ts'
import { type Column, type ColumnSource, evaluateGrid, type Window } from './expression/evaluate-grid.ts'
import type { Expression, MeasureReference } from './expression/expression.ts'
import { isFiner, monthsOfPeriod } from './period.ts'
import { periodAt } from './period-index.ts'
import { roundToDecimals } from './rounding.ts'
import type { VersionRow } from './tables.ts'

/** What the place-by-place engine lends. */
export interface GridParts {
  readonly definitions: Definitions
  readonly versionAt: (indicator: DefinedIndicator, period: string) => VersionRow
  readonly treeOf: (text: string) => Expression
  readonly figureOf: (indicator: DefinedIndicator, place: Place) => number | null
  readonly observed: (indicator: DefinedIndicator, place: Place) => number | null
  readonly series: (reference: MeasureReference) => MeasureSeries | undefined
  /** Number of the first month that nothing can be in yet. */
  readonly endMonth: number
  readonly children: (region: string) => readonly string[]
  readonly parent: (region: string) => string | undefined
}

/** Gives the figures of a window, region by region, NaN where there is none; the column is not to be written to. */
export type FiguresOver = (indicator: DefinedIndicator, window: Window) => Column

/** Runs of periods of a window with one version each. */
function* stretches(
  { kind, from, length }: Window,
  versionAt: (period: string) => VersionRow,
): Generator<{ version: VersionRow; from: number; length: number }> {
  let start = 0
  while (start < length) {
    const version = versionAt(periodAt(kind, from + start))
    let end = start + 1
    while (end < length && versionAt(periodAt(kind, from + end)) === version) end++
    yield { version, from: from + start, length: end - start }
    start = end
  }
}

/** The window of a coarser kind of period in which all of a finer one lies. */
function coarser(window: Window, kind: VersionRow['period']): Window {
  const ratio = monthsOfPeriod[kind] / monthsOfPeriod[window.kind]
  const from = Math.floor(window.from / ratio)
  const last = Math.floor((window.from + window.length - 1) / ratio)
  return { ...window, kind, from, length: last - from + 1 }
}

/** Each period of the window with what its coarser one has. */
function spread(column: Column, from: Window, window: Window): Column {
  const ratio = monthsOfPeriod[from.kind] / monthsOfPeriod[window.kind]
  const result = new Float64Array(window.regions.length * window.length)
  for (let row = 0; row < window.regions.length; row++)
    for (let period = 0; period < window.length; period++) {
      const place = Math.floor((window.from + period) / ratio) - from.from
      result[row * window.length + period] = column[row * from.length + place] ?? Number.NaN
    }
  return result
}

/** Makes the function that works whole windows out. */
export function figureGrid(parts: GridParts): FiguresOver {
  const kept = new Map<DefinedIndicator, Map<string, Column>>()
  const working = new Set<DefinedIndicator>()
  const regionLists = new Map<string, number>()
  const keyOf = ({ regions, kind, from, length }: Window): string => {
    const text = regions.join()
    const list = regionLists.get(text) ?? regionLists.size
    regionLists.set(text, list)
    return `${list}/${kind}/${from}/${length}`
  }

  /** Place by place, for what columns cannot do. */
  const byPlace = (window: Window, figure: (place: Place) => number | null): Column => {
    const periods = Array.from({ length: window.length }, (_, index) =>
      periodAt(window.kind, window.from + index),
    )
    return Float64Array.from(
      window.regions.flatMap((region) => periods.map((period) => figure({ region, period }) ?? Number.NaN)),
    )
  }

  const source: ColumnSource = {
    children: parts.children,
    parent: parts.parent,
    column: (reference, window) => {
      if (reference.kind === 'measure') return measured(reference, window)
      const indicator = parts.definitions.find(reference.name)
      if (!indicator) return byPlace(window, () => null)
      return reference.kind === 'indicator'
        ? figures(indicator, window)
        : byPlace(window, (place) => parts.observed(indicator, place))
    },
  }

  const measuredColumns = new Map<string, Column>()
  const measured = (reference: MeasureReference, window: Window): Column => {
    const key = `${JSON.stringify([reference.name, reference.where])}${keyOf(window)}`
    const known = measuredColumns.get(key)
    if (known) return known
    const column = new Float64Array(window.regions.length * window.length).fill(Number.NaN)
    const months = monthsOfPeriod[window.kind]
    const series = parts.series(reference)
    const stretch = { from: window.from * months, months, length: window.length, end: parts.endMonth }
    for (const [row, region] of window.regions.entries())
      series?.fill(region, stretch, column.subarray(row * window.length, (row + 1) * window.length))
    measuredColumns.set(key, column)
    return column
  }

  const computed = (indicator: DefinedIndicator, version: VersionRow, window: Window): Column => {
    const expression =
      version.computation === 'expression' ? parts.treeOf(version.expression ?? '') : undefined
    const at = isFiner(window.kind, version.period) ? coarser(window, version.period) : window
    const column = expression && evaluateGrid(expression, at, source)
    if (!column) return byPlace(window, (place) => parts.figureOf(indicator, place))
    const rounded = column.map((value) =>
      Number.isNaN(value) ? value : roundToDecimals(value, version.decimals),
    )
    return at === window ? rounded : spread(rounded, at, window)
  }

  const worked = (indicator: DefinedIndicator, window: Window): Column => {
    const all = [...stretches(window, (period) => parts.versionAt(indicator, period))]
    const [only] = all
    if (only && all.length === 1) return computed(indicator, only.version, window)
    const result = new Float64Array(window.regions.length * window.length)
    for (const { version, from, length } of all) {
      const column = computed(indicator, version, { ...window, from, length })
      for (let row = 0; row < window.regions.length; row++)
        result.set(
          column.subarray(row * length, (row + 1) * length),
          row * window.length + from - window.from,
        )
    }
    return result
  }

  const figures: FiguresOver = (indicator, window) => {
    const known = kept.get(indicator) ?? new Map<string, Column>()
    kept.set(indicator, known)
    const key = keyOf(window)
    const before = known.get(key)
    if (before) return before
    // Rings are refused when definitions are saved; place by place, one in old data comes to an end.
    if (working.has(indicator)) return byPlace(window, (place) => parts.figureOf(indicator, place))
    working.add(indicator)
    const column = worked(indicator, window)
    working.delete(indicator)
    known.set(key, column)
    return column
  }
  return figures
}
