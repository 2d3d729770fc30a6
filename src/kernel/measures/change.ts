/**
 * Live update: a change of records is wrapped, the view is summed before and after, and the difference goes into the
 * ledger (of very many records: into the blocks) in the same transaction. Whatever the change does, the figures follow.
 */
import { CompiledQuery, sql } from 'kysely'
import { aheadMark } from '../db/pipelining.ts'
import type { Scope } from '../db/scope.ts'
import { addToBlocks } from './block-store.ts'
import { decimalText, sumsIn } from './blocks.ts'
import { closedThrough } from './closed-months.ts'
import { differences, type FactRow, readFactRows } from './fact-rows.ts'
import { factStatements } from './fact-statements.ts'
import type { FactView } from './fact-view.ts'
import { type LateChange, noteLateChanges } from './late-changes.ts'
import { noteFigureChange } from './totals.ts'

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
  const [only] = ids
  await scope.tx.executeQuery(
    ids.length === 1
      ? CompiledQuery.raw(lockingOne, [`${scope.city}/${view.view}`, `${scope.city}/${view.view}/${only}`])
      : CompiledQuery.raw(lockingMany, [
          `${scope.city}/${view.view}`,
          `${scope.city}/${view.view}/`,
          [...ids],
        ]),
  )
}

const lockingOne = `${aheadMark} select pg_advisory_xact_lock_shared(hashtextextended($1, 0)),
  pg_advisory_xact_lock(hashtextextended($2, 0))`

// The records in one order, so that two changes of the same ones cannot wait for each other.
const lockingMany = `${aheadMark} select pg_advisory_xact_lock_shared(hashtextextended($1, 0)), (
  select count(pg_advisory_xact_lock(key)) from (
    select distinct hashtextextended($2::text || id, 0) as key from unnest($3::text[]) id order by 1) keys)`

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
  const note =
    ids.length > recordLocks ? await manyBefore(scope, view, ids) : await fewBefore(scope, view, ids)
  const result = await work()
  await note()
  noteFigureChange(scope)
  return result
}

/**
 * Writes what records add to the figures that were just made in this transaction: half the work of
 * {@link changeFacts}, since there was nothing before and nobody else can see them yet. For taking in whole files.
 *
 * @param ids record ids that did not exist before this transaction
 */
export async function addFacts(scope: Scope, view: FactView, ids: readonly string[]): Promise<void> {
  if (ids.length > recordLocks) await mergeDifferences(scope, view, ids, [])
  else {
    const { statements, records } = factStatements(view, ids)
    await append(scope, ids, statements.appendNew, [scope.city, records, view.view])
  }
  noteFigureChange(scope)
}

const changesOf = new WeakMap<Scope['tx'], number>()

/** The setting in which a change of this transaction keeps what was there before; changes may lie within each other. */
function settingOf(scope: Scope): string {
  const number = (changesOf.get(scope.tx) ?? 0) + 1
  changesOf.set(scope.tx, number)
  return `zhiheng.facts_before_${number}`
}

/**
 * The way of small changes: rows of the ledger. What there was stays with the server, so that asking for it costs no
 * trip; gives the function that notes what became of it.
 */
async function fewBefore(scope: Scope, view: FactView, ids: readonly string[]): Promise<() => Promise<void>> {
  const { statements, records } = factStatements(view, ids)
  const setting = settingOf(scope)
  await scope.tx.executeQuery(CompiledQuery.raw(statements.before, [scope.city, records, setting]))
  return () => append(scope, ids, statements.append, [scope.city, records, view.view, setting])
}

async function append(
  scope: Scope,
  ids: readonly string[],
  statement: string,
  values: readonly unknown[],
): Promise<void> {
  const late = await scope.tx.executeQuery<LateChange & { closed_through: string }>(
    CompiledQuery.raw(statement, [...values]),
  )
  const [first] = late.rows
  if (first) await noteLateChanges(scope, late.rows, first.closed_through, ids)
}

async function manyBefore(
  scope: Scope,
  view: FactView,
  ids: readonly string[],
): Promise<() => Promise<void>> {
  const before = await readFactRows(scope, view, ids)
  return () => mergeDifferences(scope, view, ids, before)
}

/**
 * The way of large changes: straight into the blocks, which costs a fraction of as many ledger rows. Folding and other
 * large changes of the city wait until this transaction ends; small ones do not.
 */
async function mergeDifferences(
  scope: Scope,
  view: FactView,
  ids: readonly string[],
  before: readonly FactRow[],
): Promise<void> {
  const changed = differences(view, before, await readFactRows(scope, view, ids))
  if (changed.length === 0) return
  await addToBlocks(scope.tx, scope.city, changed)
  const through = await closedThrough(scope)
  const late = through === undefined ? [] : [...sumsIn(changed)].filter(({ month }) => month <= through)
  if (through !== undefined && late.length > 0)
    await noteLateChanges(
      scope,
      late.map((change) => ({ ...change, value: decimalText(change.units) })),
      through,
      ids,
    )
}
