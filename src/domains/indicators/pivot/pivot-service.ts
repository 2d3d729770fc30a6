/** Pivots: reads everything that is asked for together, within bounds, and within the caller's reach. */
import type { Scope } from '#kernel/db/scope.ts'
import { kernelError } from '#kernel/language/kernel-errors.ts'
import type { FactView, Measure } from '#kernel/measures/fact-view.ts'
import { type RegionDigits, readFigures } from '#kernel/measures/figures.ts'
import { isWithinRegion } from '#kernel/org/region-codes.ts'
import { findRegions } from '#kernel/org/store.ts'
import { type DefinedIndicator, latestVersion } from '../definitions.ts'
import { indicatorError } from '../errors.ts'
import { figuresOver, loadFigures, type Modules, periodsOf, readDefinitions } from '../figures-service.ts'
import { dayAfter, firstMonth } from '../period.ts'
import { indicatorReach } from '../reach.ts'
import {
  mostPivotCells,
  type PivotAnswer,
  type PivotChoices,
  type PivotDefinition,
  type PivotView,
} from './pivot-contract.ts'
import { deleteView, findViews, type PivotViewRow, upsertView } from './pivot-store.ts'

const readsWholeCity = (scope: Scope): boolean => scope.permissions.get('indicators.read') === 'city'

const viewsOf = (modules: Modules): FactView[] => modules.flatMap((module) => [...module.facts])

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
        }
      }),
    measures: readsWholeCity(scope)
      ? viewsOf(modules).flatMap((view) =>
          view.measures.map((measure) => ({
            name: measure.name,
            title: measure.title,
            unit: measure.unit,
            dimensions: [...view.dimensions],
          })),
        )
      : [],
  }
}

interface Asked {
  readonly indicators: readonly DefinedIndicator[]
  readonly measures: readonly Measure[]
  readonly regions: readonly string[]
  readonly periods: readonly string[]
}

/** @throws indicators.not-found, indicators.unknown-region, indicators.pivot-empty, indicators.pivot-dimension */
async function asked(scope: Scope, modules: Modules, definition: PivotDefinition) {
  const definitions = await readDefinitions(scope, modules)
  const reach = await indicatorReach(scope, 'indicators.read')
  const indicators = definition.indicators.map((id) => {
    const indicator = definitions.byId.get(id)
    if (!indicator || !reach.includes(indicator)) throw indicatorError('indicators.not-found')
    return indicator
  })
  const views = viewsOf(modules)
  const measures = definition.measures.map((name) => {
    const view = views.find((one) => one.measures.some((measure) => measure.name === name))
    const measure = view?.measures.find((one) => one.name === name)
    if (!view || !measure || !readsWholeCity(scope)) throw indicatorError('indicators.not-found')
    if (definition.dimension !== null && !view.dimensions.includes(definition.dimension))
      throw indicatorError('indicators.pivot-dimension', { dimension: definition.dimension, measure: name })
    return measure
  })
  if (definition.dimension !== null && indicators.length > 0)
    throw indicatorError('indicators.pivot-dimension', {
      dimension: definition.dimension,
      measure: indicators[0] ? latestVersion(indicators[0]).name_zh : '',
    })
  const regions = definition.regions.length > 0 ? [...new Set(definition.regions)] : [scope.city]
  const outside = regions.find((region) => !isWithinRegion(region, scope.city))
  if (outside !== undefined) throw indicatorError('indicators.unknown-region', { region: outside })
  const periods = periodsOf({ period: definition.kind }, definition.from, definition.to)
  if (indicators.length + measures.length === 0 || periods.length === 0)
    throw indicatorError('indicators.pivot-empty')
  return { definitions, asked: { indicators, measures, regions, periods } satisfies Asked }
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

/** Figures of measures by region, period and dimension, and the dimension's values in order. */
async function measureFigures(
  scope: Scope,
  { measures, regions, periods }: Asked,
  definition: PivotDefinition,
) {
  const found = new Map<string, number>()
  const [first, last] = [periods[0], periods.at(-1)]
  const values = new Set<string>()
  if (measures.length === 0 || !first || !last) return { found, dimensions: [''] }
  // One read for each level of the codes, however many regions there are.
  for (const [digits, codes] of Map.groupBy(regions, digitsOf)) {
    const figures = await readFigures(scope, {
      measures,
      within: scope.city,
      regionDigits: digits,
      from: firstMonth(first),
      to: dayAfter(last),
      period: definition.kind,
      ...(definition.dimension === null ? {} : { by: [definition.dimension] }),
    })
    for (const { measure, region, period, dimensions, value } of figures) {
      if (!codes.includes(region)) continue
      const dimension = definition.dimension === null ? '' : (dimensions[definition.dimension] ?? '')
      values.add(dimension)
      found.set([measure, region, period, dimension].join('\n'), value)
    }
  }
  return {
    found,
    dimensions: definition.dimension === null || values.size === 0 ? [''] : [...values].toSorted(),
  }
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
  const { definitions, asked: wanted } = await asked(scope, modules, definition)
  bounded(wanted, 1)
  const { indicators, measures, regions, periods } = wanted
  const { found, dimensions } = await measureFigures(scope, wanted, definition)
  bounded(wanted, dimensions.length)
  const figureOf = await loadFigures(scope, definitions, indicators)
  const names = new Map((await findRegions(scope.tx, regions)).map((region) => [region.code, region.name]))
  const reach = await indicatorReach(scope, 'indicators.read')
  const overIndicators = indicators.flatMap((indicator) =>
    figuresOver(figureOf, indicator, regions, periods).map(({ region, value }) =>
      reach.includes(indicator, region) ? value : null,
    ),
  )
  const overMeasures = measures.flatMap((measure) =>
    regions.flatMap((region) =>
      periods.flatMap((period) =>
        dimensions.map(
          (dimension) => found.get([measure.name, region, period, dimension].join('\n')) ?? null,
        ),
      ),
    ),
  )
  return {
    items: [
      ...indicators.map((indicator) => {
        const version = latestVersion(indicator)
        return {
          key: indicator.id,
          title: { zh: version.name_zh, en: version.name_en },
          unit: version.unit,
          decimals: version.decimals,
        }
      }),
      ...measures.map(({ name, title, unit }) => ({ key: name, title, unit, decimals: null })),
    ],
    regions: regions.map((code) => {
      const name = names.get(code) ?? code
      return { key: code, title: { zh: name, en: name } }
    }),
    periods: [...periods],
    dimensions,
    values: [...overIndicators, ...overMeasures],
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
