/** The text of a Word document (.docx), tables and numbered lists included. */
import mammoth from 'mammoth'
import { PlanReadError } from '../read-error.ts'
import { htmlText } from './html-text.ts'

/** No honest plan unpacks to more than this; a small file that does is a bomb. */
const MAX_UNPACKED = 200 * 1024 * 1024

/** Reads a .docx file; throws PlanReadError when it is damaged or unpacks to too much. */
export async function docxText(name: string, bytes: Uint8Array): Promise<string> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const unpacked = unpackedSize(buffer)
  if (unpacked === undefined) throw new PlanReadError('damaged', name)
  if (unpacked > MAX_UNPACKED) throw new PlanReadError('too-large', name)
  try {
    const images = mammoth.images.imgElement(async () => ({ src: '' }))
    const { value } = await mammoth.convertToHtml({ buffer }, { convertImage: images })
    return htmlText(value)
  } catch (error) {
    throw new PlanReadError('damaged', name, error)
  }
}

// Sum of the uncompressed sizes in the central directory; undefined where there is none.
function unpackedSize(buffer: Buffer): number | undefined {
  const end = buffer.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || end + 20 > buffer.length) return undefined
  let at = buffer.readUInt32LE(end + 16)
  let total = 0
  while (at + 46 <= end && buffer.readUInt32LE(at) === 0x02014b50) {
    total += buffer.readUInt32LE(at + 24)
    at += 46 + buffer.readUInt16LE(at + 28) + buffer.readUInt16LE(at + 30) + buffer.readUInt16LE(at + 32)
  }
  return total
}
