/** Reading inspections, and taking in what phones send: each step once, in whatever order and however often it comes. */
import { isInReach, unitsInReach } from '#kernel/access/data-reach.ts'
import { maskName } from '#kernel/access/mask.ts'
import { recordAudit } from '#kernel/audit/audit.ts'
import { localDate, workingDayCalendar, workingDaysLeft } from '#kernel/calendar/calendar.ts'
import { sendCaseEvent } from '#kernel/cases/cases.ts'
import type { Scope } from '#kernel/db/scope.ts'
import type { BlobStore } from '#kernel/files/blob-store.ts'
import { byRecordOnly, openFileContent, storeFile } from '#kernel/files/files.ts'
import { followUpOf, inspectionCaseType, stateOf } from './inspection-case.ts'
import * as store from './inspection-store.ts'
import type {
  InspectionDetail,
  InspectionFile,
  InspectionOperation,
  InspectionState,
  InspectionSummary,
  MyInspection,
  OpenInspection,
  OperationAnswer,
} from './inspections-contract.ts'
import { inspectionError } from './inspections-errors.ts'
import { type InspectionRecord, recordGaps } from './record-contract.ts'

const readRight = 'supervision.inspections-read'

/** Tells how many working days are left to publish a result, by the city's calendar. */
type DaysLeft = (row: store.InspectionRow) => number | null

async function daysLeftOf(scope: Scope, rows: readonly store.InspectionRow[]): Promise<DaysLeft> {
  const today = localDate(scope.now)
  const open = (row: store.InspectionRow) => row.publish_by !== null && row.published_at === null
  const years = [today, ...rows.filter(open).map((row) => row.publish_by ?? today)].map((date) =>
    Number(date.slice(0, 4)),
  )
  const calendar = await workingDayCalendar(scope, Math.min(...years), Math.max(...years))
  return (row) =>
    open(row) && row.publish_by !== null ? workingDaysLeft(calendar, today, row.publish_by) : null
}

function toSummary(row: store.InspectionRow, daysLeft: DaysLeft): InspectionSummary {
  return {
    id: row.id,
    itemCode: row.item_code,
    itemTitle: row.item_title,
    class: row.class,
    enterpriseId: row.enterprise_id,
    creditCode: row.credit_code,
    name: row.name,
    region: row.region,
    regionName: row.region_name,
    department: row.department,
    state: row.state,
    dueOn: row.due_on,
    recordedAt: row.recorded_at?.toISOString() ?? null,
    publishBy: row.publish_by,
    publishDaysLeft: daysLeft(row),
    publishedAt: row.published_at?.toISOString() ?? null,
    outcome: row.outcome,
    problems: row.problems,
    correctBy: row.correct_by,
    correctedAt: row.corrected_at?.toISOString() ?? null,
    team: row.team,
  }
}

const toFile = (row: store.FileRow): InspectionFile => ({
  id: row.id,
  kind: row.kind,
  checkKey: row.check_key,
  sha256: row.sha256,
  takenAt: row.taken_at.toISOString(),
})

/** Inspections within reach, newest first. */
export async function inspectionPage(
  scope: Scope,
  filter: store.InspectionFilter,
): Promise<{ items: InspectionSummary[]; next: string | null }> {
  const reach = unitsInReach(scope, readRight)
  const rows = await store.listInspections(
    scope,
    reach,
    { ...filter, limit: filter.limit + 1 },
    localDate(scope.now),
  )
  const shown = rows.slice(0, filter.limit)
  const daysLeft = await daysLeftOf(scope, shown)
  return {
    items: shown.map((row) => toSummary(row, daysLeft)),
    next: rows.length > filter.limit ? (shown.at(-1)?.id ?? null) : null,
  }
}

/** Inspections within reach by state. */
export const inspectionCounts = (scope: Scope) =>
  store.countByState(scope, unitsInReach(scope, readRight), localDate(scope.now))

const isMember = (scope: Scope, row: store.InspectionRow): boolean =>
  row.team.some((member) => member.accountId !== null && member.accountId === scope.actor.userId)

/** Within reach, or one's own task. @throws `supervision.inspection-not-found` */
async function requireInspection(scope: Scope, id: string): Promise<store.InspectionRow> {
  const row = await store.findInspection(scope, id)
  const reach = unitsInReach(scope, readRight)
  if (!row || !(isMember(scope, row) || isInReach(reach, { unitId: row.department_id, region: row.region })))
    throw inspectionError('supervision.inspection-not-found')
  return row
}

