/** The entries of a ZIP archive (APPNOTE 6.3), each read as a stream: for workbooks larger than the memory. */
import { Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'

export interface ZipEntry {
  readonly name: string
  /** In bytes, as the archive says. */
  readonly unpackedSize: number
  /** 0 stored, 8 deflated. */
  readonly method: number
  readonly compressedSize: number
  readonly localOffset: number
}

/** An archive that cannot be read: cut short, encrypted, or of more than 4 GB. */
export class ZipError extends Error {
  override readonly name = 'ZipError'
}

const endSignature = 0x06054b50
const entrySignature = 0x02014b50
// The end record has 22 bytes and a comment of at most 65,535.
const longestEnd = 22 + 65_535

const viewOf = async (content: Blob, start: number, end: number): Promise<DataView> =>
  new DataView(await content.slice(start, end).arrayBuffer())

/**
 * The list of contents, from the end of the archive; nothing is unpacked.
 *
 * @throws ZipError when it is no archive, or none that can be read
 */
export async function zipEntries(content: Blob): Promise<ZipEntry[]> {
  const start = Math.max(0, content.size - longestEnd)
  const tail = await viewOf(content, start, content.size)
  let end = tail.byteLength - 22
  while (end >= 0 && tail.getUint32(end, true) !== endSignature) end -= 1
  if (end < 0) throw new ZipError('The archive has no list of contents')
  const [size, offset] = [tail.getUint32(end + 12, true), tail.getUint32(end + 16, true)]
  if (offset === 0xffffffff) throw new ZipError('The archive is larger than 4 GB')
  const list = await viewOf(content, offset, offset + size)
  const entries: ZipEntry[] = []
  for (let at = 0; at + 46 <= list.byteLength && list.getUint32(at, true) === entrySignature; ) {
    const [nameLength, extra, comment] = [28, 30, 32].map((place) => list.getUint16(at + place, true))
    const name = new Uint8Array(list.buffer, at + 46, nameLength)
    entries.push({
      name: new TextDecoder().decode(name).replace(/^\//, ''),
      method: list.getUint16(at + 10, true),
      compressedSize: list.getUint32(at + 20, true),
      unpackedSize: list.getUint32(at + 24, true),
      localOffset: list.getUint32(at + 42, true),
    })
    at += 46 + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0)
  }
  return entries
}

/** Opens an archive; the result reads one entry, or is undefined when there is none of that name. */
export async function openZip(
  content: Blob,
): Promise<(name: string) => Promise<AsyncIterable<Uint8Array> | undefined>> {
  const entries = new Map((await zipEntries(content)).map((entry) => [entry.name.toLowerCase(), entry]))
  return async (name) => {
    const entry = entries.get(name.toLowerCase())
    if (!entry) return undefined
    const local = await viewOf(content, entry.localOffset, entry.localOffset + 30)
    const begin = entry.localOffset + 30 + local.getUint16(26, true) + local.getUint16(28, true)
    const bytes = content.slice(begin, begin + entry.compressedSize).stream()
    if (entry.method === 0) return bytes
    if (entry.method !== 8) throw new ZipError(`The entry ${name} is packed in an unknown way`)
    const inflate = createInflateRaw({ chunkSize: 256 * 1024 })
    Readable.from(bytes)
      .on('error', (error) => inflate.destroy(error))
      .pipe(inflate)
    return inflate
  }
}
