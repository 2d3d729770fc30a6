import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { falseDiscoveryRate } from './false-discovery-rate.ts'
import { informationComponent } from './information-component.ts'
import { proportionalReportingRatio } from './proportional-reporting-ratio.ts'
import type { ReportTable } from './report-table.ts'
import { chiSquaredOfReports } from './report-table.ts'
import { reportingOddsRatio } from './reporting-odds-ratio.ts'

function table(both: number, productOnly: number, problemOnly: number, neither: number): ReportTable {
  return { both, productOnly, problemOnly, neither }
}

const count = fc.integer({ min: 1, max: 5000 })
const anyTable = fc.tuple(count, count, count, count).map((cells) => table(...cells))

describe('proportionalReportingRatio', () => {
  it('gives rifabutin and uveitis as printed (Evans et al. 2001: PRR 586, χ² 22,740)', () => {
    const rifabutin = table(41, 14, 754, 591_958)
    const result = proportionalReportingRatio(rifabutin)
    expect(Math.round(result.value)).toBe(586)
    expect(Math.round(chiSquaredOfReports(rifabutin, false) / 10) * 10).toBe(22_740)
    expect(result.signal).toBe(true)
  })

  it('gives the interval of the ratio of proportions of the aspirin study as printed by Agresti (1.82; 1.43, 2.30)', () => {
    const { value, lower, upper } = proportionalReportingRatio(table(189, 10_845, 104, 10_933))
    expect(value).toBeCloseTo(1.82, 2)
    expect(Math.abs(lower - 1.43)).toBeLessThan(0.01)
    expect(Math.abs(upper - 2.3)).toBeLessThan(0.01)
  })

  it('is no signal below three reports, and has no interval without reports', () => {
    expect(proportionalReportingRatio(table(2, 3, 5, 90_000))).toMatchObject({ signal: false })
    expect(proportionalReportingRatio(table(0, 5, 5, 90))).toMatchObject({
      value: 0,
      lower: 0,
      upper: Number.POSITIVE_INFINITY,
    })
    expect(proportionalReportingRatio(table(3, 5, 0, 90)).lower).toBe(0)
  })
})

describe('reportingOddsRatio', () => {
  it('gives hay fever and eczema as printed (Bland and Altman 2000: 4.89; 4.00 to 5.99)', () => {
    const { value, lower, upper, signal } = reportingOddsRatio(table(141, 420, 928, 13_525))
    expect(value).toBeCloseTo(4.89, 2)
    expect(lower).toBeCloseTo(4, 2)
    expect(upper).toBeCloseTo(5.99, 2)
    expect(signal).toBe(true)
  })

  it('is the same seen from the product or from the problem, and inverse when one is turned round', () => {
    fc.assert(
      fc.property(anyTable, (reports) => {
        const { both, productOnly, problemOnly, neither } = reports
        const ratio = reportingOddsRatio(reports)
        expect(reportingOddsRatio(table(both, problemOnly, productOnly, neither)).value).toBe(ratio.value)
        const turned = reportingOddsRatio(table(productOnly, both, neither, problemOnly)).value
        expect(turned * ratio.value).toBeCloseTo(1, 12)
      }),
    )
  })

  it('is no signal with an empty cell', () => {
    expect(reportingOddsRatio(table(3, 0, 5, 9))).toMatchObject({ lower: 0, signal: false })
  })
})

