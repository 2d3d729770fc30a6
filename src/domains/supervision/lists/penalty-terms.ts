/** How grave a penalty is, how long it is public, and from when it may be repaired (信用修复管理办法 2026). */
import { localDate } from '#kernel/calendar/calendar.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { numberRule, periodRule } from '#kernel/rules/rules.ts'
import type { CreditRecordRow } from '../risk/tables.ts'
import type { PenaltyTier } from './list-schemas.ts'
import { dayAfter } from './list-terms.ts'

/** Days that follow from a penalty. */
export interface PenaltyTerms {
  readonly tier: PenaltyTier
  /** First day on which repair may be applied for. */
  readonly repairFrom: string
  /** First day on which it is no longer public by itself. */
  readonly publishUntil: string
}

/** The tier by what an officer said, else by kind and amount: warnings are minor, very large fines serious. */
async function tierOf(
  scope: Scope,
  record: Pick<CreditRecordRow, 'kind' | 'amount' | 'tier'>,
): Promise<PenaltyTier> {
  if (record.tier !== null) return record.tier
  if (record.kind === 'warning') return 'minor'
  const { value: serious } = await numberRule(scope, 'lists.penalty-serious-amount', localDate(scope.now))
  return (record.amount ?? 0) >= serious ? 'serious' : 'general'
}

/** The terms by the rules of today: repair goes by the law in force when it is applied for. */
export async function penaltyTerms(
  scope: Scope,
  record: Pick<CreditRecordRow, 'kind' | 'amount' | 'tier' | 'decided_on'>,
): Promise<PenaltyTerms> {
  const tier = await tierOf(scope, record)
  const today = localDate(scope.now)
  const longest = await periodRule(scope, `lists.penalty-${tier}-longest`, today)
  const repairFrom =
    tier === 'minor'
      ? record.decided_on
      : dayAfter(record.decided_on, (await periodRule(scope, `lists.penalty-${tier}-shortest`, today)).value)
  return { tier, repairFrom, publishUntil: dayAfter(record.decided_on, longest.value) }
}
