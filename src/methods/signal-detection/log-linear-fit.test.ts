import fc from 'fast-check'
import { inverse, Matrix } from 'ml-matrix'
import { describe, expect, it } from 'vitest'
import { fitLogLinear } from './log-linear-fit.ts'

/** The same model by iteratively reweighted least squares on the full design matrix: the textbook way. */
function fitByLeastSquares(counts: number[], groups: number[], weights: number[], trend: boolean) {
  const groupCount = Math.max(...groups) + 1
  const design = new Matrix(
    counts.map((_, i) => [
      ...Array.from({ length: groupCount }, (_, g) => (groups[i] === g ? 1 : 0)),
      ...(trend ? [i] : []),
    ]),
  )
  let eta = Matrix.columnVector(counts.map((count) => Math.log(count + 0.5)))
  let covariance = Matrix.eye(1)
  let coefficients = Matrix.eye(1)
  for (let step = 0; step < 60; step++) {
    const means = eta.to1DArray().map(Math.exp)
    const working = Matrix.columnVector(
      means.map((mean, i) => (eta.get(i, 0) ?? 0) + ((counts[i] ?? 0) - mean) / mean),
    )
    const scaled = design.clone()
    means.forEach((mean, i) => {
      scaled.mulRow(i, mean * (weights[i] ?? 0))
    })
    covariance = inverse(design.transpose().mmul(scaled))
    coefficients = covariance.mmul(scaled.transpose().mmul(working))
    eta = design.mmul(coefficients)
  }
  const means = eta.to1DArray().map(Math.exp)
  const pearson = means.reduce(
    (sum, mean, i) => sum + ((weights[i] ?? 0) * ((counts[i] ?? 0) - mean) ** 2) / mean,
    0,
  )
  return {
    means,
    slope: trend ? coefficients.get(groupCount, 0) : 0,
    slopeVariance: trend ? covariance.get(groupCount, groupCount) : Number.NaN,
    dispersion: pearson / (counts.length - design.columns),
    leverages: means.map((mean, i) => {
      const row = design.getRowVector(i)
      return mean * (weights[i] ?? 0) * row.mmul(covariance).mmul(row.transpose()).get(0, 0)
    }),
    covariance,
  }
}

describe('fitLogLinear', () => {
  it('agrees with weighted least squares on the full design matrix', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 2 })), {
          minLength: 9,
          maxLength: 40,
        }),
        fc.boolean(),
        fc.array(fc.double({ min: 0.2, max: 2, noNaN: true }), { minLength: 40, maxLength: 40 }),
        (rows, trend, allWeights) => {
          const counts = rows.map(([count]) => count)
          // Every group occurs and spans some time.
          const groups = rows.map(([, group], i) =>
            i < 3 ? i : i >= rows.length - 3 ? rows.length - 1 - i : group,
          )
          const weights = allWeights.slice(0, rows.length)
          const reference = fitByLeastSquares(counts, groups, weights, trend)
          const fit = fitLogLinear(
            {
              counts: Float64Array.from(counts),
              groups: Uint8Array.from(groups),
              groupCount: 3,
              times: Float64Array.from(counts.keys()),
            },
            Float64Array.from(weights),
            trend,
          )
          expect(fit).toBeDefined()
          expect(fit?.slope).toBeCloseTo(reference.slope, 8)
          expect(fit?.dispersion).toBeCloseTo(reference.dispersion, 6)
          reference.means.forEach((mean, i) => {
            expect((fit?.means[i] ?? Number.NaN) / mean).toBeCloseTo(1, 7)
            expect(fit?.leverages[i]).toBeCloseTo(reference.leverages[i] ?? Number.NaN, 7)
          })
          if (trend) {
            const error = Math.sqrt(reference.slopeVariance * reference.dispersion)
            expect((fit?.slopeError ?? Number.NaN) / error).toBeCloseTo(1, 6)
          }
          const at = Matrix.columnVector([0, 1, 0, ...(trend ? [50] : [])])
          const variance = at.transpose().mmul(reference.covariance).mmul(at).get(0, 0)
          expect((fit?.predict(1, 50).logVariance ?? Number.NaN) / variance).toBeCloseTo(1, 6)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('keeps the weighted cases of every group', () => {
    const data = {
      counts: Float64Array.of(3, 5, 0, 2, 8, 1),
      groups: Uint8Array.of(0, 0, 1, 1, 2, 2),
      groupCount: 3,
      times: Float64Array.of(0, 3, 1, 4, 2, 5),
    }
    const fit = fitLogLinear(data, new Float64Array(6).fill(1), true)
    const sums = [0, 0, 0]
    fit?.means.forEach((mean, i) => {
      const group = data.groups[i] ?? 0
      sums[group] = (sums[group] ?? 0) + mean
    })
    ;[8, 2, 9].forEach((cases, group) => {
      expect(sums[group]).toBeCloseTo(cases, 9)
    })
  })

  it('has no answer without degrees of freedom, or for a trend without cases', () => {
    const none = {
      counts: new Float64Array(6),
      groups: new Uint8Array(6),
      groupCount: 1,
      times: Float64Array.of(0, 1, 2, 3, 4, 5),
    }
    const equal = new Float64Array(6).fill(1)
    expect(fitLogLinear(none, equal, true)).toBeUndefined()
    expect(fitLogLinear(none, equal, false)?.predict(0, 9)).toEqual({ mean: 0, logVariance: 0 })
    const one = {
      counts: Float64Array.of(3),
      groups: new Uint8Array(1),
      groupCount: 1,
      times: Float64Array.of(0),
    }
    expect(fitLogLinear(one, Float64Array.of(1), false)).toBeUndefined()
  })
})
