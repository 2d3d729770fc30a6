/**
 * Stage 2: the text every span points into. Line ends become `\n`; characters that show nothing (BOM,
 * zero-width, controls) go; every kind of blank becomes a plain space. Words and punctuation stay as written.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is removed
const INVISIBLE =
  /[\u0000-\u0008\u000e-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe]/g
const BLANK = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g
const LINE_END = /\r\n?|[\u000b\u000c\u0085\u2028\u2029]/g

/** The normalised source text of a document or pasted passage. */
export function normaliseText(raw: string): string {
  return raw.replace(LINE_END, '\n').replace(INVISIBLE, '').replace(BLANK, ' ')
}
