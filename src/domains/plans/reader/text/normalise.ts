/**
 * Stage 2: the text every span points into. Line ends become `\n`; characters that show nothing (BOM,
 * zero-width, controls) go; every kind of blank becomes a plain space. Words and punctuation stay as written.
 */
// Controls other than line end and tab, and format characters (BOM, zero-width, bidi, soft hyphen).
const INVISIBLE = /[^\P{Cc}\n\t]|\p{Cf}|\ufffe/gu
const BLANK = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g
const LINE_END = /\r\n?|\v|\f|\u0085|\u2028|\u2029/g

/** The normalised source text of a document or pasted passage. */
export function normaliseText(raw: string): string {
  return raw.replace(LINE_END, '\n').replace(INVISIBLE, '').replace(BLANK, ' ')
}
