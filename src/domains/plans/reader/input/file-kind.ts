/** What kind of file some bytes are, from their content; the name only decides between kinds of text. */

export type FileKind = 'text' | 'html' | 'docx' | 'pdf' | 'old-office' | 'unsupported' | 'binary'

const startsWith = (bytes: Uint8Array, signature: readonly number[], at = 0): boolean =>
  signature.every((byte, i) => bytes[at + i] === byte)

const ZIP = [0x50, 0x4b, 0x03, 0x04]
const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
const PDF = [0x25, 0x50, 0x44, 0x46, 0x2d]
const OTHERS: readonly (readonly number[])[] = [
  [0x89, 0x50, 0x4e, 0x47], // PNG
  [0xff, 0xd8, 0xff], // JPEG
  [0x47, 0x49, 0x46, 0x38], // GIF
  [0x52, 0x61, 0x72, 0x21], // RAR
  [0x37, 0x7a, 0xbc, 0xaf], // 7z
  [0x1f, 0x8b], // gzip
  [0x7b, 0x5c, 0x72, 0x74, 0x66], // RTF
  [0x7f, 0x45, 0x4c, 0x46], // ELF
  [0x4d, 0x5a, 0x90], // Windows program
]

/** Recognises the kind of a file by its first bytes. */
export function fileKind(name: string, bytes: Uint8Array): FileKind {
  // The PDF header may stand behind some junk, but within the first kilobyte.
  for (let at = 0; at < Math.min(1024, bytes.length - 4); at++) if (startsWith(bytes, PDF, at)) return 'pdf'
  if (startsWith(bytes, OLE)) return 'old-office'
  if (startsWith(bytes, ZIP)) return hasEntry(bytes, 'word/') ? 'docx' : 'unsupported'
  if (OTHERS.some((signature) => startsWith(bytes, signature))) return 'unsupported'
  if (isBinary(bytes)) return 'binary'
  return /\.(?:html?|xhtml|mht)$/i.test(name) || looksLikeHtml(bytes) ? 'html' : 'text'
}

function hasEntry(bytes: Uint8Array, prefix: string): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(prefix, 0, 'latin1')
}

/** Whether the bytes are text in no encoding: NUL bytes outside UTF-16, or many control characters. */
function isBinary(bytes: Uint8Array): boolean {
  if (utf16Encoding(bytes) !== undefined) return false
  const sample = bytes.subarray(0, 65_536)
  let controls = 0
  for (const byte of sample) {
    if (byte === 0) return true
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) controls++
  }
  return controls > sample.length / 50
}

/** UTF-16, by its byte order mark or by ASCII characters with a NUL in every second byte. */
export function utf16Encoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const sample = bytes.subarray(0, 4096)
  if (sample.length < 8 || bytes.length % 2 === 1) return undefined
  const nul = [0, 0]
  let common = [0, 0]
  for (let i = 0; i + 1 < sample.length; i += 2) {
    const [a = 0, b = 0] = [sample[i], sample[i + 1]]
    if (a === 0 && b >= 9 && b < 127) nul[0] = (nul[0] ?? 0) + 1
    if (b === 0 && a >= 9 && a < 127) nul[1] = (nul[1] ?? 0) + 1
    // Chinese characters and punctuation: high byte 30, 4E–9F or FF.
    common = [(common[0] ?? 0) + (isHan(a) ? 1 : 0), (common[1] ?? 0) + (isHan(b) ? 1 : 0)]
  }
  const pairs = sample.length / 2
  const share = (i: 0 | 1): number => ((nul[i] ?? 0) + (common[i] ?? 0)) / pairs
  if ((nul[1] ?? 0) > pairs / 50 && share(1) > 0.95) return 'utf-16le'
  if ((nul[0] ?? 0) > pairs / 50 && share(0) > 0.95) return 'utf-16be'
  return undefined
}

const isHan = (high: number): boolean => high === 0x30 || (high >= 0x4e && high <= 0x9f) || high === 0xff

function looksLikeHtml(bytes: Uint8Array): boolean {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 2048))
  return /^[\s\u00ef\u00bb\u00bf]*<(?:!doctype html|html|head|body|meta|div|p|table|!--)[\s>]/i.test(head)
}
