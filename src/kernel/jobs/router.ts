/** Binds the jobs contract to the service. */
import { implement } from '@orpc/server'
import { type RequestContext, scoped } from '../api/router.ts'
import type { Message } from '../language/messages.ts'
import { type JobRunView, jobsContract } from './contract.ts'
import { cancelRun, getRun } from './jobs.ts'
import { type JobRunRow, listRuns } from './store.ts'

const os = implement(jobsContract).$context<RequestContext>().use(scoped)

const message = (zh: string | null, en: string | null): Message | null =>
  zh === null || en === null ? null : { zh, en }

function viewOf(run: JobRunRow): JobRunView {
  const { progress_done: done, progress_total: total } = run
  return {
    id: run.id,
    job: run.job,
    title: { zh: run.title_zh, en: run.title_en },
    state: run.state,
    progress: done === null || total === null ? null : { done, total },
    note: message(run.note_zh, run.note_en),
    result: run.result,
    error: message(run.error_zh, run.error_en),
    attempts: run.attempts,
    cancelRequested: run.cancel_requested_at !== null,
    startedBy: run.started_by_name,
    queuedAt: run.queued_at.toISOString(),
    startedAt: run.started_at?.toISOString() ?? null,
    finishedAt: run.finished_at?.toISOString() ?? null,
  }
}

function pageOfRuns(runs: readonly JobRunRow[], limit: number) {
  const items = runs.slice(0, limit)
  return { items: items.map(viewOf), next: runs.length > limit ? (items.at(-1)?.id ?? null) : null }
}

export const jobsRouter = os.router({
  listMyJobRuns: os.listMyJobRuns.handler(async ({ input: { after, limit }, context: { scope } }) => {
    const { userId } = scope.actor
    if (userId === undefined) return { items: [], next: null }
    return pageOfRuns(await listRuns(scope, userId, after, limit + 1), limit)
  }),
  listJobRuns: os.listJobRuns.handler(async ({ input: { after, limit }, context: { scope } }) =>
    pageOfRuns(await listRuns(scope, undefined, after, limit + 1), limit),
  ),
  getJobRun: os.getJobRun.handler(async ({ input, context: { scope } }) =>
    viewOf(await getRun(scope, input.id)),
  ),
  cancelJobRun: os.cancelJobRun.handler(async ({ input, context: { scope } }) =>
    viewOf(await cancelRun(scope, input.id)),
  ),
})
