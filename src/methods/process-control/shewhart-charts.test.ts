import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { averageAndDeviationChart } from './average-and-deviation-chart.ts'
import { averageAndRangeChart } from './average-and-range-chart.ts'
import type { ControlChart } from './control-chart.ts'
import { subgroupsOf } from './control-chart.ts'
import { individualsChart } from './individuals-chart.ts'
import { nonconformingUnitsChart } from './nonconforming-units-chart.ts'
import { nonconformitiesChart } from './nonconformities-chart.ts'
import { nonconformityRateChart } from './nonconformity-rate-chart.ts'
import { proportionChart } from './proportion-chart.ts'
import {
  circuitBoards,
  dyedCloth,
  flowRates,
  orangeJuice,
  personalComputers,
  pistonRings,
  primerViscosity,
  purchaseOrders,
} from './published-data.ts'

const firstPositions = (count: number) => Array.from({ length: count }, (_, index) => index)
const numbered = (positions: readonly number[]) => positions.map((position) => position + 1)

/** Compares to the printed digits: `digits` decimals. */
function expectLine(chart: ControlChart, position: number, printed: readonly number[], digits: number): void {
  const line = [chart.lower[position], chart.centre[position], chart.upper[position]]
  line.forEach((value, k) => {
    expect(Math.abs((value ?? Number.NaN) - (printed[k] ?? Number.NaN))).toBeLessThan(0.51 * 10 ** -digits)
  })
}

describe('X̄-R and X̄-s charts of the piston rings (qcc, Montgomery)', () => {
  const subgroups = subgroupsOf(pistonRings)
  const reference = firstPositions(25)

  it('gives the printed limits of averages and ranges and the three points out of control', () => {
    const { averages, ranges, standardDeviation } = averageAndRangeChart(subgroups, { reference })
    // qcc prints 73.98805, 74.00118, 74.0143 and σ 0.009785039 with d2 rounded to 2.326.
    expectLine(averages, 0, [73.98805, 74.001176, 74.0143], 4)
    expect(standardDeviation).toBeCloseTo(0.009785039, 6)
    expect(numbered(averages.beyond)).toEqual([37, 38, 39])
    expectLine(ranges, 0, [0, 0.02276, 0.04812533], 5)
    expect(ranges.beyond).toEqual([])
  })

  it('gives the printed limits of the standard deviations', () => {
    const { deviations, standardDeviation } = averageAndDeviationChart(subgroups, { reference })
    expectLine(deviations, 0, [0, 0.009240037, 0.01930242], 7)
    expect(standardDeviation).toBeCloseTo(0.009829977, 7)
  })

  it('gives the averages of the new samples', () => {
    const { averages } = averageAndRangeChart(subgroups)
    const printed = [74.0086, 74.0022, 73.9922, 74.0036, 73.9974, 74.0072, 74.0056, 73.9978, 74.0112, 74.0126]
    printed.forEach((value, index) => {
      expect(averages.points[25 + index]).toBeCloseTo(value, 9)
    })
  })

  it('moves with the origin and scales with the unit of the measurement', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        fc.double({ min: -100, max: 100, noNaN: true }),
        (factor, shift) => {
          const changed = { size: 5, values: subgroups.values.map((value) => factor * (value - 74) + shift) }
          const original = averageAndRangeChart(subgroups).averages
          const { averages } = averageAndRangeChart(changed)
          expect(averages.upper[0]).toBeCloseTo(factor * ((original.upper[0] ?? 0) - 74) + shift, 8)
          expect(averages.beyond).toEqual(original.beyond)
        },
      ),
    )
  })

  it('refuses subgroups that are not whole', () => {
    expect(() => subgroupsOf([[1, 2], [3]])).toThrow(RangeError)
    expect(() => subgroupsOf([])).toThrow(RangeError)
    expect(() => subgroupsOf([[1, Number.NaN]])).toThrow(RangeError)
    expect(() => averageAndRangeChart({ values: Float64Array.of(1, 2, 3), size: 2 })).toThrow(RangeError)
    expect(() => averageAndRangeChart(subgroups, { reference: [99] })).toThrow(/sample 100/)
    expect(() => averageAndDeviationChart(subgroups, { reference: [] })).toThrow(RangeError)
  })
})

describe('individualsChart', () => {
  it('gives the limits printed in the NIST/SEMATECH handbook', () => {
    const { individuals, movingRanges } = individualsChart(Float64Array.from(flowRates))
    // 50.81 ± 3 · 1.8778 / 1.128.
    expectLine(individuals, 0, [45.8159, 50.81, 55.8041], 2)
    expect(movingRanges.centre[0]).toBeCloseTo(1.8778, 4)
    expect(individuals.beyond).toEqual([])
  })

  it('gives the limits qcc prints for the viscosity of 20 trial batches', () => {
    const values = Float64Array.from(primerViscosity)
    const { individuals, standardDeviation } = individualsChart(values, { reference: firstPositions(20) })
    expect(standardDeviation).toBeCloseTo(0.5076521, 3)
    // qcc rounds d2 to 1.128, so its last printed figures differ.
    expectLine(individuals, 0, [32.56504, 34.088, 35.61096], 2)
    expect(numbered(individuals.beyond)).toEqual([4])
  })

  it('takes both moving ranges of a value put aside out of the estimate', () => {
    const { movingRanges } = individualsChart(Float64Array.of(1, 2, 50, 3, 5), { reference: [0, 1, 3, 4] })
    expect(movingRanges.centre[0]).toBe(1.5)
  })

  it('refuses a single value and gaps', () => {
    expect(() => individualsChart(Float64Array.of(1))).toThrow(RangeError)
    expect(() => individualsChart(Float64Array.of(1, Number.NaN, 2))).toThrow(RangeError)
    expect(() => individualsChart(Float64Array.of(1, 5, 2), { reference: [0, 2] })).toThrow(RangeError)
  })
})

