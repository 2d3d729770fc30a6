import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clopperPearsonInterval, wilsonInterval } from './proportion-interval.ts'

// National spot checks of product quality 2022–2024 (failing batches of inspected batches) and small samples.
test.each([
  [3476, 28265, 0.1229789492, 0.1192014648, 0.1268589006],
  [3601, 25250, 0.1426138614, 0.1383551403, 0.1469813092],
  [1827, 19440, 0.0939814815, 0.089959375, 0.0981640196],
  [48, 50, 0.96, 0.8653990931, 0.9889611157],
  [0, 50, 0, 0, 0.0713475991],
])('Wilson %i of %i', (count, total, proportion, lower, upper) => {
  const found = wilsonInterval(count, total)
  expect(found.proportion).toBeCloseTo(proportion, 10)
  expect(found.lower).toBeCloseTo(lower, 9)
  expect(found.upper).toBeCloseTo(upper, 9)
})

test.each([
  [3476, 28265, 0.1191715149, 0.126864065],
  [48, 50, 0.8628623744, 0.9951185666],
  [0, 50, 0, 0.0711217365],
])('Clopper–Pearson %i of %i', (count, total, lower, upper) => {
  const found = clopperPearsonInterval(count, total)
  expect(found.lower).toBeCloseTo(lower, 9)
  expect(found.upper).toBeCloseTo(upper, 9)
})

test('both intervals hold the proportion, mirror with the complement, and refuse impossible counts', () => {
  const counts = fc
    .integer({ min: 1, max: 5000 })
    .chain((total) => fc.tuple(fc.nat(total), fc.constant(total)))
  fc.assert(
    fc.property(counts, ([count, total]) => {
      for (const interval of [wilsonInterval, clopperPearsonInterval]) {
        const { proportion, lower, upper } = interval(count, total)
        expect(lower).toBeLessThanOrEqual(proportion)
        expect(upper).toBeGreaterThanOrEqual(proportion)
        const mirrored = interval(total - count, total)
        expect(mirrored.lower).toBeCloseTo(1 - upper, 9)
      }
    }),
  )
  expect(() => wilsonInterval(3, 2)).toThrow(RangeError)
  expect(() => clopperPearsonInterval(1, 2, 1)).toThrow(RangeError)
})
