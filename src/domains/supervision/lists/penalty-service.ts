/** Credit repair of single penalties: seen with their terms, applied for, and graded by officers. */
import { isInReach, unitsInReach } from '#kernel/access/data-reach.ts'
import { recordAudit } from '#kernel/audit/audit.ts'
import { localDate } from '#kernel/calendar/calendar.ts'
import { openCase } from '#kernel/cases/cases.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { kernelError } from '#kernel/language/kernel-errors.ts'
import { keepMatter } from './entry-service.ts'
import { caseTypeOf } from './list-cases.ts'
import type { Application, PenaltyTier } from './list-schemas.ts'
import type { Penalty } from './lists-contract.ts'
import { listError } from './lists-errors.ts'
import { openMattersOf } from './matter-store.ts'
import { listPenalties, type PenaltyRow, setTier } from './penalty-store.ts'
import { penaltyTerms } from './penalty-terms.ts'

/** A penalty with its terms. */
export async function toPenalty(scope: Scope, row: PenaltyRow): Promise<Penalty> {
  return {
    id: row.id,
    enterpriseId: row.enterprise_id,
    enterpriseName: row.name,
    kind: row.kind === 'warning' ? 'warning' : 'penalty',
    number: row.number,
    decidedOn: row.decided_on,
    authority: row.authority,
    summary: row.summary,
    amount: row.amount,
    ...(await penaltyTerms(scope, row)),
    repairedOn: row.repaired_on,
    repairDecisionNumber: row.repair_decision_number,
  }
}

/** Penalties of some enterprises with their terms. */
export async function penaltiesOf(scope: Scope, enterpriseIds: readonly string[]): Promise<Penalty[]> {
  if (enterpriseIds.length === 0) return []
  const rows = await listPenalties(scope, { enterpriseIds, limit: 100 })
  const penalties: Penalty[] = []
  for (const row of rows) penalties.push(await toPenalty(scope, row))
  return penalties
}

/** A penalty by its record. */
export async function findPenalty(scope: Scope, id: string): Promise<PenaltyRow | undefined> {
  const [row] = await listPenalties(scope, { id, limit: 1 })
  return row
}

async function requireMayRepair(scope: Scope, row: PenaltyRow, application: Application): Promise<void> {
  const today = localDate(scope.now)
  if (row.repaired_on !== null) throw listError('lists.already-repaired', { date: row.repaired_on })
  const { repairFrom, publishUntil } = await penaltyTerms(scope, row)
  if (today >= publishUntil) throw listError('lists.publication-over', { date: publishUntil })
  if (today < repairFrom) throw listError('lists.too-early', { date: repairFrom })
  const { corrected, harmRemoved, commitment } = application
  if (!(corrected && harmRemoved && commitment)) throw listError('lists.conditions-not-met')
}

/**
 * Applies for the repair of a penalty; returns its case.
 *
 * @throws `kernel.not-found`, `lists.already-repaired`, `lists.publication-over`, `lists.too-early`,
 * `lists.conditions-not-met`, `lists.already-applied`
 */
export async function applyForPenaltyRepair(
  scope: Scope,
  recordId: string,
  application: Application,
  by: { readonly appliedBy: 'enterprise' | 'officer'; readonly mayFor: (row: PenaltyRow) => boolean },
): Promise<{ caseId: string }> {
  const row = await findPenalty(scope, recordId)
  if (!row || !by.mayFor(row)) throw kernelError('kernel.not-found')
  await requireMayRepair(scope, row, application)
  const under = await openMattersOf(scope, row.enterprise_id, 'penalty-repair')
  if (under.some((matter) => matter.record_id === recordId)) throw listError('lists.already-applied')
  const type = caseTypeOf['penalty-repair']
  const opened = await openCase(scope, type, {
    title: `${type.title.zh}：${row.name}（${row.number}）`,
    data: { enterpriseId: row.enterprise_id, entryId: row.id },
    subject: { type: 'enterprise', id: row.enterprise_id },
  })
  await keepMatter(
    scope,
    opened,
    'penalty-repair',
    { enterpriseId: row.enterprise_id, entryId: null, recordId: row.id },
    { application, appliedBy: by.appliedBy, steps: [] },
  )
  return { caseId: opened.id }
}

/**
 * Says how grave a penalty is, which sets its terms. On record with its reason.
 *
 * @throws `kernel.not-found`
 */
export async function gradePenalty(
  scope: Scope,
  input: { readonly recordId: string; readonly tier: PenaltyTier; readonly reason: string },
): Promise<Penalty> {
  const row = await findPenalty(scope, input.recordId)
  if (!row || !isInReach(unitsInReach(scope, 'lists.decide'), { region: row.region }))
    throw kernelError('kernel.not-found')
  await setTier(scope, row.id, input.tier)
  recordAudit(scope, {
    action: 'lists.grade-penalty',
    objectType: 'credit-record',
    objectId: row.id,
    objectLabel: row.number,
    detail: { before: row.tier, after: input.tier, reason: input.reason },
  })
  return toPenalty(scope, { ...row, tier: input.tier })
}
