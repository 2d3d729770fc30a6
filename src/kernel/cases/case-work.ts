/** What happens to a case besides its statechart: hand-over, comments, attachments. */
import { v7 } from 'uuid'
import { findAccount } from '../access/store.ts'
import { recordAudit } from '../audit/audit.ts'
import type { Scope } from '../db/scope.ts'
import type { BlobStore } from '../files/blob-store.ts'
import { attachmentPermission, byRecordOnly, claimAttachment, openFileContent } from '../files/files.ts'
import { findFile } from '../files/store.ts'
import { kernelError } from '../language/kernel-errors.ts'
import { findUnits } from '../org/store.ts'
import { caseError } from './case-errors.ts'
import { mayHandOver, maySee } from './case-rights.ts'
import type { CaseType, CaseView } from './case-type.ts'
import { activePaths, holdCase, tellActors, viewOf } from './cases.ts'
import { assignTurns } from './deadlines.ts'
import {
  findCase,
  insertAttachment,
  insertComment,
  insertEvent,
  listAttachments,
  updateCase,
} from './store.ts'

/** To whom a case goes. */
export interface HandOver {
  /** Another unit; the present one when left out. */
  readonly unitId?: string | undefined
  /** A person; whoever of the unit holds the right when left out. */
  readonly assigneeId?: string | undefined
  /** Why; it stands in the timeline. */
  readonly comment: string
  readonly expectedVersion?: number | undefined
}

/**
 * Passes a case on to another unit or person. State and deadlines stay as they are: handing over wins no time.
 *
 * @throws `kernel.not-found`, `kernel.no-right`, `kernel.conflict`, `cases.closed`, `cases.no-such-recipient`
 */
export async function handOverCase(
  scope: Scope,
  type: CaseType,
  caseId: string,
  to: HandOver,
): Promise<CaseView> {
  const { row, view } = await holdCase(scope, type, caseId, to.expectedVersion)
  const active = activePaths(row.state)
  if (!(await maySee(scope, type, view))) throw kernelError('kernel.not-found')
  if (!mayHandOver(scope, type, view, active))
    throw kernelError('kernel.no-right', { permission: `${type.name}.hand-over` })
  if (row.done) throw caseError('cases.closed')
  await requireRecipient(scope, to)
  const after: CaseView = {
    ...view,
    version: view.version + 1,
    unitId: to.unitId ?? view.unitId,
    assigneeId: to.assigneeId,
  }
  await updateCase(scope, caseId, {
    version: after.version,
    unit_id: after.unitId ?? null,
    assignee_id: after.assigneeId ?? null,
  })
  const change = {
    fromUnit: view.unitId ?? null,
    toUnit: after.unitId ?? null,
    fromPerson: view.assigneeId ?? null,
    toPerson: after.assigneeId ?? null,
  }
  await insertEvent(scope, {
    id: v7(),
    case_id: caseId,
    kind: 'hand-over',
    event: 'hand-over',
    state_before: row.state,
    state_after: row.state,
    input: change,
    comment: to.comment,
    version: after.version,
  })
  await assignTurns(scope, type, after, active)
  await tellActors(scope, type, after, active)
  recordAudit(scope, {
    action: `${type.name}.hand-over`,
    objectType: 'case',
    objectId: caseId,
    objectLabel: view.title,
    detail: { ...change, comment: to.comment },
  })
  return after
}

async function requireRecipient(scope: Scope, to: HandOver): Promise<void> {
  if (to.unitId === undefined && to.assigneeId === undefined) throw caseError('cases.no-such-recipient')
  if (to.unitId !== undefined) {
    const [unit] = await findUnits(scope, [to.unitId])
    if (!unit?.active) throw caseError('cases.no-such-recipient')
  }
  if (to.assigneeId !== undefined) {
    const account = await findAccount(scope, to.assigneeId)
    if (!account?.active) throw caseError('cases.no-such-recipient')
  }
}

/**
 * A case that the caller may see.
 *
 * @throws `kernel.not-found`
 */
export async function getVisibleCase(
  scope: Scope,
  types: ReadonlyMap<string, CaseType>,
  caseId: string,
): Promise<{
  readonly row: NonNullable<Awaited<ReturnType<typeof findCase>>>
  readonly view: CaseView
  readonly type: CaseType
}> {
  const row = await findCase(scope, caseId)
  const type = row && types.get(row.type)
  if (!type) throw kernelError('kernel.not-found')
  const view = viewOf(row)
  if (!(await maySee(scope, type, view))) throw kernelError('kernel.not-found')
  return { row, view, type }
}

/** Says something about a case. Whoever sees it may. Returns the id of the comment. */
export async function commentOnCase(scope: Scope, view: CaseView, text: string): Promise<string> {
  const id = v7()
  await insertComment(scope, { id, case_id: view.id, text })
  recordAudit(scope, {
    action: `${view.type}.comment`,
    objectType: 'case',
    objectId: view.id,
    objectLabel: view.title,
  })
  return id
}

/**
 * Attaches a stored file to a case. What the caller uploaded for it is read through the case from then on; a file of
 * another record, by its own right.
 *
 * @throws `cases.file-not-found`, `cases.already-attached`
 */
export async function attachFile(scope: Scope, view: CaseView, fileId: string): Promise<string> {
  if ((await listAttachments(scope, view.id)).some((one) => one.file_id === fileId))
    throw caseError('cases.already-attached')
  const file = await findFile(scope, fileId)
  const uploaded = file?.readPermission === attachmentPermission
  const allowed = uploaded
    ? await claimAttachment(scope, fileId)
    : file && scope.permissions.has(file.readPermission)
  if (!file || !allowed) throw caseError('cases.file-not-found')
  const id = v7()
  const attached = await insertAttachment(scope, { id, case_id: view.id, file_id: fileId, state: view.state })
  if (!attached) throw caseError('cases.already-attached')
  recordAudit(scope, {
    action: `${view.type}.attach`,
    objectType: 'case',
    objectId: view.id,
    objectLabel: view.title,
    detail: { file: file.name, sha256: file.sha256 },
  })
  return id
}

/**
 * A file of a case, for whoever sees the case; one of another record only with that record's right.
 *
 * @throws `cases.file-not-found`
 */
export async function caseFile(
  scope: Scope,
  blobs: BlobStore,
  view: CaseView,
  fileId: string,
): Promise<File> {
  const file = (await listAttachments(scope, view.id)).find((one) => one.file_id === fileId)
  const content =
    file && isReadable(scope, file.read_permission) ? await openFileContent(scope, blobs, fileId) : undefined
  if (!file || !content) throw caseError('cases.file-not-found')
  return new File([content], file.name, { type: file.media_type })
}

/** Whether who sees a case reads a file of it, by the file's own right. */
export const isReadable = (scope: Scope, readPermission: string): boolean =>
  readPermission === byRecordOnly || scope.permissions.has(readPermission)