/** The record with the name of who signed masked: to read it is on record. */
const maskedRecord = (record: InspectionRecord | null): InspectionRecord | null =>
  record?.signature
    ? { ...record, signature: { ...record.signature, name: maskName(record.signature.name) } }
    : record

/** An inspection with all of it: within reach, or one's own. @throws `supervision.inspection-not-found` */
export async function getInspection(scope: Scope, id: string): Promise<InspectionDetail> {
  const row = await requireInspection(scope, id)
  return {
    ...toSummary(row, await daysLeftOf(scope, [row])),
    address: row.address,
    drawId: row.draw_id,
    drawNumber: row.draw_number,
    itemId: row.item_id,
    basis: row.basis,
    clause: row.clause,
    caseId: row.case_id,
    assignedAt: row.assigned_at.toISOString(),
    acceptedAt: row.accepted_at?.toISOString() ?? null,
    arrivedAt: row.arrived_at?.toISOString() ?? null,
    approvedAt: row.approved_at?.toISOString() ?? null,
    closedAt: row.closed_at?.toISOString() ?? null,
    checks: row.checks,
    record: maskedRecord(row.record),
    files: (await store.filesOf(scope, id)).map(toFile),
    standsInFor: row.stands_in_for,
  }
}

/** What the caller is in the team of, as the phone keeps it. */
export async function myInspections(scope: Scope): Promise<MyInspection[]> {
  const { userId } = scope.actor
  if (userId === undefined) return []
  const rows = await store.openInspectionsOf(scope, userId)
  const daysLeft = await daysLeftOf(scope, rows)
  return rows.map((row) => ({
    ...toSummary(row, daysLeft),
    address: row.address,
    basis: row.basis,
    clause: row.clause,
    checks: row.checks,
    acceptedAt: row.accepted_at?.toISOString() ?? null,
    arrivedAt: row.arrived_at?.toISOString() ?? null,
  }))
}

/** The inspection held, for a member of its team. */
async function ownInspection(scope: Scope, id: string): Promise<store.InspectionRow> {
  const row = await store.holdInspection(scope, id)
  if (!row) throw inspectionError('supervision.inspection-not-found')
  if (!isMember(scope, row)) throw inspectionError('supervision.not-in-team')
  return row
}

/** The right of a team comes from the draw: a member may belong to another department than the one that leads. */
const asTeam = (scope: Scope): Scope => ({
  ...scope,
  permissions: new Map([...scope.permissions, ['supervision.inspect', 'city']]),
})

const beforeRecord: readonly InspectionState[] = ['assigned', 'accepted', 'on-site']

/** The phone's clock, but never later than ours. */
const madeAt = (scope: Scope, text: string): Date => {
  const time = new Date(text)
  return time > scope.now ? scope.now : time
}

/**
 * Takes in a step. The same step again gets the same answer and changes nothing; a later step brings the earlier
 * ones with it, and an earlier one that comes late only corrects its time.
 *
 * @throws `supervision.not-in-team`, `supervision.inspection-over`, `supervision.record-incomplete`,
 * `supervision.files-missing`, `supervision.correction-date-past`
 */
export async function takeOperation(scope: Scope, operation: InspectionOperation): Promise<OperationAnswer> {
  const row = await ownInspection(scope, operation.inspectionId)
  const known = await store.findOperation(scope, operation.operationId)
  if (known) {
    if (known.inspection_id !== row.id) throw inspectionError('supervision.inspection-not-found')
    return known.answer
  }
  const at = madeAt(scope, operation.madeAt)
  const answer = await perform(asTeam(scope), row, operation, at)
  // A conflict changes nothing, so that the same step can be sent again with a decision.
  if (answer.result === 'done')
    await store.insertOperation(scope, {
      id: operation.operationId,
      inspectionId: row.id,
      kind: operation.kind,
      answer,
      madeAt: at,
    })
  return answer
}

