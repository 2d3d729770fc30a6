/**
 * The constants of control charts, computed from their definitions instead of copied from a table.
 *
 * For n independent standard normal values: d₂ = mean and d₃ = standard deviation of their range, c₄ = mean of their
 * standard deviation (divisor n − 1).
 *
 * d₂ = ∫ 1 − Φ(x)ⁿ − (1 − Φ(x))ⁿ dx; d₃² = 2∫ w(1 − F(w)) dw − d₂², with the distribution of the range
 * F(w) = n ∫ φ(x)(Φ(x + w) − Φ(x))ⁿ⁻¹ dx (Tippett 1925); c₄ = √(2/(n − 1)) · Γ(n/2)/Γ((n − 1)/2). Integrals by the
 * trapezoidal rule, which converges exponentially for these integrands.
 * Unit: none. Domain: whole n from 2 to 1000.
 * Sources: Tippett, Biometrika 17 (1925) 364-387; Harter, Annals of Mathematical Statistics 31 (1960) 1122-1147;
 * GB/T 17989.2-2020 / ISO 7870-2:2013 table of factors.
 */
import { normalCdf, normalPdf } from '#methods/distributions/normal.ts'

const LARGEST_SIZE = 1000
/** Beyond this many standard deviations the normal tails no longer count. */
const TAIL = 9
const STEP = 0.1

/** d₂, d₃ and c₄ for one sample size. */
export interface SampleConstants {
  readonly d2: number
  readonly d3: number
  readonly c4: number
}

/** Factors of the Shewhart charts for one sample size, at three standard errors. */
export interface ShewhartFactors extends SampleConstants {
  readonly A2: number
  readonly A3: number
  readonly B3: number
  readonly B4: number
  readonly D3: number
  readonly D4: number
}

const computed = new Map<number, SampleConstants>()

/**
 * The constants for samples of `size`; computed once and kept.
 *
 * @throws {RangeError} when `size` is not a whole number from 2 to 1000
 * @example sampleConstants(5).d2 // 2.32593
 */
export function sampleConstants(size: number): SampleConstants {
  if (!Number.isInteger(size) || size < 2 || size > LARGEST_SIZE) {
    throw new RangeError(`sample size ${size} is not a whole number from 2 to ${LARGEST_SIZE}`)
  }
  const known = computed.get(size)
  if (known !== undefined) return known
  const d2 = rangeMean(size)
  const constants = { d2, d3: Math.sqrt(rangeSecondMoment(size) - d2 * d2), c4: deviationMean(size) }
  computed.set(size, constants)
  return constants
}

/**
 * The factors of the table in the standards: A₂ = 3/(d₂√n), A₃ = 3/(c₄√n), B₃,₄ = 1 ∓ 3√(1 − c₄²)/c₄,
 * D₃,₄ = 1 ∓ 3d₃/d₂, lower ones not below 0.
 *
 * @throws {RangeError} as {@link sampleConstants}
 */
export function shewhartFactors(size: number): ShewhartFactors {
  const { d2, d3, c4 } = sampleConstants(size)
  const ofRange = (3 * d3) / d2
  const ofDeviation = (3 * Math.sqrt(1 - c4 * c4)) / c4
  return {
    d2,
    d3,
    c4,
    A2: 3 / (d2 * Math.sqrt(size)),
    A3: 3 / (c4 * Math.sqrt(size)),
    B3: Math.max(0, 1 - ofDeviation),
    B4: 1 + ofDeviation,
    D3: Math.max(0, 1 - ofRange),
    D4: 1 + ofRange,
  }
}

function rangeMean(size: number): number {
  let sum = 0
  for (let x = -TAIL; x <= TAIL; x += STEP) {
    const below = normalCdf(x)
    sum += 1 - below ** size - normalCdf(-x) ** size
  }
  return sum * STEP
}

/** E W² = 2∫ w(1 − F(w)) dw, substituting w = exp(u − exp(−u)) so that the integrand dies off at both ends. */
function rangeSecondMoment(size: number): number {
  let sum = 0
  for (let u = -4; u <= 4; u += STEP / 2) {
    const w = Math.exp(u - Math.exp(-u))
    if (w > 2 * TAIL) break
    sum += w * (1 - rangeDistribution(w, size)) * w * (1 + Math.exp(-u))
  }
  return sum * STEP
}

/** F(w): the probability that the range of `size` standard normal values is at most w. */
function rangeDistribution(w: number, size: number): number {
  let sum = 0
  for (let x = -TAIL; x <= TAIL; x += STEP) {
    sum += normalPdf(x) * (normalCdf(x + w) - normalCdf(x)) ** (size - 1)
  }
  return size * sum * STEP
}

/** c₄ by g(n) = Γ(n/2)/Γ((n − 1)/2), built up from g(2) = 1/√π by g(n + 1) = (n − 1)/(2 g(n)). */
function deviationMean(size: number): number {
  let ratio = 1 / Math.sqrt(Math.PI)
  for (let n = 2; n < size; n++) ratio = (n - 1) / (2 * ratio)
  return Math.sqrt(2 / (size - 1)) * ratio
}
