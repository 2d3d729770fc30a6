/**
 * 环境空气质量指数 (AQI) by HJ 633-2012 and HJ 633-2026, chosen by the monitoring day.
 *
 * IAQI = (IAQI_Hi − IAQI_Lo) / (BP_Hi − BP_Lo) × (C − BP_Lo) + IAQI_Lo, raised to the next whole number
 * (2012: 6.2; 2026: 4.2.6), computed exactly: PM2.5 75 µg/m³ is 100 in 2012, not 101. AQI = the largest IAQI.
 * Above the last row of a complete column the IAQI stays at 500. Concentrations in µg/m³, CO in mg/m³.
 */
import { type Decimal, parseDecimal } from '#methods/rounding/decimal.ts'
import { roundToDigits } from '#methods/rounding/round-half-even.ts'
import {
  type AirPollutant,
  type AirQualityEdition,
  type AirQualityItem,
  type AirQualityReport,
  airQualityItemTitles,
  IAQI_ROWS,
  pollutantOf,
} from './air-quality-edition.ts'

/** 空气质量指数级别与类别; colours by HJ 633-2012 table A.1 (the 2026 edition names the same colours). */
export interface AirQualityLevel {
  readonly level: 1 | 2 | 3 | 4 | 5 | 6
  readonly zh: string
  readonly en: string
  readonly colour: string
  /** Largest AQI of the level. */
  readonly upTo: number
}

export const airQualityLevels: readonly AirQualityLevel[] = [
  { level: 1, zh: '优', en: 'excellent', colour: '#00E400', upTo: 50 },
  { level: 2, zh: '良', en: 'good', colour: '#FFFF00', upTo: 100 },
  { level: 3, zh: '轻度污染', en: 'lightly polluted', colour: '#FF7E00', upTo: 150 },
  { level: 4, zh: '中度污染', en: 'moderately polluted', colour: '#FF0000', upTo: 200 },
  { level: 5, zh: '重度污染', en: 'heavily polluted', colour: '#99004C', upTo: 300 },
  { level: 6, zh: '严重污染', en: 'severely polluted', colour: '#7E0023', upTo: Number.POSITIVE_INFINITY },
]

/** Concentrations of a place and time; text keeps decimals as they were reported. */
export type AirConcentrations = Readonly<Partial<Record<AirQualityItem, number | string>>>

/** One pollutant's index within a report. */
export interface IndividualIndex {
  readonly item: AirQualityItem
  readonly iaqi: number
}

/** The index of a place and time, with what a report has to say beside it. */
export interface AirQualityIndex {
  readonly document: string
  /** Undefined when no item was measured, or when the edition withholds an incomplete report (shown as NA). */
  readonly aqi: number | undefined
  readonly level: AirQualityLevel | undefined
  /** Pollutants with the largest IAQI when the AQI is above 50; ties together. */
  readonly primaryPollutants: readonly AirPollutant[]
  /** Pollutants with an IAQI above 100 (超标污染物). */
  readonly exceedingPollutants: readonly AirPollutant[]
  readonly individual: readonly IndividualIndex[]
  /** Items of the report that were not given, or could not be calculated. */
  readonly missing: readonly AirQualityItem[]
}

/**
 * The individual index of one item, or undefined where the edition does not calculate it (2012: SO2 1h and O3 8h above
 * 800 µg/m³).
 * @throws {RangeError} when the concentration is negative or no number, or the edition has no such item
 * @example individualAirQualityIndex('pm25Day', 40, HJ_633_2026) // 60
 */
