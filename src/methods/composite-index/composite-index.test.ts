import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { efficacyCoefficient } from './efficacy-coefficient.ts'
import { entropyWeights } from './entropy-weight.ts'
import { normaliseWeights, ranksOf } from './indicator-table.ts'
import { minMaxScores } from './min-max.ts'
import { bandScore, deductionScore, improvement, proportionalScore, rankScores } from './target-score.ts'
import { topsis } from './topsis.ts'
import { weightSensitivity, withWeight } from './weight-sensitivity.ts'
import { weightedComposite } from './weighted-composite.ts'
import { zScores } from './z-score.ts'

const finite = fc.double({ min: -1e6, max: 1e6, noNaN: true })
const positive = fc.double({ min: 0.01, max: 1000, noNaN: true })
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

describe('min–max and z-scores', () => {
  test('best 1, worst 0, turned round for costs', () => {
    expect(minMaxScores([10, 20, 15])).toEqual([0, 1, 0.5])
    expect(minMaxScores([10, 20, 15], 'cost')).toEqual([1, 0, 0.5])
    expect(minMaxScores([5, 25], 'benefit', { low: 10, high: 20 })).toEqual([0, 1])
  })

  test('the z-scores of 2, 4, 4, 4, 5, 5, 7, 9: mean 5, population standard deviation 2', () => {
    expect(zScores([2, 4, 4, 4, 5, 5, 7, 9], 'benefit', 'population')).toEqual([
      -1.5, -0.5, -0.5, -0.5, 0, 0, 1, 2,
    ])
    expect(zScores([1, 3], 'cost')[0]).toBeCloseTo(Math.SQRT1_2, 12)
  })

  test('unchanged by unit and origin of the indicator', () => {
    const column = fc
      .array(fc.integer({ min: -1000, max: 1000 }), { minLength: 3, maxLength: 20 })
      .filter((values) => new Set(values).size > 1)
    fc.assert(
      fc.property(
        column,
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: -500, max: 500 }),
        (values, factor, shift) => {
          const moved = values.map((value) => value * factor + shift)
          for (const [index, score] of minMaxScores(moved).entries())
            expect(score).toBeCloseTo(minMaxScores(values)[index] ?? Number.NaN, 9)
          for (const [index, score] of zScores(moved).entries())
            expect(score).toBeCloseTo(zScores(values)[index] ?? Number.NaN, 9)
          expect(sum(zScores(values))).toBeCloseTo(0, 9)
        },
      ),
    )
  })

  test.each([[[]], [[1]], [[3, 3]], [[1, Number.NaN]]])('refuses %j', (values) => {
    expect(() => minMaxScores(values)).toThrow(RangeError)
    expect(() => zScores(values)).toThrow(RangeError)
  })
})

describe('efficacy coefficient', () => {
  test('the textbook case: 5.81 between 6 and 12 scores 58.73', () => {
    expect(efficacyCoefficient(5.81, { unacceptable: 6, satisfactory: 12 })).toBeCloseTo(58.7333, 4)
  })

  test('linear 60/40 between 80 and 100', () => {
    const ends = { unacceptable: 80, satisfactory: 100 }
    expect([95, 80, 100, 70].map((value) => efficacyCoefficient(value, ends))).toEqual([90, 60, 100, 40])
    expect(efficacyCoefficient(70, ends, { clamp: true })).toBe(60)
  })

  test('costs: the satisfactory value is the smaller one', () => {
    expect(efficacyCoefficient(2, { unacceptable: 4, satisfactory: 0 })).toBe(80)
  })

  test('exponential: the same ends, 60·√(100/60) = 77.459667 in the middle', () => {
    const ends = { unacceptable: 80, satisfactory: 100 }
    const score = (value: number) => efficacyCoefficient(value, ends, { form: 'exponential' })
    expect(score(80)).toBeCloseTo(60, 12)
    expect(score(100)).toBeCloseTo(100, 12)
    expect(score(90)).toBeCloseTo(77.459667, 6)
  })

  test('the exponential form lies below the linear one between the ends, and both rise', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), (share) => {
        const ends = { unacceptable: 0, satisfactory: 1 }
        const linear = efficacyCoefficient(share, ends)
        const exponential = efficacyCoefficient(share, ends, { form: 'exponential' })
        expect(exponential).toBeLessThan(linear)
        expect(exponential).toBeGreaterThan(60)
      }),
    )
  })

  test('refuses equal ends and a base of 0 for the exponential form', () => {
    expect(() => efficacyCoefficient(1, { unacceptable: 2, satisfactory: 2 })).toThrow(RangeError)
    expect(() =>
      efficacyCoefficient(1, { unacceptable: 0, satisfactory: 2 }, { form: 'exponential', base: 0 }),
    ).toThrow(RangeError)
  })
})

