import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { correlationOf, prepareWeightedMoments } from './weighted-moments.ts'

/** Two-pass covariance of the rows written out as often as they are drawn: the definition itself. */
function covarianceByDefinition(values: Float64Array, columns: number, weights: Uint16Array) {
  const drawn: number[][] = []
  weights.forEach((weight, row) => {
    for (let copy = 0; copy < weight; copy++) {
      drawn.push([...values.subarray(row * columns, (row + 1) * columns)])
    }
  })
  const means = Array.from(
    { length: columns },
    (_, column) => drawn.reduce((sum, row) => sum + (row[column] ?? 0), 0) / drawn.length,
  )
  const covariance = means.flatMap((meanA, a) =>
    means.map(
      (meanB, b) =>
        drawn.reduce((sum, row) => sum + ((row[a] ?? 0) - meanA) * ((row[b] ?? 0) - meanB), 0) /
        (drawn.length - 1),
    ),
  )
  return { means, covariance }
}

function tableOf(cell: fc.Arbitrary<number>) {
  return fc
    .record({ rows: fc.integer({ min: 2, max: 30 }), columns: fc.integer({ min: 1, max: 8 }) })
    .chain(({ rows, columns }) =>
      fc.record({
        columns: fc.constant(columns),
        values: fc.array(cell, { minLength: rows * columns, maxLength: rows * columns }),
        weights: fc.array(fc.nat({ max: 5 }), { minLength: rows, maxLength: rows }),
      }),
    )
}

function expectDefinition(table: { columns: number; values: number[]; weights: number[] }): void {
  fc.pre(table.weights.reduce((sum, weight) => sum + weight, 0) >= 2)
  const values = Float64Array.from(table.values)
  const weights = Uint16Array.from(table.weights)
  const expected = covarianceByDefinition(values, table.columns, weights)
  const moments = prepareWeightedMoments(values, table.columns)(weights)
  expected.means.forEach((mean, index) => {
    expect(moments.means[index]).toBeCloseTo(mean, 9)
  })
  expected.covariance.forEach((value, index) => {
    expect(moments.covariance[index]).toBeCloseTo(value, 8)
  })
}

describe('prepareWeightedMoments', () => {
  it('gives the covariance of the definition on rating-scale answers', () => {
    fc.assert(fc.property(tableOf(fc.integer({ min: 1, max: 10 })), expectDefinition))
  })

  it('gives the covariance of the definition on other data', () => {
    fc.assert(fc.property(tableOf(fc.double({ min: -50, max: 50, noNaN: true })), expectDefinition))
  })

  it('does not overflow when one row is drawn more often than a lane holds', () => {
    const values = Float64Array.of(0, 90, 90, 0, 90, 90, 45, 45)
    const weights = Uint16Array.of(60_000, 60_000, 60_000, 1)
    const { means, covariance } = prepareWeightedMoments(values, 2)(weights)
    // Columns: 120,000 times 90, 60,000 times 0 and one 45: worked as whole numbers.
    const total = 180_001
    const sum = 120_000 * 90 + 45
    const variance = (120_000 * 8100 + 2025 - (sum * sum) / total) / (total - 1)
    const cross = (60_000 * 8100 + 2025 - (sum * sum) / total) / (total - 1)
    expect(means[0]).toBeCloseTo(sum / total, 12)
    expect(covariance[0]).toBeCloseTo(variance, 9)
    expect(covariance[1]).toBeCloseTo(cross, 9)
    expect(covariance[3]).toBeCloseTo(variance, 9)
  })

  it('refuses missing values and a single drawn row', () => {
    expect(() => prepareWeightedMoments(Float64Array.of(1, Number.NaN), 1)).toThrow(RangeError)
    expect(() => prepareWeightedMoments(Float64Array.of(1, 2, 3), 2)).toThrow(RangeError)
    expect(() => prepareWeightedMoments(Float64Array.of(1, 2), 1)(Uint16Array.of(1, 0))).toThrow(RangeError)
  })
})

describe('correlationOf', () => {
  it('scales by the standard deviations', () => {
    const correlation = correlationOf(Float64Array.of(4, 3, 3, 9), 2)
    expect(correlation && [...correlation]).toEqual([1, 0.5, 0.5, 1])
  })

  it('has no answer for a column without variance', () => {
    expect(correlationOf(Float64Array.of(4, 0, 0, 0), 2)).toBeUndefined()
  })
})
