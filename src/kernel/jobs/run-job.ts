/** One attempt at one run: takes it up, lets the job work, and writes down how it ended. */
import { z } from 'zod'
import type { Database } from '../db/database.ts'
import { type Identity, reaches, type Scope, systemIdentity, withScope } from '../db/scope.ts'
import type { DomainDefinition } from '../domain.ts'
import type { BlobStore } from '../files/blob-store.ts'
import { ApplicationError } from '../language/errors.ts'
import { formatMessage, type Message, type MessageParameters } from '../language/messages.ts'
import { attemptsOf, type JobContext, type JobDefinition } from './job.ts'
import { jobMessages } from './job-errors.ts'
import type { RunMessage } from './queue.ts'
import { findRun, findRunForUpdate, type JobRunRow, updateRun } from './store.ts'

/** Why a running job's signal is aborted. */
class JobInterruption extends Error {
  override readonly name = 'JobInterruption'
  readonly reason: 'stop' | 'cancel'

  constructor(reason: 'stop' | 'cancel') {
    super(reason === 'stop' ? 'The program is stopping' : 'The run was cancelled')
    this.reason = reason
  }
}

export interface RunSurroundings {
  readonly database: Database
  readonly blobs: BlobStore
  readonly modules: readonly DomainDefinition[]
  readonly definitions: ReadonlyMap<string, JobDefinition>
  /** Aborted when the worker stops. */
  readonly stopSignal: AbortSignal
  /** Hears of failures nobody expected. */
  readonly onError: (error: unknown, run: { readonly id: string; readonly job: string }) => void
  /** How often progress is written and cancellation looked for. */
  readonly progressInterval: number
}

const StoredIdentity = z.object({
  city: z.string(),
  actor: z.object({ userId: z.string().optional(), name: z.string() }),
  roles: z.array(z.string()),
  permissions: z.array(z.tuple([z.string(), z.enum(reaches)])),
  units: z.array(z.string()),
  regions: z.array(z.string()),
  locale: z.enum(['zh', 'en']),
})

function identityOf(run: JobRunRow): Identity {
  const { actor, permissions, ...stored } = StoredIdentity.parse(run.identity)
  return {
    ...stored,
    actor: { userId: actor.userId, name: actor.name },
    permissions: new Map(permissions),
  }
}

const filled = (message: Message, parameters: MessageParameters): Message => ({
  zh: formatMessage(message, 'zh', parameters),
  en: formatMessage(message, 'en', parameters),
})

/** Takes a run up, or returns undefined when there is nothing left to do for it. */
async function claimRun(
  scope: Scope,
  runId: string,
  definitions: ReadonlyMap<string, JobDefinition>,
): Promise<{ run: JobRunRow; definition: JobDefinition } | undefined> {
  const run = await findRunForUpdate(scope, runId)
  if (!run || (run.state !== 'queued' && run.state !== 'running')) return undefined
  const end = (state: 'failed' | 'cancelled', error: Message | null) =>
    updateRun(scope, runId, { state, error, finished_at: scope.now })
  if (run.cancel_requested_at) {
    await end('cancelled', null)
    return undefined
  }
  const definition = definitions.get(run.job)
  if (!definition) {
    await end('failed', filled(jobMessages['jobs.unknown'], { job: run.job }))
    return undefined
  }
  if (run.attempts >= attemptsOf(definition)) {
    // It was under way each time and never came to write down how it ended.
    await end('failed', filled(jobMessages['jobs.interrupted'], { count: run.attempts, id: runId }))
    return undefined
  }
  await updateRun(scope, runId, {
    state: 'running',
    attempts: run.attempts + 1,
    started_at: scope.now,
    error: null,
  })
  return { run: { ...run, attempts: run.attempts + 1 }, definition }
}