describe('informationComponent', () => {
  it('gives the component of 25 reports where 2.25 were expected', () => {
    const { expected, value } = informationComponent(table(25, 75, 200, 9700))
    expect(expected).toBeCloseTo(2.25, 12)
    expect(value).toBeCloseTo(Math.log2(25.5 / 2.75), 12)
  })

  it('stays near the printed closed approximations of its bounds from three reports on', () => {
    for (const both of [3, 10, 25, 100, 1000]) {
      const { value, lower, upper } = informationComponent(table(both, 75, 200, 9700))
      const n = both + 0.5
      expect(Math.abs(lower - (value - 3.3 * n ** -0.5 - 2 * n ** -1.5))).toBeLessThan(0.06)
      expect(Math.abs(upper - (value + 2.4 * n ** -0.5 - 0.5 * n ** -1.5))).toBeLessThan(0.06)
    }
  })

  it('needs three reports for a signal, however few were expected (Norén et al. 2013)', () => {
    expect(informationComponent(table(2, 0, 0, 100_000_000)).signal).toBe(false)
    expect(informationComponent(table(3, 0, 0, 100_000_000)).signal).toBe(true)
  })
})

describe('the three measures', () => {
  it('agree on the side of 1 and keep their value inside their interval', () => {
    fc.assert(
      fc.property(anyTable, (reports) => {
        const prr = proportionalReportingRatio(reports)
        const ror = reportingOddsRatio(reports)
        const component = informationComponent(reports)
        const side = Math.sign(reports.both * reports.neither - reports.productOnly * reports.problemOnly)
        if (side !== 0) {
          expect(Math.sign(ror.value - 1)).toBe(side)
          expect(Math.sign(prr.value - 1)).toBe(side)
          expect(Math.sign(component.value)).toBe(side)
        }
        for (const { value, lower, upper } of [prr, ror, component]) {
          expect(lower).toBeLessThan(value)
          expect(upper).toBeGreaterThan(value)
        }
      }),
    )
  })

  it('refuse impossible numbers', () => {
    for (const measure of [proportionalReportingRatio, reportingOddsRatio, informationComponent]) {
      expect(() => measure(table(-1, 1, 1, 1))).toThrow(RangeError)
      expect(() => measure(table(1.5, 1, 1, 1))).toThrow(RangeError)
      expect(() => measure(table(0, 0, 0, 0))).toThrow(RangeError)
      expect(() => measure(table(1, 1, 1, 1), 1)).toThrow(RangeError)
    }
    expect(() => proportionalReportingRatio(table(0, 0, 1, 1))).toThrow(RangeError)
  })
})

describe('chiSquaredOfReports', () => {
  it('does not turn negative by the correction and is 0 for an empty margin', () => {
    expect(chiSquaredOfReports(table(1, 1, 1, 1))).toBe(0)
    expect(chiSquaredOfReports(table(0, 0, 3, 4))).toBe(0)
  })
})

describe('falseDiscoveryRate', () => {
  it('rejects the four hypotheses of the example of Benjamini and Hochberg (1995)', () => {
    const probabilities = Float64Array.of(
      0.0001,
      0.0004,
      0.0019,
      0.0095,
      0.0201,
      0.0278,
      0.0298,
      0.0344,
      0.0459,
      0.324,
      0.4262,
      0.5719,
      0.6528,
      0.759,
      1,
    )
    expect(falseDiscoveryRate(probabilities, 0.05).rejected).toEqual([0, 1, 2, 3])
  })

  it('never rejects less than Bonferroni nor more than each test alone, in any order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 40 }),
        (list) => {
          const { adjusted, rejected } = falseDiscoveryRate(Float64Array.from(list), 0.05)
          list.forEach((p, position) => {
            if (p * list.length <= 0.05) expect(rejected).toContain(position)
            if (p > 0.05) expect(rejected).not.toContain(position)
            expect(adjusted[position]).toBeGreaterThanOrEqual(p - 1e-12)
          })
          const turned = falseDiscoveryRate(Float64Array.from(list.toReversed()), 0.05).adjusted
          expect([...turned].reverse()).toEqual([...adjusted])
        },
      ),
    )
  })

  it('refuses values that are no probabilities', () => {
    expect(() => falseDiscoveryRate(Float64Array.of(1.1))).toThrow(RangeError)
    expect(() => falseDiscoveryRate(Float64Array.of(0.1), 0)).toThrow(RangeError)
  })
})
