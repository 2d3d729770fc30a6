/** Verifications of measuring instruments: recorded once, never changed; the due day follows from the cycle. */
import { v7 as newId } from 'uuid'
import { localDate } from '#kernel/calendar/calendar.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { instrumentKind, verificationDueOn } from './kinds/instrument.ts'
import { showInstrument, standingDays } from './record-lists.ts'
import type { InstrumentFields, NewVerification } from './record-schemas.ts'
import { auditRecord, changeRecord, getRecord, type RecordChangeInput } from './record-service.ts'
import { insertRecordChanges } from './record-store.ts'
import { recordError } from './records-errors.ts'
import { insertVerification, listVerifications, moveDueDay } from './verification-store.ts'

export async function verificationsOf(scope: Scope, instrumentId: string) {
  const rows = await listVerifications(scope, instrumentId)
  return {
    verifications: rows.map((row) => ({
      id: row.id,
      verifiedOn: row.verified_on,
      result: row.result,
      verifier: row.verifier,
      certificateNumber: row.certificate_number,
      dueOn: row.due_on,
      recordedAt: row.recorded_at.toISOString(),
      recordedBy: row.recorded_by,
    })),
  }
}

/**
 * Records a verification.
 *
 * @throws `kernel.not-found`, `registry.verification-in-future`
 */
export async function recordVerification(scope: Scope, recordId: string, verification: NewVerification) {
  const before = await getRecord(scope, instrumentKind, recordId)
  if (verification.verifiedOn > localDate(scope.now))
    throw recordError('registry.verification-in-future', { date: verification.verifiedOn })
  const { verifiedOn, result } = verification
  const dueOn = verificationDueOn(verifiedOn, result, before.cycleMonths)
  await insertVerification(scope, { ...verification, id: newId(), instrumentId: before.id, dueOn })
  const after = await getRecord(scope, instrumentKind, recordId)
  await insertRecordChanges(scope, [
    {
      id: newId(),
      enterpriseId: before.enterpriseId,
      recordKind: 'instrument',
      recordId: before.id,
      label: instrumentKind.label(before),
      kind: 'changed',
      before: { lastVerifiedOn: before.lastVerifiedOn, lastResult: before.lastResult, dueOn: before.dueOn },
      after: { lastVerifiedOn: after.lastVerifiedOn, lastResult: after.lastResult, dueOn: after.dueOn },
      reason: null,
    },
  ])
  auditRecord(
    scope,
    'registry.record-verification',
    instrumentKind,
    before.id,
    instrumentKind.label(before),
    {
      verifiedOn,
      result,
      verifier: verification.verifier,
    },
  )
  return showInstrument(after, await standingDays(scope, 'registry.verification-due'))
}

/** Changes an instrument; a changed cycle moves its due day. @throws as {@link changeRecord} does */
export async function changeInstrument(scope: Scope, input: RecordChangeInput<InstrumentFields>) {
  const before = await getRecord(scope, instrumentKind, input.recordId)
  let after = await changeRecord(scope, instrumentKind, input)
  if (
    after.cycleMonths !== before.cycleMonths &&
    after.lastVerifiedOn !== null &&
    after.lastResult !== null
  ) {
    await moveDueDay(
      scope,
      after.id,
      verificationDueOn(after.lastVerifiedOn, after.lastResult, after.cycleMonths),
    )
    after = await getRecord(scope, instrumentKind, after.id)
  }
  return showInstrument(after, await standingDays(scope, 'registry.verification-due'))
}
