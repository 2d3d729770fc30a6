/** The penalty of a follow-up on the credit record of the enterprise, where class, publication and repair find it. */
import { localDate } from '#kernel/calendar/calendar.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { cityProfile } from '#kernel/org/units.ts'
import { keepRoomDecision } from '../../risk/credit-record-service.ts'
import { subjectsByCode } from '../../risk/credit-record-store.ts'
import type { SampleRow } from '../tables.ts'

/**
 * The enterprise that answers for a batch, as its papers are addressed: the producer, or the one sampled where no
 * producer is named. Undefined when the register does not know it: the seller does not answer for a producer from
 * elsewhere.
 */
async function answeringEnterprise(scope: Scope, sample: SampleRow): Promise<string | undefined> {
  const { id, code } =
    sample.producer_name === null
      ? { id: sample.enterprise_id, code: sample.enterprise_code }
      : { id: sample.producer_id, code: sample.producer_code }
  if (id !== null || code === null) return id ?? undefined
  return (await subjectsByCode(scope, [code])).get(code)?.enterprise_id
}

/** Puts a penalty on the record of whoever answers for the batch; its class follows. */
export async function putOnRecord(
  scope: Scope,
  sample: SampleRow,
  penalty: { readonly number: string; readonly amount: number; readonly decision: string },
): Promise<void> {
  const enterpriseId = await answeringEnterprise(scope, sample)
  if (enterpriseId === undefined) return
  const { name: city } = await cityProfile(scope)
  await keepRoomDecision(
    scope,
    {
      enterpriseId,
      kind: 'penalty',
      number: penalty.number,
      decidedOn: localDate(scope.now),
      authority: `${city}市场监督管理局`,
      summary: penalty.decision,
      amount: penalty.amount,
    },
    'spot-check',
  )
}
