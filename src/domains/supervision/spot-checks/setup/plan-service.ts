/** Annual plans: drawn up and revised as drafts, submitted, and read with what came of them. */
import { v7 as newId } from 'uuid'
import { openCase } from '#kernel/cases/cases.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { spotCheckError } from '../errors.ts'
import type { PlanRow, PlanVersionLineRow, PlanVersionRow } from '../tables.ts'
import type { Category } from './catalogue-contract.ts'
import { categoriesById, requireActiveCategory } from './catalogue-service.ts'
import { requireGivenCovered } from './plan-adoption.ts'
import { spotCheckPlanCaseType } from './plan-case.ts'
import type { LineFields, PlanChange, SpotCheckPlan, SpotCheckPlanDetail } from './plan-contract.ts'
import * as store from './plan-store.ts'
import { auditSetup } from './setup-audit.ts'

type LineTerms = Pick<PlanVersionLineRow, 'batches' | 'cost_per_batch' | 'purchase_per_batch'>

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const budgetOf = (line: LineTerms): number => line.batches * (line.cost_per_batch + line.purchase_per_batch)
const toTerms = (line: LineTerms) => ({
  batches: line.batches,
  costPerBatch: line.cost_per_batch,
  purchasePerBatch: line.purchase_per_batch,
})

/** The version that is open of a plan's versions; a plan has one at most. */
const openOf = (versions: readonly PlanVersionRow[]) =>
  versions.find(({ state }) => state === 'draft' || state === 'approving')

const openState = (version: PlanVersionRow | undefined): SpotCheckPlan['open'] =>
  version ? (version.state === 'approving' ? 'approving' : 'draft') : null

/** A plan in figures; before its first adoption those of its draft. */
function planSummary(
  row: PlanRow,
  versions: readonly PlanVersionRow[],
  versionLines: readonly PlanVersionLineRow[],
  lines: readonly store.LineProgress[],
): SpotCheckPlan {
  const latest = versions.at(-1)
  const planned: readonly LineTerms[] =
    row.state === 'adopted' ? lines : versionLines.filter(({ number }) => number === latest?.number)
  return {
    id: row.id,
    year: row.year,
    title: row.title,
    state: row.state,
    open: openState(openOf(versions)),
    batches: sum(planned.map(({ batches }) => batches)),
    sampled: sum(lines.map(({ sampled }) => sampled)),
    judged: sum(lines.map(({ judged }) => judged)),
    budget: sum(planned.map(budgetOf)),
    spent: sum(lines.map(({ spent }) => spent)),
  }
}

export async function listPlans(scope: Scope): Promise<{ items: SpotCheckPlan[] }> {
  const rows = await store.listPlans(scope)
  const ids = rows.map(({ id }) => id)
  const versions = Map.groupBy(await store.listVersions(scope, ids), (one) => one.plan_id)
  const versionLines = Map.groupBy(await store.listVersionLines(scope, ids), (one) => one.plan_id)
  const lines = Map.groupBy(await store.lineProgress(scope, ids), (one) => one.plan_id)
  return {
    items: rows.map((row) =>
      planSummary(row, versions.get(row.id) ?? [], versionLines.get(row.id) ?? [], lines.get(row.id) ?? []),
    ),
  }
}

/** What a version has otherwise than the one before, line by line. */
function changesBetween(
  before: readonly PlanVersionLineRow[],
  after: readonly PlanVersionLineRow[],
  categories: ReadonlyMap<string, Category>,
): PlanChange[] {
  const [old, fresh] = [before, after].map((lines) => new Map(lines.map((line) => [line.line_id, line])))
  const ids = new Set([...before, ...after].map(({ line_id }) => line_id))
  return [...ids].flatMap((lineId) => {
    const [was, is] = [old?.get(lineId), fresh?.get(lineId)]
    const line = is ?? was
    const category = line && categories.get(line.category_id)
    if (!line || !category) return []
    const [beforeTerms, afterTerms] = [was ? toTerms(was) : null, is ? toTerms(is) : null]
    if (JSON.stringify(beforeTerms) === JSON.stringify(afterTerms)) return []
    return [{ lineId, category, purpose: line.purpose, before: beforeTerms, after: afterTerms }]
  })
}

