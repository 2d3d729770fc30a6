import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { europeanModel, mobilePhoneSurvey } from './mobile-phone-survey.fixture.ts'
import { estimatePartialLeastSquares } from './partial-least-squares.ts'
import { sampleSizeForMean, sampleSizeForPath, sampleSizeForShare } from './required-sample-size.ts'
import { satisfactionBand, satisfactionBands } from './satisfaction-band.ts'
import { satisfactionIndex, satisfactionIndices } from './satisfaction-index.ts'

describe('satisfactionIndex', () => {
  it('converts by range and in proportion', () => {
    // Mean 7.5 of a ten-point scale: (7.5 − 1) / 9 and 7.5 / 10.
    expect(satisfactionIndex({ means: [7, 8] }, { minimum: 1, maximum: 10 })).toBeCloseTo(100 * (6.5 / 9), 12)
    expect(
      satisfactionIndex({ means: [7, 8] }, { minimum: 1, maximum: 10, conversion: 'proportional' }),
    ).toBe(75)
    // Weights 3 : 1 on a five-point scale: (3·4 + 1·2) / 4 = 3.5 → 62.5 and 70.
    const weighted = { means: [4, 2], weights: [3, 1] }
    expect(satisfactionIndex(weighted, { minimum: 1, maximum: 5 })).toBe(62.5)
    expect(satisfactionIndex(weighted, { minimum: 1, maximum: 5, conversion: 'proportional' })).toBeCloseTo(
      70,
      12,
    )
  })

  it('agrees with an independent computation on the mobile-phone survey', () => {
    // Figures of a separate program in another language, three decimals.
    const expected = new Map([
      ['Image', 73.528],
      ['Expectation', 72.474],
      ['Quality', 74.977],
      ['Value', 62.347],
      ['Satisfaction', 72.454],
      ['Complaints', 67.422],
      ['Loyalty', 70.914],
    ])
    const estimate = estimatePartialLeastSquares(europeanModel, mobilePhoneSurvey())
    const indices = satisfactionIndices(estimate, { minimum: 1, maximum: 10 })
    estimate.model.constructNames.forEach((name, j) => {
      expect(Math.abs((indices[j] ?? Number.NaN) - (expected.get(name) ?? Number.NaN)), name).toBeLessThan(
        5e-4,
      )
    })
  })

  it('lies between the lowest and highest converted mean and keeps the ends of the scale', () => {
    const scale = { minimum: 1, maximum: 10 }
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.double({ min: 1, max: 10, noNaN: true }),
            fc.double({ min: 0.01, max: 5, noNaN: true }),
          ),
          {
            minLength: 1,
            maxLength: 8,
          },
        ),
        (parts) => {
          const means = parts.map(([mean]) => mean)
          const index = satisfactionIndex({ means, weights: parts.map(([, weight]) => weight) }, scale)
          expect(index).toBeGreaterThanOrEqual((100 * (Math.min(...means) - 1)) / 9 - 1e-9)
          expect(index).toBeLessThanOrEqual((100 * (Math.max(...means) - 1)) / 9 + 1e-9)
        },
      ),
    )
    expect(satisfactionIndex({ means: [1, 1] }, scale)).toBe(0)
    expect(satisfactionIndex({ means: [10] }, scale)).toBe(100)
  })

  it('refuses an empty scale, a mean outside it and weights without sum', () => {
    expect(() => satisfactionIndex({ means: [5] }, { minimum: 5, maximum: 5 })).toThrow(RangeError)
    expect(() => satisfactionIndex({ means: [11] }, { minimum: 1, maximum: 10 })).toThrow(RangeError)
    expect(() => satisfactionIndex({ means: [5], weights: [0] }, { minimum: 1, maximum: 10 })).toThrow(
      RangeError,
    )
    expect(() => satisfactionIndex({ means: [] }, { minimum: 1, maximum: 10 })).toThrow(RangeError)
  })
})

