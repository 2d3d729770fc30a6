/**
 * Quasi-Poisson regression of counts on groups of weeks and, optionally, a common trend: log μᵢ = α_{g(i)} + β tᵢ.
 *
 * For a given β the α of every group has a closed form (its weighted count over its weighted Σ exp(βt)), so only β is
 * searched for, by Newton's method on one concave function; without a trend there is nothing to search. The information
 * matrix is a diagonal with one border, so standard errors and leverages need no matrix inverse either. A general
 * weighted-least-squares fit costs (weeks × parameters²) a step, this one (weeks).
 *
 * Source: McCullagh, Nelder, "Generalized Linear Models", 2nd ed. (1989) chapters 6 and 9 (quasi-likelihood).
 */

const MAXIMUM_STEPS = 100
/** The predictor may still move by this: Newton's method then is as far from the solution as its square. */
const TOLERANCE = 1e-7

/** Counts with the group and time of each, and its weight. */
export interface GroupedCounts {
  readonly counts: Float64Array
  /** Group of each count, from 0. */
  readonly groups: Uint8Array
  readonly groupCount: number
  /** Time of each count, in periods. */
  readonly times: Float64Array
}

/** A fitted model. */
export interface LogLinearFit {
  /** β, or 0 without a trend. */
  readonly slope: number
  readonly hasTrend: boolean
  /** Fitted means μᵢ. */
  readonly means: Float64Array
  /** Leverages hᵢ. */
  readonly leverages: Float64Array
  /** Estimated dispersion φ = Σ w(y − μ)²/μ / (n − p); may be below 1. */
  readonly dispersion: number
  readonly degreesOfFreedom: number
  /** Standard error of β with φ as estimated; NaN without a trend. */
  readonly slopeError: number
  /** Mean expected in a group at a time, and the variance of its logarithm for φ = 1. */
  readonly predict: (group: number, time: number) => { readonly mean: number; readonly logVariance: number }
}

/**
 * Fits the model.
 *
 * @param weights one a count, not negative
 * @param startSlope where the search for the slope begins; a near guess saves steps
 * @returns the fit; undefined when there are no more counts than parameters, or the trend is not determined (no time
 *   spread within groups that have cases, or no convergence)
 */
export function fitLogLinear(
  data: GroupedCounts,
  weights: Float64Array,
  trend: boolean,
  startSlope = 0,
): LogLinearFit | undefined {
  const work = new Workspace(data, weights)
  let slope = 0
  if (trend) {
    const found = work.findSlope(startSlope)
    if (found === undefined) return undefined
    slope = found
  } else work.setSlope(0)
  const parameters = work.usedGroups + (trend ? 1 : 0)
  const degreesOfFreedom = data.counts.length - parameters
  if (degreesOfFreedom <= 0) return undefined
  const dispersion = work.pearson() / degreesOfFreedom
  return {
    slope,
    hasTrend: trend,
    means: work.means,
    leverages: work.leverages(trend),
    dispersion,
    degreesOfFreedom,
    slopeError: trend ? Math.sqrt(dispersion / work.information) : Number.NaN,
    predict: (group, time) => {
      const weight = work.groupWeights[group] ?? 0
      const mean = (work.levels[group] ?? 0) * Math.exp(slope * (time - work.origin))
      const offset = trend ? time - (work.groupTimes[group] ?? 0) : 0
      // Without any case in the group the mean is 0 and its logarithm unbounded: no variance is added.
      const logVariance = weight > 0 ? 1 / weight + (offset * offset) / (trend ? work.information : 1) : 0
      return { mean, logVariance }
    },
  }
}

/** Sums of one data set for one slope. */
class Workspace {
  private readonly data: GroupedCounts
  private readonly weights: Float64Array
  /** Time from the first to the last count. */
  private readonly span: number
  /** Mean time, taken off before exponentials so that they neither overflow nor vanish. */
  readonly origin: number
  readonly means: Float64Array
  /** Σ w y of each group: does not change with the slope. */
  private readonly groupCases: Float64Array
  /** exp(α) of each group. */
  readonly levels: Float64Array
  /** Σ w μ of each group. */
  readonly groupWeights: Float64Array
  /** Mean time of each group, weighted by w μ. */
  readonly groupTimes: Float64Array
  readonly usedGroups: number
  /** Information about the slope, all levels being free. */
  information = 0
  /** Derivative of the log-likelihood by the slope. */
  private score = 0
  private logLikelihood = 0