/** Writes what the job reports, at intervals, and looks whether somebody cancelled the run. */
function watchRun(
  surroundings: RunSurroundings,
  identity: Identity,
  runId: string,
  onCancel: () => void,
): { readonly report: JobContext['progress']; readonly end: () => Promise<void> } {
  let unwritten: { done: number; total: number; note: Message | undefined } | undefined
  let writing: Promise<void> = Promise.resolve()
  let busy = false
  const write = async (): Promise<void> => {
    const progress = unwritten
    unwritten = undefined
    await withScope(surroundings.database, identity, async (scope) => {
      if (progress)
        await updateRun(scope, runId, {
          progress_done: progress.done,
          progress_total: progress.total,
          ...(progress.note === undefined ? {} : { note: progress.note }),
        })
      const run = await findRun(scope, runId)
      if (run?.cancel_requested_at) onCancel()
    })
  }
  const tick = (): void => {
    if (busy) return
    busy = true
    writing = write()
      .catch((error: unknown) => surroundings.onError(error, { id: runId, job: 'progress' }))
      .finally(() => {
        busy = false
      })
  }
  const timer = setInterval(tick, surroundings.progressInterval)
  return {
    report: (done, total, note) => {
      unwritten = { done, total, note: note ?? unwritten?.note }
    },
    end: async () => {
      clearInterval(timer)
      await writing
      if (unwritten) await write().catch(() => {})
    },
  }
}

type Ending =
  | { readonly kind: 'succeeded'; readonly result: unknown }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'refused'; readonly error: Message }
  | { readonly kind: 'stopped'; readonly thrown: unknown }
  | { readonly kind: 'failed'; readonly thrown: unknown }

async function work(definition: JobDefinition, input: unknown, context: JobContext): Promise<Ending> {
  try {
    return { kind: 'succeeded', result: await definition.run(input, context) }
  } catch (thrown) {
    const interruption: unknown = context.signal.reason
    if (context.signal.aborted && interruption instanceof JobInterruption)
      return interruption.reason === 'cancel' ? { kind: 'cancelled' } : { kind: 'stopped', thrown }
    if (thrown instanceof ApplicationError)
      return { kind: 'refused', error: filled(thrown.definition, thrown.parameters) }
    return { kind: 'failed', thrown }
  }
}

/** Writes the ending down; returns what to throw when the run is to be tried again. */
async function settle(
  scope: Scope,
  run: JobRunRow,
  definition: JobDefinition,
  ending: Ending,
): Promise<{ readonly thrown: unknown } | undefined> {
  const end = { finished_at: scope.now }
  switch (ending.kind) {
    case 'succeeded':
      await updateRun(scope, run.id, { ...end, state: 'succeeded', result: ending.result, error: null })
      return undefined
    case 'cancelled':
      await updateRun(scope, run.id, { ...end, state: 'cancelled' })
      return undefined
    case 'refused':
      await updateRun(scope, run.id, { ...end, state: 'failed', error: ending.error })
      return undefined
    case 'stopped':
      // A wanted stop is not the job's fault and does not use up an attempt.
      await updateRun(scope, run.id, {
        state: 'queued',
        attempts: run.attempts - 1,
        error: jobMessages['jobs.retrying'],
      })
      return ending
    case 'failed': {
      if (run.attempts < attemptsOf(definition)) {
        await updateRun(scope, run.id, { state: 'queued', error: jobMessages['jobs.retrying'] })
        return ending
      }
      const error = filled(jobMessages['jobs.unexpected'], { id: run.id })
      await updateRun(scope, run.id, { ...end, state: 'failed', error })
      return undefined
    }
  }
}

/**
 * Makes one attempt at a run. Returns when the run has come to its end, whichever; throws when the queue is to
 * hand it out again.
 */
export async function attemptRun(message: RunMessage, surroundings: RunSurroundings): Promise<void> {
  const { database, definitions, stopSignal, onError } = surroundings
  const system = systemIdentity(message.city, 'jobs')
  const claimed = await withScope(database, system, (scope) => claimRun(scope, message.runId, definitions))
  if (!claimed) return
  const { run, definition } = claimed
  const interruption = new AbortController()
  const onStop = () => interruption.abort(new JobInterruption('stop'))
  if (stopSignal.aborted) onStop()
  else stopSignal.addEventListener('abort', onStop, { once: true })
  const watch = watchRun(surroundings, system, run.id, () =>
    interruption.abort(new JobInterruption('cancel')),
  )
  const ending = await work(definition, run.input, {
    database,
    identity: identityOf(run),
    runId: run.id,
    blobs: surroundings.blobs,
    modules: surroundings.modules,
    now: () => new Date(),
    progress: watch.report,
    signal: interruption.signal,
  })
  stopSignal.removeEventListener('abort', onStop)
  await watch.end()
  if (ending.kind === 'failed') onError(ending.thrown, { id: run.id, job: run.job })
  const again = await withScope(database, system, (scope) => settle(scope, run, definition, ending))
  if (again) throw again.thrown
}
