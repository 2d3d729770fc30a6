/** Reads and writes job runs. Functions that take a connection work across cities, for the worker alone. */
import { sql } from 'kysely'
import type { Connection } from '../db/database.ts'
import { goesAhead } from '../db/pipelining.ts'
import type { Scope } from '../db/scope.ts'
import type { Message } from '../language/messages.ts'

export type JobState = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled'

export type JobRunRow = {
  city: string
  id: string
  job: string
  title_zh: string
  title_en: string
  state: JobState
  input: unknown
  identity: unknown
  attempts: number
  progress_done: number | null
  progress_total: number | null
  note_zh: string | null
  note_en: string | null
  result: unknown
  error_zh: string | null
  error_en: string | null
  started_by: string | null
  started_by_name: string
  queued_at: Date
  dispatched_at: Date | null
  started_at: Date | null
  finished_at: Date | null
  cancel_requested_at: Date | null
}

type JobTables = { job_run: JobRunRow }

/** PostgreSQL channel on which a new run is announced when its transaction commits. */
export const runQueuedChannel = 'zhiheng_job_queued'

const json = (value: unknown) => sql<unknown>`${JSON.stringify(value ?? null)}::jsonb`

const runs = (connection: Connection) => connection.withTables<JobTables>()

/** Writes a queued run, and announces it when the transaction commits. */
export async function insertRun(
  scope: Scope,
  run: Pick<JobRunRow, 'id' | 'job' | 'title_zh' | 'title_en' | 'input' | 'identity'>,
): Promise<void> {
  await runs(scope.tx)
    .insertInto('job_run')
    .values({
      ...run,
      city: scope.city,
      state: 'queued',
      input: json(run.input),
      identity: json(run.identity),
      attempts: 0,
      started_by: scope.actor.userId ?? null,
      started_by_name: scope.actor.name,
      queued_at: scope.now,
    })
    .execute()
  await sql`${goesAhead} select pg_notify(${runQueuedChannel}, '')`.execute(scope.tx)
}

export async function findRun(scope: Scope, id: string): Promise<JobRunRow | undefined> {
  return runs(scope.tx)
    .selectFrom('job_run')
    .selectAll()
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** As {@link findRun}, holding the row until the transaction ends. */
export async function findRunForUpdate(scope: Scope, id: string): Promise<JobRunRow | undefined> {
  return runs(scope.tx)
    .selectFrom('job_run')
    .selectAll()
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

/** A run of the job that is in one of the states, if any. */
export async function findRunOfJob(
  scope: Scope,
  job: string,
  states: readonly JobState[],
): Promise<JobRunRow | undefined> {
  return runs(scope.tx)
    .selectFrom('job_run')
    .selectAll()
    .where('city', '=', scope.city)
    .where('job', '=', job)
    .where('state', 'in', states)
    .limit(1)
    .executeTakeFirst()
}

/** Runs from the newest back, older than `before` when given; of one starter, or of all when undefined. */
export async function listRuns(
  scope: Scope,
  starter: string | undefined,
  before: string | undefined,
  limit: number,
): Promise<JobRunRow[]> {
  let query = runs(scope.tx)
    .selectFrom('job_run')
    .selectAll()
    .where('city', '=', scope.city)
    .orderBy('id', 'desc')
    .limit(limit)
  if (starter !== undefined) query = query.where('started_by', '=', starter)
  if (before !== undefined) query = query.where('id', '<', before)
  return query.execute()
}

export async function updateRun(
  scope: Scope,
  id: string,
  change: Partial<
    Pick<
      JobRunRow,
      | 'state'
      | 'attempts'
      | 'started_at'
      | 'finished_at'
      | 'cancel_requested_at'
      | 'progress_done'
      | 'progress_total'
    >
  > & { readonly note?: Message | null; readonly error?: Message | null; readonly result?: unknown },
): Promise<void> {
  const { note, error, result, ...columns } = change
  await runs(scope.tx)
    .updateTable('job_run')
    .set({
      ...columns,
      ...(note === undefined ? {} : { note_zh: note?.zh ?? null, note_en: note?.en ?? null }),
      ...(error === undefined ? {} : { error_zh: error?.zh ?? null, error_en: error?.en ?? null }),
      ...(result === undefined ? {} : { result: json(result) }),
    })
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .execute()
}

/** Runs that were asked for and have not been handed to the queue yet, in their order. */
export async function listUndispatchedRuns(
  connection: Connection,
  limit: number,
): Promise<Array<Pick<JobRunRow, 'city' | 'id' | 'job'>>> {
  return runs(connection)
    .selectFrom('job_run')
    .select(['city', 'id', 'job'])
    .where('dispatched_at', 'is', null)
    .orderBy('queued_at')
    .limit(limit)
    .execute()
}

export async function markDispatched(connection: Connection, ids: readonly string[]): Promise<void> {
  await runs(connection)
    .updateTable('job_run')
    .set({ dispatched_at: sql<Date>`now()` })
    .where('id', 'in', ids)
    .where('dispatched_at', 'is', null)
    .execute()
}

/** Removes runs of the scope's city that ended before an instant: of timers, or of people. Returns how many. */
export async function deleteEndedRuns(
  scope: Scope,
  startedBy: 'timer' | 'person',
  before: Date,
): Promise<number> {
  const deleted = await runs(scope.tx)
    .deleteFrom('job_run')
    .where('city', '=', scope.city)
    .where('finished_at', '<', before)
    .where('started_by', startedBy === 'timer' ? 'is' : 'is not', null)
    .returning('id')
    .execute()
  return deleted.length
}
