/** After a draw: an inspection and a case for each drawn subject; those of a replaced draw are withdrawn. */
import { z } from 'zod'
import { deadlineAfter, localDate } from '#kernel/calendar/calendar.ts'
import { openCase, sendCaseEvent } from '#kernel/cases/cases.ts'
import { type Scope, withScope } from '#kernel/db/scope.ts'
import { defineJob } from '#kernel/jobs/job.ts'
import { periodRule } from '#kernel/rules/rules.ts'
import { findDraw } from '../draws/draw-store.ts'
import { inspectionCaseType } from './inspection-case.ts'
import * as store from './inspection-store.ts'

/** Cases opened in one transaction. */
const batch = 40

/** Opens the case of an inspection. */
async function openInspectionCase(
  scope: Scope,
  row: Awaited<ReturnType<typeof store.withoutCase>>[number],
): Promise<void> {
  const opened = await openCase(scope, inspectionCaseType, {
    title: `${row.name}：${row.item_title}`,
    subject: { type: 'inspection', id: row.id },
    data: { inspectionId: row.id },
    unitId: row.department_id,
    region: row.region,
  })
  await store.setCase(scope, row.id, opened.id)
}

/**
 * Makes the inspections of a draw.
 *
 * @returns how many have no case yet
 */
export async function makeInspections(scope: Scope, drawId: string): Promise<number> {
  const draw = await findDraw(scope, drawId)
  if (draw?.state !== 'drawn') return 0
  const rule = await periodRule(scope, 'supervision.inspection-period', localDate(scope.now))
  const { date: dueOn } = await deadlineAfter(scope, scope.now, rule.value)
  await store.insertDrawnInspections(scope, drawId, dueOn)
  return (await store.withoutCase(scope, drawId, 100_000)).length
}

/** Opens cases for a batch of a draw's inspections; true when some are left. */
export async function openCases(scope: Scope, drawId: string, limit = batch): Promise<boolean> {
  const waiting = await store.withoutCase(scope, drawId, limit)
  // Side by side, so that statements of all share their trips; all have ended before a failure ends the transaction.
  const opened = await Promise.allSettled(waiting.map((row) => openInspectionCase(scope, row)))
  for (const one of opened) if (one.status === 'rejected') throw one.reason
  return waiting.length === limit
}

async function withdrawReplaced(scope: Scope, drawId: string, reason: string): Promise<boolean> {
  const cases = await store.assignedCases(scope, drawId, batch)
  // The right comes from the replacement, which somebody with the right to manage draws has asked for.
  for (const caseId of cases)
    await sendCaseEvent(scope, inspectionCaseType, caseId, { type: 'withdraw', comment: reason })
  return cases.length === batch
}

/** Safe to run again: what is there already is left as it is. */
export const openInspectionsJob = defineJob({
  name: 'supervision.open-inspections',
  title: { zh: '派发检查任务', en: 'Assign the inspections' },
  input: z.object({ drawId: z.uuid() }),
  run: async ({ drawId }, context) => {
    const within = <Result>(work: (scope: Scope) => Promise<Result>) =>
      withScope(context.database, context.identity, work, { now: context.now() })
    const draw = await within((scope) => findDraw(scope, drawId))
    const replaced = draw?.replaces_id
    while (
      replaced &&
      (await within((scope) => withdrawReplaced(scope, replaced, draw.reason ?? draw.number)))
    )
      context.signal.throwIfAborted()
    const total = await within((scope) => makeInspections(scope, drawId))
    for (let done = 0; ; done += batch) {
      context.signal.throwIfAborted()
      context.progress(Math.min(done, total), total)
      if (!(await within((scope) => openCases(scope, drawId)))) break
    }
    return { inspections: total }
  },
})
