/** Pivots: reads everything that is asked for together, within bounds, and within the caller's reach. */
import type { Scope } from '#kernel/db/scope.ts'
import { kernelError } from '#kernel/language/kernel-errors.ts'
import type { Message } from '#kernel/language/messages.ts'
import type { Measure } from '#kernel/measures/fact-view.ts'
import { type RegionDigits, readFigures } from '#kernel/measures/figures.ts'
import { isWithinRegion } from '#kernel/org/region-codes.ts'
import { readRegionNames } from '#kernel/org/region-names.ts'
import {
  type DefinedIndicator,
  type Definitions,
  latestVersion,
  measuresIn,
  sourcesOf,
} from '../definitions.ts'
import { type Dimension, dimensionsOfView, findDimension, readValueTitles } from '../dimension-words.ts'
import { dimensionsOf, whyUndivided } from '../division.ts'
import { indicatorError } from '../errors.ts'
import type { FigureOf } from '../figure-engine.ts'
import {
  figuresOver,
  loadDividedFigures,
  loadFigures,
  type Modules,
  periodsOf,
  readDefinitions,
} from '../figures-service.ts'
import { dayAfter, firstMonth } from '../period.ts'
import { type IndicatorReach, indicatorReach } from '../reach.ts'
import {
  mostPivotCells,
  type PivotAnswer,
  type PivotChoices,
  type PivotDefinition,
  type PivotView,
} from './pivot-contract.ts'
import { deleteView, findViews, type PivotViewRow, upsertView } from './pivot-store.ts'

const readsWholeCity = (scope: Scope): boolean => scope.permissions.get('indicators.read') === 'city'

const named = ({ name, title }: Dimension) => ({ name, title })

/** What the caller may choose from. */
export async function pivotChoices(scope: Scope, modules: Modules): Promise<PivotChoices> {
  const definitions = await readDefinitions(scope, modules)
  const reach = await indicatorReach(scope, 'indicators.read')
  return {
    indicators: definitions.all
      .filter((indicator) => reach.includes(indicator))
      .map((indicator) => {
        const version = latestVersion(indicator)
        return {
          id: indicator.id,
          title: { zh: version.name_zh, en: version.name_en },
          unit: version.unit,
          category: version.category,
          period: version.period,
          dimensions: dimensionsOf(definitions, indicator).map(named),
        }
      }),
    measures: readsWholeCity(scope)
      ? [...definitions.measures.values()].map(({ measure: { name, title, unit }, view }) => ({
          name,
          title,
          unit,
          dimensions: dimensionsOfView(definitions.views, view).map(named),
        }))
      : [],
  }
}

/** What is asked for, with why it cannot be divided by the dimension. */
interface Asked {
  readonly indicators: ReadonlyArray<{
    readonly indicator: DefinedIndicator
    readonly undivided: Message | null
  }>
  readonly measures: ReadonlyArray<{ readonly measure: Measure; readonly undivided: Message | null }>
  /** Null when nothing is to be divided. */
  readonly dimension: Dimension | null
  readonly regions: readonly string[]
  readonly periods: readonly string[]
}

/** @throws indicators.not-found */
function askedItems(
  scope: Scope,
  definitions: Definitions,
  reach: IndicatorReach,
  chosen: PivotDefinition,
  dimension: Dimension | null,
): Pick<Asked, 'indicators' | 'measures'> {
  const indicators = chosen.indicators.map((id) => {
    const indicator = definitions.byId.get(id)
    if (!indicator || !reach.includes(indicator)) throw indicatorError('indicators.not-found')
    const undivided = dimension === null ? undefined : whyUndivided(definitions, indicator, dimension)
    return { indicator, undivided: undivided ?? null }
  })
  const measures = chosen.measures.map((name) => {
    const found = definitions.measures.get(name)
    if (!found || !readsWholeCity(scope)) throw indicatorError('indicators.not-found')
    const has = dimension === null || dimension.views.has(found.view)
    return { measure: found.measure, undivided: has ? null : withoutDimension }
  })
  return { indicators, measures }
}

const withoutDimension: Message = { zh: '它没有这个维度', en: 'it does not have it' }

