import fc from 'fast-check'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { describe, expect, it } from 'vitest'
import { normalQuantile } from '#methods/distributions/normal.ts'
import { averageAndRangeChart } from './average-and-range-chart.ts'
import { meanOf, standardDeviationOf, subgroupsOf } from './control-chart.ts'
import { paretoAnalysis } from './pareto-analysis.ts'
import type { EstimatedIndex } from './process-capability.ts'
import { processCapability } from './process-capability.ts'
import { orderDefects, pistonRings } from './published-data.ts'

const subgroups = subgroupsOf(pistonRings.slice(0, 25))
const within = {
  mean: meanOf(subgroups.values),
  standardDeviation: averageAndRangeChart(subgroups).standardDeviation,
  count: 125,
}

/** Compares with three printed decimals. */
function expectPrinted(index: EstimatedIndex | undefined, value: number, lower: number, upper: number): void {
  expect(Math.abs((index?.value ?? Number.NaN) - value)).toBeLessThan(6e-4)
  expect(Math.abs((index?.lower ?? Number.NaN) - lower)).toBeLessThan(6e-4)
  expect(Math.abs((index?.upper ?? Number.NaN) - upper)).toBeLessThan(6e-4)
}

describe('processCapability of the piston rings', () => {
  it('gives the indices and 95 % intervals qcc prints (target 74.02)', () => {
    const result = processCapability(within, { lower: 73.95, upper: 74.05, target: 74.02 })
    expectPrinted(result.potential, 1.703, 1.491, 1.915)
    expectPrinted(result.actual, 1.663, 1.448, 1.878)
    expect(result.aboutTarget?.value).toBeCloseTo(0.786, 3)
    // qcc prints 95 % one-sided bounds for Cpl and Cpu: the two-sided interval at 90 %.
    const oneSided = processCapability(within, { lower: 73.95, upper: 74.05 }, 0.9)
    expectPrinted(oneSided.lowerSide, 1.743, 1.555, 1.932)
    expectPrinted(oneSided.upperSide, 1.663, 1.483, 1.844)
  })

  it('gives the indices and expected fractions of narrow limits', () => {
    const result = processCapability(within, { lower: 73.99, upper: 74.01 })
    expectPrinted(result.potential, 0.341, 0.298, 0.383)
    expectPrinted(result.actual, 0.301, 0.231, 0.37)
    expectPrinted(result.aboutTarget, 0.338, 0.296, 0.38)
    expect(result.expectedBelow).toBeCloseTo(0.13, 2)
    expect(result.expectedAbove).toBeCloseTo(0.18, 2)
  })

  it('gives the indices of limits to one side', () => {
    const result = processCapability(within, { lower: 73.99, upper: 74.1 })
    expectPrinted(result.potential, 1.874, 1.641, 2.106)
    expectPrinted(result.actual, 0.381, 0.305, 0.456)
    expect(result.aboutTarget?.value).toBeCloseTo(0.408, 3)
  })

  it('gives Pp and Ppk with the overall standard deviation', () => {
    const overall = { ...within, standardDeviation: standardDeviationOf(subgroups.values) }
    const result = processCapability(overall, { lower: 73.95, upper: 74.05 })
    // (74.05 − 73.95) / (6 · 0.01006997) and (74.05 − 74.001176) / (3 · 0.01006997).
    expect(result.potential?.value).toBeCloseTo(1.65508634, 6)
    expect(result.actual.value).toBeCloseTo(1.61615871, 6)
  })
})

