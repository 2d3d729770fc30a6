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

class GrowingBlock {
  readonly measure: string
  readonly dimensions: string
  readonly year: number
  readonly regions: string[]
  /** Made when something is added: most blocks are only read. */
  #places: Map<string, number> | undefined
  units: Float64Array

  constructor({ measure, dimensions, year, regions, units }: Block) {
    this.measure = measure
    this.dimensions = dimensions
    this.year = year
    this.regions = [...regions]
    this.units = units
  }

  add(region: string, month: number, units: number): void {
    this.#places ??= new Map(this.regions.map((code, index) => [code, index]))
    let place = this.#places.get(region)
    if (place === undefined) {
      place = this.regions.length
      this.#places.set(region, place)
      this.regions.push(region)
      const wider = new Float64Array(this.regions.length * monthsAYear)
      wider.set(this.units)
      this.units = wider
    }
    const at = place * monthsAYear + month
    this.units[at] = (this.units[at] ?? 0) + units
  }
}

const keyOf = (measure: string, dimensions: string, year: number): string =>
  `${measure}\n${dimensions}\n${year}`

/** Blocks that deltas can be added to. */
export class BlockSet {
  readonly #blocks = new Map<string, GrowingBlock>()

  constructor(blocks: Iterable<Block> = []) {
    for (const block of blocks)
      this.#blocks.set(keyOf(block.measure, block.dimensions, block.year), new GrowingBlock(block))
  }

  add({ measure, dimensions, region, month, units }: Delta): void {
    const year = Number(month.slice(0, 4))
    const key = keyOf(measure, dimensions, year)
    let block = this.#blocks.get(key)
    if (!block) {
      block = new GrowingBlock({ measure, dimensions, year, regions: [], units: new Float64Array(0) })
      this.#blocks.set(key, block)
    }
    block.add(region, Number(month.slice(5, 7)) - 1, units)
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

/** The numbers of a stored value that came as base 64; copied, since it may stand at any place in memory. */
export function unpackUnits(packed: string): Float64Array {
  const bytes = Buffer.from(packed, 'base64')
  const copy = new Uint8Array(bytes.length)
  copy.set(bytes)
  return new Float64Array(copy.buffer)
}
