/** Asking for background work, watching it and calling it off. */
import { v7 } from 'uuid'
import { recordAudit } from '../audit/audit.ts'
import type { Identity, Scope } from '../db/scope.ts'
import { kernelError } from '../language/kernel-errors.ts'
import type { JobDefinition } from './job.ts'
import { jobError } from './job-errors.ts'
import { findRun, findRunForUpdate, findRunOfJob, insertRun, type JobRunRow, updateRun } from './store.ts'

export interface StartJobOptions {
  /** When a run of this job already waits in the city, do not add another; its id is returned. */
  readonly unlessQueued?: boolean
}

/**
 * Asks for a job within the scope's transaction: it runs if and only if the transaction commits, even if the
 * process is killed right after. Runs with the rights that the scope has now. Returns the id of the run.
 *
 * @throws a ZodError when the input does not fit the job
 * @example
 * const runId = await startJob(scope, readDocumentJob, { fileId })
 */
export async function startJob(
  scope: Scope,
  definition: JobDefinition,
  input: unknown,
  options: StartJobOptions = {},
): Promise<string> {
  definition.input.parse(input)
  if (options.unlessQueued) {
    const waiting = await findRunOfJob(scope, definition.name, ['queued'])
    if (waiting) return waiting.id
  }
  const id = v7()
  await insertRun(scope, {
    id,
    job: definition.name,
    title_zh: definition.title.zh,
    title_en: definition.title.en,
    input,
    identity: storedIdentity(scope),
  })
  return id
}

/** An identity as JSON: maps become lists. The worker turns it back. */
function storedIdentity(identity: Identity): unknown {
  const { city, actor, roles, permissions, units, regions, locale } = identity
  return { city, actor, roles, permissions: [...permissions], units, regions, locale }
}

/** Whether a run waits or is under way, for records that a job brings to an end; no right of a person is asked. */
export async function isRunAtWork(scope: Scope, id: string): Promise<boolean> {
  const run = await findRun(scope, id)
  return run?.state === 'queued' || run?.state === 'running'
}

const seesAllRuns = (scope: Scope): boolean => scope.permissions.has('jobs.manage')

/**
 * A run that the caller started, or any with the right `jobs.manage`.
 *
 * @throws `kernel.not-found`
 */
export async function getRun(scope: Scope, id: string): Promise<JobRunRow> {
  const run = await findRun(scope, id)
  const own = run?.started_by !== null && run?.started_by === scope.actor.userId
  if (!run || !(own || seesAllRuns(scope))) throw kernelError('kernel.not-found')
  return run
}

/**
 * Calls a run off: at once when it waits, at its next look at the signal when it is under way. On record.
 *
 * @throws `kernel.not-found`, `jobs.already-finished`
 */
export async function cancelRun(scope: Scope, id: string): Promise<JobRunRow> {
  const seen = await getRun(scope, id)
  const run = await findRunForUpdate(scope, seen.id)
  if (!run || (run.state !== 'queued' && run.state !== 'running')) throw jobError('jobs.already-finished')
  await updateRun(scope, id, {
    cancel_requested_at: scope.now,
    ...(run.state === 'queued' ? { state: 'cancelled', finished_at: scope.now } : {}),
  })
  recordAudit(scope, {
    action: 'jobs.cancel',
    objectType: 'job-run',
    objectId: id,
    objectLabel: run.title_zh,
    detail: { job: run.job },
  })
  return getRun(scope, id)
}
