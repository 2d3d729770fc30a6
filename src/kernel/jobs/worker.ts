/**
 * Runs jobs: hands newly asked-for runs to the queue, works them off, fires timers, and takes up what a crash
 * left behind. Any number of processes may each have a worker on one PostgreSQL database.
 */
import { sql } from 'kysely'
import type { PgBoss } from 'pg-boss'
import type { Database } from '../db/database.ts'
import { systemIdentity, withScope } from '../db/scope.ts'
import type { DomainDefinition } from '../domain.ts'
import type { BlobStore } from '../files/blob-store.ts'
import type { JobDefinition } from './job.ts'
import { startJob } from './jobs.ts'
import {
  heartbeatSeconds,
  openQueue,
  queueSchema,
  type RunMessage,
  runQueue,
  type TimerMessage,
  timerQueue,
} from './queue.ts'
import { attemptRun, type RunSurroundings } from './run-job.ts'
import { findRunOfJob, listUndispatchedRuns, markDispatched, runQueuedChannel } from './store.ts'

export interface JobWorkerOptions {
  /** Where file contents are kept, for the jobs. */
  readonly blobs: BlobStore
  /** Cities in which timers run. */
  readonly cities: () => Promise<readonly string[]>
  /** Rights that timers work with, everywhere in the city; none unless given. */
  readonly timerPermissions?: readonly string[]
  /** Runs worked on at the same time; 4 unless given. */
  readonly concurrency?: number
  /** Hears of failures nobody expected; `run` is absent for failures of the queue itself. */
  readonly onError: (error: unknown, run?: { readonly id: string; readonly job: string }) => void
  /** How long `stop` waits for jobs to notice, in milliseconds; 20 s unless given. */
  readonly stopTimeout?: number
  /** Seconds before a failed run is tried again, doubling up to 5 minutes; 5 unless given. */
  readonly retryDelay?: number
  /** Seconds without a sign of life after which a run counts as interrupted, at least 10; 30 unless given. */
  readonly heartbeat?: number
  /** How often progress is written, in milliseconds; 1 s unless given. */
  readonly progressInterval?: number
}

export interface JobWorker {
  /** Creates the queue's tables when missing, takes up what a crash left behind and starts working. */
  readonly start: () => Promise<void>
  /** Takes nothing new up, asks running jobs to stop, and waits for them. Runs not finished continue at the next start. */
  readonly stop: () => Promise<void>
}

// The announcement of a new run may be lost with its connection; this is how long it then waits at most.
const dispatchInterval = 5_000
const dispatchBatch = 200

/** Moves runs from where they were asked for to the queue. Safe to run twice: the run's id is the message's. */
async function dispatchRuns(database: Database, queue: PgBoss, options: JobWorkerOptions): Promise<void> {
  for (;;) {
    const waiting = await listUndispatchedRuns(database.kysely, dispatchBatch)
    if (waiting.length === 0) return
    await queue.insert(
      runQueue,
      waiting.map((run) => ({
        id: run.id,
        data: { city: run.city, runId: run.id } satisfies RunMessage,
        // The job's own count of attempts decides; the queue must only never give up first.
        retryLimit: 10_000,
        retryDelay: options.retryDelay ?? 5,
        retryBackoff: true,
        retryDelayMax: 300,
        heartbeatSeconds: options.heartbeat ?? heartbeatSeconds,
        expireInSeconds: 23 * 3600,
      })),
    )
    await markDispatched(
      database.kysely,
      waiting.map((run) => run.id),
    )
  }
}

/** Runs that were under way in this process's folder when it died. Only PGlite knows that nobody else has them. */
async function reclaimInterruptedRuns(database: Database, queue: PgBoss): Promise<void> {
  if (database.kind !== 'pglite') return
  const active = await sql<{ id: string }>`
    select id from ${sql.table(`${queueSchema}.job`)} where name = ${runQueue} and state = 'active'`.execute(
    database.kysely,
  )
  if (active.rows.length === 0) return
  const ids = active.rows.map((row) => row.id)
  await queue.fail(runQueue, ids, { message: 'The program ended while the job was running' })
}

