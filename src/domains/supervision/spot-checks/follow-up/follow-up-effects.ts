/** What the steps of a follow-up change besides its state: papers, values of new tests, the final conclusion. */
import { v7 as newId } from 'uuid'
import type { z } from 'zod'
import { localDate } from '#kernel/calendar/calendar.ts'
import type { CaseView } from '#kernel/cases/case-type.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { kernelError } from '#kernel/language/kernel-errors.ts'
import { changeFacts } from '#kernel/measures/change.ts'
import { spotCheckError } from '../errors.ts'
import { spotCheckFacts } from '../facts.ts'
import { judgeItem } from '../judgement.ts'
import { insertResults } from '../laboratory/laboratory-store.ts'
import { readMeasured } from '../measured-text.ts'
import { tellEnterprises } from '../own/tell-enterprises.ts'
import { updateSample } from '../sampling/sampling-store.ts'
import { listInstitutions } from '../setup/catalogue-store.ts'
import { requireQualified } from '../setup/institution-service.ts'
import type { ObjectionRow, OrderRow, ResultRow } from '../tables.ts'
import { FollowUpState } from '../terms.ts'
import { FollowUpData, followedSample } from './follow-up-data.ts'
import type { forms } from './follow-up-forms.ts'
import * as store from './follow-up-store.ts'
import { lastRight, noticeParties } from './objection-rights.ts'
import { putOnRecord } from './penalty-record.ts'

type Form<Name extends keyof typeof forms> = z.infer<(typeof forms)[Name]>

/** Writes down where the follow-up stands, so that lists need not look into cases. */
export async function noteState(scope: Scope, view: CaseView): Promise<void> {
  await updateSample(scope, FollowUpData.parse(view.data).sampleId, {
    case_id: view.id,
    follow_up: FollowUpState.parse(view.state),
    follow_up_since: scope.now,
  })
}

async function issue(
  scope: Scope,
  view: CaseView,
  kind: OrderRow['kind'],
  paper: {
    readonly number: string
    readonly addressee: string
    readonly detail: string
    readonly amount?: number | null
  },
): Promise<void> {
  await store.insertOrder(scope, {
    id: newId(),
    sample_id: FollowUpData.parse(view.data).sampleId,
    kind,
    number: paper.number,
    issued_on: localDate(scope.now),
    addressee: paper.addressee,
    detail: paper.detail,
    amount: paper.amount ?? null,
    issued_by: scope.actor.name,
  })
}

/** The result goes to the one sampled and to the nominal producer, with the right to object from receipt on. */
export async function notifyResult(scope: Scope, view: CaseView, form: Form<'notify'>): Promise<void> {
  const sample = await followedSample(scope, view)
  const { rights } = FollowUpData.parse(view.data).objections
  const names = noticeParties(sample)
  await store.insertDeliveries(
    scope,
    (['sampled', 'producer'] as const).flatMap((party) => {
      const [right, addressee] = [rights[party], names[party]]
      if (right === undefined || addressee === undefined) return []
      const { receivedOn, until } = right
      return [{ sample_id: sample.id, party, addressee, received_on: receivedOn, object_until: until }]
    }),
  )
  await issue(scope, view, 'notice', {
    number: form.number,
    addressee: Object.values(names).join('、'),
    detail: form.delivery,
  })
  await tellEnterprises(scope, sample, 'notice')
}

/** @throws spot-checks.objection-still-open */
export async function confirmResult(scope: Scope, view: CaseView, form: Form<'confirm'>): Promise<void> {
  const last = lastRight(view)
  if (last && last.until >= localDate(scope.now) && !form.waived)
    throw spotCheckError('spot-checks.objection-still-open', { date: last.until })
}

/**
 * Takes an objection by its party's own last day.
 *
 * @throws spot-checks.objection-too-late
 */
export async function takeObjection(scope: Scope, view: CaseView, form: Form<'object'>): Promise<void> {
  const { sampleId, objections } = FollowUpData.parse(view.data)
  const right = objections.rights[form.party]
  if (right && form.receivedOn > right.until)
    throw spotCheckError('spot-checks.objection-too-late', { date: right.until })
  await store.insertObjection(scope, {
    id: newId(),
    sample_id: sampleId,
    party: form.party,
    received_on: form.receivedOn,
    objector: form.objector,
    ground: form.ground,
    statement: form.statement,
    outcome: null,
    outcome_reason: null,
    decided_on: null,
    retest_institution_id: null,
    retest_result: null,
    retest_report: null,
    fee_by: null,
    filed_for: null,
  })
}

/** Decides the objection that is under review: the first of those without a decision. */
async function decide(
  scope: Scope,
  view: CaseView,
  outcome: NonNullable<ObjectionRow['outcome']>,
  reason: string,
): Promise<void> {
  const [objection] = await store.undecidedObjections(scope, FollowUpData.parse(view.data).sampleId)
  if (!objection) throw kernelError('kernel.not-found')
  await store.updateObjection(scope, objection.id, {
    outcome,
    outcome_reason: reason,
    decided_on: localDate(scope.now),
  })
}

/** @throws spot-checks.no-reserve */
export async function acceptObjection(scope: Scope, view: CaseView, form: Form<'accept'>): Promise<void> {
  const sample = await followedSample(scope, view)
  if ((sample.reserve_quantity ?? 0) <= 0) throw spotCheckError('spot-checks.no-reserve')
  await decide(scope, view, 'retest', form.reason)
  await tellEnterprises(scope, sample, 'accepted')
}

export async function rejectObjection(scope: Scope, view: CaseView, form: Form<'reject'>): Promise<void> {
  await decide(scope, view, 'rejected', form.reason)
  await tellEnterprises(scope, await followedSample(scope, view), 'rejected')
}