/** @throws indicators.not-found, indicators.unknown-region, indicators.pivot-empty, indicators.pivot-dimension */
function asked(
  scope: Scope,
  definitions: Definitions,
  reach: IndicatorReach,
  definition: PivotDefinition,
): Asked {
  const dimension =
    definition.dimension === null ? null : findDimension(definitions.views, definition.dimension)
  if (dimension === undefined)
    throw indicatorError('indicators.pivot-dimension', { dimension: definition.dimension ?? '' })
  const items = askedItems(scope, definitions, reach, definition, dimension)
  const regions = definition.regions.length > 0 ? [...new Set(definition.regions)] : [scope.city]
  const outside = regions.find((region) => !isWithinRegion(region, scope.city))
  if (outside !== undefined) throw indicatorError('indicators.unknown-region', { region: outside })
  const periods = periodsOf({ period: definition.kind }, definition.from, definition.to)
  const all = [...items.indicators, ...items.measures]
  if (all.length === 0 || periods.length === 0) throw indicatorError('indicators.pivot-empty')
  if (all.every(({ undivided }) => undivided !== null))
    throw indicatorError('indicators.pivot-dimension', {
      dimension: dimension?.title[scope.locale] ?? '',
    })
  return { ...items, regions, periods, dimension }
}

/** @throws indicators.pivot-too-large */
function bounded({ indicators, measures, regions, periods }: Asked, dimensions: number): void {
  const cells = (indicators.length + measures.length) * regions.length * periods.length * dimensions
  if (cells > mostPivotCells)
    throw indicatorError('indicators.pivot-too-large', { cells, most: mostPivotCells })
}

/** How many digits of the codes below a region tell it from its neighbours; 0 for the city, which has them all. */
function digitsOf(region: string): RegionDigits {
  if (region.length === 9) return 9
  return region.endsWith('00') ? 0 : 6
}

/** What a cell holds: the value of the dimension is null for the whole. */
type CellOf = (key: string, region: string, period: string, value: string | null) => number | null

const cellKey = (...parts: readonly (string | null)[]): string => JSON.stringify(parts)

/** Figures of measures by region and period; of the whole, or by the values of a dimension. */
async function measureFigures(
  scope: Scope,
  measures: readonly Measure[],
  { regions, periods }: Asked,
  kind: PivotDefinition['kind'],
  dimension: Dimension | null,
): Promise<{ cell: CellOf; values: string[] }> {
  const found = new Map<string, number>()
  const values = new Set<string>()
  const cell: CellOf = (...place) => found.get(cellKey(...place)) ?? null
  const [first, last] = [periods[0], periods.at(-1)]
  if (measures.length === 0 || !first || !last) return { cell, values: [] }
  // One read for each level of the codes, however many regions there are.
  for (const [digits, codes] of Map.groupBy(regions, digitsOf)) {
    const figures = await readFigures(scope, {
      measures,
      within: scope.city,
      regionDigits: digits,
      from: firstMonth(first),
      to: dayAfter(last),
      period: kind,
      ...(dimension === null ? {} : { by: [dimension.column] }),
    })
    const wanted = new Set(codes)
    for (const { measure, region, period, dimensions, value } of figures) {
      if (!wanted.has(region)) continue
      const part = dimension === null ? null : (dimensions[dimension.column] ?? '')
      if (part !== null) values.add(part)
      found.set(cellKey(measure, region, period, part), value)
    }
  }
  return { cell, values: [...values].toSorted((a, b) => a.localeCompare(b, 'zh')) }
}

/** Figures of indicators by region and period: of the whole, and of those that can be divided by each value. */
async function indicatorFigures(
  scope: Scope,
  definitions: Definitions,
  { indicators, regions, periods, dimension }: Asked,
  values: readonly string[],
): Promise<CellOf> {
  const all = indicators.map((one) => one.indicator)
  const divided = indicators.flatMap((one) => (one.undivided === null ? [one.indicator] : []))
  const whole = await loadFigures(scope, definitions, all)
  const parts =
    dimension === null ? [] : await loadDividedFigures(scope, definitions, divided, dimension.column, values)
  const found = new Map<string, number | null>()
  const put = (figureOf: FigureOf, indicator: DefinedIndicator, part: string | null): void => {
    for (const { region, period, value } of figuresOver(figureOf, indicator, regions, periods))
      found.set(cellKey(indicator.id, region, period, part), value)
  }
  for (const indicator of all) put(whole, indicator, null)
  for (const [index, figureOf] of parts.entries())
    for (const indicator of divided) put(figureOf, indicator, values[index] ?? '')
  return (...place) => found.get(cellKey(...place)) ?? null
}

/** The measures that the indicators which can be divided are computed from: their records have the values. */
const measuresBehind = (definitions: Definitions, { indicators }: Asked): Measure[] =>
  measuresIn(
    sourcesOf(
      definitions,
      indicators.flatMap((one) => (one.undivided === null ? [one.indicator] : [])),
    ),
  ).flatMap(({ name }) => definitions.measures.get(name)?.measure ?? [])

