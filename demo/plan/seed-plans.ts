/** The demo city's plans: the current one published and on the board, an earlier edition and a neighbour's for comparison. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { v7 as newId } from 'uuid'
import type { PlanStanding, Target } from '#domains/plans/contract.ts'
import { createDraft } from '#domains/plans/draft-service.ts'
import { readPlan } from '#domains/plans/reader/read-plan.ts'
import { reviewCaseType } from '#domains/plans/review-case.ts'
import { reviewItems } from '#domains/plans/review-service.ts'
import { getVersion, getVersionRow } from '#domains/plans/service.ts'
import { insertDocument } from '#domains/plans/store.ts'
import { sendCaseEvent } from '#kernel/cases/cases.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { type PlanText, readPlanGold } from './gold.ts'

interface DemoPlan {
  readonly file: PlanText
  readonly standing: PlanStanding
  readonly place: string
}

const demoPlans: readonly DemoPlan[] = [
  { file: 'plan-previous.txt', standing: 'reference', place: '澄州市' },
  { file: 'plan-neighbour.txt', standing: 'reference', place: '' },
  { file: 'plan.txt', standing: 'own', place: '澄州市' },
]

async function seedPlan(scope: Scope, plan: DemoPlan): Promise<void> {
  const bytes = await readFile(new URL(plan.file, import.meta.url))
  const reading = readPlan(bytes.toString('utf8'))
  const documentId = newId()
  await insertDocument(scope, {
    id: documentId,
    plan_id: null,
    file_id: null,
    name: plan.file,
    content_hash: createHash('sha256').update(bytes).digest('hex'),
    standing: plan.standing,
    place: plan.place || (reading.issuer?.replace(/(市|区|县)?人民政府$/, '$1') ?? null),
    state: 'waiting',
    pasted_text: bytes.toString('utf8'),
    source_text: null,
    warnings: [],
    failure: null,
    job_run_id: null,
    version_id: null,
    imported_at: scope.now,
    imported_by: scope.actor.name,
  })
  const versionId = await createDraft(scope, documentId, reading)
  await decide(scope, versionId, plan.file)
  const { case_id: caseId } = await getVersionRow(scope, versionId)
  if (!caseId) throw new TypeError(`${plan.file} has no review case`)
  await sendCaseEvent(scope, reviewCaseType, caseId, { type: 'publish', input: {} })
}

/** Reviews as a careful clerk would, by the gold of the text: what the reader took for a target and is none is rejected. */
async function decide(scope: Scope, versionId: string, file: PlanText): Promise<void> {
  const { gold } = await readPlanGold(file)
  const known = new Set(gold.targets.map((target) => `${target.value}|${target.unit}|${target.path}`))
  const detail = await getVersion(scope, versionId)
  const isTarget = (target: Target): boolean => known.has(`${target.value}|${target.unit}|${target.path}`)
  const accepted = [
    ...detail.targets.filter(isTarget).map((target) => ({ kind: 'target' as const, id: target.id })),
    ...detail.tasks.map((task) => ({ kind: 'task' as const, id: task.id })),
  ]
  const rejected = detail.targets
    .filter((target) => !isTarget(target))
    .map((target) => ({ kind: 'target' as const, id: target.id }))
  if (accepted.length > 0) await reviewItems(scope, versionId, accepted, 'accepted')
  if (rejected.length > 0) await reviewItems(scope, versionId, rejected, 'rejected')
}

/** Takes the demo plans in and publishes them, through the same services as a clerk. */
export async function seedPlans(scope: Scope): Promise<void> {
  for (const plan of demoPlans) await seedPlan(scope, plan)
}
