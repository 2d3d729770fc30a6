/** Making enterprises ready to be written by the thousand: before the transaction, so that the database need not wait. */
import { randomFillSync } from 'node:crypto'
import { stringify, v7 } from 'uuid'
import { CopyRows } from '#kernel/db/copy-rows.ts'
import type { EnterpriseFields } from './enterprise-schemas.ts'
import { type Pair, searchColumnsOf } from './searchable-name.ts'

const firstRoom = 1 << 16

/** How many of the rows read so far have each pair of characters in their names. */
export class Vocabulary {
  /** In the order in which they first came. */
  readonly #pairs: Pair[] = []
  // By the number of the pair: ten million look-ups in a map would take a fifth of the time of making rows ready.
  #rowsOf = new Uint32Array(firstRoom)
  #lastRow = new Uint32Array(firstRoom)
  #row = 0

  /** Counts the pairs of one row, and adds those that are new to `fresh`; gives each lexeme of the row once. */
  add(pairs: readonly Pair[], fresh: Pair[]): readonly string[] {
    this.#row += 1
    const lexemes: string[] = []
    for (const pair of pairs) {
      const { number } = pair
      if (number >= this.#rowsOf.length) this.#grow(number)
      if (this.#lastRow[number] === this.#row) continue
      this.#lastRow[number] = this.#row
      const rows = (this.#rowsOf[number] ?? 0) + 1
      this.#rowsOf[number] = rows
      lexemes.push(pair.lexeme)
      if (rows > 1) continue
      this.#pairs.push(pair)
      fresh.push(pair)
    }
    return lexemes
  }

  #grow(number: number): void {
    const [rowsOf, lastRow] = [this.#rowsOf, this.#lastRow]
    const room = 2 ** Math.ceil(Math.log2(number + 1))
    this.#rowsOf = new Uint32Array(room)
    this.#rowsOf.set(rowsOf)
    this.#lastRow = new Uint32Array(room)
    this.#lastRow.set(lastRow)
  }

  /** Each pair with the number of rows that have it. */
  frequencies(): ReadonlyMap<string, number> {
    const found = new Map<string, number>()
    // A pair has more than one number when there are so many that they were not all kept.
    for (const { lexeme, number } of this.#pairs)
      found.set(lexeme, (found.get(lexeme) ?? 0) + (this.#rowsOf[number] ?? 0))
    return found
  }
}

/** Rows ready to be written. */
export interface PreparedRows {
  /** Given to each row when it is new. */
  readonly ids: readonly string[]
  /** For COPY: the columns of `incoming`. */
  readonly pieces: readonly Uint8Array<ArrayBuffer>[]
  /** Pairs of characters that the vocabulary did not have. */
  readonly pairs: readonly Pair[]
}

/** Ids in the order of time, as `v7` makes them one by one at ten times the cost. */
class Ids {
  readonly #random = Buffer.alloc(16 * 1024)
  readonly #bytes = new Uint8Array(16)
  readonly #msecs = Date.now()
  #used = this.#random.length
  #seq: number

  constructor() {
    randomFillSync(this.#random)
    // Half of the numbers are left to count on.
    this.#seq = this.#random.readUInt32BE(0) >>> 1
  }

  /** The next one's bytes; they hold until the one after it. */
  next(): Uint8Array {
    if (this.#used === this.#random.length) {
      randomFillSync(this.#random)
      this.#used = 0
    }
    const random = this.#random.subarray(this.#used, this.#used + 16)
    this.#used += 16
    this.#seq += 1
    return v7({ msecs: this.#msecs, seq: this.#seq, random }, this.#bytes)
  }
}

const columnCount = 22

/** Takes rows one by one, so that of each only its bytes are kept. */
export class RowsInMaking {
  readonly #vocabulary: Vocabulary
  readonly #rows = new CopyRows()
  readonly #newIds = new Ids()
  readonly #ids: string[] = []
  readonly #pairs: Pair[] = []

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary
  }

  get count(): number {
    return this.#ids.length
  }

  /** @param row its fields have been checked; no other row has its code */
  add(row: EnterpriseFields): void {
    const plain = row.formerNames.length === 0 && row.aliases.length === 0
    const names = plain ? [row.name] : [row.name, ...row.formerNames, ...row.aliases]
    const search = searchColumnsOf(names)
    const lexemes = this.#vocabulary.add(search.pairs, this.#pairs)
    const id = this.#newIds.next()
    this.#ids.push(stringify(id))
    const rows = this.#rows
    rows.row(columnCount)
    rows.uuid(id)
    rows.text(row.creditCode)
    rows.text(row.name)
    rows.texts(row.formerNames)
    rows.texts(row.aliases)
    rows.text(row.status)
    rows.date(row.statusSince)
    rows.text(row.region)
    rows.text(row.industry)
    rows.text(row.size)
    rows.texts(row.tags)
    rows.date(row.establishedOn)
    rows.number(row.registeredCapital)
    rows.text(row.address)
    rows.text(row.legalRepresentative)
    rows.text(row.phone)
    rows.uuid(row.gridCellId)
    rows.text(search.searchText)
    rows.text(search.initials)
    rows.lexemes(lexemes)
    // What is known of it is found out in the database.
    rows.none()
    rows.none()
  }

  /** Nothing can be added any more. */
  end(): PreparedRows {
    return { ids: this.#ids, pieces: this.#rows.end(), pairs: this.#pairs }
  }
}
