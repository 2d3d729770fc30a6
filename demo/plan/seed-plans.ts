/** The demo city's plans: the current one published and on the board, an earlier edition and a neighbour's for comparison. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { v7 as newId } from 'uuid'
import type { PlanStanding } from '#domains/plans/contract.ts'
import { createDraft } from '#domains/plans/draft-service.ts'
import { readPlan } from '#domains/plans/reader/read-plan.ts'
import { reviewCaseType } from '#domains/plans/review-case.ts'
import { reviewItems } from '#domains/plans/review-service.ts'
import { getVersion, getVersionRow } from '#domains/plans/service.ts'
import { insertDocument } from '#domains/plans/store.ts'
import { sendCaseEvent } from '#kernel/cases/cases.ts'
import type { Scope } from '#kernel/db/scope.ts'

interface DemoPlan {
  readonly file: string
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
  const detail = await getVersion(scope, versionId)
  const items = [
    ...detail.targets.map((target) => ({ kind: 'target' as const, id: target.id })),
    ...detail.tasks.map((task) => ({ kind: 'task' as const, id: task.id })),
  ]
  if (items.length > 0) await reviewItems(scope, versionId, items, 'accepted')
  const { case_id: caseId } = await getVersionRow(scope, versionId)
  if (!caseId) throw new TypeError(`${plan.file} has no review case`)
  await sendCaseEvent(scope, reviewCaseType, caseId, { type: 'publish', input: {} })
}

/** Takes the demo plans in and publishes them, through the same services as a clerk. */
export async function seedPlans(scope: Scope): Promise<void> {
  for (const plan of demoPlans) await seedPlan(scope, plan)
}
