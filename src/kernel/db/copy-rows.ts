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

/** Days of an ISO day from {@link epoch} on, without the general parser where four digits of a year say all. */
function dayNumber(day: string): number {
  const year = Number(day.slice(0, 4))
  // `Date.UTC` takes what is below 100 for a year of the last century.
  const instant =
    day.length === 10 && year >= 100
      ? Date.UTC(year, Number(day.slice(5, 7)) - 1, Number(day.slice(8)))
      : Date.parse(day)
  return (instant - epoch) / dayMs
}

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
    this.#int32(this.#at - start - 4, start)
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
    this.#int32(4, this.#at)
    this.#int32(dayNumber(value), this.#at + 4)
    this.#at += 8
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
    this.#int32(-1, this.#at)
    this.#at += 4
  }

  /** `text[]`. */
  texts(values: readonly string[]): void {
    this.#reserve(24 + values.reduce((sum, value) => sum + 4 + value.length * 3, 0))
    const start = this.#at
    // Dimensions, no nulls, type of the elements; then their number and the index of the first.
    this.#int32(values.length === 0 ? 0 : 1, start + 4)
    this.#int32(0, start + 8)
    this.#int32(textType, start + 12)
    this.#at += 16
    if (values.length > 0) {
      this.#int32(values.length, start + 16)
      this.#int32(1, start + 20)
      this.#at += 8
      for (const value of values) this.text(value)
    }
    this.#int32(this.#at - start - 4, start)
  }

  /** `tsvector` without places. @param lexemes in any order, each once */
  lexemes(lexemes: readonly string[]): void {
    this.#reserve(8 + lexemes.reduce((sum, lexeme) => sum + 3 + lexeme.length * 3, 0))
    const start = this.#at
    this.#at += 8
    for (const lexeme of lexemes) {
      this.#utf8(lexeme)
      // The text's end, and no places.
      const bytes = this.#bytes
      bytes[this.#at] = 0
      bytes[this.#at + 1] = 0
      bytes[this.#at + 2] = 0
      this.#at += 3
    }
    this.#int32(this.#at - start - 4, start)
    this.#int32(lexemes.length, start + 4)
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

  /** Byte by byte: the buffer's own method checks its arguments, which twenty million calls notice. */
  #int32(value: number, at: number): void {
    const bytes = this.#bytes
    bytes[at] = value >> 24
    bytes[at + 1] = value >> 16
    bytes[at + 2] = value >> 8
    bytes[at + 3] = value
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
