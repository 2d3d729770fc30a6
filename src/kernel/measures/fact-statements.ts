/** The statements that live update sends for a fact view, written once per view so that they are planned once a connection. */
import pg from 'pg'
import { aheadMark } from '../db/pipelining.ts'
import { keptDecimals } from './blocks.ts'
import { type FactView, recordType } from './fact-view.ts'

/** `$1` is the city and `$2` a list of record ids throughout, or the one id. */
export interface FactStatements {
  /** The rows of the records: region, day, dimensions `d0` …, measures `m0` …. */
  readonly rows: string
  /** Leaves what the records add to sums, negated, in the transaction's setting `$3`, for `append`: it goes ahead. */
  readonly before: string
  /** Writes what the records add into the ledger; nothing was there before. */
  readonly appendNew: string
  /** Writes by how much it differs from what was there before, as the setting `$4` says, into the ledger. */
  readonly append: string
}

const { escapeIdentifier: quoted, escapeLiteral: literal } = pg

/** How many records a statement is for. */
type Amount = 'one' | 'few' | 'thousands'

function write(view: FactView, amount: Amount): FactStatements {
  const type = recordType(view)
  const table = `${quoted(view.view)} fact`
  // Thousands are looked up one by one, whatever the planner thinks of it: a list would be looked through from its
  // beginning for each row once the statement is planned for good, and a join reads the whole view. In the order of
  // the index, each finds near by what the one before has read. The city is compared so that no index serves it twice
  // (row-level security finds it already, and has to be there): before a table was analysed the planner takes two
  // conditions on the city for as good as the record's id, and reads the whole city for each record.
  const from =
    amount === 'thousands'
      ? `(select id from unnest($2::${type}[]) id order by id) wanted cross join lateral (
          select * from ${table} where fact.city is not distinct from $1 and fact.record_id = wanted.id offset 0) fact`
      : table
  const where = {
    one: `fact.city = $1 and fact.record_id = $2::${type}`,
    few: `fact.city = $1 and fact.record_id = any($2::${type}[])`,
    thousands: 'true',
  }[amount]
  // Rounded as the streaming read rounds, so that both give the same sums.
  const value = (column: string): string => `round(fact.${quoted(column)}::numeric, ${keptDecimals})`
  const pairs = view.measures.map(({ name, column }) => `(${literal(name)}, ${value(column)})`)
  const dimensions = view.dimensions.map((name) => `${literal(name)}, fact.${quoted(name)}`)
  const cells = `select pair.measure, fact.region, date_trunc('month', fact.at::timestamp)::date as month,
      ${dimensions.length === 0 ? `'{}'` : `jsonb_build_object(${dimensions.join(', ')})::text`} as dimensions, pair.value
    from ${from} cross join lateral (values ${pairs.join(', ')}) pair (measure, value)
    where ${where} and pair.value <> 0`
  // Only what changed months that were closed comes back: mostly nothing.
  const append = (changed: string): string => `with changed as (${changed}),
    appended as (
      insert into measure_delta (city, id, view, measure, region, month, dimensions, value)
      select $1, gen_random_uuid(), $3, measure, region, month, dimensions, value from changed)
    select measure, region, month, dimensions, value::text as value, closed.closed_through
    from measure_closed_period closed join changed on month <= closed.closed_through where closed.city = $1`
  return {
    rows: `select ${[
      'fact.region as region',
      'fact.at as at',
      ...view.dimensions.map((name, index) => `fact.${quoted(name)} as d${index}`),
      ...view.measures.map(({ column }, index) => `${value(column)} as m${index}`),
    ].join(', ')} from ${from} where ${where}`,
    before: `${aheadMark} select length(set_config($3, coalesce(jsonb_agg(cells), '[]')::text, true)) from (
      select measure, region, month, dimensions, -value as value from (${cells}) found) cells`,
    appendNew: append(cells),
    append: append(`select measure, region, month, dimensions, sum(value) as value from (
      ${cells}
      union all
      select * from jsonb_to_recordset(current_setting($4)::jsonb)
        before (measure text, region text, month date, dimensions text, value numeric)) sides
      group by measure, region, month, dimensions having sum(value) <> 0`),
  }
}

const written = new WeakMap<FactView, Map<Amount, FactStatements>>()

function statementsOf(view: FactView, amount: Amount): FactStatements {
  const known = written.get(view) ?? new Map<Amount, FactStatements>()
  written.set(view, known)
  const statements = known.get(amount) ?? write(view, amount)
  known.set(amount, statements)
  return statements
}

// From here on looking each record up costs more than a join does.
const fewest = 500

/**
 * The statements of a view for these records, and what stands for `$2`. A single record has statements of its own: the
 * server takes a list for ten records, finds planning anew worth while, and spends twice as long on it as on the rest.
 */
export function factStatements(
  view: FactView,
  ids: readonly string[],
): { readonly statements: FactStatements; readonly records: unknown } {
  const [only] = ids
  if (ids.length === 1) return { statements: statementsOf(view, 'one'), records: only }
  const amount = ids.length > fewest ? 'thousands' : 'few'
  return { statements: statementsOf(view, amount), records: [...ids] }
}