describe('charts for attributes', () => {
  const juice = Float64Array.from(orangeJuice)

  it('p: gives the limits of the orange juice, with and without the samples put aside', () => {
    const first = proportionChart({ counts: juice, sizes: 50 }, { reference: firstPositions(30) })
    expectLine(first, 0, [0.05242755, 0.2313333, 0.4102391], 7)
    expect(numbered(first.beyond.filter((position) => position < 30))).toEqual([15, 23])
    const kept = firstPositions(30).filter((position) => position !== 14 && position !== 22)
    expectLine(
      proportionChart({ counts: juice, sizes: 50 }, { reference: kept }),
      0,
      [0.04070284, 0.215, 0.3892972],
      7,
    )
  })

  it('p: gives the limits of the purchase orders, whose sizes differ', () => {
    const chart = proportionChart({
      counts: Float64Array.from(purchaseOrders.counts),
      sizes: Float64Array.from(purchaseOrders.sizes),
    })
    // Printed: p̄ 0.096 and limits 0.007/0.184 (n 100), 0/0.194 (n 80) computed with the rounded p̄; week 11 is out.
    expect(Math.abs((chart.centre[0] ?? 0) - 234 / 2450)).toBeLessThan(1e-12)
    expectLine(chart, 0, [0.007, 0.096, 0.184], 3)
    expectLine(chart, 1, [0, 0.096, 0.194], 3)
    expect(numbered(chart.beyond)).toEqual([11])
  })

  it('np: gives the limits qcc prints for the orange juice', () => {
    const chart = nonconformingUnitsChart({ counts: juice, sizes: 50 }, { reference: firstPositions(30) })
    expectLine(chart, 0, [2.621377, 11.56667, 20.51196], 5)
  })

  it('c: gives the limits of the circuit boards, with and without the units put aside', () => {
    const counts = Float64Array.from(circuitBoards)
    const first = nonconformitiesChart(counts, { reference: firstPositions(26) })
    expectLine(first, 0, [6.481447, 19.84615, 33.21086], 5)
    expect(numbered(first.beyond.filter((position) => position < 26))).toEqual([6, 20])
    const kept = firstPositions(26).filter((position) => position !== 5 && position !== 19)
    expectLine(nonconformitiesChart(counts, { reference: kept }), 0, [6.362532, 19.66667, 32.9708], 4)
  })

  it('u: gives the limits qcc prints for the personal computers', () => {
    const chart = nonconformityRateChart({ counts: Float64Array.from(personalComputers), sizes: 5 })
    expectLine(chart, 0, [0.06613305, 1.93, 3.793867], 6)
    expect(chart.beyond).toEqual([])
  })

  it('u: gives the limits of the dyed cloth, whose sizes differ', () => {
    const chart = nonconformityRateChart({
      counts: Float64Array.from(dyedCloth.counts),
      sizes: Float64Array.from(dyedCloth.sizes),
    })
    // Printed with ū rounded to 1.42 before the limits: 0.29/2.55 (n 10), 0.16/2.68 (n 8), 0.43/2.41 (n 13).
    expect(chart.centre[0]).toBeCloseTo(153 / 107.5, 12)
    for (const [position, low, high] of [
      [0, 0.29, 2.55],
      [1, 0.16, 2.68],
      [2, 0.43, 2.41],
      [9, 0.41, 2.43],
    ] as const) {
      expect(Math.abs((chart.lower[position] ?? Number.NaN) - low)).toBeLessThan(0.01)
      expect(Math.abs((chart.upper[position] ?? Number.NaN) - high)).toBeLessThan(0.01)
    }
  })

  it('np is the p chart times the sample size', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 2, maxLength: 30 }),
        fc.integer({ min: 40, max: 500 }),
        (values, size) => {
          const counts = Float64Array.from(values)
          const p = proportionChart({ counts, sizes: size })
          const np = nonconformingUnitsChart({ counts, sizes: size })
          p.upper.forEach((limit, index) => {
            expect(np.upper[index]).toBeCloseTo(limit * size, 8)
            expect(np.lower[index]).toBeCloseTo((p.lower[index] ?? Number.NaN) * size, 8)
          })
        },
      ),
    )
  })

  it('refuses counts and sizes that are not possible', () => {
    expect(() => proportionChart({ counts: Float64Array.of(5), sizes: 4 })).toThrow(RangeError)
    expect(() => proportionChart({ counts: Float64Array.of(1, 2), sizes: Float64Array.of(4) })).toThrow(
      RangeError,
    )
    expect(() =>
      nonconformingUnitsChart({ counts: Float64Array.of(1, 2), sizes: Float64Array.of(4, 5) }),
    ).toThrow(/p chart/)
    expect(() => nonconformitiesChart(Float64Array.of(1.5))).toThrow(RangeError)
    expect(() => nonconformitiesChart(Float64Array.of(-1))).toThrow(RangeError)
    expect(() => nonconformitiesChart(new Float64Array(0))).toThrow(RangeError)
    expect(() => nonconformityRateChart({ counts: Float64Array.of(1), sizes: 0 })).toThrow(RangeError)
  })
})
