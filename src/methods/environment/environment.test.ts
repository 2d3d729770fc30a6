import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dateOfDayNumber, dayNumberOf } from '#methods/working-days/iso-date.ts'
import {
  type AirQualityItem,
  airQualityEditionOn,
  airQualityEditions,
  airQualityItems,
  HJ_633_2012,
  HJ_633_2026,
  IAQI_ROWS,
} from './air-quality-edition.ts'
import { airQualityIndex, airQualityLevelOf, individualAirQualityIndex } from './air-quality-index.ts'
import { goodDayShare } from './good-day-share.ts'
import { goodSectionShare, type SurfaceWaterSample, surfaceWaterClass } from './surface-water-class.ts'
import { surfaceWaterItems } from './surface-water-limits.ts'

describe('editions of HJ 633', () => {
  test('2012 governs to 2026-02-28, 2026 from 2026-03-01', () => {
    expect(airQualityEditionOn('2016-01-01')).toBe(HJ_633_2012)
    expect(airQualityEditionOn('2026-02-28')).toBe(HJ_633_2012)
    expect(airQualityEditionOn('2026-03-01')).toBe(HJ_633_2026)
    expect(() => airQualityEditionOn('2015-12-31')).toThrow(RangeError)
    expect(() => airQualityEditionOn('2026-02-29')).toThrow(RangeError)
  })

  test('exactly one edition governs each day from the first on', () => {
    const day = fc.integer({ min: dayNumberOf('2016-01-01'), max: dayNumberOf('2040-12-31') })
    fc.assert(
      fc.property(day, (number) => {
        const date = dateOfDayNumber(number)
        const edition = airQualityEditionOn(date)
        expect(
          edition.effectiveFrom <= date && (edition.effectiveTo === undefined || date < edition.effectiveTo),
        ).toBe(true)
      }),
    )
  })
})

describe('individual index', () => {
  // Formula (1) by hand: 2012 value, 2026 value.
  test.each<[AirQualityItem, number, number, number]>([
    ['pm25Day', 40, 57, 60],
    ['pm25Day', 50, 69, 80],
    ['pm25Day', 60, 82, 100],
    ['pm25Day', 68, 92, 108],
    ['pm25Day', 75, 100, 114],
    ['pm25Day', 90, 119, 128],
    ['pm25Day', 180, 230, 230],
    ['pm10Day', 100, 75, 86],
    ['pm10Day', 130, 90, 104],
    ['o3EightHour', 172, 111, 111],
    ['no2Day', 55, 69, 69],
    ['coDay', 1.1, 28, 28],
    ['so2Day', 12, 12, 12],
    ['pm25Day', 0, 0, 0],
    ['pm25Day', 600, 500, 500],
  ])('%s %d: 2012 %i, 2026 %i', (item, concentration, in2012, in2026) => {
    expect(individualAirQualityIndex(item, concentration, HJ_633_2012)).toBe(in2012)
    expect(individualAirQualityIndex(item, concentration, HJ_633_2026)).toBe(in2026)
  })

  test('where a column ends early (2012 notes 2 and 3, 2026 notes b and c)', () => {
    expect(individualAirQualityIndex('so2Hour', 800, HJ_633_2012)).toBe(200)
    expect(individualAirQualityIndex('so2Hour', 801, HJ_633_2012)).toBeUndefined()
    expect(individualAirQualityIndex('so2Hour', 801, HJ_633_2026)).toBe(200)
    expect(individualAirQualityIndex('o3EightHour', 801, HJ_633_2012)).toBeUndefined()
    expect(individualAirQualityIndex('o3EightHour', 1000, HJ_633_2026)).toBe(300)
  })

  test('2026 rounds concentrations by GB/T 8170 first, CO to one decimal', () => {
    // 60.5 is rounded to the even 60, 61.5 to 62: 100 + 50·2/55 = 101.8.
    expect(individualAirQualityIndex('pm25Day', '60.5', HJ_633_2026)).toBe(100)
    expect(individualAirQualityIndex('pm25Day', '61.5', HJ_633_2026)).toBe(102)
    expect(individualAirQualityIndex('coDay', '4.05', HJ_633_2026)).toBe(100)
    expect(individualAirQualityIndex('coDay', '4.15', HJ_633_2026)).toBe(101)
  })

  test('every breakpoint is its own row, and the index never falls', () => {
    for (const edition of airQualityEditions) {
      for (const item of airQualityItems) {
        const column = edition.breakpoints[item]
        if (column === undefined) {
          expect(() => individualAirQualityIndex(item, 1, edition)).toThrow(RangeError)
          continue
        }
        expect(column.map((breakpoint) => individualAirQualityIndex(item, breakpoint, edition))).toEqual(
          IAQI_ROWS.slice(0, column.length),
        )
        fc.assert(
          fc.property(
            fc.integer({ min: 0, max: 300_000 }),
            fc.integer({ min: 0, max: 1000 }),
            (tenths, more) => {
              const lower = individualAirQualityIndex(item, tenths / 10, edition) ?? 500
              const upper = individualAirQualityIndex(item, (tenths + more) / 10, edition) ?? 500
              expect(lower).toBeLessThanOrEqual(upper)
              expect(Number.isInteger(lower) && lower >= 0 && upper <= 500).toBe(true)
            },
          ),
          { numRuns: 30 },
        )
      }
    }
  })

  test.each([-1, '-0.5', 'NA', '', Number.NaN])('refuses %j', (concentration) => {
    expect(() => individualAirQualityIndex('pm25Day', concentration, HJ_633_2026)).toThrow(RangeError)
  })
})

