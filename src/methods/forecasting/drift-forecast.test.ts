import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { driftForecast } from './drift-forecast.ts'

describe('drift method', () => {
  // Changes 2, 1, 2, 3: mean 2, variance 2/3. Student's t for 80 % on both sides with 3 degrees of freedom is 1.638
  // (any printed table). FPP3 5.5: s·√(h(1 + h/(T−1))) = √(2/3)·√(2·1.5) = √2 for h = 2.
  it('goes on by the average change, its interval widening as the formula says', () => {
    const [first, second] = driftForecast([10, 12, 13, 15, 18], 2, 0.8)
    expect(first?.value).toBe(20)
    expect(first?.high).toBeCloseTo(20 + 1.638 * Math.sqrt((2 / 3) * 1.25), 2)
    expect(second?.value).toBe(22)
    expect(second?.low).toBeCloseTo(22 - 1.638 * Math.SQRT2, 2)
    expect(second?.high).toBeCloseTo(22 + 1.638 * Math.SQRT2, 2)
  })
  it('is sure of what has always changed alike', () => {
    expect(driftForecast([1, 2, 3, 4], 3, 0.8).at(-1)).toEqual({ value: 7, low: 7, high: 7 })
  })
  it('refuses what is too short to know the scatter of', () => {
    expect(() => driftForecast([1, 2, 3], 1, 0.8)).toThrow(RangeError)
  })
  it('moves and stretches with its series', () => {
    const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 4, maxLength: 20 })
    fc.assert(
      fc.property(
        values,
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: -50, max: 50 }),
        (series, scale, shift) => {
          const plain = driftForecast(series, 3, 0.8)
          const moved = driftForecast(
            series.map((value) => value * scale + shift),
            3,
            0.8,
          )
          for (const [index, point] of moved.entries()) {
            const before = plain[index]
            if (!before) throw new Error('as many points')
            expect(point.value).toBeCloseTo(before.value * scale + shift, 6)
            expect(point.high - point.low).toBeCloseTo((before.high - before.low) * scale, 6)
          }
        },
      ),
    )
  })
})