describe('weighted composite', () => {
  test('arithmetic and geometric', () => {
    expect(weightedComposite([60, 100], [1, 3])).toBe(90)
    expect(weightedComposite([4, 9], [1, 1], 'geometric')).toBeCloseTo(6, 12)
    expect(weightedComposite([0, 100], [1, 1], 'geometric')).toBe(0)
  })

  test('lies between the least and the largest score; geometric never above arithmetic', () => {
    const pairs = fc.array(fc.tuple(positive, positive), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(pairs, (scored) => {
        const scores = scored.map(([score]) => score)
        const weights = scored.map(([, weight]) => weight)
        const arithmetic = weightedComposite(scores, weights)
        const geometric = weightedComposite(scores, weights, 'geometric')
        expect(arithmetic).toBeGreaterThanOrEqual(Math.min(...scores) * (1 - 1e-9))
        expect(arithmetic).toBeLessThanOrEqual(Math.max(...scores) * (1 + 1e-9))
        expect(geometric).toBeLessThanOrEqual(arithmetic * (1 + 1e-9))
      }),
    )
  })

  test('refuses weights that do not fit', () => {
    for (const weights of [[1], [0, 0], [1, -1], [1, Number.NaN]])
      expect(() => normaliseWeights(weights, 2)).toThrow(RangeError)
  })
})

describe('entropy weights', () => {
  test('the case of scikit-criteria: shares of raw values', () => {
    const { weights } = entropyWeights(
      [
        [1, 2],
        [4, 16],
      ],
      [],
      'raw',
    )
    expect(weights[0]).toBeCloseTo(0.358889, 5)
    expect(weights[1]).toBeCloseTo(0.641111, 5)
  })

  test('a criterion that does not vary has entropy 1 and weight 0', () => {
    const { entropies, weights } = entropyWeights([
      [1, 20, 300],
      [1, 20, 400],
      [1, 30, 500],
      [1, 30, 600],
      [1, 40, 700],
      [1, 40, 800],
    ])
    expect(entropies[0]).toBe(1)
    expect(weights[0]).toBe(0)
    expect(sum(weights)).toBeCloseTo(1, 12)
  })

  test('one alternative alone at the top: entropy 0; n − 1 alike at the top: ln(n − 1)/ln n', () => {
    const { entropies } = entropyWeights([
      [0, 0],
      [0, 1],
      [0, 1],
      [1, 1],
    ])
    expect(entropies[0]).toBe(0)
    expect(entropies[1]).toBeCloseTo(Math.log(3) / Math.log(4), 12)
  })

  test('unchanged by the unit of a criterion and the order of alternatives', () => {
    const table = fc.array(fc.tuple(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 0, max: 99 })), {
      minLength: 3,
      maxLength: 12,
    })
    fc.assert(
      fc.property(table, (rows) => {
        fc.pre(new Set(rows.map(([a]) => a)).size > 1 && new Set(rows.map(([, b]) => b)).size > 1)
        const { weights } = entropyWeights(rows, ['benefit', 'cost'])
        const changed = entropyWeights(rows.map(([a, b]) => [7 * a + 3, b] as const).toReversed(), [
          'benefit',
          'cost',
        ])
        for (const [index, weight] of weights.entries()) expect(changed.weights[index]).toBeCloseTo(weight, 9)
      }),
    )
  })

  test('refuses a single alternative, negative raw values and no variation', () => {
    expect(() => entropyWeights([[1, 2]])).toThrow(RangeError)
    expect(() => entropyWeights([[-1], [2]], [], 'raw')).toThrow(RangeError)
    expect(() => entropyWeights([[1], [1]])).toThrow(RangeError)
  })
})

describe('TOPSIS', () => {
  test('Tzeng & Huang, Multiple Attribute Decision Making (2011)', () => {
    const { closeness, ranks } = topsis(
      [
        [5, 8, 4],
        [7, 6, 8],
        [8, 8, 6],
        [7, 4, 6],
      ],
      [0.3, 0.4, 0.3],
    )
    for (const [index, expected] of [0.5037, 0.6581, 0.7482, 0.334].entries())
      expect(closeness[index]).toBeCloseTo(expected, 4)
    expect(ranks).toEqual([3, 2, 1, 4])
  })

  test('an alternative best on everything is the ideal, one worst on everything the anti-ideal', () => {
    const { closeness } = topsis(
      [
        [9, 1],
        [5, 5],
        [2, 8],
      ],
      [1, 1],
      ['benefit', 'cost'],
    )
    expect(closeness[0]).toBe(1)
    expect(closeness[2]).toBe(0)
  })

  test('unchanged by the unit of a criterion; closeness within 0 and 1', () => {
    const table = fc.array(fc.tuple(positive, positive, positive), { minLength: 2, maxLength: 10 })
    fc.assert(
      fc.property(table, fc.integer({ min: 2, max: 1000 }), (rows, unit) => {
        fc.pre(new Set(rows.map(([a]) => a)).size > 1)
        const { closeness } = topsis(rows, [1, 2, 3], ['benefit', 'cost', 'benefit'])
        const scaled = topsis(
          rows.map(([a, b, c]) => [a, b * unit, c] as const),
          [1, 2, 3],
          ['benefit', 'cost', 'benefit'],
        )
        for (const [index, value] of closeness.entries()) {
          expect(value).toBeGreaterThanOrEqual(0)
          expect(value).toBeLessThanOrEqual(1)
          expect(scaled.closeness[index]).toBeCloseTo(value, 7)
        }
      }),
    )
  })

  test('refuses what cannot be ranked', () => {
    expect(() => topsis([[1, 2]], [1, 1])).toThrow(RangeError)
    expect(() =>
      topsis(
        [
          [0, 2],
          [0, 3],
        ],
        [1, 1],
      ),
    ).toThrow(RangeError)
    expect(() =>
      topsis(
        [
          [1, 2],
          [1, 2],
        ],
        [1, 1],
      ),
    ).toThrow(RangeError)
    expect(() => topsis([[1, 2], [1]], [1, 1])).toThrow(RangeError)
  })
})

