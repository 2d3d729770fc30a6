/** Rows in PostgreSQL's binary COPY format, made value by value: half the server's time for reading the text format. */
import { parse } from 'uuid'

const signature = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1')
const pieceSize = 1 << 18
const dayMs = 86_400_000
/** Day 0 of PostgreSQL's dates. */
const epoch = Date.UTC(2000, 0, 1)
/** Type `text` in the heads of arrays. */
const textType = 25
// Below this length a loop is faster than a call into the runtime.
const shortText = 24

/**
 * Gathers rows for {@link import('./bulk-scope.ts').CopyIntoTemporary}. Each row begins with `row(columns)`, and
 * exactly so many values follow in the order of the columns.
 *
 * @example
 * const rows = new CopyRows()
 * rows.row(2)
 * rows.text('C1411')
 * rows.number(null)
 * await copy('incoming', 'code text, share double precision', rows.end())
 */
export class CopyRows {
  readonly #pieces: Buffer<ArrayBuffer>[] = [signature]
  #bytes = Buffer.allocUnsafe(pieceSize)
  #at = 0

  row(columns: number): void {
    this.#reserve(2)
    this.#at = this.#bytes.writeInt16BE(columns, this.#at)
  }

  /** For a column of type `text`. */
  text(value: string | null): void {
    if (value === null) {
      this.none()
      return
    }
    this.#reserve(4 + value.length * 3)
    const start = this.#at
    this.#at += 4
    this.#utf8(value)
    this.#bytes.writeInt32BE(this.#at - start - 4, start)
  }

  /** `uuid`, as text or as its 16 bytes. */
  uuid(value: string | Uint8Array | null): void {
    if (value === null) {
      this.none()
      return
    }
    this.#reserve(20)
    this.#at = this.#bytes.writeInt32BE(16, this.#at)
    this.#bytes.set(typeof value === 'string' ? parse(value) : value, this.#at)
    this.#at += 16
  }

  /** `date`, from an ISO day. */
  date(value: string): void {
    this.#reserve(8)
    this.#at = this.#bytes.writeInt32BE(4, this.#at)
    this.#at = this.#bytes.writeInt32BE((Date.parse(value) - epoch) / dayMs, this.#at)
  }

  /** `double precision`. */
  number(value: number | null): void {
    if (value === null) {
      this.none()
      return
    }
    this.#reserve(12)
    this.#at = this.#bytes.writeInt32BE(8, this.#at)
    this.#at = this.#bytes.writeDoubleBE(value, this.#at)
  }

  /** Nothing, in a column of any type. */
  none(): void {
    this.#reserve(4)
    this.#at = this.#bytes.writeInt32BE(-1, this.#at)
  }

  /** `text[]`. */
  texts(values: readonly string[]): void {
    this.#reserve(24 + values.reduce((sum, value) => sum + 4 + value.length * 3, 0))
    const start = this.#at
    this.#at += 4
    // Dimensions, no nulls, type of the elements; then their number and the index of the first.
    for (const word of values.length === 0 ? [0, 0, textType] : [1, 0, textType, values.length, 1])
      this.#at = this.#bytes.writeInt32BE(word, this.#at)
    for (const value of values) this.text(value)
    this.#bytes.writeInt32BE(this.#at - start - 4, start)
  }

  /** `tsvector` without places. @param lexemes in any order, may repeat */
  lexemes(lexemes: readonly string[]): void {
    this.#reserve(8 + lexemes.reduce((sum, lexeme) => sum + 3 + lexeme.length * 3, 0))
    const start = this.#at
    this.#at += 8
    let count = 0
    for (const [index, lexeme] of lexemes.entries()) {
      if (lexemes.indexOf(lexeme) < index) continue
      count += 1
      this.#utf8(lexeme)
      // The text's end, and no places.
      this.#at = this.#bytes.writeUIntBE(0, this.#at, 3)
    }
    this.#bytes.writeInt32BE(this.#at - start - 4, start)
    this.#bytes.writeInt32BE(count, start + 4)
  }

  /** All that was gathered, in the format's pieces; nothing can be added any more. */
  end(): readonly Uint8Array<ArrayBuffer>[] {
    this.#reserve(2)
    this.#at = this.#bytes.writeInt16BE(-1, this.#at)
    this.#pieces.push(this.#bytes.subarray(0, this.#at))
    return this.#pieces
  }

  /** Makes room for the next value; a value lies in one piece. */
  #reserve(size: number): void {
    if (this.#at + size <= this.#bytes.length) return
    this.#pieces.push(this.#bytes.subarray(0, this.#at))
    this.#bytes = Buffer.allocUnsafe(Math.max(pieceSize, size))
    this.#at = 0
  }

  #utf8(text: string): void {
    if (text.length > shortText) {
      this.#at += this.#bytes.write(text, this.#at)
      return
    }
    const bytes = this.#bytes
    const start = this.#at
    let at = start
    for (let index = 0; index < text.length; index++) {
      const unit = text.charCodeAt(index)
      if (unit < 0x80) bytes[at++] = unit
      else if (unit < 0x800) {
        bytes[at++] = 0xc0 | (unit >> 6)
        bytes[at++] = 0x80 | (unit & 0x3f)
      } else if (unit < 0xd800 || unit > 0xdfff) {
        bytes[at++] = 0xe0 | (unit >> 12)
        bytes[at++] = 0x80 | ((unit >> 6) & 0x3f)
        bytes[at++] = 0x80 | (unit & 0x3f)
      } else {
        // A character of two units.
        at = start + bytes.write(text, start)
        break
      }
    }
    this.#at = at
  }
}