/** Starts a timer's job in every city where it does not wait or run already. */
async function fireTimer(
  database: Database,
  definition: JobDefinition,
  options: JobWorkerOptions,
): Promise<void> {
  for (const city of await options.cities()) {
    const identity = systemIdentity(city, definition.title.zh, options.timerPermissions)
    await withScope(database, identity, async (scope) => {
      if (await findRunOfJob(scope, definition.name, ['queued', 'running'])) return
      await startJob(scope, definition, {})
    })
  }
}

async function scheduleTimers(queue: PgBoss, definitions: readonly JobDefinition[]): Promise<void> {
  const timers = definitions.filter((definition) => definition.schedule !== undefined)
  const names = new Set(timers.map((timer) => timer.name))
  for (const schedule of await queue.getSchedules(timerQueue))
    if (!names.has(schedule.key)) await queue.unschedule(timerQueue, schedule.key)
  for (const { name, schedule } of timers) {
    const message: TimerMessage = { job: name }
    await queue.schedule(timerQueue, schedule ?? '', message, { tz: 'Asia/Shanghai', key: name })
  }
}

async function startWorking(
  queue: PgBoss,
  surroundings: RunSurroundings,
  options: JobWorkerOptions,
): Promise<void> {
  for (let slot = 0; slot < (options.concurrency ?? 4); slot++) {
    let slotId = ''
    slotId = await queue.work<RunMessage>(
      runQueue,
      { pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 5 },
      async ([job]) => {
        // Look for the next run right after this one instead of after the polling interval.
        queue.notifyWorker(slotId)
        if (job) await attemptRun(job.data, surroundings)
      },
    )
  }
  const timerPolling = { pollingIntervalSeconds: 10, notifyPollingIntervalSeconds: 10 }
  await queue.work<TimerMessage>(timerQueue, timerPolling, async ([job]) => {
    const definition = job && surroundings.definitions.get(job.data.job)
    if (definition) await fireTimer(surroundings.database, definition, options)
  })
}

/** A dispatcher that never runs twice at once and remembers being asked while it runs. */
function dispatcher(work: () => Promise<void>, onError: (error: unknown) => void) {
  let running: Promise<void> | undefined
  let again = false
  const wake = (): void => {
    if (running) {
      again = true
      return
    }
    running = work()
      .catch(onError)
      .finally(() => {
        running = undefined
        if (again) {
          again = false
          wake()
        }
      })
  }
  const timer = setInterval(wake, dispatchInterval)
  wake()
  return {
    wake,
    stop: async () => {
      clearInterval(timer)
      again = false
      await running
    },
  }
}

/**
 * Makes the worker of a process, for the jobs of all modules.
 *
 * @example
 * const worker = createJobWorker(database, modules, { blobs, cities, onError })
 * await worker.start()
 */
export function createJobWorker(
  database: Database,
  modules: readonly DomainDefinition[],
  options: JobWorkerOptions,
): JobWorker {
  const definitions = modules.flatMap((module) => module.jobs)
  const byName = new Map(definitions.map((definition) => [definition.name, definition]))
  if (byName.size < definitions.length) throw new TypeError('Two jobs have the same name')
  let stopRunning: (() => Promise<void>) | undefined
  return {
    start: async () => {
      const queue = openQueue(database, options.heartbeat ?? heartbeatSeconds)
      queue.on('error', (error) => options.onError(error))
      await queue.start()
      for (const name of [runQueue, timerQueue]) await queue.createQueue(name, { notify: true })
      await reclaimInterruptedRuns(database, queue)
      await scheduleTimers(queue, definitions)
      const stopping = new AbortController()
      await startWorking(
        queue,
        {
          database,
          blobs: options.blobs,
          modules,
          definitions: byName,
          stopSignal: stopping.signal,
          onError: options.onError,
          progressInterval: options.progressInterval ?? 1_000,
        },
        options,
      )
      const dispatch = dispatcher(() => dispatchRuns(database, queue, options), options.onError)
      const announcements = await queue.getDb().listen?.(runQueuedChannel, dispatch.wake, dispatch.wake)
      stopRunning = async () => {
        await announcements?.close()
        await dispatch.stop()
        stopping.abort()
        await queue.stop({ graceful: true, timeout: options.stopTimeout ?? 20_000 })
      }
    },
    stop: async () => {
      const stop = stopRunning
      stopRunning = undefined
      await stop?.()
    },
  }
}