async function perform(
  scope: Scope,
  row: store.InspectionRow,
  operation: InspectionOperation,
  at: Date,
): Promise<OperationAnswer> {
  switch (operation.kind) {
    case 'accept':
      await walkTo(scope, row, 'accepted')
      await store.noteTimes(scope, row.id, { accepted: at })
      return doneAt(scope, row)
    case 'arrive':
      await walkTo(scope, row, 'on-site')
      await store.noteTimes(scope, row.id, { accepted: at, arrived: at })
      return doneAt(scope, row)
    case 'record':
      await requireComplete(scope, row, operation.record, at)
      return handIn(scope, row, { kind: 'record', record: operation.record, replace: operation.replace, at })
    case 'unable': {
      const { outcome, remark, location, photos } = operation.unable
      await requireFiles(scope, row.id, photos)
      const answers: InspectionRecord['answers'] =
        photos.length === 0 ? {} : { unable: { value: null, remark: '', photos } }
      const record = { answers, remark, location, signature: null, outcome, correctBy: null }
      return handIn(scope, row, { kind: 'unable', record, replace: operation.replace, at })
    }
  }
}

async function doneAt(scope: Scope, row: store.InspectionRow): Promise<OperationAnswer> {
  const now = await store.findInspection(scope, row.id)
  return { result: 'done', state: now?.state ?? row.state, theirs: null }
}

/** Moves an inspection up to a state of the field through all steps that are still to do. */
async function walkTo(scope: Scope, row: store.InspectionRow, target: 'accepted' | 'on-site'): Promise<void> {
  if (row.case_id === null) throw inspectionError('supervision.inspection-not-found')
  const steps = [
    { from: 'assigned', event: 'accept' },
    { from: 'accepted', event: 'arrive' },
  ] as const
  const wanted = target === 'accepted' ? 1 : 2
  const first = steps.findIndex(({ from }) => from === row.state)
  if (first < 0) return
  for (const { event } of steps.slice(first, wanted))
    await sendCaseEvent(scope, inspectionCaseType, row.case_id, { type: event })
}

interface HandIn {
  readonly kind: 'record' | 'unable'
  readonly record: InspectionRecord
  readonly replace: boolean
  readonly at: Date
}

async function handIn(scope: Scope, row: store.InspectionRow, given: HandIn): Promise<OperationAnswer> {
  if (row.case_id === null) throw inspectionError('supervision.inspection-not-found')
  const replaceable = row.state === 'recorded'
  if (!beforeRecord.includes(row.state)) {
    if (!replaceable && row.recorded_at === null) throw inspectionError('supervision.inspection-over')
    if (!replaceable || !given.replace) return conflict(scope, row, replaceable)
  } else {
    await walkTo(scope, row, given.kind === 'unable' ? 'accepted' : 'on-site')
  }
  await store.noteTimes(scope, row.id, {
    accepted: given.at,
    ...(given.kind === 'record' ? { arrived: given.at } : {}),
  })
  await store.updateInspection(scope, row.id, { record: given.record })
  const moved = await sendCaseEvent(scope, inspectionCaseType, row.case_id, {
    type: replaceable ? 'record-again' : given.kind,
    input: { followUp: followUpOf(given.record.outcome) },
  })
  return { result: 'done', state: stateOf(moved.state), theirs: null }
}

async function conflict(
  scope: Scope,
  row: store.InspectionRow,
  replaceable: boolean,
): Promise<OperationAnswer> {
  return {
    result: 'conflict',
    state: row.state,
    theirs: {
      by: (await store.lastRecorder(scope, row.id)) ?? '—',
      at: (row.recorded_at ?? scope.now).toISOString(),
      outcome: row.outcome,
      problems: row.problems,
      replaceable,
    },
  }
}

async function requireComplete(
  scope: Scope,
  row: store.InspectionRow,
  record: InspectionRecord,
  at: Date,
): Promise<void> {
  const gaps = recordGaps(row.checks, record)
  if (gaps.length > 0)
    throw inspectionError(
      'supervision.record-incomplete',
      { count: gaps.length },
      gaps.map(({ path, message }) => ({ path: `record.${path}`, message })),
    )
  if (record.correctBy !== null && record.correctBy < localDate(at))
    throw inspectionError('supervision.correction-date-past')
  const signature = record.signature?.fileId ?? null
  await requireFiles(scope, row.id, [
    ...Object.values(record.answers).flatMap((answer) => answer.photos),
    ...(signature === null ? [] : [signature]),
  ])
}

async function requireFiles(scope: Scope, inspectionId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const there = new Set((await store.filesOf(scope, inspectionId)).map((file) => file.id))
  const missing = ids.filter((id) => !there.has(id))
  if (missing.length > 0) throw inspectionError('supervision.files-missing', { count: missing.length })
}

/**
 * Takes in a photo or signature, once.
 *
 * @throws `supervision.file-damaged` when the bytes are not those that the phone hashed; the `files.*` errors
 */
