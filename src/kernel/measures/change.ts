/**
 * Live update: a change of records is wrapped, the view is summed before and after, and the difference goes into the
 * ledger (of very many records: into the blocks) in the same transaction. Whatever the change does, the figures follow.
 */
import { sql } from 'kysely'
import { v7 as newId } from 'uuid'
import { recordAudit } from '../audit/audit.ts'
import type { Scope } from '../db/scope.ts'
import { addToBlocks } from './block-store.ts'
import { fromUnits, toUnits } from './blocks.ts'
import { cellSums, recordType } from './fact-sql.ts'
import type { FactView } from './fact-view.ts'
import { noteFigureChange } from './totals.ts'

type CellSum = { measure: string; region: string; month: string; dimensions: string; value: string }

// Above this many records one lock on the whole view costs less than a lock on each, and the server's lock table is
// finite (64 locks a connection by default).
const recordLocks = 500

/**
 * Two changes of one record must not overlap, or both would take the same "before". Small changes lock their records
 * and share the view; large ones take the view alone. Locks end with the transaction.
 */
async function lockRecords(scope: Scope, view: FactView, ids: readonly string[]): Promise<void> {
  const whole = sql`hashtextextended(${`${scope.city}/${view.view}`}, 0)`
  if (ids.length > recordLocks) {
    await sql`select pg_advisory_xact_lock(${whole})`.execute(scope.tx)
    return
  }
  // The records in one order, so that two changes of the same ones cannot wait for each other.
  await sql`select pg_advisory_xact_lock_shared(${whole}), (
    select count(pg_advisory_xact_lock(key)) from (
      select distinct hashtextextended(${`${scope.city}/${view.view}/`} || id, 0) as key
      from unnest(${[...ids]}::text[]) id order by 1) keys)`.execute(scope.tx)
}

/** Sums over the records as they are now; values as text, since they are exact decimals. */
async function sumsOf(scope: Scope, view: FactView, ids: readonly string[]): Promise<CellSum[]> {
  const sums = await sql<CellSum>`select measure, region, month, dimensions, value::text as value
    from (${cellSums(view, ofRecords(scope, view, ids))}) sums`.execute(scope.tx)
  return sums.rows
}

const ofRecords = (scope: Scope, view: FactView, ids: readonly string[]) =>
  sql`fact.city = ${scope.city} and fact.record_id = any(${[...ids]}::${recordType(view)}[])`

/**
 * Runs `work`, which inserts, changes or deletes the records `ids` of a view, and writes what it does to the figures
 * into the ledger. All of it commits or none.
 *
 * @param ids record ids (the view's `record_id`) that the work touches; ids that do not exist yet are given too
 * @example
 * await changeFacts(scope, inspectionFacts, [inspection.id], () => insertInspection(scope, inspection))
 */
export async function changeFacts<Result>(
  scope: Scope,
  view: FactView,
  ids: readonly string[],
  work: () => Promise<Result>,
): Promise<Result> {
  await lockRecords(scope, view, ids)
  const before = await sumsOf(scope, view, ids)
  const result = await work()
  await noteDifferences(scope, view, ids, before)
  return result
}

/**
 * Writes what records add to the figures that were just made in this transaction: half the work of
 * {@link changeFacts}, since there was nothing before and nobody else can see them yet. For taking in whole files.
 *
 * @param ids record ids that did not exist before this transaction
 */
export async function addFacts(scope: Scope, view: FactView, ids: readonly string[]): Promise<void> {
  await noteDifferences(scope, view, ids, [])
}

/** Sums the records again and writes what differs from before where it goes. */
async function noteDifferences(
  scope: Scope,
  view: FactView,
  ids: readonly string[],
  before: readonly CellSum[],
): Promise<void> {
  if (ids.length > recordLocks) await mergeDifferences(scope, view, ids, before)
  else await appendDifferences(scope, view, ids, before)
  noteFigureChange(scope)
}

