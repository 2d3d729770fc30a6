/**
 * The hypergeometric distribution: nonconforming items in a sample drawn without replacement from
 * a finite lot. Computed as a ratio of binomial probabilities,
 *
 *     P(X = x) = b(x; K, q) · b(n − x; N − K, q) / b(n; N, q),   q = n / N,
 *
 * which holds for every q and, unlike differences of log-factorials, keeps twelve digits for lots of
 * ten million (C. Loader, Fast and Accurate Computation of Binomial Probabilities, 2000).
 */
import { binomialPmf } from './binomial.ts'

/** A finite lot and the sample taken from it. */
export interface LotSample {
  /** N: items in the lot. */
  readonly lotSize: number
  /** K: nonconforming items in the lot. */
  readonly nonconforming: number
  /** n: items in the sample. */
  readonly sampleSize: number
}

/**
 * P(X = count).
 *
 * @throws RangeError when a size is not a whole number ≥ 0, or K or n exceeds N.
 */
export function hypergeometricPmf(count: number, lot: LotSample): number {
  requireLot(lot)
  const { lotSize, nonconforming, sampleSize } = lot
  const least = Math.max(0, sampleSize + nonconforming - lotSize)
  const most = Math.min(nonconforming, sampleSize)
  if (!Number.isInteger(count) || count < least || count > most) return 0
  if (least === most) return 1
  const share = sampleSize / lotSize
  return (
    (binomialPmf(count, nonconforming, share) *
      binomialPmf(sampleSize - count, lotSize - nonconforming, share)) /
    binomialPmf(sampleSize, lotSize, share)
  )
}

/**
 * P(X ≤ count).
 *
 * @throws RangeError as {@link hypergeometricPmf}.
 * @example hypergeometricCdf(1, { lotSize: 100, nonconforming: 5, sampleSize: 20 }) // 0.73945344
 */
export function hypergeometricCdf(count: number, lot: LotSample): number {
  requireLot(lot)
  const { lotSize, nonconforming, sampleSize } = lot
  const least = Math.max(0, sampleSize + nonconforming - lotSize)
  const most = Math.min(nonconforming, sampleSize)
  const last = Math.floor(count)
  if (last < least) return 0
  if (last >= most) return 1
  // The shorter tail is summed by the recurrence P(x+1)/P(x), which is exact in its ratio.
  const mean = (sampleSize * nonconforming) / lotSize
  if (last <= mean) return Math.min(1, sumDown(last, least, lot))
  return Math.max(0, 1 - sumUp(last + 1, most, lot))
}

function sumDown(from: number, to: number, lot: LotSample): number {
  let term = hypergeometricPmf(from, lot)
  let total = term
  for (let count = from; count > to && term > total * 1e-18; count--) {
    term *=
      (count * (lot.lotSize - lot.nonconforming - lot.sampleSize + count)) /
      ((lot.nonconforming - count + 1) * (lot.sampleSize - count + 1))
    total += term
  }
  return total
}

function sumUp(from: number, to: number, lot: LotSample): number {
  let term = hypergeometricPmf(from, lot)
  let total = term
  for (let count = from; count < to && term > total * 1e-18; count++) {
    term *=
      ((lot.nonconforming - count) * (lot.sampleSize - count)) /
      ((count + 1) * (lot.lotSize - lot.nonconforming - lot.sampleSize + count + 1))
    total += term
  }
  return total
}

function requireLot({ lotSize, nonconforming, sampleSize }: LotSample): void {
  for (const [name, value] of [
    ['lot size', lotSize],
    ['nonconforming items', nonconforming],
    ['sample size', sampleSize],
  ] as const) {
    if (!Number.isInteger(value) || value < 0) {
      throw new RangeError(`${name} must be a whole number of at least 0, got ${value}`)
    }
  }
  if (nonconforming > lotSize || sampleSize > lotSize) {
    throw new RangeError(
      `a lot of ${lotSize} cannot hold ${nonconforming} nonconforming items or give a sample of ${sampleSize}`,
    )
  }
}
