import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { composeHierarchy, pairwiseWeights, randomIndexOf } from './analytic-hierarchy.ts'

/** A reciprocal matrix from its part above the diagonal, row by row. */
function reciprocal(size: number, upper: readonly number[]): number[][] {
  const matrix = Array.from({ length: size }, () => Array<number>(size).fill(1))
  let next = 0
  for (let i = 0; i < size; i++) {
    for (let j = i + 1; j < size; j++) {
      const value = upper[next++] ?? 1
      const [row, mirrored] = [matrix[i], matrix[j]]
      if (row === undefined || mirrored === undefined) continue
      row[j] = value
      mirrored[i] = 1 / value
    }
  }
  return matrix
}

describe('published cases', () => {
  test('consumption of drinks (Saaty 2008): weights to three decimals, CR 0.022', () => {
    // coffee, wine, tea, beer, soda, milk, water
    const drinks = reciprocal(7, [
      9,
      5,
      2,
      1,
      1,
      1 / 2,
      1 / 3,
      1 / 9,
      1 / 9,
      1 / 9,
      1 / 9,
      1 / 3,
      1 / 4,
      1 / 3,
      1 / 9,
      1 / 2,
      1,
      1 / 3,
      2,
      1 / 2,
      1 / 3,
    ])
    const { weights, consistencyRatio, acceptable } = pairwiseWeights(drinks)
    expect(weights.map((weight) => weight.toFixed(3))).toEqual([
      '0.177',
      '0.019',
      '0.042',
      '0.116',
      '0.190',
      '0.129',
      '0.327',
    ])
    expect(consistencyRatio.toFixed(3)).toBe('0.022')
    expect(acceptable).toBe(true)
    expect(pairwiseWeights(drinks, { randomIndex: 'donegan-dodd-1991' }).consistencyRatio.toFixed(4)).toBe(
      '0.0235',
    )
  })

  test('choice of a city (Saaty 2005): two levels', () => {
    // Culture, Family, Housing, Jobs, Transportation
    const criteria = reciprocal(5, [1 / 5, 3, 1 / 2, 5, 7, 1, 7, 1 / 4, 3, 7])
    // Bethesda, Boston, Pittsburgh, Santa Fe
    const cities = [
      [1 / 2, 1, 1 / 2, 2.5, 1, 1 / 2.5],
      [2, 1 / 3, 4, 1 / 8, 2, 9],
      [5, 1 / 2, 2.5, 1 / 9, 1 / 4, 7],
      [1 / 2, 3, 4, 6, 8, 1],
      [1.5, 1 / 2, 4, 1 / 3.5, 2.5, 9],
    ].map((upper) => pairwiseWeights(reciprocal(4, upper)).weights)
    const leaves = composeHierarchy(pairwiseWeights(criteria).weights, cities)
    const totals = [0, 1, 2, 3].map((city) => leaves.reduce((sum, weights) => sum + (weights[city] ?? 0), 0))
    expect(totals.map((total) => total.toFixed(3))).toEqual(['0.229', '0.275', '0.385', '0.111'])
  })
})

describe('random index', () => {
  test('of three criteria: the mean over all 4,913 matrices on the scale 1/9 … 9 is 0.52', () => {
    const scale = [1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((value) => (value === 1 ? [1] : [value, 1 / value]))
    let total = 0
    for (const a of scale)
      for (const b of scale)
        for (const c of scale) total += pairwiseWeights(reciprocal(3, [a, b, c])).consistencyIndex
    expect((total / scale.length ** 3).toFixed(2)).toBe(randomIndexOf(3).toFixed(2))
  })

  test('between the sizes Donegan and Dodd give it is interpolated; beyond 15 Saaty gives none', () => {
    expect(randomIndexOf(35, 'donegan-dodd-1991')).toBeCloseTo((1.5772 + 1.5976) / 2, 10)
    expect(() => randomIndexOf(16)).toThrow(RangeError)
    expect(() => randomIndexOf(101, 'donegan-dodd-1991')).toThrow(RangeError)
  })
})

describe('properties', () => {
  const weightsOf = fc.array(fc.double({ min: 0.1, max: 10, noNaN: true }), { minLength: 1, maxLength: 9 })

  test('a consistent matrix gives back the weights it was made of, with CR 0, by either method', () => {
    fc.assert(
      fc.property(weightsOf, (raw) => {
        const total = raw.reduce((sum, value) => sum + value, 0)
        const matrix = raw.map((row) => raw.map((column) => row / column))
        for (const method of ['eigenvector', 'geometric-mean'] as const) {
          const found = pairwiseWeights(matrix, { method })
          for (const [index, weight] of found.weights.entries())
            expect(weight).toBeCloseTo((raw[index] ?? 0) / total, 9)
          expect(found.consistencyRatio).toBeCloseTo(0, 7)
        }
      }),
    )
  })

  test('λmax is never below n', () => {
    const upper = fc.array(fc.constantFrom(1, 2, 3, 5, 7, 9, 1 / 2, 1 / 3, 1 / 5, 1 / 9), {
      minLength: 10,
      maxLength: 10,
    })
    fc.assert(
      fc.property(upper, (values) => {
        expect(pairwiseWeights(reciprocal(5, values)).principalEigenvalue).toBeGreaterThanOrEqual(5 - 1e-9)
      }),
    )
  })
})

test('a contradiction is told', () => {
  // a over b 9, b over c 9, c over a 9
  expect(pairwiseWeights(reciprocal(3, [9, 1 / 9, 9])).acceptable).toBe(false)
})

test.each([
  [[]],
  [[[1, 2]]],
  [
    [
      [1, 2],
      [2, 1],
    ],
  ],
  [
    [
      [1, -2],
      [-0.5, 1],
    ],
  ],
  [[[2]]],
])('refuses %j', (matrix) => {
  expect(() => pairwiseWeights(matrix)).toThrow(RangeError)
})
