/**
 * Looks at what a file is, by its content and not by its name, and refuses what could run: office macros,
 * embedded programs, scripts in PDF, and archives that unpack to something absurd.
 */

import { fileTypeFromBuffer } from 'file-type'
import { type ZipEntry, zipEntries } from '../exchange/zip-entries.ts'
import { fileError } from './errors.ts'

/** Kinds of file that modules may accept, by what the content is. */
export const fileKinds = ['text', 'html', 'csv', 'word', 'spreadsheet', 'pdf', 'image'] as const
export type FileKind = (typeof fileKinds)[number]

/** What the kinds are called towards people, in every language. */
const formatNames: Readonly<Record<FileKind, string>> = {
  text: 'TXT',
  html: 'HTML',
  csv: 'CSV',
  word: 'Word (.docx)',
  spreadsheet: 'Excel (.xlsx)',
  pdf: 'PDF',
  image: 'PNG, JPEG, WebP',
}

export interface InspectedFile {
  readonly kind: FileKind
  readonly mediaType: string
}

const binaryKinds: Readonly<Record<string, FileKind>> = {
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'word',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'spreadsheet',
  'image/png': 'image',
  'image/jpeg': 'image',
  'image/webp': 'image',
}

// An office file of 100 MB of XML is no plan and no table; beyond it a small archive could fill the memory.
const largestUnpacked = 200 * 1024 * 1024

const activeContent = /vbaProject\.bin$|vbaData\.xml$|\/activeX\/|\/embeddings\/.*\.(bin|exe|js|vbs)$/i

const contentsOf = (archive: Blob, name: string): Promise<ZipEntry[]> =>
  zipEntries(archive).catch(() => {
    throw fileError('files.unknown-type', { name })
  })

async function refuseActiveOffice(bytes: Uint8Array, name: string): Promise<void> {
  const entries = await contentsOf(new Blob([new Uint8Array(bytes)]), name)
  if (entries.reduce((sum, entry) => sum + entry.unpackedSize, 0) > largestUnpacked)
    throw fileError('files.unpacks-too-large', { name, limit: largestUnpacked / 1024 / 1024 })
  const active = entries.find((entry) => activeContent.test(entry.name))
  if (active) throw fileError('files.has-macros', { name })
}

/** Decodes as UTF-8 or GB18030; undefined when the bytes are neither, which means that they are no text. */
function asText(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // Not in this encoding: the next one, or no text at all.
    }
  }
  return undefined
}

/**
 * Decides what a file is and that it may be taken in.
 *
 * @param accepted kinds that the caller can use
 * @throws files.empty, files.unknown-type, files.not-accepted, files.has-macros, files.unpacks-too-large
 */
export async function inspectFile(
  bytes: Uint8Array,
  name: string,
  accepted: readonly FileKind[],
): Promise<InspectedFile> {
  if (bytes.length === 0) throw fileError('files.empty', { name })
  const found = await identify(bytes, name)
  if (!accepted.includes(found.kind))
    throw fileError('files.not-accepted', {
      name,
      found: formatNames[found.kind],
      accepted: accepted.map((kind) => formatNames[kind]).join(' / '),
    })
  return found
}

async function identify(bytes: Uint8Array, name: string): Promise<InspectedFile> {
  const type = await fileTypeFromBuffer(bytes)
  if (type && /macroEnabled|x-cfb|msword|ms-excel/i.test(type.mime))
    throw fileError('files.has-macros', { name })
  const kind = type && binaryKinds[type.mime]
  if (type && kind) {
    if (kind === 'word' || kind === 'spreadsheet') await refuseActiveOffice(bytes, name)
    if (
      kind === 'pdf' &&
      /\/(JavaScript|JS|Launch|EmbeddedFile)\b/.test(new TextDecoder('latin1').decode(bytes))
    )
      throw fileError('files.has-macros', { name })
    return { kind, mediaType: type.mime }
  }
  const text =
    type && !type.mime.startsWith('text/') && type.mime !== 'application/xml' ? undefined : asText(bytes)
  if (text === undefined) throw fileError('files.unknown-type', { name })
  if (/^\s*(<!doctype html|<html)/i.test(text.slice(0, 500))) return { kind: 'html', mediaType: 'text/html' }
  if (/\.csv$/i.test(name)) return { kind: 'csv', mediaType: 'text/csv' }
  return { kind: 'text', mediaType: 'text/plain' }
}

// Enough to tell an encoding by; the reader of the table finds what comes later.
const tableHead = 64 * 1024

/**
 * Decides whether a file is a table of rows, by its beginning and, for a workbook, its list of contents.
 *
 * @throws files.empty, files.unknown-type, files.has-macros
 */
export async function inspectTable(content: Blob, name: string): Promise<'csv' | 'spreadsheet'> {
  if (content.size === 0) throw fileError('files.empty', { name })
  const head = new Uint8Array(await content.slice(0, tableHead).arrayBuffer())
  if (head[0] === 0x50 && head[1] === 0x4b) {
    const entries = (await contentsOf(content, name)).map((entry) => entry.name)
    if (!entries.includes('xl/workbook.xml')) throw fileError('files.unknown-type', { name })
    if (entries.some((entry) => activeContent.test(entry))) throw fileError('files.has-macros', { name })
    return 'spreadsheet'
  }
  // Cut after a line, so that no character is cut in two.
  const end = head.length < content.size ? head.lastIndexOf(0x0a) + 1 || head.length : head.length
  if (asText(head.subarray(0, end)) === undefined) throw fileError('files.unknown-type', { name })
  return 'csv'
}