const cellKey = ({ measure, region, month, dimensions }: CellSum): string =>
  JSON.stringify([measure, region, month, dimensions])

/**
 * The way of large changes: straight into the blocks, which costs a fraction of as many ledger rows. Folding and other
 * large changes of the city wait until this transaction ends; small ones do not.
 */
async function mergeDifferences(
  scope: Scope,
  view: FactView,
  ids: readonly string[],
  before: readonly CellSum[],
): Promise<void> {
  const changes = new Map<string, CellSum & { units: number }>()
  for (const [sign, cells] of [
    [-1, before],
    [1, await sumsOf(scope, view, ids)],
  ] as const)
    for (const cell of cells) {
      const key = cellKey(cell)
      const units = (changes.get(key)?.units ?? 0) + sign * toUnits(Number(cell.value))
      changes.set(key, { ...cell, units })
    }
  const changed = [...changes.values()].filter((cell) => cell.units !== 0)
  if (changed.length === 0) return
  await addToBlocks(scope.tx, scope.city, changed)
  const closed = await sql<{ closed_through: string }>`
    select closed_through from measure_closed_period where city = ${scope.city}`.execute(scope.tx)
  const through = closed.rows[0]?.closed_through
  if (through === undefined) return
  const late = changed.filter((cell) => cell.month <= through)
  if (late.length > 0)
    await noteLateChanges(
      scope,
      late.map((cell) => ({ ...cell, value: String(fromUnits(cell.units)) })),
      through,
      ids,
    )
}

/** Sums the records again and writes what differs from before into the ledger. */
async function appendDifferences(
  scope: Scope,
  view: FactView,
  ids: readonly string[],
  before: readonly CellSum[],
): Promise<void> {
  const column = (pick: (cell: CellSum) => string): string[] => before.map(pick)
  const late = await sql<CellSum & { closed_through: string }>`
    with after as (${cellSums(view, ofRecords(scope, view, ids))}),
    before as (
      select * from unnest(${column((cell) => cell.measure)}::text[], ${column((cell) => cell.region)}::text[],
        ${column((cell) => cell.month)}::date[], ${column((cell) => cell.dimensions)}::text[],
        ${column((cell) => cell.value)}::numeric[]) b(measure, region, month, dimensions, value)),
    changed as (
      select measure, region, month, dimensions, coalesce(after.value, 0) - coalesce(before.value, 0) as value
      from after full join before using (measure, region, month, dimensions)
      where coalesce(after.value, 0) <> coalesce(before.value, 0)),
    appended as (
      insert into measure_delta (city, id, view, measure, region, month, dimensions, value)
      select ${scope.city}, gen_random_uuid(), ${view.view}, measure, region, month, dimensions, value from changed)
    select measure, region, month, dimensions, value::text as value, closed.closed_through
    from changed join measure_closed_period closed on closed.city = ${scope.city} and month <= closed.closed_through`.execute(
    scope.tx,
  )
  const [first] = late.rows
  if (first) await noteLateChanges(scope, late.rows, first.closed_through, ids)
}

/** Changes of months that were closed are allowed, kept in a list of their own and put on the audit trail. */
async function noteLateChanges(
  scope: Scope,
  late: readonly CellSum[],
  through: string,
  ids: readonly string[],
): Promise<void> {
  const records = ids.slice(0, 100)
  for (const cell of late)
    await sql`insert into measure_late_change (city, id, measure, region, month, value, records, changed_at, changed_by)
      values (${scope.city}, ${newId()}, ${cell.measure}, ${cell.region}, ${cell.month}, ${cell.value}::numeric,
        ${records}::text[], ${scope.now}, ${scope.actor.name})`.execute(scope.tx)
  recordAudit(scope, {
    action: 'measures.late-change',
    objectType: 'measure',
    objectId: late[0]?.measure ?? '',
    objectLabel: [...new Set(late.map((cell) => cell.measure))].join(', ').slice(0, 200),
    detail: { months: [...new Set(late.map((cell) => cell.month))], records, closedThrough: through },
  })
}
