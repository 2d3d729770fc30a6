/**
 * Root of a monotone function by bisection: slow but it cannot miss, which matters more here than
 * speed because plan parameters are looked up, not streamed.
 */

/** Where to look for the root, and when to stop. */
export interface RootBracket {
  readonly low: number
  readonly high: number
  /** Width of the last bracket, in units of the argument. Default: as fine as a double allows. */
  readonly tolerance?: number
}

/**
 * The argument at which a monotone `f` (rising or falling) crosses zero between `low` and `high`.
 *
 * @throws RangeError when `f` has the same sign at both ends.
 * @example monotoneRoot((x) => x * x - 2, { low: 0, high: 2 }) // 1.4142135623730951
 */
export function monotoneRoot(f: (x: number) => number, bracket: RootBracket): number {
  let { low, high } = bracket
  const tolerance = bracket.tolerance ?? 0
  const atLow = f(low)
  if (atLow === 0) return low
  const atHigh = f(high)
  if (atHigh === 0) return high
  if (atLow > 0 === atHigh > 0 || Number.isNaN(atLow) || Number.isNaN(atHigh)) {
    throw new RangeError(`no sign change between ${low} and ${high}`)
  }
  for (let step = 0; step < 2000 && high - low > tolerance; step++) {
    const middle = low + (high - low) / 2
    if (middle <= low || middle >= high) break
    const value = f(middle)
    if (value === 0) return middle
    if (value > 0 === atLow > 0) low = middle
    else high = middle
  }
  return low + (high - low) / 2
}
