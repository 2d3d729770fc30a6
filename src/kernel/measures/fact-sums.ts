/**
 * Sums millions of records of a fact view into blocks, out of PostgreSQL's binary COPY format: no object, no string
 * and no number but the sums is made per record.
 */
import { type Block, monthsAYear } from './blocks.ts'
import { int16, int32, type NumberFormat, numberReaders } from './copy-format.ts'
import { dimensionsTextOf } from './dimensions.ts'
import type { FactView } from './fact-view.ts'
import { TextDictionary } from './text-dictionary.ts'

// Days are counted from 2000-01-01 in this format; the table reaches from 1900 to 2155.
const firstYear = 1900
const years = 256
const day = 86_400_000
const firstDay = (Date.UTC(firstYear, 0, 1) - Date.UTC(2000, 0, 1)) / day

/** Months since the first year's January, by day. */
function monthTable(): Uint16Array {
  const table = new Uint16Array((Date.UTC(firstYear + years, 0, 1) - Date.UTC(firstYear, 0, 1)) / day)
  let at = 0
  for (let month = 0; month < years * monthsAYear; month++) {
    const days = new Date(Date.UTC(firstYear, month + 1, 0)).getUTCDate()
    table.fill(month, at, at + days)
    at += days
  }
  return table
}

const monthOfDay = monthTable()

// Sums are added in batches: single additions to places all over memory each wait for it, a loop of them does not.
const batchSize = 8192

/** Sums of one view, fed with rows of region, day, dimensions and numbers in this order. */
export class FactSums {
  readonly #view: FactView
  readonly #readers: ReadonlyArray<(bytes: Uint8Array, at: number) => number>
  readonly #regions = new TextDictionary()
  readonly #words: readonly TextDictionary[]
  /** Per dimension, (combination so far, next word) -> longer combination, and the words of each. */
  readonly #levels: ReadonlyArray<{ readonly ids: Map<number, number>; readonly words: number[][] }>
  /** By combination, year and region: where its twelve months begin in the sums; −1 for nowhere. */
  readonly #places: Int32Array[][] = []
  #sums = new Float64Array(1 << 16)
  #used = 0
  readonly #batchPlaces = new Int32Array(batchSize)
  readonly #batchUnits = new Float64Array(batchSize)
  #batched = 0
  #records = 0

  constructor(view: FactView, formats: readonly NumberFormat[]) {
    this.#view = view
    this.#readers = formats.map((format) => numberReaders[format])
    this.#words = view.dimensions.map(() => new TextDictionary())
    this.#levels = view.dimensions.map(() => ({ ids: new Map(), words: [] }))
  }

  /** How many records were added. */
  get records(): number {
    return this.#records
  }

  /**
   * Adds the row at a place and gives the place behind it.
   *
   * @throws {RangeError} for days before 1900 or after 2155 and for numbers that are not finite
   */
  addRow(bytes: Uint8Array, row: number): number {
    let at = row + 2
    let length = int32(bytes, at)
    at += 4
    const region = this.#regions.placeOf(bytes, at, at + length)
    at += length + 4
    const month = monthOfDay[int32(bytes, at) - firstDay]
    if (month === undefined) throw new RangeError(`${this.#view.view} has a record before 1900 or after 2155`)
    at += 4
    let combination = 0
    for (let dimension = 0; dimension < this.#words.length; dimension++) {
      length = int32(bytes, at)
      at += 4
      if (length < 0) throw new TypeError(`${this.#view.view}.${this.#view.dimensions[dimension]} is null`)
      const word = (this.#words[dimension] as TextDictionary).placeOf(bytes, at, at + length)
      at += length
      combination = this.#combine(dimension, combination, word)
    }
    const monthOfYear = month % monthsAYear
    const year = (month - monthOfYear) / monthsAYear
    const place = this.#placeOf(combination, year, region) + monthOfYear * this.#readers.length
    for (let measure = 0; measure < this.#readers.length; measure++) {
      length = int32(bytes, at)
      at += 4
      if (length < 0) continue
      const read = this.#readers[measure] as (bytes: Uint8Array, at: number) => number
      this.#batchPlaces[this.#batched] = place + measure
      this.#batchUnits[this.#batched] = read(bytes, at)
      if (++this.#batched === batchSize) this.#flush()
      at += length
    }
    this.#records++
    return at
  }

  /** Adds rows that stand one behind the other, up to the format's trailer or the end. */
  addRows(bytes: Uint8Array, from: number, end: number): void {
    let at = from
    while (at + 2 <= end && int16(bytes, at) >= 0) at = this.addRow(bytes, at)
  }

  #flush(): void {
    const [sums, places, units] = [this.#sums, this.#batchPlaces, this.#batchUnits]
    for (let index = 0; index < this.#batched; index++) {
      const place = places[index] as number
      sums[place] = (sums[place] as number) + (units[index] as number)
    }
    this.#batched = 0
  }

  #combine(dimension: number, before: number, word: number): number {
    const level = this.#levels[dimension]
    const key = before * 2 ** 20 + word
    const known = level?.ids.get(key)
    if (known !== undefined || !level) return known ?? 0
    const id = level.words.push([...(this.#levels[dimension - 1]?.words[before] ?? []), word]) - 1
    level.ids.set(key, id)
    return id
  }

  #placeOf(combination: number, year: number, region: number): number {
    const known = this.#places[combination]?.[year]?.[region] ?? -1
    return known >= 0 ? known : this.#addPlace(combination, year, region)
  }

  #addPlace(combination: number, year: number, region: number): number {
    this.#places[combination] ??= []
    const byYear = this.#places[combination]
    const before = byYear[year] ?? new Int32Array(16).fill(-1)
    let byRegion = before
    if (region >= before.length) {
      byRegion = new Int32Array(2 ** Math.ceil(Math.log2(region + 1))).fill(-1)
      byRegion.set(before)
    }
    byYear[year] = byRegion
    const place = this.#used
    byRegion[region] = place
    this.#used += monthsAYear * this.#readers.length
    if (this.#used > this.#sums.length) {
      const wider = new Float64Array(this.#sums.length * 2)
      wider.set(this.#sums)
      this.#sums = wider
    }
    return place
  }

  /** The sums, without regions that have none. */
  *blocks(): Generator<Block> {
    this.#flush()
    for (const [combination, byYear] of this.#places.entries()) {
      const words = this.#levels.at(-1)?.words[combination] ?? []
      const dimensions = dimensionsTextOf(
        this.#view.dimensions.map((name, index) => [
          name,
          this.#words[index]?.texts[words[index] ?? 0] ?? '',
        ]),
      )
      for (const [year, places] of byYear?.entries() ?? [])
        if (places)
          for (const [index, measure] of this.#view.measures.entries()) {
            const block = this.#block(places, index)
            if (block) yield { measure: measure.name, dimensions, year: year + firstYear, ...block }
          }
    }
  }

  #block(places: Int32Array, measure: number): Pick<Block, 'regions' | 'units'> | undefined {
    const measures = this.#readers.length
    const regions: string[] = []
    const units = new Float64Array(places.length * monthsAYear)
    for (let region = 0; region < places.length; region++) {
      const place = places[region] ?? -1
      if (place < 0) continue
      const row = regions.length * monthsAYear
      let any = false
      for (let month = 0; month < monthsAYear; month++) {
        const value = this.#sums[place + month * measures + measure] ?? 0
        units[row + month] = value
        any ||= value !== 0
      }
      if (any) regions.push(this.#regions.texts[region] ?? '')
    }
    return regions.length === 0 ? undefined : { regions, units: units.slice(0, regions.length * monthsAYear) }
  }
}
