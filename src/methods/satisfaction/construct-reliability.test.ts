import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { averageVarianceExtracted } from './average-variance-extracted.ts'
import { compositeReliability } from './composite-reliability.ts'
import { consistentPartialLeastSquares } from './consistent-partial-least-squares.ts'
import { constructReliabilities } from './construct-reliability.ts'
import { cronbachAlpha } from './cronbach-alpha.ts'
import { pathEffectSizes } from './effect-size.ts'
import { heterotraitMonotraitRatios } from './heterotrait-monotrait-ratio.ts'
import { europeanModel, mobilePhoneSurvey, smallModel } from './mobile-phone-survey.fixture.ts'
import { effect, estimatePartialLeastSquares } from './partial-least-squares.ts'
import published from './published-results.fixture.json' with { type: 'json' }
import { rhoA } from './rho-a.ts'

const survey = mobilePhoneSurvey()
const estimate = estimatePartialLeastSquares(europeanModel, survey)
const names = estimate.model.constructNames

describe('reliability of the European model', () => {
  it('gives the published α, ρ_A, ρ_C and AVE', () => {
    const expected = new Map(Object.entries(published.reliability))
    for (const { construct, ...figures } of constructReliabilities(estimate)) {
      Object.values(figures).forEach((value, k) => {
        const difference = Math.abs(value - (expected.get(construct)?.[k] ?? Number.NaN))
        expect(difference, `${construct} ${k}`).toBeLessThan(1e-7)
      })
    }
  })

  it('gives the published HTMT', () => {
    const ratios = heterotraitMonotraitRatios(estimate.correlation, estimate.model.blockStarts)
    for (const [label, value] of Object.entries(published.htmt)) {
      const [a = '', b = ''] = label.split('~')
      expect(ratios[names.indexOf(a) * names.length + names.indexOf(b)]).toBeCloseTo(value, 5)
      expect(ratios[names.indexOf(b) * names.length + names.indexOf(a)]).toBeCloseTo(value, 5)
    }
  })

  it.each([
    ['European model', europeanModel, published.effectSize],
    ['small model with a mode B block', smallModel('B'), published.smallEffectSize],
  ])('gives the published f² of the %s', (_, model, expected) => {
    const own = estimatePartialLeastSquares(model, survey)
    const sizes = pathEffectSizes(own)
    expect(sizes).toHaveLength(Object.keys(expected).length)
    for (const [label, value] of Object.entries(expected)) {
      const found = sizes.find((size) => `${size.from}->${size.to}` === label)
      expect(found?.fSquared, label).toBeCloseTo(value, 5)
    }
  })
})

describe('consistentPartialLeastSquares', () => {
  it('gives the published correction', () => {
    const consistent = consistentPartialLeastSquares(estimatePartialLeastSquares(smallModel('A'), survey))
    const expected = published.smallConsistent
    for (const [label, value] of Object.entries(expected.paths)) {
      const [from = '', to = ''] = label.split('->')
      expect(effect(consistent, 'pathCoefficients', from, to)).toBeCloseTo(value, 7)
    }
    consistent.model.indicatorNames.forEach((name, p) => {
      expect(consistent.loadings[p]).toBeCloseTo(
        new Map(Object.entries(expected.loadings)).get(name) ?? Number.NaN,
        7,
      )
      expect(consistent.weights[p]).toBeCloseTo(
        new Map(Object.entries(expected.weights)).get(name) ?? Number.NaN,
        7,
      )
    })
    consistent.model.constructNames.forEach((name, j) => {
      const reliability = new Map(Object.entries(expected.rhoA)).get(name)
      expect(consistent.reliabilities[j]).toBeCloseTo(reliability ?? Number.NaN, 7)
    })
    const j = consistent.model.constructNames.indexOf('Satisfaction')
    expect(consistent.rSquared[j]).toBeCloseTo(expected.R2.Satisfaction, 7)
    expect(consistent.adjustedRSquared[j]).toBeCloseTo(expected.adjR2.Satisfaction, 7)
  })

  it('leaves constructs of one question as they are', () => {
    const consistent = consistentPartialLeastSquares(estimate)
    expect(consistent.reliabilities[names.indexOf('Complaints')]).toBe(1)
    expect(consistent.loadings[estimate.model.indicatorNames.indexOf('CUSCO')]).toBe(1)
  })
})

describe('the single measures', () => {
  it('give figures worked by hand', () => {
    // Two questions with correlation r: standardised α is the Spearman-Brown formula 2r / (1 + r).
    expect(cronbachAlpha(Float64Array.of(1, 0.5, 0.5, 1), 2)).toBeCloseTo(2 / 3, 12)
    expect(compositeReliability([0.8, 0.7, 0.9])).toBeCloseTo(5.76 / (5.76 + 1.06), 12)
    expect(averageVarianceExtracted([0.8, 0.6])).toBeCloseTo(0.5, 12)
    // One factor with loadings 0.8, 0.6 and weights in their proportion, w = 1/√1.96 · (0.8, 0.6)/√…: ρ_A = (w′λ)².
    const variance = 0.64 + 0.36 + 2 * 0.8 * 0.6 * 0.48
    const weights = Float64Array.of(0.8, 0.6).map((value) => value / Math.sqrt(variance))
    expect(rhoA(weights, Float64Array.of(1, 0.48, 0.48, 1))).toBeCloseTo(1 / variance, 12)
  })

  it('are 1 for a single perfect question', () => {
    expect(cronbachAlpha(Float64Array.of(3), 1)).toBe(1)
    expect(rhoA(Float64Array.of(1), Float64Array.of(1))).toBe(1)
    expect(compositeReliability([1])).toBe(1)
    expect(averageVarianceExtracted([1])).toBe(1)
  })

  it('follow the Spearman-Brown formula for equally correlated questions', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 12 }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (size, r) => {
          const matrix = Float64Array.from({ length: size * size }, (_, cell) =>
            cell % (size + 1) === 0 ? 1 : r,
          )
          expect(cronbachAlpha(matrix, size)).toBeCloseTo((size * r) / (1 + (size - 1) * r), 9)
        },
      ),
    )
  })

  it('refuse what has no meaning', () => {
    expect(() => cronbachAlpha(new Float64Array(0), 0)).toThrow(RangeError)
    expect(() => cronbachAlpha(Float64Array.of(1, -1, -1, 1), 2)).toThrow(RangeError)
    expect(() => compositeReliability([])).toThrow(RangeError)
    expect(() => averageVarianceExtracted([1.2])).toThrow(RangeError)
    expect(() => rhoA(Float64Array.of(1, 0), Float64Array.of(1, 0.5, 0.5, 1))).toThrow(RangeError)
    expect(() => heterotraitMonotraitRatios(Float64Array.of(1, 0, 0, 1), [0, 2])).toThrow(RangeError)
  })
})