/** Values of the dimension that occur, of the chosen measures and of those behind the chosen indicators. */
async function dividedMeasures(
  scope: Scope,
  definitions: Definitions,
  wanted: Asked,
  kind: PivotDefinition['kind'],
): Promise<{ cell: CellOf; values: string[] }> {
  if (wanted.dimension === null) return { cell: () => null, values: [] }
  const chosen = wanted.measures.flatMap((one) => (one.undivided === null ? [one.measure] : []))
  const measures = [...new Set([...chosen, ...measuresBehind(definitions, wanted)])]
  return measureFigures(scope, measures, wanted, kind, wanted.dimension)
}

const whole: Message = { zh: '全部', en: 'All' }
function answerItems({ indicators, measures }: Asked): PivotAnswer['items'] {
  return [
    ...indicators.map(({ indicator, undivided }) => {
      const version = latestVersion(indicator)
      return {
        key: indicator.id,
        title: { zh: version.name_zh, en: version.name_en },
        unit: version.unit,
        decimals: version.decimals,
        undivided,
      }
    }),
    ...measures.map(({ measure: { name, title, unit }, undivided }) => ({
      key: name,
      title,
      unit,
      decimals: null,
      undivided,
    })),
  ]
}

/**
 * The figures of a pivot, read together.
 *
 * @throws indicators.not-found, indicators.unknown-region, indicators.pivot-empty, indicators.pivot-dimension,
 * indicators.pivot-too-large
 */
export async function pivot(
  scope: Scope,
  modules: Modules,
  definition: PivotDefinition,
): Promise<PivotAnswer> {
  const definitions = await readDefinitions(scope, modules)
  const reach = await indicatorReach(scope, 'indicators.read')
  const wanted = asked(scope, definitions, reach, definition)
  bounded(wanted, 1)
  const { dimension } = wanted
  const parts = await dividedMeasures(scope, definitions, wanted, definition.kind)
  bounded(wanted, parts.values.length + 1)
  const undivided = await measureFigures(
    scope,
    wanted.measures.map((one) => one.measure),
    wanted,
    definition.kind,
    null,
  )
  const ofIndicators = await indicatorFigures(scope, definitions, wanted, parts.values)
  const placed = await readRegionNames(scope, wanted.regions)
  const titleOf = dimension
    ? await readValueTitles(scope, dimension, parts.values)
    : (value: string) => ({ zh: value, en: value })
  const { indicators, measures, regions, periods } = wanted
  const dimensions = [null, ...parts.values]
  const over = (key: string, cell: CellOf): (number | null)[] =>
    regions.flatMap((region) =>
      periods.flatMap((period) => dimensions.map((value) => cell(key, region, period, value))),
    )
  return {
    items: answerItems(wanted),
    regions: regions.map((code) => {
      const { name } = placed(code)
      return { key: code, title: { zh: name, en: name } }
    }),
    periods: [...periods],
    dimensions: dimensions.map((value) => ({
      value,
      title: value === null ? whole : titleOf(value),
    })),
    values: [
      ...indicators.flatMap(({ indicator }) =>
        over(indicator.id, (key, region, ...rest) =>
          reach.includes(indicator, region) ? ofIndicators(key, region, ...rest) : null,
        ),
      ),
      ...measures.flatMap(({ measure, undivided: reason }) =>
        over(measure.name, (key, region, period, value) =>
          value === null
            ? undivided.cell(key, region, period, value)
            : reason === null
              ? parts.cell(key, region, period, value)
              : null,
        ),
      ),
    ],
  }
}

const toView = (row: PivotViewRow, ownerId: string): PivotView => ({
  id: row.id,
  title: row.title,
  definition: row.definition,
  shared: row.shared,
  own: row.owner_id === ownerId,
  ownerName: row.owner_name,
  changedAt: row.changed_at.toISOString(),
})

/** Views belong to people; programs have none. */
function ownerOf(scope: Scope): string {
  const { userId } = scope.actor
  if (userId === undefined) throw kernelError('kernel.not-signed-in')
  return userId
}

export async function listPivotViews(scope: Scope): Promise<{ items: PivotView[] }> {
  const owner = ownerOf(scope)
  return { items: (await findViews(scope, owner)).map((row) => toView(row, owner)) }
}

/** @throws indicators.view-not-found */
export async function getPivotView(scope: Scope, id: string): Promise<PivotView> {
  const owner = ownerOf(scope)
  const [row] = await findViews(scope, owner, id)
  if (!row) throw indicatorError('indicators.view-not-found')
  return toView(row, owner)
}

export async function savePivotView(
  scope: Scope,
  view: { readonly title: string; readonly definition: PivotDefinition; readonly shared: boolean },
): Promise<PivotView> {
  const owner = ownerOf(scope)
  const row = await upsertView(scope, { owner_id: owner, ...view })
  if (!row) throw indicatorError('indicators.view-not-found')
  return toView(row, owner)
}

export const deletePivotView = (scope: Scope, id: string): Promise<boolean> =>
  deleteView(scope, ownerOf(scope), id)