describe('air quality index', () => {
  const daily = { so2Day: 50, no2Day: 40, coDay: 2, o3EightHour: 100, pm10Day: 50, pm25Day: 35 }

  // Cases of the public package caiyunapp/aqi-hub that agree with the standard.
  test('all items at the second row: 50, and no primary pollutant', () => {
    expect(airQualityIndex(daily, HJ_633_2026)).toMatchObject({ aqi: 50, primaryPollutants: [], missing: [] })
    const hourly = { so2Hour: 150, no2Hour: 100, coHour: 5, o3Hour: 160, pm10Hour: 50, pm25Hour: 35 }
    expect(airQualityIndex(hourly, HJ_633_2026, 'hourly')).toMatchObject({ aqi: 50, missing: [] })
  })

  test('hourly, high', () => {
    const hourly = { so2Hour: 650, no2Hour: 700, coHour: 35, o3Hour: 300, pm10Hour: 350, pm25Hour: 250 }
    const found = airQualityIndex(hourly, HJ_633_2026, 'hourly')
    expect(found).toMatchObject({ aqi: 300, primaryPollutants: ['pm25'] })
    expect(found.individual.map(({ iaqi }) => iaqi)).toEqual([150, 150, 150, 150, 200, 300])
  })

  test('SO2 1h above 800 counts 200 and O3 8h above 800 counts 300 in 2026', () => {
    const hourly = { so2Hour: 801, no2Hour: 100, coHour: 5, pm10Hour: 50, pm25Hour: 35 }
    expect(airQualityIndex(hourly, HJ_633_2026, 'hourly')).toMatchObject({ aqi: 200, missing: ['o3Hour'] })
    expect(airQualityIndex({ ...daily, o3EightHour: 1000 }, HJ_633_2026).aqi).toBe(300)
  })

  test('2012: O3 8h above 800 is reported by the 1 h value, SO2 1h by the 24 h value', () => {
    const found = airQualityIndex({ ...daily, o3EightHour: 900, o3Hour: 1000 }, HJ_633_2012)
    expect(found.aqi).toBe(400)
    expect(found.individual.filter(({ item }) => item === 'o3Hour')).toHaveLength(1)
    const hourly = {
      so2Hour: 900,
      so2Day: 800,
      no2Hour: 0,
      coHour: 0,
      o3Hour: 0,
      o3EightHour: 0,
      pm10Day: 0,
      pm25Day: 0,
    }
    expect(airQualityIndex(hourly, HJ_633_2012, 'hourly')).toMatchObject({
      aqi: 200,
      primaryPollutants: ['so2'],
    })
    expect(airQualityIndex({ so2Hour: 900 }, HJ_633_2012, 'hourly').missing).toContain('so2Hour')
  })

  test('ties are primary pollutants together; above 100 exceeds', () => {
    const found = airQualityIndex({ ...daily, pm10Day: 250, pm25Day: 115 }, HJ_633_2026)
    expect(found).toMatchObject({
      aqi: 150,
      primaryPollutants: ['pm10', 'pm25'],
      exceedingPollutants: ['pm10', 'pm25'],
    })
  })

  test('2026, 5.3.1 and 5.3.2: an incomplete report of at most 100 is withheld unless the item is outside the plan', () => {
    const { so2Day: _, ...without } = daily
    expect(airQualityIndex(without, HJ_633_2026)).toMatchObject({
      aqi: undefined,
      level: undefined,
      missing: ['so2Day'],
    })
    expect(airQualityIndex(without, HJ_633_2026, 'daily', ['so2']).aqi).toBe(50)
    expect(airQualityIndex({ pm25Day: 90 }, HJ_633_2026).aqi).toBe(128)
    expect(airQualityIndex({ pm25Day: 60 }, HJ_633_2012).aqi).toBe(82)
    expect(airQualityIndex({}, HJ_633_2012).aqi).toBeUndefined()
  })

  test('levels', () => {
    expect([0, 50, 51, 100, 101, 151, 201, 300, 301, 500].map((aqi) => airQualityLevelOf(aqi).level)).toEqual(
      [1, 1, 2, 2, 3, 4, 5, 5, 6, 6],
    )
    expect(() => airQualityLevelOf(-1)).toThrow(RangeError)
    expect(() => airQualityLevelOf(Number.NaN)).toThrow(RangeError)
  })
})