  constructor(data: GroupedCounts, weights: Float64Array) {
    this.data = data
    this.weights = weights
    const { counts, groupCount, groups, times } = data
    this.means = new Float64Array(counts.length)
    this.groupCases = new Float64Array(groupCount)
    this.levels = new Float64Array(groupCount)
    this.groupWeights = new Float64Array(groupCount)
    this.groupTimes = new Float64Array(groupCount)
    const used = new Uint8Array(groupCount)
    let sum = 0
    for (let i = 0; i < counts.length; i++) {
      const group = groups[i] ?? 0
      used[group] = 1
      sum += times[i] ?? 0
      this.groupCases[group] = (this.groupCases[group] ?? 0) + (weights[i] ?? 0) * (counts[i] ?? 0)
    }
    this.origin = sum / counts.length
    this.span = Math.abs((times.at(-1) ?? 0) - (times[0] ?? 0))
    this.usedGroups = used.reduce((total, one) => total + one, 0)
  }

  /** Puts levels, means and derivatives to a slope. */
  setSlope(slope: number): void {
    const { data, groupCases, groupTimes, groupWeights, levels, means, origin, weights } = this
    const { counts, groups, times } = data
    levels.fill(0)
    const ratio = Math.exp(slope)
    let growth = 1
    for (let i = 0; i < counts.length; i++) {
      // From one period to the next the growth is a constant factor; an exponential is needed only after a gap.
      const follows = i > 0 && (times[i] ?? 0) === (times[i - 1] ?? 0) + 1
      growth = follows ? growth * ratio : Math.exp(slope * ((times[i] ?? 0) - origin))
      means[i] = growth
      const group = groups[i] ?? 0
      levels[group] = (levels[group] ?? 0) + (weights[i] ?? 0) * growth
    }
    let cases = 0
    for (let group = 0; group < levels.length; group++) {
      const share = levels[group] ?? 0
      levels[group] = share > 0 ? (groupCases[group] ?? 0) / share : 0
      cases += (levels[group] ?? 0) > 0 ? (groupCases[group] ?? 0) * Math.log(levels[group] ?? 1) : 0
    }
    groupWeights.fill(0)
    groupTimes.fill(0)
    let score = 0
    let linear = 0
    let squares = 0
    for (let i = 0; i < counts.length; i++) {
      const group = groups[i] ?? 0
      const mean = (means[i] ?? 0) * (levels[group] ?? 0)
      means[i] = mean
      const weight = weights[i] ?? 0
      const time = (times[i] ?? 0) - origin
      score += weight * time * ((counts[i] ?? 0) - mean)
      linear += weight * time * (counts[i] ?? 0)
      squares += weight * mean * time * time
      groupWeights[group] = (groupWeights[group] ?? 0) + weight * mean
      groupTimes[group] = (groupTimes[group] ?? 0) + weight * mean * time
    }
    let explained = 0
    for (let group = 0; group < levels.length; group++) {
      const weight = groupWeights[group] ?? 0
      if (weight === 0) continue
      explained += (groupTimes[group] ?? 0) ** 2 / weight
      groupTimes[group] = (groupTimes[group] ?? 0) / weight + origin
    }
    this.score = score
    this.information = squares - explained
    // Σ wμ equals the weighted cases of each group, so it drops out of the comparison of slopes.
    this.logLikelihood = cases + slope * linear
  }

  /** The slope of greatest likelihood, or undefined. */
  findSlope(start: number): number | undefined {
    let slope = start
    this.setSlope(start)
    for (let step = 0; step < MAXIMUM_STEPS; step++) {
      if (!(this.information > 0)) return undefined
      let move = this.score / this.information
      const before = this.logLikelihood
      this.setSlope(slope + move)
      while (this.logLikelihood < before - 1e-12 * Math.abs(before) && Math.abs(move) > TOLERANCE) {
        move /= 2
        this.setSlope(slope + move)
      }
      slope += move
      if (Math.abs(move) * this.span < TOLERANCE) return slope
    }
    return undefined
  }

  pearson(): number {
    const { counts } = this.data
    let sum = 0
    for (let i = 0; i < counts.length; i++) {
      const mean = this.means[i] ?? 0
      if (mean > 0) sum += ((this.weights[i] ?? 0) * ((counts[i] ?? 0) - mean) ** 2) / mean
    }
    return sum
  }

  leverages(trend: boolean): Float64Array {
    const { groups, times } = this.data
    return this.means.map((mean, i) => {
      const group = groups[i] ?? 0
      const weight = (this.weights[i] ?? 0) * mean
      if (weight === 0) return 0
      const offset = trend ? (times[i] ?? 0) - (this.groupTimes[group] ?? 0) : 0
      return (
        weight * (1 / (this.groupWeights[group] ?? 1) + (trend ? (offset * offset) / this.information : 0))
      )
    })
  }
}
