/** The job queue (pg-boss) on our two databases, in a schema of its own. */
import { type ConstructorOptions, fromPglite, PgBoss } from 'pg-boss'
import type { Database } from '../db/database.ts'

/** PostgreSQL schema of the queue's tables. */
export const queueSchema = 'job_queue'

/** Queue of job runs; a message is `{ city, runId }`. */
export const runQueue = 'run'

/** Queue into which timers fall; a message is `{ job }`. */
export const timerQueue = 'timer'

/** What a message of {@link runQueue} carries. */
export interface RunMessage {
  readonly city: string
  readonly runId: string
}

/** What a message of {@link timerQueue} carries. */
export interface TimerMessage {
  readonly job: string
}

/**
 * Seconds without a sign of life after which a run counts as interrupted and is taken up again. pg-boss takes
 * no less than 10; a busy event loop may skip a few signs, hence more.
 */
export const heartbeatSeconds = 30

/** A queue handle that is not started yet. */
export function openQueue(database: Database, heartbeat: number): PgBoss {
  const common: ConstructorOptions = {
    schema: queueSchema,
    useListenNotify: true,
    superviseIntervalSeconds: Math.ceil(heartbeat / 2),
    monitorIntervalSeconds: Math.ceil(heartbeat / 2),
    // Index upkeep is for queues with millions of messages; ours has as many as there are runs.
    reindex: false,
    monitorVacuum: false,
  }
  if (database.pglite) return new PgBoss({ ...common, db: fromPglite(database.pglite), backend: 'pglite' })
  const connectionString = database.pool?.options.connectionString
  if (!connectionString) throw new TypeError('The database pool was opened without a connection string')
  return new PgBoss({ ...common, connectionString, max: 3 })
}
