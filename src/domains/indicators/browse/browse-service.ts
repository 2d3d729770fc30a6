/** Looking through the catalogue. */
import type { Scope } from '#kernel/db/scope.ts'
import { readFigures } from '#kernel/measures/figures.ts'
import { addMonths } from '#kernel/measures/period.ts'
import { readRegionNames } from '#kernel/org/region-names.ts'
import { UNIT_TYPES } from '#kernel/org/unit-type-list.ts'
import { findBindings } from '../binding-store.ts'
import { requireIndicator } from '../catalogue-service.ts'
import { type DefinedIndicator, latestVersion, measuresIn } from '../definitions.ts'
import { dimensionsOfView, readValueTitles } from '../dimension-words.ts'
import { indicatorError } from '../errors.ts'
import { loadFigures, type Modules, periodsOf, readDefinitions, today } from '../figures-service.ts'
import { dayAfter, firstMonth, offsetPeriod } from '../period.ts'
import { ageOfFigure, lastPeriodOver } from '../progress/target-progress.ts'
import { indicatorReach } from '../reach.ts'
import { regionsBelow } from '../store.ts'
import { toNamed } from '../views.ts'
import type {
  CatalogueFilter,
  CatalogueRow,
  Freshness,
  IndicatorQuality,
  MeasureBreakdown,
} from './browse-contract.ts'
import { latestPublished, openChanges, publicationFacts } from './browse-store.ts'

const ownerOf = (type: string | null) => {
  if (type === null) return null
  const found = UNIT_TYPES.find((one) => one.key === type)
  return { type, title: found?.name ?? { zh: type, en: type } }
}

const freshnessOf = (period: string | undefined, day: string): Freshness =>
  period === undefined ? 'none' : ageOfFigure(period, null, day)

// A computed indicator without a figure in two years of months has none worth showing in a list.
const periodsBack = 24

/** Latest figures: of reported indicators by one statement, of computed ones worked out. */
async function latestFigures(scope: Scope, modules: Modules, day: string) {
  const latest = new Map(
    (await latestPublished(scope, scope.city)).map(({ indicator_id, period, value }) => [
      indicator_id,
      { period, value },
    ]),
  )
  const definitions = await readDefinitions(scope, modules)
  const computed = definitions.all.filter((indicator) => latestVersion(indicator).computation !== 'observed')
  const figureOf = await loadFigures(scope, definitions, computed)
  for (const indicator of computed) {
    latest.delete(indicator.id)
    let period = lastPeriodOver(day, latestVersion(indicator).period)
    for (let back = 0; back < periodsBack; back++) {
      const value = figureOf(indicator, { region: scope.city, period })
      if (value !== null) {
        latest.set(indicator.id, { period, value })
        break
      }
      period = offsetPeriod(period, -1)
    }
  }
  return latest
}

/** All rows in the caller's reach, by code. */
async function catalogueRows(scope: Scope, modules: Modules): Promise<CatalogueRow[]> {
  const day = today(scope)
  const definitions = await readDefinitions(scope, modules)
  const reach = await indicatorReach(scope, 'indicators.read')
  const latest = await latestFigures(scope, modules, day)
  const bindings = Map.groupBy(await findBindings(scope), (row) => row.indicator_id)
  const open = await openChanges(scope)
  return definitions.all
    .filter((indicator) => reach.includes(indicator))
    .map((indicator) => {
      const version = latestVersion(indicator)
      const found = latest.get(indicator.id)
      return {
        ...toNamed(indicator),
        unit: version.unit,
        decimals: version.decimals,
        category: version.category,
        period: version.period,
        direction: version.direction,
        computation: version.computation,
        owner: ownerOf(version.owner_unit_type),
        sourceStandard: version.source_standard,
        latest: found ?? null,
        freshness: freshnessOf(found?.period, day),
        targets: bindings.get(indicator.id)?.length ?? 0,
        versions: indicator.versions.length,
        openChangeId: open.get(indicator.id) ?? null,
      }
    })
}

const contains = (text: string, search: string): boolean => text.toLowerCase().includes(search.toLowerCase())

const namesOf = (indicator: DefinedIndicator | undefined): readonly string[] =>
  indicator ? latestVersion(indicator).synonyms : []

/** The rows that fit a filter, by code. */
export async function filteredCatalogue(
  scope: Scope,
  modules: Modules,
  filter: CatalogueFilter,
): Promise<{ fitting: CatalogueRow[]; all: CatalogueRow[] }> {
  const definitions = await readDefinitions(scope, modules)
  const all = await catalogueRows(scope, modules)
  const { search, category, computation, owner, freshness, bound } = filter
  const fitting = all.filter(
    (row) =>
      (!search ||
        [row.code, row.nameZh, row.nameEn, ...namesOf(definitions.byId.get(row.id))].some((name) =>
          contains(name, search),
        )) &&
      (category === undefined || row.category === category) &&
      (computation === undefined || (row.computation === 'observed') === (computation === 'observed')) &&
      (owner === undefined || row.owner?.type === owner) &&
      (freshness === undefined || row.freshness === freshness) &&
      (bound === undefined || row.targets > 0 === bound),
  )
  return { fitting, all }
}