describe('share of good days', () => {
  test('days without an index are not valid days', () => {
    expect(goodDayShare([50, 100, 101, undefined, 37])).toEqual({
      goodDays: 3,
      validDays: 4,
      percent: 75,
      reported: '75.0',
    })
    expect(goodDayShare([])).toMatchObject({ validDays: 0, percent: undefined })
    expect(() => goodDayShare([-1])).toThrow(RangeError)
  })
})

describe('surface water', () => {
  test.each<[SurfaceWaterSample, string]>([
    [{ dissolvedOxygen: 5.2, permanganateIndex: 5.9, ammoniaNitrogen: 0.8, totalPhosphorus: 0.18 }, '3'],
    [{ dissolvedOxygen: 5.2, permanganateIndex: 5.9, ammoniaNitrogen: 1.2, totalPhosphorus: 0.18 }, '4'],
    [{ dissolvedOxygen: 5.2, permanganateIndex: 5.9, ammoniaNitrogen: 0.8, totalPhosphorus: 0.41 }, '6'],
    [{ dissolvedOxygen: 7.5 }, '1'],
    [{ dissolvedOxygen: 7.4 }, '2'],
    [{ dissolvedOxygen: 7.4, oxygenSaturation: 90 }, '1'],
    [{ ph: 6 }, '1'],
    [{ ph: 9.1 }, '6'],
    [{ mercury: 0.00005 }, '1'],
    [{ mercury: 0.0001 }, '3'],
    [{ chemicalOxygenDemand: 20 }, '3'],
    [{ chemicalOxygenDemand: 20.1 }, '4'],
  ])('%j is class %s', (sample, expected) => {
    expect(String(surfaceWaterClass(sample).class)).toBe(expected)
  })

  test('lakes have stricter limits of total phosphorus', () => {
    expect(surfaceWaterClass({ totalPhosphorus: 0.06 }).class).toBe(2)
    expect(surfaceWaterClass({ totalPhosphorus: 0.06 }, 'lake').class).toBe(4)
  })

  test('total nitrogen and faecal coliforms are classed but do not class the section', () => {
    const found = surfaceWaterClass({ dissolvedOxygen: 8, totalNitrogen: 9, faecalColiforms: 15_000 })
    expect(found).toMatchObject({
      class: 1,
      decidedBy: ['dissolvedOxygen'],
      itemClasses: { totalNitrogen: 6, faecalColiforms: 4 },
    })
    expect(surfaceWaterClass({ totalNitrogen: 9 }).class).toBeUndefined()
  })

  test('21 items class a section', () => {
    expect(surfaceWaterItems.filter((item) => item.referenceOnly !== true)).toHaveLength(21)
  })

  test('limits never become stricter from class to class, and a worse value never gives a better class', () => {
    for (const item of surfaceWaterItems) {
      for (const limits of [item.river, item.lake ?? []]) {
        const sorted = limits.toSorted((a, b) => (item.bound === 'at-least' ? b - a : a - b))
        expect(limits, item.key).toEqual(sorted)
      }
      if (item.bound === 'within') continue
      const amount = fc.double({ min: 0, max: 100_000, noNaN: true })
      fc.assert(
        fc.property(amount, amount, fc.constantFrom('river', 'lake'), (one, other, water) => {
          const [less, more] = [Math.min(one, other), Math.max(one, other)].map(
            (value) => surfaceWaterClass({ [item.key]: value }, water).itemClasses[item.key] ?? 0,
          )
          if (item.bound === 'at-least') expect(less).toBeGreaterThanOrEqual(more ?? 0)
          else expect(more).toBeGreaterThanOrEqual(less ?? 0)
        }),
        { numRuns: 50 },
      )
    }
  })

  test('refuses negative values', () => {
    expect(() => surfaceWaterClass({ lead: -0.1 })).toThrow(RangeError)
    expect(() => surfaceWaterClass({ lead: Number.NaN })).toThrow(RangeError)
  })

  test('share of sections at class Ⅲ or better', () => {
    expect(goodSectionShare([1, 2, 3, 4, 6, undefined])).toEqual({
      goodSections: 3,
      inferiorSections: 1,
      sections: 5,
      percent: 60,
      inferiorPercent: 20,
    })
    expect(goodSectionShare([]).percent).toBeUndefined()
  })
})
