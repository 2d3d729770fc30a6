/** Taking a document in: stored, recognised when it was there before, and handed to the job that reads it. */
import { createHash } from 'node:crypto'
import { v7 as newId } from 'uuid'
import { recordAudit } from '#kernel/audit/audit.ts'
import type { Scope } from '#kernel/db/scope.ts'
import type { BlobStore } from '#kernel/files/blob-store.ts'
import { storeFile } from '#kernel/files/files.ts'
import { startJob } from '#kernel/jobs/jobs.ts'
import type { ImportState, PlanStanding } from './contract.ts'
import { planError } from './errors.ts'
import { readDocumentJob } from './read-document-job.ts'
import {
  findDocument,
  findDocumentByContent,
  findPlan,
  insertDocument,
  updateDocument,
  versionsOfPlans,
} from './store.ts'
import type { DocumentRow } from './tables.ts'

export interface IncomingPlan {
  readonly file: { readonly name: string; readonly bytes: Uint8Array } | undefined
  readonly text: string | undefined
  readonly planId: string | undefined
  readonly standing: PlanStanding
  readonly place: string | undefined
  readonly again: boolean
}

const toImportState = (scope: Scope, row: DocumentRow): ImportState => ({
  documentId: row.id,
  name: row.name,
  state: row.state,
  runId: row.job_run_id,
  planId: row.plan_id,
  versionId: row.version_id,
  failure: row.failure?.[scope.locale] ?? null,
  warnings: row.warnings,
})

/** @throws plans.draft-exists when the plan to amend has an unpublished version already */
async function checkAmendable(scope: Scope, planId: string): Promise<void> {
  if (!(await findPlan(scope, planId))) throw planError('plans.not-found')
  const draft = (await versionsOfPlans(scope, [planId])).find((version) => version.state === 'draft')
  if (draft) throw planError('plans.draft-exists', { number: draft.number })
}

/**
 * Takes a document in and starts reading it. Content that was taken in before is recognised and not read
 * again unless asked for.
 *
 * @throws plans.nothing-given, plans.draft-exists, and the `files.*` errors for files that cannot be used
 */
export async function importPlan(
  scope: Scope,
  blobs: BlobStore,
  incoming: IncomingPlan,
): Promise<ImportState & { duplicate: boolean }> {
  const text = incoming.text?.trim() ? incoming.text : undefined
  const content = incoming.file?.bytes ?? (text === undefined ? undefined : new TextEncoder().encode(text))
  if (!content) throw planError('plans.nothing-given')
  const contentHash = createHash('sha256').update(content).digest('hex')
  if (!incoming.again) {
    const known = await findDocumentByContent(scope, contentHash)
    if (known) return { ...toImportState(scope, known), duplicate: true }
  }
  if (incoming.planId) await checkAmendable(scope, incoming.planId)
  const stored =
    incoming.file &&
    (await storeFile(scope, blobs, incoming.file, {
      accepted: ['text', 'html', 'word', 'pdf'],
      readPermission: 'plans.review',
    }))
  const id = newId()
  const name = stored?.name ?? (text ?? '').trim().split('\n', 1)[0]?.slice(0, 60) ?? ''
  const row: Omit<DocumentRow, 'city'> = {
    id,
    plan_id: incoming.planId ?? null,
    file_id: stored?.id ?? null,
    name,
    content_hash: contentHash,
    standing: incoming.standing,
    place: incoming.place ?? null,
    state: 'waiting',
    pasted_text: stored ? null : (text ?? null),
    source_text: null,
    warnings: [],
    failure: null,
    job_run_id: null,
    version_id: null,
    imported_at: scope.now,
    imported_by: scope.actor.name,
  }
  await insertDocument(scope, row)
  const runId = await startJob(scope, readDocumentJob, { documentId: id })
  await updateDocument(scope, id, { job_run_id: runId })
  recordAudit(scope, {
    action: 'plans.import',
    objectType: 'plan-document',
    objectId: id,
    objectLabel: name,
    detail: { contentHash, standing: incoming.standing, planId: incoming.planId ?? null },
  })
  return { ...toImportState(scope, { ...row, city: scope.city, job_run_id: runId }), duplicate: false }
}

/** How far an import is. */
export async function importState(scope: Scope, documentId: string): Promise<ImportState> {
  const row = await findDocument(scope, documentId)
  if (!row) throw planError('plans.not-found')
  return toImportState(scope, row)
}
