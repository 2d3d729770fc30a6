/** Taking back what was begun by mistake: a sampling task, a sheet whose sample has not left the samplers. */
import { recordAudit } from '#kernel/audit/audit.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { notify } from '#kernel/notify/notify.ts'
import { spotCheckError } from '../errors.ts'
import { stateTitles } from '../messages.ts'
import { getRule } from '../setup/rule-service.ts'
import { reachesSample } from './sample-in-reach.ts'
import type { SampleSummary, SamplingTaskDetail } from './sampling-contract.ts'
import { getTask, requireTask } from './sampling-service.ts'
import * as store from './sampling-store.ts'
import { toSampleSummary } from './sampling-views.ts'

const right = 'spot-checks.sample'

/**
 * Cancels an open task. What it has sampled stays and counts; the rest of its batches is free in the plan again.
 *
 * @throws spot-checks.not-found, spot-checks.task-closed
 */
export async function cancelTask(
  scope: Scope,
  input: { readonly taskId: string; readonly reason: string },
): Promise<SamplingTaskDetail> {
  const task = await requireTask(scope, input.taskId)
  if (!reachesSample(scope, right, task)) throw spotCheckError('spot-checks.not-found')
  if (!(await store.cancelTask(scope, task.id, input.reason))) throw spotCheckError('spot-checks.task-closed')
  const cancelled = await getTask(scope, task.id)
  const { category } = cancelled
  recordAudit(scope, {
    action: 'spot-checks.cancel-task',
    objectType: 'spot-check-sample',
    objectId: task.id,
    objectLabel: category.name,
    detail: { reason: input.reason, batches: task.batches, sampled: task.sampled },
  })
  await notify(scope, {
    recipients: { permission: right, unitId: task.unit_id, region: task.region },
    message: {
      zh: `抽样任务已取消：${category.name}，${input.reason}`,
      en: `Sampling task cancelled: ${category.name}, ${input.reason}`,
    },
    link: `/supervision/spot-checks/tasks/${task.id}`,
  })
  return cancelled
}

/**
 * Voids a sheet before its sample goes to the laboratory. It stays on record with its numbers, and counts nowhere; its
 * task takes another sheet instead.
 *
 * @throws spot-checks.not-found, spot-checks.wrong-state
 */
export async function voidSample(
  scope: Scope,
  input: { readonly sampleId: string; readonly reason: string },
): Promise<SampleSummary> {
  const sample = await store.findSampleForUpdate(scope, input.sampleId)
  if (!sample || !reachesSample(scope, right, sample)) throw spotCheckError('spot-checks.not-found')
  if (sample.state !== 'sampled')
    throw spotCheckError('spot-checks.wrong-state', { state: stateTitles[sample.state][scope.locale] })
  const change = { state: 'voided', void_reason: input.reason } as const
  await store.updateSample(scope, sample.id, change)
  await store.settleTask(scope, sample.task_id)
  recordAudit(scope, {
    action: 'spot-checks.void',
    objectType: 'spot-check-sample',
    objectId: sample.id,
    objectLabel: sample.sheet_number,
    detail: { reason: input.reason },
  })
  const { category } = await getRule(scope, sample.rule_id)
  return toSampleSummary({ ...sample, ...change, category: category.name })
}