/** A page of the catalogue by code, with what it may be filtered by. */
export async function browseCatalogue(
  scope: Scope,
  modules: Modules,
  request: CatalogueFilter & { after?: string | undefined; limit: number },
) {
  const { after, limit, ...filter } = request
  const { fitting, all } = await filteredCatalogue(scope, modules, filter)
  const rest = after === undefined ? fitting : fitting.filter((row) => row.code > after)
  const items = rest.slice(0, limit)
  const owners = new Map(all.flatMap((row) => (row.owner ? [[row.owner.type, row.owner]] : [])))
  return {
    items,
    next: rest.length > items.length ? (items.at(-1)?.code ?? null) : null,
    categories: [...new Set(all.map((row) => row.category))].toSorted(),
    owners: [...owners.values()],
  }
}

async function readable(scope: Scope, modules: Modules, indicatorId: string) {
  const definitions = await readDefinitions(scope, modules)
  const indicator = requireIndicator(definitions, indicatorId)
  if (!(await indicatorReach(scope, 'indicators.read')).includes(indicator))
    throw indicatorError('indicators.not-found')
  return { definitions, indicator }
}

const shownYears = 5
const mostSumsOff = 12

/** @throws indicators.not-found */
export async function indicatorQuality(
  scope: Scope,
  modules: Modules,
  indicatorId: string,
): Promise<IndicatorQuality> {
  const { definitions, indicator } = await readable(scope, modules, indicatorId)
  const version = latestVersion(indicator)
  const day = today(scope)
  const figureOf = await loadFigures(scope, definitions, [indicator])
  const to = lastPeriodOver(day, version.period)
  const all = periodsOf(version, String(Number(day.slice(0, 4)) - shownYears), to)
  const value = (region: string, period: string) => figureOf(indicator, { region, period })
  const first = all.findIndex((period) => value(scope.city, period) !== null)
  const periods = first === -1 ? [] : all.slice(first)
  const below = await regionsBelow(scope, scope.city)
  const placed = await readRegionNames(scope, below)
  const regions = below.map((code) => {
    const present = periods.filter((period) => value(code, period) !== null)
    return { ...placed(code), present: present.length, latest: present.at(-1) ?? null }
  })
  const latest = periods.findLast((period) => value(scope.city, period) !== null)
  const { published_at, corrections } = await publicationFacts(scope, indicatorId)
  return {
    freshness: freshnessOf(latest, day),
    latest: latest ?? null,
    publishedAt: published_at?.toISOString() ?? null,
    missing: periods.filter((period) => value(scope.city, period) === null),
    expected: periods.length,
    corrections,
    regions: regions.some((region) => region.present > 0) ? regions : [],
    // Only what is counted adds up over regions; means and states do not.
    sumsOff: version.accumulation === 'sum' ? sumsOff(periods, scope.city, below, value) : [],
  }
}

function sumsOff(
  periods: readonly string[],
  city: string,
  below: readonly string[],
  value: (region: string, period: string) => number | null,
): IndicatorQuality['sumsOff'] {
  return periods
    .toReversed()
    .flatMap((period) => {
      const whole = value(city, period)
      const parts = below.map((region) => value(region, period))
      if (whole === null || parts.length === 0 || parts.some((part) => part === null)) return []
      const sum = parts.reduce<number>((total, part) => total + (part ?? 0), 0)
      return Math.abs(sum - whole) <= 1e-6 * Math.max(1, Math.abs(whole)) ? [] : [{ period, whole, sum }]
    })
    .slice(0, mostSumsOff)
}

/** The measures that an indicator reads, by each of their dimensions. @throws indicators.not-found */
export async function indicatorBreakdown(
  scope: Scope,
  modules: Modules,
  request: { indicatorId: string; region?: string | undefined; period: string },
): Promise<MeasureBreakdown[]> {
  const { definitions, indicator } = await readable(scope, modules, request.indicatorId)
  // Only what counts in the figure: of checks of food, not of all checks.
  const used = new Map(measuresIn([indicator]).map((one) => [JSON.stringify([one.name, one.where]), one]))
  const parts: MeasureBreakdown[] = []
  const nextMonth = addMonths(`${today(scope).slice(0, 7)}-01`, 1)
  const end = dayAfter(request.period)
  for (const { name, where } of used.values()) {
    const found = definitions.measures.get(name)
    if (!found) continue
    for (const dimension of dimensionsOfView(definitions.views, found.view)) {
      const { column } = dimension
      if (where[column] !== undefined) continue
      const figures = await readFigures(scope, {
        measures: [found.measure],
        within: request.region ?? scope.city,
        regionDigits: 0,
        from: firstMonth(request.period),
        to: end < nextMonth ? end : nextMonth,
        period: 'year',
        by: [column],
        where,
      })
      const partOf = (figure: (typeof figures)[number]) => figure.dimensions[column] ?? ''
      const titleOf = await readValueTitles(scope, dimension, figures.map(partOf))
      const items = figures.map((figure) => ({
        value: partOf(figure),
        title: titleOf(partOf(figure)),
        amount: figure.value,
      }))
      parts.push({
        measure: name,
        title: found.measure.title,
        unit: found.measure.unit,
        where: { ...where },
        dimension: column,
        dimensionTitle: dimension.title,
        items: items.toSorted((a, b) => b.amount - a.amount),
      })
    }
  }
  return parts
}

/** All measures that the program's modules declare, by name. */
export async function listMeasures(scope: Scope, modules: Modules) {
  const { measures } = await readDefinitions(scope, modules)
  return [...measures.values()]
    .map(({ measure: { name, title, unit, kind }, view }) => ({
      name,
      title,
      unit,
      kind,
      dimensions: [...view.dimensions],
    }))
    .toSorted((a, b) => a.name.localeCompare(b.name))
}
