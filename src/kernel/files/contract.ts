/** Files over the API: attachments in, any readable file out. Modules take their own kinds in by their own procedures. */
import { z } from 'zod'
import { procedure } from '../api/contract.ts'

export const FileView = z.object({
  id: z.uuid(),
  name: z.string(),
  mediaType: z.string(),
  /** Bytes. */
  size: z.number().int(),
  storedAt: z.iso.datetime(),
  storedBy: z.string(),
})
export type FileView = z.infer<typeof FileView>

const tags = ['files'] as const

export const filesContract = {
  uploadAttachment: procedure({
    method: 'POST',
    path: '/files',
    permission: 'files.attach',
    summary: { zh: '上传附件', en: 'Upload an attachment' },
    tags,
    bodyLimit: 52,
    successStatus: 201,
  })
    .input(z.object({ file: z.file() }))
    .output(FileView),
  downloadFile: procedure({
    method: 'GET',
    path: '/files/{id}',
    permission: 'signed-in',
    summary: { zh: '下载文件', en: 'Download a file' },
    tags,
  })
    .input(z.object({ id: z.uuid() }))
    .output(z.file()),
}
