/** What makes a figure that somebody reports impossible or worth an explanation, where it stands. Pure. */
import { type DefinedIndicator, versionOn } from './definitions.ts'
import { placeKey } from './figure-engine.ts'
import { checkValue, type Finding } from './observation-rules.ts'
import { lastDay } from './period.ts'
import { periodWords } from './period-messages.ts'
import type { IndicatorReach } from './reach.ts'
import { sumFindings } from './region-sums.ts'
import { isReported } from './reported.ts'

/** What a figure is checked against. */
export interface Surroundings {
  readonly reach: IndicatorReach
  readonly hasRegion: (code: string) => boolean
  /** The published value of a place, by `placeKey`. */
  readonly published: (key: string) => number | undefined
  /** Whether a report under review stands on a place's draft. */
  readonly isUnderReview: (key: string) => boolean
  readonly day: string
  readonly sums: {
    /** Whether the regions of an indicator add up. */
    readonly isSummed: (indicator: DefinedIndicator) => boolean
    /** The regions right below one. */
    readonly partsOf: (region: string) => readonly string[]
    readonly wholeOf: (region: string) => string | undefined
  }
}

/** A figure at its place. */
export interface PlacedValue {
  readonly region: string
  readonly period: string
  readonly value: number
  readonly explanation: string | null
}

const refusal = (rule: Finding['rule'], zh: string, en: string): Finding[] => [
  { severity: 'error', rule, message: { zh, en } },
]

/** What is wrong with naming an indicator that there is not. */
export const unknownIndicator = (code: string): Finding[] =>
  refusal('unknown-indicator', `没有代码为“${code}”的指标。`, `There is no indicator “${code}”.`)

/** Of the same place given twice. */
export const givenTwice = (): Finding[] =>
  refusal(
    'twice',
    '同一指标、地区、时期在本批中出现两次。',
    'The same indicator, region and period appears twice.',
  )

/** Checks one figure; the first thing that makes it impossible is all that is said. */
export function checkObservation(
  around: Surroundings,
  row: PlacedValue,
  indicator: DefinedIndicator,
): Finding[] {
  const version = versionOn(indicator, lastDay(row.period))
  if (!isReported(indicator.code, version))
    return refusal(
      'not-observed',
      `“${version.name_zh}”由其他指标算出，不能填报。`,
      `“${version.name_en}” is computed.`,
    )
  if (!around.hasRegion(row.region))
    return refusal(
      'unknown-region',
      `地区 ${row.region} 不在本市范围内。`,
      `The region ${row.region} lies outside the city.`,
    )
  if (!around.reach.includes(indicator, row.region))
    return refusal(
      'not-your-unit',
      `“${version.name_zh}”不由贵单位填报。`,
      `Your unit does not report “${version.name_en}”.`,
    )
  if (around.isUnderReview(placeKey(indicator.id, row.region, row.period)))
    return refusal(
      'under-review',
      `“${version.name_zh}”${periodWords(row.period).zh}的数据正在审核，请等待审核结束或请质量办退回。`,
      `The figure of “${version.name_en}” for ${periodWords(row.period).en} is under review; wait for it, or ask for it to be sent back.`,
    )
  return checkValue(version, row, around.day, (period) =>
    around.published(placeKey(indicator.id, row.region, period)),
  )
}

/** A figure at its place with its indicator. */
export interface OfIndicator extends PlacedValue {
  readonly indicator: DefinedIndicator
}

/** Asks about sums of regions that these figures and what is published make, by figure; a place is given once. */
export function checkSums<Row extends OfIndicator>(
  { sums, published }: Pick<Surroundings, 'sums' | 'published'>,
  rows: readonly Row[],
): Map<Row, Finding[]> {
  const figures = rows
    .filter((row) => sums.isSummed(row.indicator))
    .map((row) => {
      const { indicator, region, period, value, explanation } = row
      return { indicatorId: indicator.id, region, period, value, explanation, row }
    })
  const found = sumFindings(figures, {
    partsOf: sums.partsOf,
    wholeOf: sums.wholeOf,
    published: (id, region, period) => published(placeKey(id, region, period)),
    decimals: ({ row }) => versionOn(row.indicator, lastDay(row.period)).decimals,
    isNew: ({ row }) => published(placeKey(row.indicator.id, row.region, row.period)) !== row.value,
  })
  const byRow = Map.groupBy(found, (one) => one.figure.row)
  return new Map([...byRow].map(([row, some]) => [row, some.map((one) => one.finding)]))
}
