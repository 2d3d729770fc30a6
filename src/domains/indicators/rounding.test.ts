import fc from 'fast-check'
import { expect, it } from 'vitest'
import { roundToDigits } from '#methods/rounding/round-half-even.ts'
import { roundToDecimals } from './rounding.ts'

it('gives what the method gives on the decimal digits, also at ties and beside them', () => {
  const decimals = fc.integer({ min: 0, max: 9 })
  const anyNumber = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }),
    fc.integer({ min: -1_000_000, max: 1_000_000 }).map((number) => number / 1000),
    fc.integer({ min: -100_000, max: 100_000 }).map((number) => number / 2 + Number.EPSILON),
  )
  fc.assert(
    fc.property(anyNumber, decimals, (value, digits) => {
      expect(roundToDecimals(value, digits)).toBe(Number(roundToDigits(value, digits)) + 0)
    }),
    { numRuns: 5000 },
  )
})
