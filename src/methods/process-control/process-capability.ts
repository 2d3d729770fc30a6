/**
 * Process capability and performance: how well a process fits its specification.
 *
 * Formulas with the specification limits L, U and target T: Cp = (U − L)/6σ, Cpl = (μ − L)/3σ, Cpu = (U − μ)/3σ, Cpk the
 * smaller of the two, Cpm = (U − L)/6√(σ² + (μ − T)²). With σ from within subgroups (R̄/d₂ or s̄/c₄) they are Cp and Cpk,
 * with the standard deviation of all values Pp and Ppk. One-sided specifications have Cpk only.
 * Intervals: Cp·√(χ²_{α/2; ν}/ν) … Cp·√(χ²_{1−α/2; ν}/ν); Cpl, Cpu, Cpk ± z·√(1/9n + C²/2ν); Cpm as Cp with
 * ν = n(1 + d²)²/(1 + 2d²), d = (μ − T)/σ.
 * Unit: none. Domain: stable process, about normal values.
 * Sources: ISO 22514-2 (capability and performance); Kane, J. Quality Technology 18 (1986) 41-52; Bissell,
 * "How reliable is your capability index?", Applied Statistics 39 (1990) 331-340; Boyles, "The Taguchi capability index",
 * J. Quality Technology 23 (1991) 17-26.
 */
import { chiSquaredQuantile } from '#methods/distributions/chi-squared.ts'
import { normalCdf, normalQuantile } from '#methods/distributions/normal.ts'

/** The specification; at least one limit. */
export interface Specification {
  readonly lower?: number
  readonly upper?: number
  /** Default: the middle between the limits. */
  readonly target?: number
}

/** What is known of the process. */
export interface ProcessSummary {
  readonly mean: number
  /** σ̂ within subgroups for Cp, Cpk; overall for Pp, Ppk. */
  readonly standardDeviation: number
  /** Number of values. */
  readonly count: number
  /** Degrees of freedom ν of σ̂; default count − 1. */
  readonly degreesOfFreedom?: number
}

/** An index with its confidence interval. */
export interface EstimatedIndex {
  readonly value: number
  readonly lower: number
  readonly upper: number
}

/** The indices; those that need a missing limit are absent. */
export interface ProcessCapability {
  /** Cp or Pp. */
  readonly potential?: EstimatedIndex
  /** Cpl or Ppl. */
  readonly lowerSide?: EstimatedIndex
  /** Cpu or Ppu. */
  readonly upperSide?: EstimatedIndex
  /** Cpk or Ppk. */
  readonly actual: EstimatedIndex
  /** Cpm. */
  readonly aboutTarget?: EstimatedIndex
  /** Fraction expected below the lower limit for normal values. */
  readonly expectedBelow: number
  /** Fraction expected above the upper limit. */
  readonly expectedAbove: number
}

/**
 * @param confidence level of the two-sided intervals; default 0.95
 * @throws {RangeError} when there is no limit, the limits are not in order, σ is not positive, or there are fewer than two
 *   values
 * @example processCapability({ mean: 10, standardDeviation: 1, count: 100 }, { lower: 6, upper: 16 }).actual.value // 1.3333
 */
export function processCapability(
  process: ProcessSummary,
  specification: Specification,
  confidence = 0.95,
): ProcessCapability {
  const { mean, standardDeviation, count } = process
  const degrees = process.degreesOfFreedom ?? count - 1
  const { lower, upper } = specification
  if (!(standardDeviation > 0)) throw new RangeError('the standard deviation must be positive')
  if (!(count >= 2 && degrees > 0)) throw new RangeError('capability needs at least two values')
  if (!(confidence > 0 && confidence < 1)) throw new RangeError('the confidence must lie between 0 and 1')
  const normalInterval = (value: number): EstimatedIndex => {
    const half =
      normalQuantile((1 + confidence) / 2) * Math.sqrt(1 / (9 * count) + (value * value) / (2 * degrees))
    return { value, lower: value - half, upper: value + half }
  }
  const below = lower === undefined ? undefined : (mean - lower) / (3 * standardDeviation)
  const above = upper === undefined ? undefined : (upper - mean) / (3 * standardDeviation)
  const actual = Math.min(below ?? Number.POSITIVE_INFINITY, above ?? Number.POSITIVE_INFINITY)
  if (!Number.isFinite(actual)) throw new RangeError('the specification has no limit')
  return {
    ...(below === undefined ? {} : { lowerSide: normalInterval(below) }),
    ...(above === undefined ? {} : { upperSide: normalInterval(above) }),
    ...(lower === undefined || upper === undefined
      ? {}
      : twoSided(process, degrees, { lower, upper, target: specification.target }, confidence)),
    actual: normalInterval(actual),
    expectedBelow: below === undefined ? 0 : normalCdf(-3 * below),
    expectedAbove: above === undefined ? 0 : normalCdf(-3 * above),
  }
}

function twoSided(
  process: ProcessSummary,
  degrees: number,
  limits: { readonly lower: number; readonly upper: number; readonly target: number | undefined },
  confidence: number,
): { readonly potential: EstimatedIndex; readonly aboutTarget: EstimatedIndex } {
  const { lower, upper, target = (lower + upper) / 2 } = limits
  if (!(lower < upper)) throw new RangeError('the lower limit must be below the upper one')
  const potential = (upper - lower) / (6 * process.standardDeviation)
  const offset = (process.mean - target) / process.standardDeviation
  const aboutTarget = potential / Math.sqrt(1 + offset * offset)
  const scaled = (value: number, nu: number): EstimatedIndex => ({
    value,
    lower: value * Math.sqrt(chiSquaredQuantile((1 - confidence) / 2, nu) / nu),
    upper: value * Math.sqrt(chiSquaredQuantile((1 + confidence) / 2, nu) / nu),
  })
  return {
    potential: scaled(potential, degrees),
    aboutTarget: scaled(
      aboutTarget,
      (process.count * (1 + offset * offset) ** 2) / (1 + 2 * offset * offset),
    ),
  }
}