export async function takeFile(
  scope: Scope,
  blobs: BlobStore,
  given: Pick<InspectionFile, 'id' | 'kind' | 'sha256' | 'takenAt'> & {
    readonly inspectionId: string
    readonly checkKey: string | undefined
    readonly file: File
  },
): Promise<InspectionFile> {
  const row = await ownInspection(scope, given.inspectionId)
  const known = await store.findFileRow(scope, given.id)
  if (known) {
    if (known.inspection_id !== row.id) throw inspectionError('supervision.file-elsewhere')
    return toFile(known)
  }
  const bytes = new Uint8Array(await given.file.arrayBuffer())
  const stored = await storeFile(
    scope,
    blobs,
    { name: given.file.name, bytes },
    { accepted: ['image'], readPermission: byRecordOnly },
  )
  if (stored.sha256 !== given.sha256) throw inspectionError('supervision.file-damaged')
  const kept: store.FileRow = {
    id: given.id,
    inspection_id: row.id,
    file_id: stored.id,
    kind: given.kind,
    check_key: given.checkKey ?? null,
    sha256: stored.sha256,
    taken_at: madeAt(scope, given.takenAt),
  }
  await store.insertFileRow(scope, kept)
  recordAudit(scope, {
    action: `supervision.inspection-${given.kind}`,
    objectType: 'inspection',
    objectId: row.id,
    objectLabel: row.name,
    detail: { file: given.id, sha256: stored.sha256 },
  })
  return toFile(kept)
}

/**
 * A photo or signature, for whoever may see its inspection. That somebody saw a signature is on record.
 *
 * @throws `supervision.inspection-not-found`, also for a file of another inspection
 */
export async function inspectionFile(
  scope: Scope,
  blobs: BlobStore,
  given: { readonly inspectionId: string; readonly fileId: string },
): Promise<File> {
  const row = await requireInspection(scope, given.inspectionId)
  const file = await store.findFileRow(scope, given.fileId)
  const content =
    file?.inspection_id === row.id ? await openFileContent(scope, blobs, file.file_id) : undefined
  if (!file || !content) throw inspectionError('supervision.inspection-not-found')
  if (file.kind === 'signature')
    recordAudit(scope, {
      action: 'supervision.inspection-read-signature',
      objectType: 'inspection',
      objectId: row.id,
      objectLabel: row.name,
      detail: { file: file.id },
    })
  // Read from the bytes: the kinds that are taken in are these three.
  const head = new Uint8Array(await content.slice(0, 4).arrayBuffer())
  const type = head[0] === 0xff ? 'image/jpeg' : head[0] === 0x89 ? 'image/png' : 'image/webp'
  return new File([content], `${file.kind}-${file.id}.${type.slice(6)}`, { type })
}

/** Who signed an inspection's record, unmasked; that it was read is on record. */
export async function readSignatory(scope: Scope, id: string): Promise<{ name: string }> {
  const row = await requireInspection(scope, id)
  recordAudit(scope, {
    action: 'supervision.inspection-read-signatory',
    objectType: 'inspection',
    objectId: row.id,
    objectLabel: row.name,
  })
  return { name: row.record?.signature?.name ?? '' }
}

/** Published results, newest first. */
export async function openInspectionPage(
  scope: Scope,
  input: {
    readonly search?: string | undefined
    readonly outcome?: InspectionRecord['outcome'] | undefined
    readonly after?: string | undefined
    readonly limit: number
  },
): Promise<{ items: OpenInspection[]; next: string | null }> {
  const [at = '', id = ''] = input.after?.split('|') ?? []
  const after =
    id !== '' && !Number.isNaN(Date.parse(at)) && /^[0-9a-f-]{36}$/.test(id) ? ([at, id] as const) : undefined
  const rows = await store.listPublished(scope, { ...input, after, limit: input.limit + 1 })
  const shown = rows.slice(0, input.limit)
  const last = shown.at(-1)
  return {
    items: shown.map((row) => ({
      id: row.id,
      itemTitle: row.item_title,
      creditCode: row.credit_code,
      name: row.name,
      regionName: row.region_name,
      department: row.department,
      outcome: row.outcome,
      inspectedOn: row.inspected_on,
      publishedAt: row.published_at.toISOString(),
      drawId: row.draw_id,
    })),
    next: rows.length > input.limit && last ? `${last.published_at.toISOString()}|${last.id}` : null,
  }
}