/** The conclusion does not hold, so the batch no longer counts. */
export async function setAside(scope: Scope, view: CaseView, form: Form<'set-aside'>): Promise<void> {
  const { sampleId } = FollowUpData.parse(view.data)
  // The other party's objection, where it waits, has what it asked for.
  const waiting = await store.undecidedObjections(scope, sampleId)
  for (const _ of waiting) await decide(scope, view, 'set-aside', form.reason)
  await changeFacts(scope, spotCheckFacts, [sampleId], () =>
    updateSample(scope, sampleId, { final_result: null, judgement_note: form.reason }),
  )
  await tellEnterprises(scope, await followedSample(scope, view), 'set-aside')
}

/** @throws spot-checks.same-laboratory, spot-checks.institution-retired, spot-checks.not-qualified, spot-checks.not-found */
export async function startRetest(scope: Scope, view: CaseView, form: Form<'start-retest'>): Promise<void> {
  const sample = await followedSample(scope, view)
  const institution = (await listInstitutions(scope)).find((one) => one.name === form.institution.trim())
  if (!institution) throw spotCheckError('spot-checks.not-found')
  if (institution.id === sample.institution_id) throw spotCheckError('spot-checks.same-laboratory')
  requireQualified(institution, sample.kind, localDate(scope.now))
  const objection = await store.retestedObjection(scope, sample.id)
  if (objection) await store.updateObjection(scope, objection.id, { retest_institution_id: institution.id })
}

async function keepValues(
  scope: Scope,
  view: CaseView,
  round: ResultRow['round'],
  attempt: number,
  measured: string,
): Promise<void> {
  const { sampleId, items } = FollowUpData.parse(view.data)
  const values = readMeasured(measured)
  await insertResults(
    scope,
    items.map((item) => {
      const value = values?.get(item.position) ?? ''
      return {
        sample_id: sampleId,
        round,
        attempt,
        unit_number: 1,
        position: item.position,
        measured: value,
        ...judgeItem(value, item),
        entered_at: scope.now,
        entered_by: scope.actor.name,
      }
    }),
  )
}

/** The re-test is final: it decides the conclusion, and with it who pays. */
export async function recordRetest(scope: Scope, view: CaseView, form: Form<'record-retest'>): Promise<void> {
  const { sampleId } = FollowUpData.parse(view.data)
  const overturned = view.state === 'overturned'
  await keepValues(scope, view, 'retest', 1, form.measured)
  const tested = await store.retestedObjection(scope, sampleId)
  const waiting = overturned ? await store.undecidedObjections(scope, sampleId) : []
  // A conclusion that falls falls for both parties, also for the one whose objection waits.
  for (const objection of [...(tested ? [tested] : []), ...waiting])
    await store.updateObjection(scope, objection.id, {
      ...(objection.outcome === null ? { outcome: 'retest', decided_on: localDate(scope.now) } : {}),
      retest_institution_id: tested?.retest_institution_id ?? null,
      retest_result: overturned ? 'pass' : 'fail',
      retest_report: form.reportNumber,
      fee_by: overturned ? 'organiser' : 'objector',
    })
  if (overturned)
    await changeFacts(scope, spotCheckFacts, [sampleId], () =>
      updateSample(scope, sampleId, { final_result: 'pass', serious: false }),
    )
  await tellEnterprises(scope, await followedSample(scope, view), 'retested')
}

export async function recordReinspection(
  scope: Scope,
  view: CaseView,
  form: Form<'record-reinspection'>,
): Promise<void> {
  const { sampleId } = FollowUpData.parse(view.data)
  const attempt = (await store.reinspections(scope, sampleId)) + 1
  await keepValues(scope, view, 'reinspection', attempt, form.measured)
}

export async function orderCorrection(
  scope: Scope,
  view: CaseView,
  form: Form<'order-correction'>,
): Promise<void> {
  const sample = await followedSample(scope, view)
  await issue(scope, view, 'correction', {
    number: form.number,
    addressee: sample.producer_name ?? sample.enterprise_name,
    detail: form.requirements,
  })
  await tellEnterprises(scope, sample, 'correction')
}

export const transfer = (scope: Scope, view: CaseView, form: Form<'transfer'>): Promise<void> =>
  issue(scope, view, 'transfer', { number: form.number, addressee: form.authority, detail: form.reason })

export async function recordPenalty(
  scope: Scope,
  view: CaseView,
  form: Form<'record-penalty'>,
): Promise<void> {
  const sample = await followedSample(scope, view)
  await issue(scope, view, 'penalty', {
    number: form.number,
    addressee: sample.producer_name ?? sample.enterprise_name,
    detail: form.decision,
    amount: form.amount,
  })
  await putOnRecord(scope, sample, form)
}

export async function handOverToRecall(
  scope: Scope,
  view: CaseView,
  form: Form<'hand-over-recall'>,
): Promise<void> {
  const sample = await followedSample(scope, view)
  await issue(scope, view, 'recall', {
    number: form.number,
    addressee: sample.producer_name ?? sample.enterprise_name,
    detail: form.reason,
  })
}

/** @throws spot-checks.penalty-open */
export async function requirePenaltyOrReason(
  scope: Scope,
  view: CaseView,
  form: Form<'close'>,
): Promise<void> {
  const { sampleId } = FollowUpData.parse(view.data)
  if (form.noPenaltyReason === '' && !(await store.hasOrder(scope, sampleId, 'penalty')))
    throw spotCheckError('spot-checks.penalty-open')
  await updateSample(scope, sampleId, { judgement_note: form.noPenaltyReason })
}
