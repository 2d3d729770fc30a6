/**
 * The editions of HJ 633 (环境空气质量指数（AQI）技术规定) as data: breakpoints, the items of daily and hourly
 * reports, and what each edition rules where a column of the table ends. Read in the two standards.
 */
import { dayNumberOf, type IsoDate } from '#methods/working-days/iso-date.ts'

/** Pollutants of the index. */
export const airPollutants = ['so2', 'no2', 'co', 'o3', 'pm10', 'pm25'] as const
export type AirPollutant = (typeof airPollutants)[number]

/** A pollutant with the period its concentration is averaged over; µg/m³, CO in mg/m³. */
export const airQualityItems = [
  'so2Day',
  'so2Hour',
  'no2Day',
  'no2Hour',
  'coDay',
  'coHour',
  'o3Hour',
  'o3EightHour',
  'pm10Day',
  'pm10Hour',
  'pm25Day',
  'pm25Hour',
] as const
export type AirQualityItem = (typeof airQualityItems)[number]

/** Formula sign and averaging period of each item, as reports print them. */
export const airQualityItemTitles: Readonly<Record<AirQualityItem, string>> = {
  so2Day: 'SO2 24h',
  so2Hour: 'SO2 1h',
  no2Day: 'NO2 24h',
  no2Hour: 'NO2 1h',
  coDay: 'CO 24h',
  coHour: 'CO 1h',
  o3Hour: 'O3 1h',
  o3EightHour: 'O3 8h',
  pm10Day: 'PM10 24h',
  pm10Hour: 'PM10 1h',
  pm25Day: 'PM2.5 24h',
  pm25Hour: 'PM2.5 1h',
}

/** The pollutant an item measures. */
export function pollutantOf(item: AirQualityItem): AirPollutant {
  const pollutant = airPollutants.find((name) => item.startsWith(name))
  if (pollutant === undefined) throw new RangeError(`${item} is not an item of the air quality index`)
  return pollutant
}

export type AirQualityReport = 'daily' | 'hourly'

/** What one edition of the standard rules. */
export interface AirQualityEdition {
  readonly document: string
  readonly effectiveFrom: IsoDate
  /** First day on which the edition no longer governs. */
  readonly effectiveTo: IsoDate | undefined
  /** Concentrations at IAQI 0, 50, 100, 150, 200, 300, 400, 500; shorter where the column ends. */
  readonly breakpoints: Readonly<Partial<Record<AirQualityItem, readonly number[]>>>
  /**
   * IAQI above a column that ends early: a number, or `undefined` where the item is then not calculated and another
   * item stands for the pollutant. Complete columns stay at 500.
   */
  readonly beyondColumn: Readonly<Partial<Record<AirQualityItem, number>>>
  readonly items: Readonly<Record<AirQualityReport, readonly AirQualityItem[]>>
  /** An item that stands in for another that is beyond its column, when given. */
  readonly standIns: Readonly<Partial<Record<AirQualityItem, AirQualityItem>>>
  /** Decimal places concentrations are rounded to by GB/T 8170 before the index; undefined where not ruled. */
  readonly roundsConcentration: boolean
  /** When an item is missing the index is published only if it is above 100 (2026, 5.3.1). */
  readonly withholdsIncomplete: boolean
}

/** IAQI of the rows of the table. */
export const IAQI_ROWS = [0, 50, 100, 150, 200, 300, 400, 500] as const

const COMMON_BREAKPOINTS = {
  so2Day: [0, 50, 150, 475, 800, 1600, 2100, 2620],
  so2Hour: [0, 150, 500, 650, 800],
  no2Day: [0, 40, 80, 180, 280, 565, 750, 940],
  no2Hour: [0, 100, 200, 700, 1200, 2340, 3090, 3840],
  coDay: [0, 2, 4, 14, 24, 36, 48, 60],
  coHour: [0, 5, 10, 35, 60, 90, 120, 150],
  o3Hour: [0, 160, 200, 300, 400, 800, 1000, 1200],
  o3EightHour: [0, 100, 160, 215, 265, 800],
} as const

const PM10_2026 = [0, 50, 120, 250, 350, 420, 500, 600] as const
const PM25_2026 = [0, 35, 60, 115, 150, 250, 350, 500] as const

/** HJ 633-2012: published 2012-02-29, in force 2016-01-01. */
export const HJ_633_2012: AirQualityEdition = {
  document: 'HJ 633-2012',
  effectiveFrom: '2016-01-01',
  effectiveTo: '2026-03-01',
  breakpoints: {
    ...COMMON_BREAKPOINTS,
    pm10Day: [0, 50, 150, 250, 350, 420, 500, 600],
    pm25Day: [0, 35, 75, 115, 150, 250, 350, 500],
  },
  beyondColumn: {},
  items: {
    daily: ['so2Day', 'no2Day', 'pm10Day', 'coDay', 'o3Hour', 'o3EightHour', 'pm25Day'],
    hourly: ['so2Hour', 'no2Hour', 'pm10Day', 'coHour', 'o3Hour', 'o3EightHour', 'pm25Day'],
  },
  // Table 1, notes 2 and 3.
  standIns: { so2Hour: 'so2Day', o3EightHour: 'o3Hour' },
  roundsConcentration: false,
  withholdsIncomplete: false,
}

/** HJ 633-2026: published 2026-02-14, in force 2026-03-01. */
export const HJ_633_2026: AirQualityEdition = {
  document: 'HJ 633-2026',
  effectiveFrom: '2026-03-01',
  effectiveTo: undefined,
  breakpoints: {
    ...COMMON_BREAKPOINTS,
    pm10Day: PM10_2026,
    pm25Day: PM25_2026,
    // 4.2.4: one-hour means of particles are read in the daily columns.
    pm10Hour: PM10_2026,
    pm25Hour: PM25_2026,
  },
  // Table 3, notes b and c.
  beyondColumn: { so2Hour: 200, o3EightHour: 300 },
  items: {
    daily: ['so2Day', 'no2Day', 'coDay', 'pm10Day', 'pm25Day', 'o3EightHour'],
    hourly: ['so2Hour', 'no2Hour', 'coHour', 'o3Hour', 'pm10Hour', 'pm25Hour'],
  },
  standIns: {},
  roundsConcentration: true,
  withholdsIncomplete: true,
}

/** All editions, oldest first. */
export const airQualityEditions: readonly AirQualityEdition[] = [HJ_633_2012, HJ_633_2026]

/**
 * The edition that governs a monitoring day.
 * @throws {RangeError} before the first edition was in force, or when the text is no date
 */
export function airQualityEditionOn(date: IsoDate): AirQualityEdition {
  const day = dayNumberOf(date)
  const edition = airQualityEditions.find(
    ({ effectiveFrom, effectiveTo }) =>
      day >= dayNumberOf(effectiveFrom) && (effectiveTo === undefined || day < dayNumberOf(effectiveTo)),
  )
  if (edition === undefined)
    throw new RangeError(`no edition of HJ 633 was in force on ${date}; name one to use it`)
  return edition
}