describe('satisfactionBand', () => {
  it.each([
    // Published judgements of the national monitoring.
    [81.3, '满意'],
    [81.43, '满意'],
    [83.72, '满意'],
    [79.09, '比较满意'],
    [78.82, '比较满意'],
    [77.8, '比较满意'],
    [80, '满意'],
    [0, '不满意'],
    [100, '非常满意'],
  ])('puts %d into %s', (index, band) => {
    expect(satisfactionBand(index).title.zh).toBe(band)
  })

  it('marks the bounds that await the official text', () => {
    expect(
      satisfactionBands.filter((band) => band.confidence === 'confirmed').map((band) => band.from),
    ).toEqual([80])
  })

  it('takes a table of the survey and refuses what no band holds', () => {
    const own = [{ from: 50, title: { zh: '合格', en: 'pass' }, confidence: 'confirmed' as const }]
    expect(satisfactionBand(50, own).title.en).toBe('pass')
    expect(() => satisfactionBand(49, own)).toThrow(RangeError)
    expect(() => satisfactionBand(100.1)).toThrow(RangeError)
    expect(() => satisfactionBand(Number.NaN)).toThrow(RangeError)
  })
})

describe('required sample size', () => {
  it('gives the tabulated sizes for a share (Krejcie and Morgan 1970, margin 5 %)', () => {
    for (const [population, size] of [
      [100, 80],
      [1000, 278],
      [10_000, 370],
    ] as const) {
      expect(sampleSizeForShare(0.5, { margin: 0.05, population })).toBe(size)
    }
    expect(sampleSizeForShare(0.5, { margin: 0.05 })).toBe(385)
    expect(sampleSizeForShare(0.5, { margin: 0.03 })).toBe(1068)
  })

  it('gives the example of Kock and Hadaya 2018 for the weakest path 0.197', () => {
    expect(sampleSizeForPath(0.197)).toBe(160)
    expect(sampleSizeForPath(-0.197)).toBe(160)
  })

  it('gives a size for a mean worked by hand', () => {
    // (1.959964 · 15 / 2)² = 216.08.
    expect(sampleSizeForMean(15, { margin: 2 })).toBe(217)
    // Twice the variance by the plan and half the answers: 2 · 216.08 → 433, 433 / 0.5 = 866.
    expect(sampleSizeForMean(15, { margin: 2, designEffect: 2, responseRate: 0.5 })).toBe(866)
  })

  it('never asks more than the population and grows as the margin shrinks', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.double({ min: 0.005, max: 0.3, noNaN: true }),
        (population, margin) => {
          const size = sampleSizeForShare(0.5, { margin, population })
          expect(size).toBeLessThanOrEqual(population)
          expect(sampleSizeForShare(0.5, { margin: margin / 2, population })).toBeGreaterThanOrEqual(size)
        },
      ),
    )
  })

  it('refuses arguments outside their domain', () => {
    expect(() => sampleSizeForMean(0, { margin: 1 })).toThrow(RangeError)
    expect(() => sampleSizeForMean(1, { margin: 0 })).toThrow(RangeError)
    expect(() => sampleSizeForShare(1, { margin: 0.1 })).toThrow(RangeError)
    expect(() => sampleSizeForShare(0.5, { margin: 0.1, confidence: 1 })).toThrow(RangeError)
    expect(() => sampleSizeForShare(0.5, { margin: 0.1, responseRate: 0 })).toThrow(RangeError)
    expect(() => sampleSizeForShare(0.5, { margin: 0.1, designEffect: 0 })).toThrow(RangeError)
    expect(() => sampleSizeForShare(0.5, { margin: 0.1, population: 0 })).toThrow(RangeError)
    expect(() => sampleSizeForPath(0)).toThrow(RangeError)
    expect(() => sampleSizeForPath(0.2, 0.05, 1)).toThrow(RangeError)
  })
})
