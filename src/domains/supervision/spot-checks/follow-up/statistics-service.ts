/** Pass rates by the defined formulas: batches passed over batches judged, with Wilson's interval, never a bare figure. */

import type { Scope } from '#kernel/db/scope.ts'
import { type Figure, readFigures } from '#kernel/measures/figures.ts'
import { findRegions } from '#kernel/org/store.ts'
import { outputWeightedPassRates } from '#methods/composite-index/output-weighted-pass-rate.ts'
import { wilsonInterval } from '#methods/distributions/proportion-interval.ts'
import { spotCheckFacts } from '../facts.ts'
import { kindTitles, linkTitles, purposeTitles } from '../messages.ts'
import { categoriesById } from '../setup/setup-service.ts'
import type { SpotCheckStatistics, StatisticsGrouping } from './follow-up-contract.ts'
import * as store from './statistics-store.ts'

type Rate = SpotCheckStatistics['total']

/** Percent, with as many digits as a rate of some thousand batches bears. */
const percent = (share: number): number => Number((share * 100).toFixed(2))

function rateOf(figures: readonly Figure[]): Rate {
  const sum = (name: string): number =>
    figures
      .filter((figure) => figure.measure === `spot-checks.${name}`)
      .reduce((total, figure) => total + figure.value, 0)
  const batches = sum('batches')
  const passed = sum('passed')
  const counts = { batches, passed, failed: sum('failed'), failedAtFirst: sum('failed-at-first') }
  if (batches === 0) return { ...counts, rate: null, lower: null, upper: null }
  const { proportion, lower, upper } = wilsonInterval(passed, batches)
  return { ...counts, rate: percent(proportion), lower: percent(lower), upper: percent(upper) }
}

async function titlesOf(
  scope: Scope,
  by: StatisticsGrouping,
  keys: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const locale = scope.locale
  if (by === 'category') {
    const categories = [...(await categoriesById(scope)).values()]
    return new Map(categories.map((category) => [category.code, category.name]))
  }
  if (by === 'region')
    return new Map((await findRegions(scope.tx, keys)).map((region) => [region.code, region.name]))
  const fixed: Readonly<
    Partial<Record<StatisticsGrouping, Readonly<Record<string, { zh: string; en: string }>>>>
  > = {
    kind: kindTitles,
    link: linkTitles,
    purpose: purposeTitles,
  }
  const titles = fixed[by] ?? {}
  return new Map(Object.entries(titles).map(([key, title]) => [key, title[locale]]))
}

/** Statistics of the batches judged in a stretch of whole months. */
export async function spotCheckStatistics(
  scope: Scope,
  request: store.StatisticsRange & { readonly by: StatisticsGrouping },
): Promise<SpotCheckStatistics> {
  const range = {
    ...request,
    from: `${request.from.slice(0, 7)}-01`,
    to: `${request.to.slice(0, 7)}-01`,
  }
  const { by } = range
  const dimension = by === 'region' || by === 'month' ? undefined : by
  const where = {
    ...(range.kind ? { kind: range.kind } : {}),
    ...(range.purpose ? { purpose: range.purpose } : {}),
  }
  const figures = await readFigures(scope, {
    measures: spotCheckFacts.measures,
    within: scope.city,
    regionDigits: by === 'region' ? 6 : 0,
    from: range.from,
    to: range.to,
    period: 'month',
    ...(dimension ? { by: [dimension] } : {}),
    where,
  })
  const keyOf = (figure: Figure): string =>
    by === 'month' ? figure.period : by === 'region' ? figure.region : (figure.dimensions[by] ?? '')
  const groups = Map.groupBy(figures, keyOf)
  const titles = await titlesOf(scope, by, [...groups.keys()])
  return {
    total: rateOf(figures),
    groups: [...groups]
      .map(([key, group]) => ({ key, title: titles.get(key) ?? key, ...rateOf(group) }))
      .toSorted((a, b) => (by === 'month' ? a.key.localeCompare(b.key) : b.batches - a.batches)),
    refused: await store.countRefusals(scope, range),
    enterprises: await store.countEnterprises(scope, range),
    items: await store.failingItems(scope, range),
    weighted: await weightedRate(scope, range),
  }
}

async function weightedRate(
  scope: Scope,
  range: store.StatisticsRange,
): Promise<SpotCheckStatistics['weighted']> {
  const { year, cells } = await store.weightedCells(scope, range)
  if (year === null || cells.length === 0) return null
  const { total } = outputWeightedPassRates(cells)
  const share = (value: number | undefined) => (value === undefined ? null : percent(value))
  return {
    year,
    rate: share(total.rate),
    lower: share(total.lower),
    upper: share(total.upper),
    inspected: total.inspected,
    cells: cells.filter((cell) => cell.inspected > 0).length,
  }
}
