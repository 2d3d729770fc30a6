import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { averageAndRangeChart } from './average-and-range-chart.ts'
import { subgroupsOf } from './control-chart.ts'
import { cumulativeSumChart } from './cumulative-sum-chart.ts'
import { individualsChart } from './individuals-chart.ts'
import { movingAverageChart } from './moving-average-chart.ts'
import { handbookSeries, pistonRings, primerViscosity, shiftedProcess } from './published-data.ts'

const reference = Array.from({ length: 25 }, (_, index) => index)
const rings = averageAndRangeChart(subgroupsOf(pistonRings), { reference })
const ringSettings = {
  centre: rings.averages.centre[0] ?? Number.NaN,
  standardError: rings.averages.standardErrors[0] ?? Number.NaN,
}
const numbered = (positions: readonly number[]) => positions.map((position) => position + 1)

describe('cumulativeSumChart', () => {
  it('gives the table Montgomery prints (target 10, σ 1, k 0.5, h 5)', () => {
    const chart = cumulativeSumChart(Float64Array.from(shiftedProcess), { target: 10, standardError: 1 })
    // Printed to two decimals.
    const printedUpper = new Map([
      [4, 1.16],
      [5, 2.82],
      [24, 2.79],
      [26, 3.47],
      [28, 4.47],
      [29, 5.28],
    ])
    for (const [period, value] of printedUpper) expect(chart.upper[period - 1]).toBeCloseTo(value, 6)
    expect(chart.lower[1]).toBeCloseTo(1.56, 6)
    expect(chart.lower[2]).toBeCloseTo(1.77, 6)
    expect(numbered(chart.signals)).toEqual([29, 30])
    // Seven periods since the sum was last 0: the shift came between periods 22 and 23.
    expect(chart.upperRun[28]).toBe(7)
  })

  it('gives the sums of the piston rings and the first signal at sample 37', () => {
    const chart = cumulativeSumChart(rings.averages.points, { target: ringSettings.centre, ...ringSettings })
    const published = [
      0, 1.19647, 0.93047, 0, 0.05391, 0, 0.87656, 1.38749, 0.11604, 1.90664, 4.01716, 4.16248, 7.18705,
    ]
    published.forEach((value, index) => {
      expect(chart.upper[24 + index]).toBeCloseTo(value, 4)
    })
    expect(chart.upper[39]).toBeCloseTo(17.63184, 3)
    expect(chart.signals[0]).toBe(36)
    expect(Math.max(...chart.lower)).toBeCloseTo(2.91117, 4)
  })

  it('is mirrored by a mirrored series, and a head start only ever raises the sums', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -4, max: 4, noNaN: true }), { minLength: 1, maxLength: 60 }),
        (list) => {
          const points = Float64Array.from(list)
          const options = { target: 0, standardError: 1 }
          const chart = cumulativeSumChart(points, options)
          const mirrored = cumulativeSumChart(
            points.map((x) => -x),
            options,
          )
          expect([...mirrored.upper]).toEqual([...chart.lower])
          expect(mirrored.signals).toEqual(chart.signals)
          const started = cumulativeSumChart(points, { ...options, headStart: 2.5 })
          started.upper.forEach((value, position) => {
            expect(value).toBeGreaterThanOrEqual(chart.upper[position] ?? Number.NaN)
          })
        },
      ),
    )
  })

  it('refuses settings without meaning', () => {
    const points = Float64Array.of(1)
    expect(() => cumulativeSumChart(points, { target: 0, standardError: 0 })).toThrow(RangeError)
    expect(() => cumulativeSumChart(points, { target: 0, standardError: 1, decisionInterval: 0 })).toThrow(
      RangeError,
    )
    expect(() => cumulativeSumChart(points, { target: 0, standardError: 1, allowance: -1 })).toThrow(
      RangeError,
    )
    expect(() => cumulativeSumChart(Float64Array.of(Number.NaN), { target: 0, standardError: 1 })).toThrow(
      RangeError,
    )
  })
})

describe('movingAverageChart', () => {
  it('gives the averages and limits of the NIST/SEMATECH handbook (λ 0.3, L 3, asymptotic limits)', () => {
    const chart = movingAverageChart(Float64Array.from(handbookSeries), {
      centre: 50,
      standardError: 2.0539,
      weight: 0.3,
      limits: 'asymptotic',
    })
    const printed = [
      50.6, 49.52, 50.56, 50.18, 50.16, 49.21, 49.75, 49.85, 50.26, 50.33, 50.11, 49.36, 49.52, 50.05, 49.38,
      49.92, 50.73, 51.23, 51.94, 51.99,
    ]
    printed.forEach((value, index) => {
      expect(Math.abs((chart.points[index] ?? Number.NaN) - value)).toBeLessThan(0.00501)
    })
    expect(chart.upper[0]).toBeCloseTo(52.5884, 3)
    expect(chart.lower[0]).toBeCloseTo(47.4115, 3)
    expect(chart.beyond).toEqual([])
  })

  it('gives the limits qcc prints for the piston rings and the signals 37 to 40', () => {
    const chart = movingAverageChart(rings.averages.points, ringSettings)
    for (const [sample, low, high] of [
      [1, 73.99855, 74.0038],
      [2, 73.99781, 74.00454],
      [25, 73.9968, 74.00555],
    ] as const) {
      expect(chart.lower[sample - 1]).toBeCloseTo(low, 4)
      expect(chart.upper[sample - 1]).toBeCloseTo(high, 4)
    }
    expect(chart.points[0]).toBeCloseTo(74.0029808, 7)
    expect(chart.points[24]).toBeCloseTo(74.0016065, 7)
    expect(chart.points[39]).toBeCloseTo(74.0125973, 7)
    expect(numbered(chart.beyond)).toEqual([37, 38, 39, 40])
  })

  it('gives the limits qcc prints for the viscosity of single batches (L 2.7)', () => {
    const values = Float64Array.from(primerViscosity)
    const trial = individualsChart(values, { reference: Array.from({ length: 20 }, (_, index) => index) })
    const chart = movingAverageChart(values, {
      centre: trial.individuals.centre[0] ?? Number.NaN,
      standardError: trial.standardDeviation,
      sigmas: 2.7,
    })
    expect(chart.lower[0]).toBeCloseTo(33.81387, 3)
    expect(chart.upper[1]).toBeCloseTo(34.43906, 3)
    expect(chart.upper[34]).toBeCloseTo(34.54489, 3)
  })

  it('is the Shewhart chart for λ = 1', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 1, maxLength: 40 }),
        (list) => {
          const points = Float64Array.from(list)
          const chart = movingAverageChart(points, { centre: 0, standardError: 2, weight: 1 })
          expect([...chart.points].map(Math.abs)).toEqual(list.map(Math.abs))
          expect(chart.beyond).toEqual([...points.keys()].filter((index) => Math.abs(points[index] ?? 0) > 6))
        },
      ),
    )
  })

  it('refuses settings without meaning', () => {
    const points = Float64Array.of(1)
    expect(() => movingAverageChart(points, { centre: 0, standardError: 1, weight: 0 })).toThrow(RangeError)
    expect(() => movingAverageChart(points, { centre: 0, standardError: 1, weight: 1.1 })).toThrow(RangeError)
    expect(() => movingAverageChart(points, { centre: 0, standardError: 0 })).toThrow(RangeError)
  })
})
