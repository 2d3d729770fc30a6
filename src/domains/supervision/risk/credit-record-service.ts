/** Credit records: what other systems hold about enterprises, taken in one by one or from a workbook. */
import { v7 as newId } from 'uuid'
import { z } from 'zod'
import { isInReach, unitsInReach } from '#kernel/access/data-reach.ts'
import { recordAudit } from '#kernel/audit/audit.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { kernelError } from '#kernel/language/kernel-errors.ts'
import type { Message } from '#kernel/language/messages.ts'
import { reclassifyEnterprises } from './classification-service.ts'
import {
  type CreditRecordListRow,
  listCreditRecords as findRecords,
  insertCreditRecords,
  markWithdrawn,
  type NewCreditRecord,
  presentKeys,
  subjectsByCode,
} from './credit-record-store.ts'
import type { ReadRow } from './credit-workbook.ts'
import { decodePlace, pageOfRows } from './cursor.ts'
import { CreditRecord, type CreditRecordFields } from './risk-contract.ts'
import { riskError } from './risk-errors.ts'
import type { CreditRecordRow } from './tables.ts'

const toView = (row: CreditRecordListRow): CreditRecord =>
  CreditRecord.parse({
    id: row.id,
    enterpriseId: row.enterprise_id,
    enterpriseName: row.enterprise_name,
    kind: row.kind,
    number: row.number,
    decidedOn: row.decided_on,
    authority: row.authority,
    summary: row.summary,
    amount: row.amount,
    recordedBy: row.recorded_by,
    recordedAt: row.recorded_at.toISOString(),
    withdrawn: row.withdrawn_at !== null,
    repairedOn: row.repaired_on,
    repairDecisionNumber: row.repair_decision_number,
  })

const RecordPlace = z.object({ on: z.iso.date(), id: z.uuid() })

/** Records in the caller's reach, newest first. */
export async function listCreditRecords(
  scope: Scope,
  input: {
    readonly kind?: string | undefined
    readonly enterpriseId?: string | undefined
    readonly search?: string | undefined
    readonly after?: string | undefined
    readonly limit: number
  },
) {
  const rows = await findRecords(scope, {
    ...input,
    reach: unitsInReach(scope, 'risk.read'),
    after: decodePlace(RecordPlace, input.after),
    limit: input.limit + 1,
  })
  return pageOfRows(rows, input.limit, toView, (row) => ({ on: row.decided_on, id: row.id }))
}

/** @throws `kernel.not-found` */
async function getRecord(scope: Scope, id: string, permission: string): Promise<CreditRecordListRow> {
  const [row] = await findRecords(scope, { id, reach: unitsInReach(scope, permission), limit: 1 })
  if (!row) throw kernelError('kernel.not-found')
  return row
}

/** Enterprises by their credit codes, as far as the caller may record something about them. */
async function reachableSubjects(scope: Scope, codes: readonly string[]) {
  const reach = unitsInReach(scope, 'risk.record')
  const subjects = await subjectsByCode(scope, codes)
  return new Map([...subjects].filter(([, { region }]) => isInReach(reach, { region })))
}

/**
 * Records one thing about one enterprise; its class follows at once.
 *
 * @throws `risk.no-such-enterprise`, `risk.already-recorded`
 */
export async function addCreditRecord(scope: Scope, fields: CreditRecordFields): Promise<CreditRecord> {
  const subject = (await reachableSubjects(scope, [fields.creditCode])).get(fields.creditCode)
  if (!subject) throw riskError('risk.no-such-enterprise')
  const record = { ...fields, id: newId(), enterpriseId: subject.enterprise_id }
  const added = await insertCreditRecords(scope, [record], 'by-hand')
  if (!added.has(record.id)) throw riskError('risk.already-recorded', { number: fields.number })
  await reclassifyEnterprises(scope, [subject.enterprise_id], 'new-fact')
  recordAudit(scope, {
    action: 'risk.add-credit-record',
    objectType: 'credit-record',
    objectId: record.id,
    objectLabel: `${subject.name} ${fields.number}`,
    detail: { kind: fields.kind, decidedOn: fields.decidedOn, authority: fields.authority },
  })
  return toView(await getRecord(scope, record.id, 'risk.record'))
}

/** A decision that another room of supervision has on record. */
export type RoomDecision = Omit<NewCreditRecord, 'id'>

/**
 * Records what a case of another room has decided; the class of the enterprise follows at once. The room has its own
 * audit entry. Does nothing when the decision is recorded already, as another system may have reported it.
 */
export async function keepRoomDecision(
  scope: Scope,
  decision: RoomDecision,
  origin: Extract<CreditRecordRow['origin'], 'spot-check'>,
): Promise<void> {
  await insertCreditRecords(scope, [{ ...decision, id: newId() }], origin)
  await reclassifyEnterprises(scope, [decision.enterpriseId], 'new-fact')
}

/**
 * Takes a record back that should not have been there. It stays readable, but counts no longer.
 *
 * @throws `kernel.not-found`
 */
export async function withdrawCreditRecord(scope: Scope, id: string, reason: string): Promise<CreditRecord> {
  const row = await getRecord(scope, id, 'risk.record')
  await markWithdrawn(scope, id, reason)
  await reclassifyEnterprises(scope, [row.enterprise_id], 'new-fact')
  recordAudit(scope, {
    action: 'risk.withdraw-credit-record',
    objectType: 'credit-record',
    objectId: id,
    objectLabel: `${row.enterprise_name} ${row.number}`,
    detail: { reason },
  })
  return toView(await getRecord(scope, id, 'risk.record'))
}

/** What taking rows of a workbook in came to. */
export interface TakenRows {
  readonly added: number
  /** Recorded before. */
  readonly present: number
  readonly problems: ReadonlyArray<{ readonly row: number; readonly message: Message }>
}

const unknownEnterprise: Message = {
  zh: '主体登记中没有这个统一社会信用代码',
  en: 'The register has no such credit code',
}

/** Takes a stretch of rows in, or only looks what it would come to. Classes of the enterprises follow at once. */
export async function takeRows(scope: Scope, rows: readonly ReadRow[], dryRun: boolean): Promise<TakenRows> {
  const problems = rows.flatMap((row) => (row.problem ? [{ row: row.row, message: row.problem }] : []))
  const subjects = await reachableSubjects(
    scope,
    rows.flatMap((row) => row.record?.creditCode ?? []),
  )
  const records = new Map<string, NewCreditRecord>()
  let found = 0
  for (const { row, record } of rows) {
    if (!record) continue
    const subject = subjects.get(record.creditCode)
    if (!subject) {
      problems.push({ row, message: unknownEnterprise })
      continue
    }
    found += 1
    const enterpriseId = subject.enterprise_id
    records.set(`${record.kind} ${record.number} ${enterpriseId}`, { ...record, id: newId(), enterpriseId })
  }
  const present = await presentKeys(scope, [...records.values()])
  const fresh = [...records].filter(([key]) => !present.has(key)).map(([, record]) => record)
  if (!dryRun && fresh.length > 0) {
    await insertCreditRecords(scope, fresh, 'import')
    await reclassifyEnterprises(
      scope,
      fresh.map((record) => record.enterpriseId),
      'new-fact',
    )
  }
  return {
    added: fresh.length,
    present: found - fresh.length,
    problems: problems.toSorted((a, b) => a.row - b.row),
  }
}
