/** Who may object to a result until when: each party from the day on which it received the notice. */
import type { z } from 'zod'
import { deadlineAfter, localDate } from '#kernel/calendar/calendar.ts'
import type { CaseView } from '#kernel/cases/case-type.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { periodRule } from '#kernel/rules/rules.ts'
import { deadlineKey, familyOf } from '../deadlines.ts'
import { spotCheckError } from '../errors.ts'
import type { SampleRow } from '../tables.ts'
import { FollowUpData, followedSample, type ObjectionRights } from './follow-up-data.ts'
import type { forms } from './follow-up-forms.ts'

/** The names of the parties that a result is notified to; the producer only where it is not the one sampled. */
export function noticeParties(
  sample: Pick<SampleRow, 'enterprise_id' | 'enterprise_name' | 'producer_id' | 'producer_name'>,
): { readonly sampled: string; readonly producer?: string } {
  const { enterprise_name: sampled, producer_name: producer } = sample
  const one =
    producer === sampled || (sample.producer_id !== null && sample.producer_id === sample.enterprise_id)
  return { sampled, ...(producer === null || one ? {} : { producer }) }
}

/**
 * The last days that follow from the days of receipt. The law counts from receipt, not from what an officer records.
 *
 * @throws spot-checks.receipt-missing, spot-checks.receipt-out-of-range
 */
export async function objectionRights(
  scope: Scope,
  view: CaseView,
  form: z.infer<(typeof forms)['notify']>,
): Promise<ObjectionRights> {
  const sample = await followedSample(scope, view)
  const rule = await periodRule(scope, deadlineKey(familyOf(sample.kind), 'objection'), view.governedOn)
  const today = localDate(scope.now)
  const rightOf = async (addressee: string, receivedOn: string) => {
    if (receivedOn > today || receivedOn < (sample.judged_on ?? ''))
      throw spotCheckError('spot-checks.receipt-out-of-range', {
        addressee,
        judged: sample.judged_on ?? '',
        today,
      })
    const last = await deadlineAfter(scope, new Date(`${receivedOn}T12:00:00+08:00`), rule.value)
    return { receivedOn, until: last.date }
  }
  const { producer } = noticeParties(sample)
  const sampled = await rightOf(sample.enterprise_name, form.receivedOn)
  if (producer === undefined) return { sampled }
  if (form.producerReceivedOn === undefined) throw spotCheckError('spot-checks.receipt-missing', { producer })
  return { sampled, producer: await rightOf(producer, form.producerReceivedOn) }
}

/** The right to object that runs longest; undefined once nobody has any. */
export function lastRight(
  view: CaseView,
): { readonly receivedOn: string; readonly until: string } | undefined {
  const { sampled, producer } = FollowUpData.parse(view.data).objections.rights
  return sampled && producer ? (sampled.until > producer.until ? sampled : producer) : (sampled ?? producer)
}
