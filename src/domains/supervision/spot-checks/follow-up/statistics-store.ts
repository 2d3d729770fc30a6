/** SQL of what statistics need besides the figures: refusals, enterprises, items, output weights. */
import { type RawBuilder, sql } from 'kysely'
import type { Scope } from '#kernel/db/scope.ts'

/** Which judged batches are counted: days half open, ISO. */
export interface StatisticsRange {
  readonly from: string
  readonly to: string
  readonly kind?: string | undefined
  readonly purpose?: string | undefined
  /** Which samples the caller sees; all of the city's unless given. */
  readonly reach?: RawBuilder<boolean> | undefined
}

const within = (scope: Scope, range: StatisticsRange, day: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`sample.city = ${scope.city} and ${day} >= ${range.from}::date and ${day} < ${range.to}::date
    ${range.kind ? sql`and sample.kind = ${range.kind}` : sql``}
    ${range.purpose ? sql`and sample.purpose = ${range.purpose}` : sql``}
    ${range.reach ? sql`and ${range.reach}` : sql``}`

const judged = sql`sample.judged_on`

export async function countRefusals(scope: Scope, range: StatisticsRange): Promise<number> {
  const rows = await sql<{
    refused: number
  }>`select count(*)::integer as refused from spot_check_sample sample
    where ${within(scope, range, sql`sample.sampled_on`)} and sample.state = 'refused'`.execute(scope.tx)
  return rows.rows[0]?.refused ?? 0
}

/** Enterprises that answer for batches, and those of them with a failing one. */
export async function countEnterprises(
  scope: Scope,
  range: StatisticsRange,
): Promise<{ checked: number; failing: number }> {
  const rows = await sql<{ checked: number; failing: number }>`
    select count(*)::integer as checked, count(*) filter (where fails > 0)::integer as failing from (
      select coalesce(sample.producer_id::text, sample.producer_name, sample.enterprise_id::text, sample.enterprise_name) as who,
        count(*) filter (where sample.final_result = 'fail') as fails
      from spot_check_sample sample
      where ${within(scope, range, judged)} and sample.final_result is not null group by 1) enterprise`.execute(
    scope.tx,
  )
  return rows.rows[0] ?? { checked: 0, failing: 0 }
}

/** The items that fail most, by batches in which a unit failed them. */
export async function failingItems(
  scope: Scope,
  range: StatisticsRange,
): Promise<Array<{ name: string; tested: number; failing: number }>> {
  const rows = await sql<{ name: string; tested: number; failing: number }>`
    select item.name, count(distinct sample.id)::integer as tested,
      count(distinct sample.id) filter (where not value.conforms)::integer as failing
    from spot_check_sample sample
    join spot_check_result value on value.city = sample.city and value.sample_id = sample.id and value.round = 'initial'
    join spot_check_rule_item item on item.city = sample.city and item.rule_id = sample.rule_id and item.position = value.position
    where ${within(scope, range, judged)} and sample.final_result is not null
    group by item.name having count(*) filter (where not value.conforms) > 0
    order by failing desc, item.name limit 10`.execute(scope.tx)
  return rows.rows
}

/** Batches of a group. */
export interface BatchCount {
  readonly key: string
  readonly batches: number
  readonly passed: number
  readonly failed: number
  readonly failedAtFirst: number
}

/** What a batch is counted under. */
const groupingKeys = {
  kind: sql`fact.kind`,
  category: sql`fact.category`,
  link: sql`fact.link`,
  purpose: sql`fact.purpose`,
  region: sql`left(fact.region, 6)`,
  month: sql`to_char(fact.at, 'YYYY-MM')`,
} as const

/** Judged batches within reach, counted from the records: figures have no units to reach by. */
export async function countBatches(
  scope: Scope,
  range: StatisticsRange,
  by: keyof typeof groupingKeys,
): Promise<BatchCount[]> {
  const rows = await sql<BatchCount>`
    select ${groupingKeys[by]} as key, sum(fact.batches)::integer as batches, sum(fact.passed)::integer as passed,
      sum(fact.failed)::integer as failed, sum(fact.failed_at_first)::integer as "failedAtFirst"
    from spot_check_sample sample
    join spot_check_fact fact on fact.city = sample.city and fact.record_id = sample.id
    where ${within(scope, range, judged)} and sample.final_result is not null
    group by 1`.execute(scope.tx)
  return rows.rows
}

type WeightedCell = {
  region: string
  industry: string
  passed: number
  inspected: number
  output: number
}

/** Evaluation batches of products by district and industry beside the output of the latest year that has any. */
export async function weightedCells(
  scope: Scope,
  range: StatisticsRange,
): Promise<{ year: number | null; cells: WeightedCell[] }> {
  const latest = await sql<{ year: number | null }>`select max(year) as year from spot_check_output
    where city = ${scope.city} and year <= extract(year from ${range.to}::date)`.execute(scope.tx)
  const year = latest.rows[0]?.year ?? null
  if (year === null) return { year, cells: [] }
  const rows = await sql<WeightedCell>`
    select weight.region, weight.industry, weight.output,
      coalesce(sum((sample.final_result = 'pass')::integer), 0)::integer as passed, count(sample.id)::integer as inspected
    from spot_check_output weight
    left join spot_check_category category on category.city = weight.city and category.industry = weight.industry
    left join spot_check_sample sample on sample.category_id = category.id and left(sample.region, 6) = weight.region
      and ${within(scope, { ...range, kind: undefined, purpose: undefined }, judged)}
      and sample.kind in ('product', 'consumer') and sample.purpose = 'evaluation' and sample.final_result is not null
    where weight.city = ${scope.city} and weight.year = ${year}
    group by 1, 2, 3`.execute(scope.tx)
  return { year, cells: rows.rows }
}
