/** Job runs over the API: everyone watches their own, whoever looks after the system all of them. */
import { z } from 'zod'
import { PageRequest, pageOf, procedure } from '../api/contract.ts'

const MessageView = z.object({ zh: z.string(), en: z.string() })

export const JobRunView = z.object({
  id: z.uuid(),
  job: z.string(),
  title: MessageView,
  state: z.enum(['queued', 'running', 'succeeded', 'failed', 'cancelled']),
  /** How far it is, in the job's own units; null until it says. */
  progress: z.object({ done: z.number(), total: z.number() }).nullable(),
  note: MessageView.nullable(),
  /** What the job returned, once it has succeeded. */
  result: z.unknown(),
  error: MessageView.nullable(),
  attempts: z.number().int(),
  cancelRequested: z.boolean(),
  startedBy: z.string(),
  queuedAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
})
export type JobRunView = z.infer<typeof JobRunView>

const RunId = z.object({ id: z.uuid() })
const tags = ['jobs'] as const

export const jobsContract = {
  listMyJobRuns: procedure({
    method: 'GET',
    path: '/jobs/mine',
    permission: 'signed-in',
    summary: { zh: '我的后台任务', en: 'My background work, newest first' },
    tags,
  })
    .input(PageRequest)
    .output(pageOf(JobRunView)),
  listJobRuns: procedure({
    method: 'GET',
    path: '/jobs',
    permission: 'jobs.manage',
    summary: { zh: '全部后台任务', en: 'All background work, newest first' },
    tags,
  })
    .input(PageRequest)
    .output(pageOf(JobRunView)),
  getJobRun: procedure({
    method: 'GET',
    path: '/jobs/{id}',
    permission: 'signed-in',
    summary: { zh: '查看后台任务进度', en: 'State, progress and result of a run' },
    tags,
  })
    .input(RunId)
    .output(JobRunView),
  cancelJobRun: procedure({
    method: 'POST',
    path: '/jobs/{id}/cancel',
    permission: 'signed-in',
    summary: { zh: '取消后台任务', en: 'Cancel a run' },
    tags,
  })
    .input(RunId)
    .output(JobRunView),
}
