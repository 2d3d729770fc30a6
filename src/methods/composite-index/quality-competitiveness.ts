/**
 * 制造业质量竞争力指数: the weighted sum of twelve standardised scores, each and the index within 60–100.
 *
 * S = 60 + 40·(x − lo)/(hi − lo), for costs 60 + 40·(hi − x)/(hi − lo), held within [60, 100]; or the exponential
 * efficacy function through the same ends. Index = Σ w·S. Published: the range, the linear sum, the structure (质检总局,
 * communiqués since 2006). Not published: formula of standardisation, thresholds, weights; all three are passed in.
 */
import { efficacyCoefficient } from './efficacy-coefficient.ts'
import {
  type CompetitivenessAspect,
  type CompetitivenessBand,
  type CompetitivenessBandSet,
  type CompetitivenessGroup,
  type CompetitivenessThresholds,
  type CompetitivenessWeights,
  competitivenessAspects,
  competitivenessBands,
  competitivenessGroups,
  competitivenessIndicatorKeys,
  competitivenessIndicators,
  type IndicatorValues,
  valuesOf,
} from './quality-competitiveness-definition.ts'

export interface CompetitivenessOptions {
  readonly form?: 'linear' | 'exponential'
  readonly bands?: CompetitivenessBandSet
}

export interface CompetitivenessIndex {
  readonly index: number
  readonly band: CompetitivenessBand
  readonly scores: IndicatorValues
  /** Weighted mean score of each group and aspect; undefined where all its weights are zero. */
  readonly groups: Readonly<Record<CompetitivenessGroup, number | undefined>>
  readonly aspects: Readonly<Record<CompetitivenessAspect, number | undefined>>
  /** True when the weights are a placeholder: the figure must not be shown as official. */
  readonly provisional: boolean
  readonly weightsVersion: string
  readonly thresholdsVersion: string
}

/**
 * The index of a region or industry.
 * @throws {RangeError} when a value is no finite number, thresholds have no length, or weights do not fit
 */
export function qualityCompetitivenessIndex(
  values: IndicatorValues,
  thresholds: CompetitivenessThresholds,
  weights: CompetitivenessWeights,
  options: CompetitivenessOptions = {},
): CompetitivenessIndex {
  const { form = 'linear', bands = 'research-team-2011' } = options
  const directions = new Map(competitivenessIndicators.map(({ key, direction }) => [key, direction]))
  const scores = valuesOf((key) => {
    const { low, high } = thresholds.ends[key]
    if (!(low < high)) throw new RangeError(`${key}: the threshold ${low} is not below ${high}`)
    const ends =
      directions.get(key) === 'cost'
        ? { unacceptable: high, satisfactory: low }
        : { unacceptable: low, satisfactory: high }
    return efficacyCoefficient(values[key], ends, { form, clamp: true })
  })
  const shares = indicatorShares(weights)
  const index = competitivenessIndicatorKeys.reduce((sum, key) => sum + shares[key] * scores[key], 0)
  const mean = (belongs: (group: CompetitivenessGroup) => boolean) => weightedMean(scores, shares, belongs)
  return {
    index,
    band: competitivenessBand(index, bands),
    scores,
    groups: mapKeys(competitivenessGroups, (group) => mean((own) => own === group)),
    aspects: mapKeys(competitivenessAspects, (aspect) =>
      mean((own) => competitivenessGroups[own].aspect === aspect),
    ),
    provisional: weights.standing === 'placeholder',
    weightsVersion: weights.version,
    thresholdsVersion: thresholds.version,
  }
}

/** The band of an index; lower bounds belong to their band. @throws {RangeError} when the index is negative or no number */
export function competitivenessBand(
  index: number,
  set: CompetitivenessBandSet = 'research-team-2011',
): CompetitivenessBand {
  const band = competitivenessBands[set].findLast(({ from }) => index >= from)
  if (band === undefined) throw new RangeError(`${index} is not an index`)
  return band
}

/** What each indicator's change of score adds to the change of the index: weight × change; they sum to the change. */
export function contributionsToChange(
  before: IndicatorValues,
  after: IndicatorValues,
  weights: CompetitivenessWeights,
): IndicatorValues {
  const shares = indicatorShares(weights)
  return valuesOf((key) => shares[key] * (after[key] - before[key]))
}

/**
 * Thresholds of a year from the values of its regions or industries: for each indicator two quantiles of the sample
 * (linear interpolation between order statistics), by default its smallest and largest value.
 * @throws {RangeError} without a sample, or when the quantiles are not 0 ≤ lower < upper ≤ 1
 */
export function thresholdsFromSample(
  sample: readonly IndicatorValues[],
  year: number,
  quantiles: { readonly lower: number; readonly upper: number } = { lower: 0, upper: 1 },
): CompetitivenessThresholds {
  const { lower, upper } = quantiles
  if (sample.length === 0 || !(lower >= 0 && lower < upper && upper <= 1)) {
    throw new RangeError('thresholds need a sample and quantiles with 0 ≤ lower < upper ≤ 1')
  }
  const columns = new Map(
    competitivenessIndicatorKeys.map((key) => [
      key,
      sample.map((values) => values[key]).toSorted((a, b) => a - b),
    ]),
  )
  const lows = valuesOf((key) => quantileOf(columns.get(key) ?? [], lower))
  const highs = valuesOf((key) => quantileOf(columns.get(key) ?? [], upper))
  return {
    version: `sample-${year}-${lower}-${upper}`,
    year,
    source: `quantiles ${lower} and ${upper} of ${sample.length} values of ${year}`,
    ends: valuesOf((key) => ({ low: lows[key], high: highs[key] })),
  }
}

function quantileOf(sorted: readonly number[], level: number): number {
  const position = level * (sorted.length - 1)
  const below = sorted[Math.floor(position)] ?? Number.NaN
  const above = sorted[Math.ceil(position)] ?? Number.NaN
  return below + (above - below) * (position - Math.floor(position))
}

function indicatorShares({ weights }: CompetitivenessWeights): IndicatorValues {
  const list = competitivenessIndicatorKeys.map((key) => weights[key])
  const total = list.reduce((sum, weight) => sum + weight, 0)
  if (list.some((weight) => !(weight >= 0)) || !(total > 0 && Number.isFinite(total))) {
    throw new RangeError('the weights of the twelve indicators are numbers of at least 0, not all 0')
  }
  return valuesOf((key) => weights[key] / total)
}

function weightedMean(
  scores: IndicatorValues,
  shares: IndicatorValues,
  belongs: (group: CompetitivenessGroup) => boolean,
): number | undefined {
  const chosen = competitivenessIndicators.filter(({ group }) => belongs(group))
  const total = chosen.reduce((sum, { key }) => sum + shares[key], 0)
  return total === 0
    ? undefined
    : chosen.reduce((sum, { key }) => sum + (shares[key] / total) * scores[key], 0)
}

/** A record with the same keys and other values. */
function mapKeys<Key extends string, Value>(
  record: Readonly<Record<Key, unknown>>,
  value: (key: Key) => Value,
): Record<Key, Value> {
  const result: Partial<Record<Key, Value>> = {}
  for (const key in record) result[key] = value(key)
  return requireComplete(record, result)
}

function requireComplete<Key extends string, Value>(
  record: Readonly<Record<Key, unknown>>,
  result: Partial<Record<Key, Value>>,
): Record<Key, Value> {
  const isComplete = (candidate: Partial<Record<Key, Value>>): candidate is Record<Key, Value> =>
    Object.keys(record).every((key) => key in candidate)
  if (!isComplete(result)) throw new Error('every key was set above')
  return result
}
