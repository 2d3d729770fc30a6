/** Pass rates by the defined formulas: batches passed over batches judged, with Wilson's interval, never a bare figure. */

import { inReach, unitsInReach } from '#kernel/access/data-reach.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { type Figure, readFigures } from '#kernel/measures/figures.ts'
import { monthsThrough } from '#kernel/measures/period.ts'
import { findRegions } from '#kernel/org/store.ts'
import { outputWeightedPassRates } from '#methods/composite-index/output-weighted-pass-rate.ts'
import { wilsonInterval } from '#methods/distributions/proportion-interval.ts'
import { spotCheckFacts } from '../facts.ts'
import { kindTitles, linkTitles, purposeTitles } from '../messages.ts'
import { categoriesById } from '../setup/catalogue-service.ts'
import type { SpotCheckStatistics, StatisticsGrouping } from './follow-up-contract.ts'
import * as store from './statistics-store.ts'

type Rate = SpotCheckStatistics['total']

/** Percent, with as many digits as a rate of some thousand batches bears. */
const percent = (share: number): number => Number((share * 100).toFixed(2))

const ratesOf = (counts: Omit<store.BatchCount, 'key'>): Rate => {
  const { batches, passed } = counts
  if (batches === 0) return { ...counts, rate: null, lower: null, upper: null }
  const { proportion, lower, upper } = wilsonInterval(passed, batches)
  return { ...counts, rate: percent(proportion), lower: percent(lower), upper: percent(upper) }
}

const added = (counts: readonly store.BatchCount[]): Omit<store.BatchCount, 'key'> => ({
  batches: counts.reduce((sum, one) => sum + one.batches, 0),
  passed: counts.reduce((sum, one) => sum + one.passed, 0),
  failed: counts.reduce((sum, one) => sum + one.failed, 0),
  failedAtFirst: counts.reduce((sum, one) => sum + one.failedAtFirst, 0),
})

/** The city's batches by group, from the figures. */
async function cityBatches(
  scope: Scope,
  range: store.StatisticsRange,
  by: StatisticsGrouping,
): Promise<store.BatchCount[]> {
  const dimension = by === 'region' || by === 'month' ? undefined : by
  const figures = await readFigures(scope, {
    measures: spotCheckFacts.measures,
    within: scope.city,
    regionDigits: by === 'region' ? 6 : 0,
    from: range.from,
    to: range.to,
    period: 'month',
    ...(dimension ? { by: [dimension] } : {}),
    where: {
      ...(range.kind ? { kind: range.kind } : {}),
      ...(range.purpose ? { purpose: range.purpose } : {}),
    },
  })
  const keyOf = (figure: Figure): string =>
    by === 'month' ? figure.period : by === 'region' ? figure.region : (figure.dimensions[by] ?? '')
  const sum = (group: readonly Figure[], name: string): number =>
    group
      .filter((figure) => figure.measure === `spot-checks.${name}`)
      .reduce((total, figure) => total + figure.value, 0)
  return [...Map.groupBy(figures, keyOf)].map(([key, group]) => ({
    key,
    batches: sum(group, 'batches'),
    passed: sum(group, 'passed'),
    failed: sum(group, 'failed'),
    failedAtFirst: sum(group, 'failed-at-first'),
  }))
}

/** Months without a judged batch as well, from the first to the last with one. */
const withEveryMonth = (counts: readonly store.BatchCount[]): store.BatchCount[] =>
  monthsThrough(counts.map(({ key }) => key)).map(
    (month) =>
      counts.find(({ key }) => key === month) ?? {
        key: month,
        batches: 0,
        passed: 0,
        failed: 0,
        failedAtFirst: 0,
      },
  )

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

/** Statistics of the batches judged in a stretch of whole months, within the caller's reach. */
export async function spotCheckStatistics(
  scope: Scope,
  request: store.StatisticsRange & { readonly by: StatisticsGrouping },
): Promise<SpotCheckStatistics> {
  const unitsReached = unitsInReach(scope, 'spot-checks.read')
  const whole = unitsReached === 'all'
  const range: store.StatisticsRange = {
    ...request,
    from: `${request.from.slice(0, 7)}-01`,
    to: `${request.to.slice(0, 7)}-01`,
    reach: whole ? undefined : inReach(unitsReached, { unit: 'sample.unit_id', region: 'sample.region' }),
  }
  const { by } = request
  const found = whole ? await cityBatches(scope, range, by) : await store.countBatches(scope, range, by)
  const groups = by === 'month' ? withEveryMonth(found) : found
  const titles = await titlesOf(
    scope,
    by,
    groups.map(({ key }) => key),
  )
  return {
    whole,
    total: ratesOf(added(groups)),
    groups: groups
      .map(({ key, ...counts }) => ({ key, title: titles.get(key) ?? key, ...ratesOf(counts) }))
      .toSorted((a, b) => (by === 'month' ? a.key.localeCompare(b.key) : b.batches - a.batches)),
    refused: await store.countRefusals(scope, range),
    enterprises: await store.countEnterprises(scope, range),
    items: await store.failingItems(scope, range),
    // The weights are those of the city: a part of it has no weighted rate.
    weighted: whole ? await weightedRate(scope, range) : null,
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