export function individualAirQualityIndex(
  item: AirQualityItem,
  concentration: number | string,
  edition: AirQualityEdition,
): number | undefined {
  const column = edition.breakpoints[item]
  if (column === undefined)
    throw new RangeError(`${edition.document} has no index for ${airQualityItemTitles[item]}`)
  if (parseDecimal(concentration).coefficient < 0n) {
    throw new RangeError(`${airQualityItemTitles[item]} concentration ${concentration} is negative`)
  }
  const value = reportedConcentration(item, concentration, edition)
  const scale = 10n ** BigInt(value.scale)
  const upper = column.findIndex((breakpoint) => value.coefficient <= BigInt(breakpoint) * scale)
  if (upper === -1) {
    return column.length === IAQI_ROWS.length ? IAQI_ROWS[IAQI_ROWS.length - 1] : edition.beyondColumn[item]
  }
  if (upper === 0) return 0
  const [low = 0, high = 0] = column.slice(upper - 1, upper + 1)
  const [iaqiLow = 0, iaqiHigh = 0] = IAQI_ROWS.slice(upper - 1, upper + 1)
  const numerator = BigInt(iaqiHigh - iaqiLow) * (value.coefficient - BigInt(low) * scale)
  return iaqiLow + Number(ceilingQuotient(numerator, BigInt(high - low) * scale))
}

/**
 * The air quality index of a daily or hourly report.
 * @param notMonitored pollutants the monitoring plan leaves out without effect on publication (2026: 5.3.2)
 * @throws {RangeError} when a concentration is negative or no number
 */
export function airQualityIndex(
  concentrations: AirConcentrations,
  edition: AirQualityEdition,
  report: AirQualityReport = 'daily',
  notMonitored: readonly AirPollutant[] = [],
): AirQualityIndex {
  const individual: IndividualIndex[] = []
  const missing: AirQualityItem[] = []
  for (const item of edition.items[report]) {
    const found = indexOrStandIn(item, concentrations, edition)
    if (found === undefined) missing.push(item)
    else if (!individual.some((known) => known.item === found.item)) individual.push(found)
  }
  const measured = individual.length === 0 ? undefined : Math.max(...individual.map(({ iaqi }) => iaqi))
  const incomplete = missing.some((item) => !notMonitored.includes(pollutantOf(item)))
  const withheld = edition.withholdsIncomplete && incomplete && measured !== undefined && measured <= 100
  const aqi = withheld ? undefined : measured
  return {
    document: edition.document,
    aqi,
    level: aqi === undefined ? undefined : airQualityLevelOf(aqi),
    primaryPollutants: aqi === undefined || aqi <= 50 ? [] : pollutantsOf(individual, (iaqi) => iaqi === aqi),
    exceedingPollutants: pollutantsOf(individual, (iaqi) => iaqi > 100),
    individual,
    missing,
  }
}

/** The level an index falls in. @throws {RangeError} when it is negative or no number */
export function airQualityLevelOf(aqi: number): AirQualityLevel {
  const level = airQualityLevels.find(({ upTo }) => aqi <= upTo)
  if (level === undefined || aqi < 0) throw new RangeError(`${aqi} is not an air quality index`)
  return level
}

function indexOrStandIn(
  item: AirQualityItem,
  concentrations: AirConcentrations,
  edition: AirQualityEdition,
): IndividualIndex | undefined {
  const own = concentrations[item]
  if (own === undefined) return undefined
  const iaqi = individualAirQualityIndex(item, own, edition)
  if (iaqi !== undefined) return { item, iaqi }
  const standIn = edition.standIns[item]
  const other = standIn === undefined ? undefined : concentrations[standIn]
  if (standIn === undefined || other === undefined) return undefined
  const standInIaqi = individualAirQualityIndex(standIn, other, edition)
  return standInIaqi === undefined ? undefined : { item: standIn, iaqi: standInIaqi }
}

function pollutantsOf(
  individual: readonly IndividualIndex[],
  keep: (iaqi: number) => boolean,
): AirPollutant[] {
  return [...new Set(individual.filter(({ iaqi }) => keep(iaqi)).map(({ item }) => pollutantOf(item)))]
}

/** 2026, 4.2.2: whole numbers, CO one decimal, rounded by GB/T 8170 before the index. */
function reportedConcentration(
  item: AirQualityItem,
  concentration: number | string,
  edition: AirQualityEdition,
): Decimal {
  if (!edition.roundsConcentration) return parseDecimal(concentration)
  return parseDecimal(roundToDigits(concentration, pollutantOf(item) === 'co' ? 1 : 0))
}

function ceilingQuotient(numerator: bigint, denominator: bigint): bigint {
  return (numerator + denominator - 1n) / denominator
}