/** @throws spot-checks.not-found */
export async function getPlan(scope: Scope, planOrCaseId: string): Promise<SpotCheckPlanDetail> {
  const row = await store.findPlan(scope, planOrCaseId)
  if (!row) throw spotCheckError('spot-checks.not-found')
  const categories = await categoriesById(scope)
  const versions = await store.listVersions(scope, [row.id])
  const versionLines = await store.listVersionLines(scope, [row.id])
  const lines = await store.lineProgress(scope, [row.id])
  const tasks = await store.tasksOfLines(scope, row.id)
  const linesOf = (version: PlanVersionRow | undefined) =>
    versionLines.filter(({ number }) => number === version?.number)
  const adopted = versions.filter(({ state }) => state === 'adopted')
  const draft = openOf(versions)
  return {
    ...planSummary(row, versions, versionLines, lines),
    lines: lines.flatMap((line) => {
      const category = categories.get(line.category_id)
      if (!category) return []
      const { id, purpose, sampled, judged, failed, spent } = line
      const counted = { sampled, judged, failed, budget: budgetOf(line), spent }
      return [{ id, category, purpose, ...toTerms(line), ...counted }]
    }),
    draft: draft
      ? {
          number: draft.number,
          state: draft.state === 'approving' ? 'approving' : 'draft',
          reason: draft.reason,
          returned: draft.returned,
          caseId: draft.case_id,
          draftedBy: draft.drafted_by,
          batches: sum(linesOf(draft).map(({ batches }) => batches)),
          budget: sum(linesOf(draft).map(budgetOf)),
          lines: linesOf(draft).flatMap((line) => {
            const category = categories.get(line.category_id)
            if (!category) return []
            const given = tasks.get(line.line_id)?.given ?? 0
            return [{ id: line.line_id, category, purpose: line.purpose, ...toTerms(line), given }]
          }),
          changes:
            row.state === 'adopted'
              ? changesBetween(linesOf(adopted.at(-1)), linesOf(draft), categories)
              : [],
        }
      : null,
    revisions: adopted
      .flatMap((version, index) => {
        const before = adopted[index - 1]
        if (!before || version.reason === null || version.adopted_at === null) return []
        return [
          {
            number: version.number,
            reason: version.reason,
            draftedBy: version.drafted_by,
            adoptedAt: version.adopted_at.toISOString(),
            adoptedBy: version.adopted_by ?? '',
            changes: changesBetween(linesOf(before), linesOf(version), categories),
          },
        ]
      })
      .toReversed(),
  }
}

async function beginVersion(
  scope: Scope,
  planId: string,
  number: number,
  reason: string | null,
): Promise<void> {
  await store.insertVersion(scope, {
    plan_id: planId,
    number,
    state: 'draft',
    reason,
    returned: null,
    case_id: null,
    drafted_at: scope.now,
    drafted_by: scope.actor.name,
    drafter_id: scope.actor.userId ?? null,
    adopted_at: null,
    adopted_by: null,
  })
}

export async function createPlan(
  scope: Scope,
  input: Pick<SpotCheckPlan, 'year' | 'title'>,
): Promise<SpotCheckPlanDetail> {
  const id = newId()
  await store.insertPlan(scope, {
    id,
    ...input,
    state: 'draft',
    adopted_at: null,
    adopted_by: null,
    created_at: scope.now,
    created_by: scope.actor.name,
  })
  await beginVersion(scope, id, 1, null)
  auditSetup(scope, 'draw-up-plan', id, input.title)
  return getPlan(scope, id)
}

/**
 * Begins a revision of an adopted plan, which holds as it is until the revision is adopted.
 *
 * @throws spot-checks.not-found, spot-checks.plan-not-adopted, spot-checks.draft-open
 */
export async function revisePlan(
  scope: Scope,
  input: { readonly planId: string; readonly reason: string },
): Promise<SpotCheckPlanDetail> {
  const plan = await store.holdPlan(scope, input.planId)
  if (!plan) throw spotCheckError('spot-checks.not-found')
  if (plan.state !== 'adopted') throw spotCheckError('spot-checks.plan-not-adopted')
  const versions = await store.listVersions(scope, [plan.id])
  if (openOf(versions)) throw spotCheckError('spot-checks.draft-open')
  const number = (versions.at(-1)?.number ?? 0) + 1
  await beginVersion(scope, plan.id, number, input.reason)
  await store.copyLines(scope, { plan_id: plan.id, number })
  auditSetup(scope, 'revise-plan', plan.id, plan.title, { version: number, reason: input.reason })
  return getPlan(scope, plan.id)
}

interface Draft {
  readonly plan: PlanRow
  readonly version: PlanVersionRow
  readonly lines: readonly PlanVersionLineRow[]
}

