/** Numbers in PostgreSQL's binary COPY format, read in place. */
import { keptDecimals, unitsPerOne } from './blocks.ts'

/** A signed 16-bit number. */
export const int16 = (bytes: Uint8Array, at: number): number =>
  (((bytes[at] as number) << 24) >> 16) | (bytes[at + 1] as number)

/** A signed 32-bit number. */
export const int32 = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] as number) << 24) |
  ((bytes[at + 1] as number) << 16) |
  ((bytes[at + 2] as number) << 8) |
  (bytes[at + 3] as number)

/** Length of what stands before the first row: signature, flags, and an extension with its length. */
export const headerLength = (bytes: Uint8Array): number => 19 + int32(bytes, 15)

/** Powers of the base of `numeric`, whose digits come in groups of four. */
const groupValue = [1, 1e4, 1e8, 1e12, 1e16]
const negative = 0x4000
const special = 0x8000
const keptGroups = keptDecimals / 4

/** A `numeric` in ten-thousandths, rounded half away from zero as PostgreSQL's `round` does. */
function numericUnits(bytes: Uint8Array, at: number): number {
  const groups = int16(bytes, at)
  const weight = int16(bytes, at + 2)
  const sign = int16(bytes, at + 4)
  if ((sign & special) !== 0) throw new RangeError('NaN and infinities cannot be added up')
  let units = 0
  for (let group = 0; group < groups; group++) {
    const power = weight - group + keptGroups
    const digits = int16(bytes, at + 8 + group * 2)
    if (power >= 0) units += digits * (groupValue[power] ?? Number.POSITIVE_INFINITY)
    else {
      if (power === -1 && digits >= 5000) units += 1
      break
    }
  }
  return sign === negative ? -units : units
}

/** How the bytes of a column are to be read. */
export type NumberFormat = 'numeric' | 'smallint' | 'integer' | 'bigint'

/** Readers of numbers, in ten-thousandths. */
export const numberReaders: Readonly<Record<NumberFormat, (bytes: Uint8Array, at: number) => number>> = {
  numeric: numericUnits,
  smallint: (bytes, at) => int16(bytes, at) * unitsPerOne,
  integer: (bytes, at) => int32(bytes, at) * unitsPerOne,
  bigint: (bytes, at) => (int32(bytes, at) * 2 ** 32 + (int32(bytes, at + 4) >>> 0)) * unitsPerOne,
}
