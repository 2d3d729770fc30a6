import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { europeanModel, mobilePhoneSurvey, smallModel } from './mobile-phone-survey.fixture.ts'
import type { PartialLeastSquaresEstimate } from './partial-least-squares.ts'
import {
  constructScores,
  EstimationError,
  effect,
  estimatePartialLeastSquares,
} from './partial-least-squares.ts'
import published from './published-results.fixture.json' with { type: 'json' }
import { parseStructuralModel } from './structural-model.ts'
import { surveyAnswers } from './survey-answers.ts'

type Matrix = 'pathCoefficients' | 'totalEffects'

function expectEffects(
  estimate: PartialLeastSquaresEstimate,
  matrix: Matrix,
  expected: Readonly<Record<string, number>>,
  tolerance: number,
): void {
  for (const [path, value] of Object.entries(expected)) {
    const [from = '', to = ''] = path.split('->')
    expect(Math.abs(effect(estimate, matrix, from, to) - value), path).toBeLessThan(tolerance)
  }
}

function expectNamed(
  names: readonly string[],
  values: Float64Array,
  expected: Readonly<Record<string, number>>,
  tolerance: number,
): void {
  for (const [name, value] of Object.entries(expected)) {
    expect(Math.abs((values[names.indexOf(name)] ?? Number.NaN) - value), name).toBeLessThan(tolerance)
  }
}

function expectPublished(
  estimate: PartialLeastSquaresEstimate,
  expected: typeof published.european | typeof published.small,
): void {
  const { constructNames, indicatorNames } = estimate.model
  expectEffects(estimate, 'pathCoefficients', expected.paths, 1e-7)
  expectNamed(constructNames, estimate.rSquared, expected.R2, 1e-7)
  expectNamed(constructNames, estimate.adjustedRSquared, expected.adjR2, 1e-7)
  expectNamed(indicatorNames, estimate.loadings, expected.loadings, 1e-7)
  expectNamed(indicatorNames, estimate.weights, expected.weights, 1e-7)
  const scores = constructScores(estimate)
  for (const [respondent, values] of Object.entries(expected.scoresFirst5)) {
    values.forEach((value, k) => {
      const j = constructNames.indexOf(expected.scoreColumns[k] ?? '')
      const score = scores[(Number(respondent) - 1) * constructNames.length + j] ?? Number.NaN
      expect(Math.abs(score - value), `score ${respondent} ${constructNames[j]}`).toBeLessThan(1e-7)
    })
  }
}

describe('estimatePartialLeastSquares on the mobile-phone survey', () => {
  const survey = mobilePhoneSurvey()

  it('gives the published European model (all mode A, path scheme)', () => {
    const estimate = estimatePartialLeastSquares(europeanModel, survey)
    expectPublished(estimate, published.european)
    expectEffects(estimate, 'totalEffects', published.european.totalEffects, 1e-7)
  })

  it('gives the published model with a mode B block', () => {
    expectPublished(estimatePartialLeastSquares(smallModel('B'), survey), published.small)
  })

  it('gives the published centroid scheme (6 decimals) and factor scheme (4 decimals)', () => {
    const centroid = estimatePartialLeastSquares(europeanModel, survey, { scheme: 'centroid' })
    expectEffects(centroid, 'pathCoefficients', published.schemes.centroid, 1e-6)
    const factor = estimatePartialLeastSquares(europeanModel, survey, { scheme: 'factor' })
    expectEffects(factor, 'pathCoefficients', published.schemes.factor, 6e-5)
  })

  it('gives the published results with missing answers replaced or dropped', () => {
    const values = Float64Array.from(survey.values)
    const gaps: [number, string][] = [
      [3, 'IMAG1'],
      [7, 'IMAG1'],
      [15, 'CUEX2'],
      [3, 'PERV1'],
      [22, 'PERV1'],
    ]
    for (const [respondent, question] of gaps) {
      values[(respondent - 1) * survey.columns.length + survey.columns.indexOf(question)] = Number.NaN
    }
    const withGaps = { columns: survey.columns, values }
    for (const [missing, expected] of [
      ['mean', published.missingMean],
      ['listwise', published.missingListwise],
    ] as const) {
      const estimate = estimatePartialLeastSquares(smallModel('B'), withGaps, { missing })
      expect(estimate.respondents).toBe(expected.respondents)
      expectEffects(estimate, 'pathCoefficients', expected.paths, 1e-7)
      expectNamed(estimate.model.indicatorNames, estimate.weights, expected.weights, 1e-7)
      expectNamed(estimate.model.constructNames, estimate.rSquared, expected.R2, 1e-7)
    }
    expect(() => estimatePartialLeastSquares(smallModel('B'), withGaps)).toThrow(/missing/)
  })

  it('does not depend on the unit or origin of a question', () => {
    const reference = estimatePartialLeastSquares(europeanModel, survey)
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 40, noNaN: true }),
        fc.double({ min: -100, max: 100, noNaN: true }),
        fc.nat({ max: survey.columns.length - 1 }),
        (factor, shift, column) => {
          const values = survey.values.map((value, cell) =>
            cell % survey.columns.length === column ? factor * value + shift : value,
          )
          const changed = estimatePartialLeastSquares(europeanModel, { columns: survey.columns, values })
          changed.pathCoefficients.forEach((value, cell) => {
            expect(value).toBeCloseTo(reference.pathCoefficients[cell] ?? Number.NaN, 7)
          })
        },
      ),
      { numRuns: 25 },
    )
  })

  it('gives scores of mean 0 and variance 1 whose correlations are those of the constructs', () => {
    const estimate = estimatePartialLeastSquares(europeanModel, survey)
    const scores = constructScores(estimate)
    const count = estimate.model.constructNames.length
    for (let i = 0; i < count; i++) {
      for (let j = 0; j < count; j++) {
        let sum = 0
        let product = 0
        for (let row = 0; row < estimate.respondents; row++) {
          sum += scores[row * count + i] ?? 0
          product += (scores[row * count + i] ?? 0) * (scores[row * count + j] ?? 0)
        }
        expect(sum).toBeCloseTo(0, 8)
        expect(product / (estimate.respondents - 1)).toBeCloseTo(
          estimate.constructCorrelations[i * count + j] ?? Number.NaN,
          8,
        )
      }
    }
  })
})

describe('what has no estimate', () => {
  const model = parseStructuralModel('A=a1+a2; B=b1; A>B')

  it('names a question that everyone answered alike', () => {
    const answers = surveyAnswers(
      ['a1', 'a2', 'b1'],
      [
        [1, 5, 2],
        [2, 5, 4],
        [3, 5, 3],
      ],
    )
    expect(() => estimatePartialLeastSquares(model, answers)).toThrow(/no variance.*a2/)
  })

  it('refuses dependent predictors in a mode B block', () => {
    const answers = surveyAnswers(
      ['a1', 'a2', 'b1'],
      [
        [1, 2, 2],
        [2, 4, 4],
        [3, 6, 3],
        [4, 8, 5],
      ],
    )
    const formative = parseStructuralModel('A~a1+a2; B=b1; A>B')
    expect(() => estimatePartialLeastSquares(formative, answers)).toThrow(EstimationError)
  })

  it('says so when the weights do not come to rest', () => {
    expect(() =>
      estimatePartialLeastSquares(europeanModel, mobilePhoneSurvey(), { maximumIterations: 2 }),
    ).toThrow(/not converged/)
  })
})
