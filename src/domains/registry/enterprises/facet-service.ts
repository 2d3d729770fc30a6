/** Counts beside a list: kept ones where the filter asks for no more than they keep, else counted up to a limit. */
import type { Scope } from '#kernel/db/scope.ts'
import { readFigures } from '#kernel/measures/figures.ts'
import { isWithinRegion, regionPrefix } from '#kernel/org/region-codes.ts'
import { enterpriseCounts } from './enterprise-facts.ts'
import type { EnterpriseFacets, EnterpriseFilter } from './enterprise-schemas.ts'
import { countRows, type FacetRow, regionsInReach } from './enterprise-store.ts'

/** Beyond this many hits counting stops: "50,000+" is all that a person needs to know. */
const mostCounted = 50_000

/** Whether the kept counts can answer: they know counties, sections, sizes and statuses. */
function isKept(filter: EnterpriseFilter): boolean {
  return (
    !filter.search &&
    filter.tag === undefined &&
    filter.gridCell === undefined &&
    filter.establishedFrom === undefined &&
    filter.establishedBefore === undefined &&
    (filter.industry ?? '').length <= 1 &&
    (filter.region ?? '').length <= 6
  )
}

interface KeptCount {
  readonly county: string
  readonly status: string
  readonly section: string
  readonly size: string
  readonly count: number
}

async function keptCounts(scope: Scope): Promise<KeptCount[]> {
  const figures = await readFigures(scope, {
    measures: enterpriseCounts.measures,
    within: scope.city,
    regionDigits: 6,
    from: '2015-12-01',
    to: '2016-01-01',
    period: 'month',
    by: enterpriseCounts.dimensions,
  })
  return figures.map(({ region, dimensions, value }) => ({
    county: region,
    status: dimensions.status ?? '',
    section: dimensions.section ?? '',
    size: dimensions.size ?? '',
    count: value,
  }))
}

const kinds = ['status', 'size', 'section', 'county'] as const

function summed(counts: readonly KeptCount[], kind: (typeof kinds)[number]) {
  const sums = new Map<string, number>()
  for (const one of counts) sums.set(one[kind], (sums.get(one[kind]) ?? 0) + one.count)
  return inOrder([...sums].map(([value, count]) => ({ value, count })))
}

const inOrder = (values: ReadonlyArray<{ value: string; count: number }>) =>
  values
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count || a.value.localeCompare(b.value))

function fits(filter: EnterpriseFilter, reach: 'all' | readonly string[]) {
  return (one: KeptCount): boolean =>
    (reach === 'all' || reach.some((region) => isWithinRegion(one.county, region))) &&
    (filter.region === undefined || isWithinRegion(one.county, filter.region)) &&
    (!filter.industry || one.section === filter.industry.toUpperCase()) &&
    (filter.size === undefined || filter.size.some((size) => size === one.size)) &&
    (filter.status === undefined || filter.status.some((status) => status === one.status))
}

/** Counts by status, size, section and county within a filter. */
export async function enterpriseFacets(scope: Scope, filter: EnterpriseFilter): Promise<EnterpriseFacets> {
  const reach = regionsInReach(scope, 'registry.read')
  // Someone who answers for a town is counted row by row: the kept counts know counties.
  const keptReach = reach === 'all' || reach.every((region) => regionPrefix(region).length <= 6)
  if (isKept(filter) && keptReach) {
    const counts = (await keptCounts(scope)).filter(fits(filter, reach))
    return {
      total: { value: counts.reduce((sum, one) => sum + one.count, 0), exact: true },
      status: summed(counts, 'status'),
      size: summed(counts, 'size'),
      section: summed(counts, 'section'),
      county: summed(counts, 'county'),
    }
  }
  const rows = await countRows(scope, filter, mostCounted)
  const of = (kind: FacetRow['kind']) =>
    inOrder(rows.filter((row) => row.kind === kind).map(({ value, count }) => ({ value, count })))
  const total = rows.find((row) => row.kind === 'total')?.count ?? 0
  return {
    total: { value: total, exact: total < mostCounted },
    status: of('status'),
    size: of('size'),
    section: of('section'),
    county: of('county'),
  }
}