describe('processCapability in general', () => {
  it('keeps Cpk and Cpm at most Cp, equal for a centred process', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -3, max: 3, noNaN: true }),
        fc.double({ min: 0.1, max: 3, noNaN: true }),
        fc.integer({ min: 5, max: 500 }),
        (mean, standardDeviation, count) => {
          const limits = { lower: -5, upper: 5 }
          const result = processCapability({ mean, standardDeviation, count }, limits)
          const potential = result.potential?.value ?? Number.NaN
          expect(result.actual.value).toBeLessThanOrEqual(potential + 1e-12)
          expect(result.aboutTarget?.value).toBeLessThanOrEqual(potential + 1e-12)
          expect(result.potential?.lower).toBeLessThan(potential)
          const centred = processCapability({ mean: 0, standardDeviation, count }, limits)
          expect(centred.actual.value).toBeCloseTo(potential, 10)
        },
      ),
    )
  })

  it('covers the true Cpm in 95 of 100 samples, on and off target', () => {
    const generator = xoroshiro128plus(20)
    const normal = () => normalQuantile((generator.next() + 2 ** 31 + 0.5) / 2 ** 32)
    const limits = { lower: -4, upper: 4, target: 0 }
    for (const mean of [0, 1.5]) {
      let covered = 0
      for (let repetition = 0; repetition < 2000; repetition++) {
        const values = Float64Array.from({ length: 100 }, () => mean + normal())
        const process = { mean: meanOf(values), standardDeviation: standardDeviationOf(values), count: 100 }
        const { lower = 0, upper = 0 } = processCapability(process, limits).aboutTarget ?? {}
        const truth = 8 / 6 / Math.sqrt(1 + mean * mean)
        if (lower <= truth && truth <= upper) covered++
      }
      expect(covered / 2000).toBeGreaterThan(0.935)
      expect(covered / 2000).toBeLessThan(0.965)
    }
  })

  it('works with one limit', () => {
    const result = processCapability({ mean: 10, standardDeviation: 1, count: 100 }, { lower: 6 })
    expect(result.actual.value).toBeCloseTo(4 / 3, 12)
    expect(result.potential).toBeUndefined()
    expect(result.expectedAbove).toBe(0)
  })

  it('refuses what has no meaning', () => {
    const process = { mean: 0, standardDeviation: 1, count: 10 }
    expect(() => processCapability(process, {})).toThrow(/no limit/)
    expect(() => processCapability(process, { lower: 2, upper: 1 })).toThrow(RangeError)
    expect(() => processCapability({ ...process, standardDeviation: 0 }, { lower: 1 })).toThrow(RangeError)
    expect(() => processCapability({ ...process, count: 1 }, { lower: 1 })).toThrow(RangeError)
    expect(() => processCapability(process, { lower: 1 }, 1)).toThrow(RangeError)
  })
})

describe('paretoAnalysis', () => {
  it('gives the table of the Pareto example of qcc', () => {
    const table = paretoAnalysis(orderDefects)
    expect(table.map((row) => [row.cause, row.count, row.cumulativeCount])).toEqual([
      ['contact number', 94, 94],
      ['price code', 80, 174],
      ['supplier code', 66, 240],
      ['part number', 33, 273],
      ['schedule date', 27, 300],
    ])
    const printed = [31.33, 58, 80, 91, 100]
    table.forEach((row, index) => {
      expect(100 * row.cumulativeShare).toBeCloseTo(printed[index] ?? Number.NaN, 2)
    })
    expect(table.map((row) => row.class)).toEqual(['A', 'A', 'A', 'B', 'C'])
  })

  it('keeps every count, in falling order, with shares that sum to 1', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 1000 }), { minLength: 1, maxLength: 30 }), (counts) => {
        fc.pre(counts.some((count) => count > 0))
        const table = paretoAnalysis(counts.map((count, index) => ({ cause: String(index), count })))
        expect(table.map((row) => row.count)).toEqual(counts.toSorted((a, b) => b - a))
        expect(table.at(-1)?.cumulativeShare).toBeCloseTo(1, 12)
        expect(table[0]?.class).toBe('A')
      }),
    )
  })

  it('refuses counts without a sum and thresholds out of order', () => {
    expect(() => paretoAnalysis([])).toThrow(RangeError)
    expect(() => paretoAnalysis([{ cause: 'a', count: -1 }])).toThrow(RangeError)
    expect(() => paretoAnalysis([{ cause: 'a', count: 1 }], [0.9, 0.8])).toThrow(RangeError)
  })
})
