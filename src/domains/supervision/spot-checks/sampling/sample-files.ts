/** Files of samples: taken in from uploads of the caller's own, and read through their sample alone. */
import { recordAudit } from '#kernel/audit/audit.ts'
import type { Scope } from '#kernel/db/scope.ts'
import type { BlobStore } from '#kernel/files/blob-store.ts'
import { claimAttachment, openFileContent } from '#kernel/files/files.ts'
import { kernelError } from '#kernel/language/kernel-errors.ts'
import { spotCheckError } from '../errors.ts'
import type { SampleFileRole } from '../terms.ts'
import { reachesSample, requireSample } from './sample-in-reach.ts'
import { findSampleFile, insertFile } from './sampling-store.ts'

/** They show who signed, whose name and telephone number are masked on the page. */
const personalRoles: readonly SampleFileRole[] = ['sheet', 'signature']

/** What is put on record when somebody reads it: personal data, and what an enterprise handed in. */
const recordedRoles: readonly SampleFileRole[] = [...personalRoles, 'objection']

/**
 * Takes a file that the caller uploaded into a sample; from then on nobody reads it by its id.
 *
 * @throws spot-checks.file-not-found for uploads of others and files of other records
 */
export async function attachFile(
  scope: Scope,
  sampleId: string,
  fileId: string,
  role: SampleFileRole,
): Promise<void> {
  if (await findSampleFile(scope, sampleId, fileId)) return
  if (!(await claimAttachment(scope, fileId))) throw spotCheckError('spot-checks.file-not-found')
  await insertFile(scope, {
    sample_id: sampleId,
    file_id: fileId,
    role,
    objection_id: null,
    attached_at: scope.now,
    attached_by: scope.actor.name,
  })
}

/** @throws spot-checks.not-found, spot-checks.file-not-found */
export async function attachSampleFile(
  scope: Scope,
  input: { readonly sampleId: string; readonly fileId: string; readonly role: SampleFileRole },
): Promise<{ fileId: string }> {
  const sample = await requireSample(scope, input.sampleId)
  await attachFile(scope, sample.id, input.fileId, input.role)
  recordAudit(scope, {
    action: 'spot-checks.attach-file',
    objectType: 'spot-check-sample',
    objectId: sample.id,
    objectLabel: sample.sheet_number,
    detail: { file: input.fileId, role: input.role },
  })
  return { fileId: input.fileId }
}

/**
 * A file of a sample, for whoever may see the sample; sheets and signatures only with the right to see who signed.
 *
 * @throws spot-checks.not-found for a sample out of reach; spot-checks.file-not-found for a file of another sample;
 * kernel.no-right for a sheet or signature without the right to personal data
 */
export async function sampleFile(
  scope: Scope,
  blobs: BlobStore,
  input: { readonly sampleId: string; readonly fileId: string },
): Promise<File> {
  const sample = await requireSample(scope, input.sampleId)
  const file = await findSampleFile(scope, sample.id, input.fileId)
  if (!file) throw spotCheckError('spot-checks.file-not-found')
  const personal = 'spot-checks.read-personal'
  if (personalRoles.includes(file.role) && !reachesSample(scope, personal, sample))
    throw kernelError('kernel.no-right', { permission: personal })
  const content = await openFileContent(scope, blobs, file.id)
  if (!content) throw spotCheckError('spot-checks.file-not-found')
  if (recordedRoles.includes(file.role))
    recordAudit(scope, {
      action: 'spot-checks.read-file',
      objectType: 'spot-check-sample',
      objectId: sample.id,
      objectLabel: sample.sheet_number,
      detail: { file: file.id, role: file.role },
    })
  // Only what a browser shows without running anything is given its type; the rest is to be saved.
  const shown = file.media_type.startsWith('image/') || file.media_type === 'application/pdf'
  return new File([content], file.name, { type: shown ? file.media_type : 'application/octet-stream' })
}
