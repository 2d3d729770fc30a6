import { implement } from '@orpc/server'
import { type RequestContext, scoped } from '../api/router.ts'
import { recordAudit } from '../audit/audit.ts'
import { cityTable } from '../db/tables.ts'
import { defineDomain } from '../domain.ts'
import { filesContract } from './contract.ts'
import { attachmentPermission, openStoredFile, storeFile } from './files.ts'
import { fileKinds } from './inspect.ts'

const os = implement(filesContract).$context<RequestContext>().use(scoped)

/** Binds the contract of files to the store. */
export const filesRouter = os.router({
  uploadAttachment: os.uploadAttachment.handler(async ({ input, context: { scope, blobs } }) => {
    const bytes = new Uint8Array(await input.file.arrayBuffer())
    const stored = await storeFile(
      scope,
      blobs,
      { name: input.file.name, bytes },
      { accepted: fileKinds, readPermission: attachmentPermission },
    )
    recordAudit(scope, {
      action: 'files.upload',
      objectType: 'file',
      objectId: stored.id,
      objectLabel: stored.name,
      detail: { sha256: stored.sha256, size: stored.size },
    })
    return {
      id: stored.id,
      name: stored.name,
      mediaType: stored.mediaType,
      size: stored.size,
      storedAt: stored.storedAt.toISOString(),
      storedBy: stored.storedBy,
    }
  }),
  downloadFile: os.downloadFile.handler(async ({ input, context: { scope, blobs } }) => {
    const file = await openStoredFile(scope, blobs, input.id)
    return new File([file.content], file.name, { type: file.mediaType })
  }),
})

/** Uploaded files: content-addressed bytes, checked by content, read by right. */
export const filesModule = defineDomain({
  name: 'files',
  title: { zh: '文件', en: 'Files' },
  migrations: new URL('./migrations/', import.meta.url),
  tables: { file: cityTable },
  permissions: {
    [attachmentPermission]: {
      title: { zh: '上传附件', en: 'Upload attachments' },
      roles: {
        clerk: 'city',
        liaison: 'unit',
        leader: 'city',
        inspector: 'unit',
        reviewer: 'unit',
        enterprise: 'unit',
        institution: 'unit',
      },
    },
  },
  contract: filesContract,
  router: filesRouter,
})
