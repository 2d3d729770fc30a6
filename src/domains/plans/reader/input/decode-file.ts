/** Stage 1: a file's bytes become text, whatever kind of file it is. */
import type { PlanWarning } from '../plan-reading.ts'
import { PlanReadError } from '../read-error.ts'
import { decodeText } from './decode-text.ts'
import { docxText } from './docx-text.ts'
import { fileKind } from './file-kind.ts'
import { htmlText } from './html-text.ts'
import { pdfText } from './pdf-text.ts'

/** The largest file that is opened, in bytes. */
export const MAX_FILE_BYTES = 50 * 1024 * 1024

/** Text of a file with the warnings that came up on the way. */
export interface DecodedFile {
  readonly text: string
  readonly warnings: PlanWarning[]
}

/** Decodes a file; throws PlanReadError when it cannot be read. */
export async function decodeFile(file: { name: string; bytes: Uint8Array }): Promise<DecodedFile> {
  const { name, bytes } = file
  if (bytes.length === 0) throw new PlanReadError('empty', name)
  if (bytes.length > MAX_FILE_BYTES) throw new PlanReadError('too-large', name)
  switch (fileKind(name, bytes)) {
    case 'pdf': {
      const { text, emptyPages } = await pdfText(name, bytes)
      return { text, warnings: emptyPages > 0 ? ['scanned-pages'] : [] }
    }
    case 'docx':
      return notBlank(name, { text: await docxText(name, bytes), warnings: [] }, 'no-text')
    case 'old-office':
      throw new PlanReadError('old-word', name)
    case 'unsupported':
      throw new PlanReadError('unsupported', name)
    case 'binary':
      throw new PlanReadError('binary', name)
    case 'html': {
      const declared = /charset=["']?([\w-]+)/i.exec(
        new TextDecoder('latin1').decode(bytes.subarray(0, 4096)),
      )?.[1]
      const { text, replaced } = decodeText(bytes, declared)
      return notBlank(
        name,
        { text: htmlText(text), warnings: replaced ? ['replaced-characters'] : [] },
        'no-text',
      )
    }
    case 'text': {
      const { text, replaced } = decodeText(bytes)
      return notBlank(name, { text, warnings: replaced ? ['replaced-characters'] : [] }, 'empty')
    }
  }
}

function notBlank(name: string, decoded: DecodedFile, code: 'empty' | 'no-text'): DecodedFile {
  if (decoded.text.trim() === '') throw new PlanReadError(code, name)
  return decoded
}