describe('sensitivity of the rank to the weights', () => {
  test('two alternatives, by hand: level at a weight of one half', () => {
    const [first, second] = weightSensitivity(
      [
        [1, 0],
        [0, 1],
      ],
      [0.6, 0.4],
      0.1,
    )
    expect(first).toMatchObject({ rank: 1, bestRank: 1, worstRank: 1 })
    expect(first?.critical?.weight).toBeCloseTo(0.5, 12)
    expect(first?.critical?.change).toBeCloseTo(-0.1, 12)
    expect(first?.critical?.other).toBe(1)
    expect(second?.rank).toBe(2)
    // 0.6 less 20 % is 0.48, so the order turns.
    expect(
      weightSensitivity(
        [
          [1, 0],
          [0, 1],
        ],
        [0.6, 0.4],
        0.2,
      )[0]?.worstRank,
    ).toBe(2)
  })

  test('an alternative better on everything has no critical change', () => {
    expect(
      weightSensitivity(
        [
          [2, 2],
          [1, 1],
        ],
        [1, 1],
      )[0]?.critical,
    ).toBeUndefined()
  })

  test('at the critical weight the two are level, and weights still sum to 1', () => {
    const table = fc.array(fc.tuple(positive, positive, positive), { minLength: 2, maxLength: 6 })
    fc.assert(
      fc.property(table, (rows) => {
        const shares = normaliseWeights([3, 2, 1], 3)
        for (const [index, { critical }] of weightSensitivity(rows, shares).entries()) {
          if (critical === undefined) continue
          const changed = withWeight(shares, critical.criterion, critical.weight)
          expect(sum(changed)).toBeCloseTo(1, 9)
          const [own = [], other = []] = [rows[index], rows[critical.other]]
          expect(weightedComposite(own, changed) / weightedComposite(other, changed)).toBeCloseTo(1, 6)
        }
      }),
    )
  })

  test('with no change the rank stays', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(finite, finite), { minLength: 1, maxLength: 6 }), (rows) => {
        for (const { rank, bestRank, worstRank } of weightSensitivity(rows, [1, 1], 0)) {
          expect([bestRank, worstRank]).toEqual([rank, rank])
        }
      }),
    )
  })

  test('equal scores share the better rank', () => {
    expect(ranksOf([5, 9, 5, 1])).toEqual([2, 1, 2, 4])
  })
})

describe('scores against a target', () => {
  test('in proportion', () => {
    expect(proportionalScore(47, 94, 10)).toBe(5)
    expect(proportionalScore(95, 94, 10)).toBe(10)
    expect(proportionalScore(4, 2, 10, 'cost')).toBe(5)
    expect(proportionalScore(0, 2, 10, 'cost')).toBe(10)
    expect(() => proportionalScore(1, 0, 10)).toThrow(RangeError)
  })

  test('each begun step short costs its deduction, floor 0', () => {
    const rule = { full: 10, step: 0.1, deduction: 1 }
    expect(deductionScore(93.7, 94, rule)).toBe(7)
    expect(deductionScore(93.69, 94, rule)).toBe(6)
    expect(deductionScore(94, 94, rule)).toBe(10)
    expect(deductionScore(90, 94, rule)).toBe(0)
    expect(deductionScore(3, 2, { ...rule, step: 1, direction: 'cost' })).toBe(9)
  })

  test('bands are half-open', () => {
    // 国办发〔2013〕47号: A from 90, B from 80, C from 60, D below.
    const bands = [90, 80, 60, 0].map((from, index) => ({ from, score: 4 - index }))
    expect([90, 89.9, 80, 60, 59.9].map((value) => bandScore(value, bands))).toEqual([4, 3, 3, 2, 1])
    expect(() => bandScore(-1, bands)).toThrow(RangeError)
  })

  test('rank and improvement', () => {
    expect(rankScores([3, 1, 2], 10, 6)).toEqual([10, 6, 8])
    expect(rankScores([3, 1, 2], 10, 6, 'cost')).toEqual([6, 10, 8])
    expect(improvement(110, 100, 0.05)).toBe(0.05)
    expect(improvement(97, 100, 0.05)).toBeCloseTo(-0.03, 12)
    expect(improvement(97, 100, 0.05, 'cost')).toBeCloseTo(0.03, 12)
    expect(() => improvement(1, 0, 1)).toThrow(RangeError)
  })
})
