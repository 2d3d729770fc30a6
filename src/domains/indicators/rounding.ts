import { roundToDigits } from '#methods/rounding/round-half-even.ts'

/** A figure rounded half to even (GB/T 8170-2008 clause 3.2) to so many decimals. */
export const roundToDecimals = (value: number, decimals: number): number =>
  Number(roundToDigits(value, decimals))
