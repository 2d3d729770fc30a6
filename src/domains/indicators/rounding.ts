import { roundToDigits } from '#methods/rounding/round-half-even.ts'

// Within this distance from a tie, in units of the last kept decimal, the decimal digits themselves have to be looked at.
const nearTie = 1e-4
// Above this, units of the last kept decimal are no longer whole numbers that a double can tell apart well.
const largest = 2 ** 40

/**
 * A figure rounded half to even (GB/T 8170-2008 clause 3.2) to so many decimals. Most values are nowhere near a tie,
 * for which binary arithmetic gives the same as the method on decimal digits; a test compares the two.
 */
export function roundToDecimals(value: number, decimals: number): number {
  const power = 10 ** decimals
  const scaled = value * power
  const down = Math.floor(scaled)
  if (Math.abs(scaled) < largest && Math.abs(scaled - down - 0.5) > nearTie)
    return (scaled - down < 0.5 ? down : down + 1) / power + 0
  return Number(roundToDigits(value, decimals))
}