/** A plan's draft, held for a change. @throws spot-checks.not-found, spot-checks.no-draft */
async function holdDraft(scope: Scope, planId: string): Promise<Draft> {
  const plan = await store.holdPlan(scope, planId)
  if (!plan) throw spotCheckError('spot-checks.not-found')
  const version = openOf(await store.listVersions(scope, [planId]))
  if (version?.state !== 'draft') throw spotCheckError('spot-checks.no-draft')
  const lines = await store.listVersionLines(scope, [planId])
  return { plan, version, lines: lines.filter(({ number }) => number === version.number) }
}

const lineDetail = ({ version, lines }: Draft, lineId: string) => {
  const before = lines.find((line) => line.line_id === lineId)
  return { version: version.number, lineId, before: before ? toTerms(before) : null }
}

/**
 * Writes a line of a draft; of a line that is there its product and purpose stay.
 *
 * @throws spot-checks.not-found, spot-checks.no-draft, spot-checks.category-retired, spot-checks.line-exists,
 * spot-checks.line-fixed, spot-checks.below-given
 */
export async function savePlanLine(
  scope: Scope,
  input: LineFields & { readonly planId: string; readonly lineId?: string | undefined },
): Promise<SpotCheckPlanDetail> {
  const draft = await holdDraft(scope, input.planId)
  const { version, lines } = draft
  const known = lines.find((line) => line.line_id === input.lineId)
  if (input.lineId !== undefined && !known) throw spotCheckError('spot-checks.not-found')
  if (known && (known.category_id !== input.categoryId || known.purpose !== input.purpose))
    throw spotCheckError('spot-checks.line-fixed')
  // The numbers of a line of a retired product may still be put right.
  if (!known) await requireActiveCategory(scope, input.categoryId)
  const line = {
    plan_id: input.planId,
    number: version.number,
    line_id: known?.line_id ?? newId(),
    category_id: input.categoryId,
    purpose: input.purpose,
    batches: input.batches,
    cost_per_batch: input.costPerBatch,
    purchase_per_batch: input.purchasePerBatch,
  }
  await requireGivenCovered(scope, input.planId, [
    ...lines.filter((one) => one.line_id !== line.line_id),
    { ...line, city: scope.city },
  ])
  if (!(await store.upsertVersionLine(scope, line))) throw spotCheckError('spot-checks.line-exists')
  auditSetup(scope, 'save-plan-line', input.planId, draft.plan.title, {
    ...lineDetail(draft, line.line_id),
    after: toTerms(line),
  })
  return getPlan(scope, input.planId)
}

/** @throws spot-checks.not-found, spot-checks.no-draft, spot-checks.line-given */
export async function removePlanLine(
  scope: Scope,
  input: { readonly planId: string; readonly lineId: string },
): Promise<SpotCheckPlanDetail> {
  const draft = await holdDraft(scope, input.planId)
  const left = draft.lines.filter((line) => line.line_id !== input.lineId)
  await requireGivenCovered(scope, input.planId, left)
  const { plan, version } = draft
  await store.deleteVersionLine(scope, {
    plan_id: plan.id,
    number: version.number,
    line_id: input.lineId,
  })
  auditSetup(scope, 'remove-plan-line', plan.id, plan.title, lineDetail(draft, input.lineId))
  return getPlan(scope, plan.id)
}

/** Submits a draft to the leader: a case that ends with its adoption or its return. */
export async function submitPlan(scope: Scope, planId: string): Promise<SpotCheckPlanDetail> {
  const { plan, version, lines } = await holdDraft(scope, planId)
  if (lines.length === 0) throw spotCheckError('spot-checks.plan-empty')
  const opened = await openCase(scope, spotCheckPlanCaseType, {
    title: version.number === 1 ? plan.title : `${plan.title}（第 ${version.number} 版）`,
    subject: { type: 'spot-check-plan', id: plan.id },
    data: { planId: plan.id, number: version.number },
  })
  await store.updateVersion(scope, version, { state: 'approving', case_id: opened.id })
  return getPlan(scope, plan.id)
}

/** Gives a draft up: the plan with its first version, a revision alone. @throws spot-checks.no-draft */
export async function giveUpDraft(scope: Scope, planId: string): Promise<SpotCheckPlanDetail> {
  const { plan, version } = await holdDraft(scope, planId)
  await store.updateVersion(scope, version, { state: 'withdrawn' })
  if (plan.state === 'draft') await store.updatePlan(scope, plan.id, { state: 'withdrawn' })
  auditSetup(scope, 'give-up-draft', plan.id, plan.title, { version: version.number })
  return getPlan(scope, plan.id)
}
