import { describe, expect, it } from 'vitest'
import { bootstrap, drawRespondents } from './bootstrap.ts'
import { europeanModel, mobilePhoneSurvey } from './mobile-phone-survey.fixture.ts'
import { estimatePartialLeastSquares } from './partial-least-squares.ts'
import published from './published-results.fixture.json' with { type: 'json' }
import { satisfactionIndices } from './satisfaction-index.ts'

const estimate = estimatePartialLeastSquares(europeanModel, mobilePhoneSurvey())
const names = estimate.model.constructNames

describe('bootstrap', () => {
  it('gives the published means, standard errors and percentile intervals of 100 published draws', () => {
    const draws = published.bootstrap.drawCounts.map((counts) => Uint16Array.from(counts, Number))
    const { figures, repetitions, withoutEstimate } = bootstrap(estimate, { draws })
    expect([repetitions, withoutEstimate]).toEqual([100, 0])
    const pair = (label: string) => {
      const [from = '', to = ''] = label.split('->')
      return names.indexOf(from) * names.length + names.indexOf(to)
    }
    const indicator = (label: string) => estimate.model.indicatorNames.indexOf(label)
    for (const [figure, expected, positionOf] of [
      ['pathCoefficients', published.bootstrap.paths, pair],
      ['totalEffects', published.bootstrap.totalPaths, pair],
      ['heterotraitMonotraitRatios', published.bootstrap.htmt, pair],
      ['weights', published.bootstrap.weights, indicator],
      ['loadings', published.bootstrap.loadings, indicator],
    ] as const) {
      const summary = figures[figure]
      for (const [label, values] of Object.entries(expected)) {
        const position = positionOf(label)
        ;[summary.mean, summary.standardError, summary.lower, summary.upper].forEach((column, k) => {
          const difference = Math.abs((column[position] ?? Number.NaN) - (values[k] ?? Number.NaN))
          expect(difference, `${figure} ${label} ${k}`).toBeLessThan(1e-6)
        })
      }
    }
  })

  it('turns a repetition whose construct came out with the other sign', () => {
    const turned = { ...estimate, weights: estimate.weights.map((weight) => -weight) }
    const straight = bootstrap(estimate, { repetitions: 5 }).figures
    const opposite = bootstrap(turned, { repetitions: 5 }).figures
    straight.weights.mean.forEach((value, p) => {
      expect(opposite.weights.mean[p]).toBeCloseTo(-value, 12)
    })
    straight.pathCoefficients.mean.forEach((value, cell) => {
      expect(opposite.pathCoefficients.mean[cell]).toBeCloseTo(value, 12)
    })
  })

  it('gives the same intervals for the same seed and others for another', () => {
    const first = bootstrap(estimate, { repetitions: 20, seed: 7 })
    const again = bootstrap(estimate, { repetitions: 20, seed: 7 })
    const other = bootstrap(estimate, { repetitions: 20, seed: 8 })
    expect(first.figures.weights).toEqual(again.figures.weights)
    expect(first.figures.weights).not.toEqual(other.figures.weights)
  })

  it('puts intervals around the indices when the scale is known', () => {
    const scale = { minimum: 1, maximum: 10 }
    const { lower, upper } = bootstrap(estimate, { repetitions: 200, scale }).figures.indices
    satisfactionIndices(estimate, scale).forEach((index, j) => {
      expect(lower[j]).toBeLessThan(index)
      expect(upper[j]).toBeGreaterThan(index)
    })
  })

  it('leaves out draws without an estimate and refuses when too few are left', () => {
    const single = new Uint16Array(250)
    single[0] = 250
    const all = new Uint16Array(250).fill(1)
    expect(bootstrap(estimate, { draws: [single, all, all] })).toMatchObject({
      repetitions: 2,
      withoutEstimate: 1,
    })
    expect(() => bootstrap(estimate, { draws: [single] })).toThrow(RangeError)
    expect(() => bootstrap(estimate, { draws: [new Uint16Array(3)] })).toThrow(RangeError)
    expect(() => bootstrap(estimate, { level: 1 })).toThrow(RangeError)
  })
})

describe('drawRespondents', () => {
  it('draws as many respondents as there are, each equally often in the long run', () => {
    const sums = new Float64Array(40)
    let repetitions = 0
    for (const counts of drawRespondents(40, 2000, 3)) {
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(40)
      counts.forEach((count, respondent) => {
        sums[respondent] = (sums[respondent] ?? 0) + count
      })
      repetitions++
    }
    expect(repetitions).toBe(2000)
    // Chi-square with 39 degrees of freedom: 72.1 is exceeded once in a thousand seeds.
    const chiSquared = sums.reduce((sum, count) => sum + (count - 2000) ** 2 / 2000, 0)
    expect(chiSquared).toBeLessThan(72.1)
  })
})
