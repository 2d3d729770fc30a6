import { describe, expect, it } from 'vitest'
import { sampleConstants, shewhartFactors } from './control-chart-constants.ts'

/**
 * Table of factors as printed in Montgomery, "Introduction to Statistical Quality Control", appendix VI, and ASTM MNL 7:
 * n, d2, d3, c4, A2, D3, D4, A3, B3, B4. (D4 for n = 3 is printed 2.574 in older tables; the exact value is 2.5746.)
 */
const printed: readonly (readonly number[])[] = [
  [2, 1.128, 0.853, 0.7979, 1.88, 0, 3.267, 2.659, 0, 3.267],
  [3, 1.693, 0.888, 0.8862, 1.023, 0, 2.574, 1.954, 0, 2.568],
  [4, 2.059, 0.88, 0.9213, 0.729, 0, 2.282, 1.628, 0, 2.266],
  [5, 2.326, 0.864, 0.94, 0.577, 0, 2.114, 1.427, 0, 2.089],
  [6, 2.534, 0.848, 0.9515, 0.483, 0, 2.004, 1.287, 0.03, 1.97],
  [7, 2.704, 0.833, 0.9594, 0.419, 0.076, 1.924, 1.182, 0.118, 1.882],
  [8, 2.847, 0.82, 0.965, 0.373, 0.136, 1.864, 1.099, 0.185, 1.815],
  [9, 2.97, 0.808, 0.9693, 0.337, 0.184, 1.816, 1.032, 0.239, 1.761],
  [10, 3.078, 0.797, 0.9727, 0.308, 0.223, 1.777, 0.975, 0.284, 1.716],
  [15, 3.472, 0.756, 0.9823, 0.223, 0.347, 1.653, 0.789, 0.428, 1.572],
  [20, 3.735, 0.729, 0.9869, 0.18, 0.415, 1.585, 0.68, 0.51, 1.49],
  [25, 3.931, 0.708, 0.9896, 0.153, 0.459, 1.541, 0.606, 0.565, 1.435],
]

describe('shewhartFactors', () => {
  it.each(printed)(
    'gives the printed table for n = %d',
    (size, d2, d3, c4, a2, lowD, highD, a3, lowB, highB) => {
      const factors = shewhartFactors(size ?? 0)
      const pairs = [
        [factors.d2, d2],
        [factors.d3, d3],
        [factors.A2, a2],
        [factors.D3, lowD],
        [factors.D4, highD],
        [factors.A3, a3],
        [factors.B3, lowB],
        [factors.B4, highB],
      ]
      for (const [computed = Number.NaN, expected = Number.NaN] of pairs) {
        expect(Math.abs(computed - expected)).toBeLessThan(6.5e-4)
      }
      expect(Math.abs(factors.c4 - (c4 ?? Number.NaN))).toBeLessThan(5.01e-5)
    },
  )
})

describe('sampleConstants', () => {
  it('gives the closed forms known for small samples', () => {
    expect(sampleConstants(2).d2).toBeCloseTo(2 / Math.sqrt(Math.PI), 12)
    expect(sampleConstants(2).d3).toBeCloseTo(Math.sqrt(2 - 4 / Math.PI), 10)
    expect(sampleConstants(2).c4).toBeCloseTo(Math.sqrt(2 / Math.PI), 14)
    expect(sampleConstants(3).d2).toBeCloseTo(3 / Math.sqrt(Math.PI), 12)
    expect(sampleConstants(3).c4).toBeCloseTo(Math.sqrt(Math.PI) / 2, 14)
    // d2(4) = 6/√π · (1 − 2/π · arctan … ) in the form (6/π^{3/2})(π/2 + arcsin(1/3)).
    expect(sampleConstants(4).d2).toBeCloseTo((6 / Math.PI ** 1.5) * (Math.PI / 2 + Math.asin(1 / 3)), 11)
  })

  it('grows in d2 and c4 with the sample and keeps c4 below 1', () => {
    let before = sampleConstants(2)
    for (let size = 3; size <= 40; size++) {
      const next = sampleConstants(size)
      expect(next.d2).toBeGreaterThan(before.d2)
      expect(next.c4).toBeGreaterThan(before.c4)
      expect(next.c4).toBeLessThan(1)
      before = next
    }
    expect(sampleConstants(1000).c4).toBeCloseTo(1 - 1 / (4 * 999), 6)
  })

  it('refuses sizes without meaning', () => {
    for (const size of [1, 2.5, 0, 1001, Number.NaN]) expect(() => sampleConstants(size)).toThrow(RangeError)
  })
})
