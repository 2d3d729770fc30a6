import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { averageAndRangeChart } from './average-and-range-chart.ts'
import { subgroupsOf } from './control-chart.ts'
import { pistonRings } from './published-data.ts'
import { nelsonRules, runRuleSignals, westernElectricRules } from './run-rules.ts'

/** A chart with centre 0 and standard error 1. */
function chart(points: readonly number[]) {
  return {
    points: Float64Array.from(points),
    centre: new Float64Array(points.length),
    standardErrors: new Float64Array(points.length).fill(1),
  }
}

function positionsOf(rule: number, points: readonly number[], rules = nelsonRules): readonly number[] {
  return runRuleSignals(chart(points), rules)
    .filter((signal) => signal.rule === rule)
    .map((signal) => signal.position)
}

const alternating = Array.from(
  { length: 14 },
  (_, index) => (index % 2 === 0 ? 0.5 : -0.5) * (1 + index / 100),
)

describe('runRuleSignals', () => {
  // The pattern that just completes each test of Nelson (1984), and the same one point short of it.
  it.each([
    [1, [0, 3.1], [0, 3]],
    [2, [0.1, 0.2, 0.1, 0.2, 0.1, 0.2, 0.1, 0.2, 0.1], [0.1, 0.2, 0.1, 0.2, 0.1, 0.2, 0.1, 0.2, -0.1]],
    [3, [-1, -0.8, -0.5, 0, 0.4, 0.9], [-1, -0.8, -0.5, 0, 0, 0.9]],
    [4, alternating, alternating.slice(1)],
    [5, [2.1, 0, 2.1], [2.1, 0, -2.1]],
    [6, [1.1, 1.1, 0, 1.1, 1.1], [1.1, 1.1, 0, 0.9, 1.1]],
    [7, new Array<number>(15).fill(0.9), [...new Array<number>(14).fill(0.9), 1.1]],
    [8, [1.1, -1.1, 1.2, -1.3, 1.1, 1.4, -1.1, 1.1], [1.1, -1.1, 1.2, -1.3, 0.9, 1.4, -1.1, 1.1]],
  ])('test %d of Nelson', (rule, complete, short) => {
    expect(positionsOf(rule, complete)).toEqual([complete.length - 1])
    expect(positionsOf(rule, short)).toEqual([])
  })

  it('has the run of eight of the Western Electric handbook', () => {
    const eight = new Array<number>(8).fill(0.3)
    expect(positionsOf(4, eight, westernElectricRules)).toEqual([7])
    expect(positionsOf(2, eight, nelsonRules)).toEqual([])
  })

  it('finds the points beyond the limits of the piston rings by rule 1', () => {
    const reference = Array.from({ length: 25 }, (_, index) => index)
    const { averages } = averageAndRangeChart(subgroupsOf(pistonRings), { reference })
    const signals = runRuleSignals(averages).filter((signal) => signal.rule === 1)
    expect(signals.map((signal) => signal.position + 1)).toEqual([37, 38, 39])
  })

  it('finds the same in a mirrored series', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -4, max: 4, noNaN: true }), { maxLength: 80 }), (points) => {
        expect(runRuleSignals(chart(points.map((point) => -point)))).toEqual(runRuleSignals(chart(points)))
      }),
    )
  })

  it('raises no alarm on a series without spread', () => {
    const flat = {
      points: new Float64Array(8),
      centre: new Float64Array(8),
      standardErrors: new Float64Array(8),
    }
    const one = [{ number: 1, rule: { kind: 'beyond', sigmas: 3 } as const }]
    expect(runRuleSignals(flat, one)).toEqual([])
  })

  it('refuses runs that are not possible', () => {
    const run = [{ number: 1, rule: { kind: 'same side', run: 0 } as const }]
    expect(() => runRuleSignals(chart([1]), run)).toThrow(RangeError)
    const several = [{ number: 1, rule: { kind: 'several beyond', count: 4, run: 3, sigmas: 1 } as const }]
    expect(() => runRuleSignals(chart([1]), several)).toThrow(RangeError)
  })
})
