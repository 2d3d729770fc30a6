/** Bytes of a text in the encodings that Chinese files come in. */
import { utf16Encoding } from './file-kind.ts'

/** Text and whether some bytes fitted no character. */
export interface DecodedText {
  readonly text: string
  readonly replaced: boolean
}

/**
 * Decodes UTF-8 (with or without BOM), UTF-16, GB18030 (and so GBK and GB2312) or Big5. `declared` is the
 * encoding a web page names; it is believed only where the bytes are not valid UTF-8.
 */
export function decodeText(bytes: Uint8Array, declared?: string): DecodedText {
  const utf16 = utf16Encoding(bytes)
  if (utf16 !== undefined) return decoded(bytes, utf16)
  const utf8 = strictly(bytes, 'utf-8')
  if (utf8 !== undefined) return { text: utf8, replaced: false }
  if (declared !== undefined && /big5/i.test(declared)) return decoded(bytes, 'big5')
  const gb = strictly(bytes, 'gb18030')
  if (gb !== undefined) return { text: gb, replaced: false }
  // Neither is clean: the one that loses less.
  const [asUtf8, asGb] = [decoded(bytes, 'utf-8'), decoded(bytes, 'gb18030')]
  return losses(asUtf8.text) <= losses(asGb.text) ? asUtf8 : asGb
}

function strictly(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function decoded(bytes: Uint8Array, encoding: string): DecodedText {
  const text = new TextDecoder(encoding).decode(bytes)
  return { text, replaced: text.includes('\ufffd') }
}

const losses = (text: string): number => text.split('\ufffd').length
