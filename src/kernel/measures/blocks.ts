/**
 * Sums in dense form: per measure, combination of dimensions and calendar year one array over regions and months.
 * Numbers are ten-thousandths and whole, so that adding is exact in any order: what live update, folding and
 * rebuilding give is the same to the last digit.
 */

/** Figures are kept to four decimals; a record's value is rounded to them (half away from zero) before it is added. */
export const unitsPerOne = 10_000
export const keptDecimals = 4

/** Ten-thousandths of a value that has at most four decimals. */
export const toUnits = (value: number): number => Math.round(value * unitsPerOne)
export const fromUnits = (units: number): number => units / unitsPerOne

/** A whole number of ten-thousandths as the text of a decimal, to the last digit. */
export function decimalText(units: number): string {
  const part = Math.abs(units % unitsPerOne)
  const whole = (Math.abs(units) - part) / unitsPerOne
  return `${units < 0 ? '-' : ''}${whole}.${String(part).padStart(keptDecimals, '0')}`
}

export const monthsAYear = 12

/** A year of one measure and combination of dimensions. */
export interface Block {
  readonly measure: string
  /** Canonical JSON text, as `jsonb` writes it. */
  readonly dimensions: string
  readonly year: number
  readonly regions: readonly string[]
  /** Ten-thousandths, regions × twelve months; zero where there is nothing. */
  readonly units: Float64Array
}

/** A change of one sum. */
export interface Delta {
  readonly measure: string
  readonly dimensions: string
  readonly region: string
  /** First day of the month, ISO. */
  readonly month: string
  readonly units: number
}

/** What stands in blocks, sum by sum, without zeros. */
export function* sumsIn(blocks: Iterable<Block>): Generator<Delta> {
  for (const { measure, dimensions, year, regions, units } of blocks)
    for (const [place, value] of units.entries()) {
      if (value === 0) continue
      const month = `${year}-${String((place % monthsAYear) + 1).padStart(2, '0')}-01`
      yield {
        measure,
        dimensions,
        region: regions[Math.floor(place / monthsAYear)] ?? '',
        month,
        units: value,
      }
    }
}

const knownPlaces = new WeakMap<readonly string[], ReadonlyMap<string, number>>()

const noRegions: readonly string[] = []

/** Where regions stand in a list that does not change; most blocks of a city have the same one. */
function placesOf(regions: readonly string[]): ReadonlyMap<string, number> {
  const places = knownPlaces.get(regions) ?? new Map(regions.map((code, index) => [code, index]))
  knownPlaces.set(regions, places)
  return places
}

/** A block that can be added to. */
export class GrowingBlock implements Block {
  readonly measure: string
  readonly dimensions: string
  readonly year: number
  readonly #given: readonly string[]
  #known: ReadonlyMap<string, number> | undefined
  #added: Map<string, number> | undefined
  #units: Float64Array

  constructor({ measure, dimensions, year, regions, units }: Block) {
    this.measure = measure
    this.dimensions = dimensions
    this.year = year
    this.#given = regions
    this.#units = units
  }

  get regions(): readonly string[] {
    return this.#added ? [...this.#given, ...this.#added.keys()] : this.#given
  }

  get units(): Float64Array {
    return this.#units.subarray(0, (this.#given.length + (this.#added?.size ?? 0)) * monthsAYear)
  }

  /** @param month 0 for January */
  add(region: string, month: number, units: number): void {
    const at = this.#placeOf(region) * monthsAYear + month
    this.#units[at] = (this.#units[at] ?? 0) + units
  }

  addAll({ regions, units }: Block): void {
    for (const [index, region] of regions.entries()) {
      const from = index * monthsAYear
      const to = this.#placeOf(region) * monthsAYear
      for (let month = 0; month < monthsAYear; month++)
        this.#units[to + month] = (this.#units[to + month] ?? 0) + (units[from + month] ?? 0)
    }
  }

  #placeOf(region: string): number {
    this.#known ??= placesOf(this.#given)
    const known = this.#known.get(region) ?? this.#added?.get(region)
    if (known !== undefined) return known
    this.#added ??= new Map()
    const place = this.#given.length + this.#added.size
    this.#added.set(region, place)
    if ((place + 1) * monthsAYear > this.#units.length) {
      const wider = new Float64Array(2 * (place + 1) * monthsAYear)
      wider.set(this.#units)
      this.#units = wider
    }
    return place
  }
}

const keyOf = (measure: string, dimensions: string, year: number): string =>
  `${measure}\n${dimensions}\n${year}`

/** Blocks that can be added to, each there once. */
export class BlockSet {
  readonly #blocks = new Map<string, GrowingBlock>()

  constructor(blocks: Iterable<Block> = []) {
    for (const block of blocks)
      this.#blocks.set(keyOf(block.measure, block.dimensions, block.year), new GrowingBlock(block))
  }

  /** The block of a year, empty when there was none. */
  blockOf(measure: string, dimensions: string, year: number): GrowingBlock {
    const key = keyOf(measure, dimensions, year)
    const known = this.#blocks.get(key)
    if (known) return known
    const block = new GrowingBlock({
      measure,
      dimensions,
      year,
      regions: noRegions,
      units: new Float64Array(0),
    })
    this.#blocks.set(key, block)
    return block
  }

  add({ measure, dimensions, region, month, units }: Delta): void {
    this.blockOf(measure, dimensions, Number(month.slice(0, 4))).add(
      region,
      Number(month.slice(5, 7)) - 1,
      units,
    )
  }

  [Symbol.iterator](): Iterator<Block> {
    return this.#blocks.values()
  }
}

/** The numbers as they are stored. @throws {RangeError} when a sum is too large to be exact (above 900,000 million) */
export function packUnits(units: Float64Array): Buffer {
  const limit = Number.MAX_SAFE_INTEGER
  for (const value of units)
    if (value > limit || value < -limit) throw new RangeError(`A sum of ${value / unitsPerOne} is too large`)
  return Buffer.from(units.buffer, units.byteOffset, units.byteLength)
}

/** The numbers of a stored value that came as base 64. */
export function unpackUnits(packed: string): Float64Array {
  const bytes = Buffer.from(packed, 'base64')
  const size = Float64Array.BYTES_PER_ELEMENT
  // Numbers can only be read where they are when they stand at a multiple of their size in memory.
  const { buffer, byteOffset, length } = bytes.byteOffset % size === 0 ? bytes : Uint8Array.from(bytes)
  return new Float64Array(buffer, byteOffset, length / size)
}
