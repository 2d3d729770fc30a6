import fc from 'fast-check'
import { Matrix, solve } from 'ml-matrix'
import { describe, expect, it } from 'vitest'
import { solvePositiveDefinite } from './cholesky.ts'

describe('solvePositiveDefinite', () => {
  it('solves a system worked by hand', () => {
    // 4x + 2y = 10, 2x + 3y = 9 has the solution x = 1.5, y = 2.
    const right = Float64Array.of(10, 9)
    expect(solvePositiveDefinite(Float64Array.of(4, 2, 2, 3), right, 2)).toBe(true)
    expect(right[0]).toBeCloseTo(1.5, 12)
    expect(right[1]).toBeCloseTo(2, 12)
  })

  it('agrees with the LU solution of ml-matrix on random Gram matrices', () => {
    const entry = fc.double({ min: -5, max: 5, noNaN: true })
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 7 }).chain((size) =>
          fc.record({
            factor: fc.array(entry, { minLength: size * size, maxLength: size * size }),
            right: fc.array(entry, { minLength: size, maxLength: size }),
          }),
        ),
        ({ factor, right }) => {
          const size = right.length
          const root = Matrix.from1DArray(size, size, factor)
          const gram = root.mmul(root.transpose()).add(Matrix.eye(size))
          const solution = Float64Array.from(right)
          expect(solvePositiveDefinite(Float64Array.from(gram.to1DArray()), solution, size)).toBe(true)
          const reference = solve(gram, Matrix.columnVector(right)).to1DArray()
          reference.forEach((value, index) => {
            expect(solution[index]).toBeCloseTo(value, 8)
          })
        },
      ),
    )
  })

  it('reports dependent columns', () => {
    expect(solvePositiveDefinite(Float64Array.of(1, 2, 2, 4), Float64Array.of(1, 2), 2)).toBe(false)
    expect(solvePositiveDefinite(Float64Array.of(0), Float64Array.of(1), 1)).toBe(false)
  })
})
