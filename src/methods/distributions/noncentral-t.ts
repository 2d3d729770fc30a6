/**
 * The non-central t distribution: (Z + δ) / √(W/ν) with Z standard normal and W chi-squared with ν
 * degrees of freedom. It gives the operating characteristic of the s method of sampling by variables.
 *
 * P(T ≤ t) = ∫ Φ(t·s − δ) f(s) ds, f the density of s = √(W/ν). The integral is taken by composite
 * Gauss–Legendre quadrature, broken where Φ turns; the usual series (Lenth, AS 243) underflows for
 * δ > 37, which sampling plans with n > 150 reach.
 */
import { chiSquaredQuantile } from './chi-squared.ts'
import { monotoneRoot } from './monotone-root.ts'
import { normalCdf } from './normal.ts'

/** Positive nodes and weights of the 10-point Gauss–Legendre rule on [−1, 1] (Abramowitz & Stegun 25.4). */
const NODES = [
  [0.1488743389816312, 0.2955242247147529],
  [0.4333953941292472, 0.2692667193099963],
  [0.6794095682990244, 0.219086362515982],
  [0.8650633666889845, 0.1494513491505806],
  [0.9739065285171717, 0.0666713443086881],
] as const

const PANELS_PER_PIECE = 24

/**
 * Probability that a non-central t variable is at most `t`; absolute error below 1e-12.
 *
 * @param degreesOfFreedom ν > 0
 * @param noncentrality δ, any real number
 * @throws RangeError when the degrees of freedom are not positive or an argument is not finite.
 */
export function noncentralTCdf(t: number, degreesOfFreedom: number, noncentrality: number): number {
  if (!(degreesOfFreedom > 0) || !Number.isFinite(t) || !Number.isFinite(noncentrality)) {
    throw new RangeError(
      'the non-central t distribution needs finite arguments and positive degrees of freedom',
    )
  }
  const low = Math.sqrt(chiSquaredQuantile(1e-17, degreesOfFreedom) / degreesOfFreedom)
  const high = Math.sqrt(upperChiSquared(degreesOfFreedom) / degreesOfFreedom)
  const edges = [low, high]
  if (t !== 0) {
    const turn = noncentrality / t
    const width = 9 / Math.abs(t)
    for (const edge of [turn - width, turn, turn + width]) {
      if (edge > low && edge < high) edges.push(edge)
    }
  }
  edges.sort((a, b) => a - b)
  // The log density is taken relative to its mode, and the integral of the density normalises it,
  // so that no gamma function of a large argument is needed.
  const mode = Math.sqrt(Math.max(degreesOfFreedom - 1, 0) / degreesOfFreedom)
  const logDensity = (s: number) => (degreesOfFreedom - 1) * Math.log(s) - (degreesOfFreedom * s * s) / 2
  const peak = mode > 0 ? logDensity(mode) : 0
  const density = (s: number) => Math.exp(logDensity(s) - peak)
  let below = 0
  let total = 0
  for (let piece = 1; piece < edges.length; piece++) {
    const start = edges[piece - 1] ?? low
    const panel = ((edges[piece] ?? high) - start) / PANELS_PER_PIECE
    for (let index = 0; index < PANELS_PER_PIECE; index++) {
      const centre = start + (index + 0.5) * panel
      for (const [node, weight] of NODES) {
        for (const s of [centre - (node * panel) / 2, centre + (node * panel) / 2]) {
          const mass = weight * panel * density(s)
          total += mass
          below += mass * normalCdf(t * s - noncentrality)
        }
      }
    }
  }
  return Math.min(1, below / total)
}

/**
 * The value that a non-central t variable does not exceed with `probability` (0 < probability < 1).
 *
 * @throws RangeError as {@link noncentralTCdf}, or on a probability outside (0, 1).
 */
export function noncentralTQuantile(
  probability: number,
  degreesOfFreedom: number,
  noncentrality: number,
): number {
  if (!(probability > 0 && probability < 1)) {
    throw new RangeError(`probability must be above 0 and below 1, got ${probability}`)
  }
  const excess = (t: number) => noncentralTCdf(t, degreesOfFreedom, noncentrality) - probability
  let reach = Math.abs(noncentrality) + 8
  while (excess(-reach) > 0 || excess(reach) < 0) reach *= 2
  return monotoneRoot(excess, { low: -reach, high: reach, tolerance: 1e-12 * reach })
}

/** An x that a chi-squared variable exceeds with a probability of about 1e-17 (Laurent & Massart 2000, eq. 4.3). */
function upperChiSquared(degreesOfFreedom: number): number {
  const tail = 17 * Math.LN10
  return degreesOfFreedom + 2 * Math.sqrt(degreesOfFreedom * tail) + 2 * tail
}
