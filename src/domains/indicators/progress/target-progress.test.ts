import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { requiredOn } from './path.ts'
import {
  type Answering,
  type Commitment,
  prospectOf,
  soFarOf,
  type Tolerances,
  targetProgress,
} from './target-progress.ts'

const tolerances: Tolerances = { path: 0.1, keep: 0.01, about: 0.05 }
const commitment = (parts: Partial<Commitment>): Commitment => ({
  comparator: '>=',
  value: 100,
  valueHigh: null,
  unit: '项',
  year: 2027,
  ...parts,
})
const answering = (parts: Partial<Answering>): Answering => ({
  direction: 'higher',
  basis: 'level',
  baseline: { year: 2024, value: 70 },
  path: 'linear',
  milestones: [],
  figures: [],
  ...parts,
})
const years = (...pairs: Array<[string, number]>) => pairs.map(([period, value]) => ({ period, value }))
const state = (c: Partial<Commitment>, a: Partial<Answering>, today = '2026-02-01') => {
  const { state: name, reason, required } = targetProgress(commitment(c), answering(a), today, tolerances)
  return [name, reason, required === null ? null : Math.round(required * 1000) / 1000]
}

describe('target states', () => {
  // From 70 at the end of 2024 to 100 at the end of 2027: a third of the way, 80, is due at the end of 2025.
  it.each([
    [100, 'met', 'goal-reached', 100],
    [80, 'on-track', 'on-path', 80],
    [79, 'at-risk', 'little-below-path', 80],
    [77, 'at-risk', 'little-below-path', 80],
    [76.9, 'behind', 'far-below-path', 80],
  ])('judges %d at a third of the way', (value, name, reason, required) => {
    expect(state({}, { figures: years(['2025', value]) })).toEqual([name, reason, required])
  })
  it.each([
    ['reaches the goal in part', 80, { value: 92, low: 84, high: 101 }, 'on-track', 'on-path'],
    ['misses it altogether', 80, { value: 90, low: 84, high: 96 }, 'at-risk', 'forecast-misses'],
    // A forecast never makes a state better.
    ['reaches it, from behind', 75, { value: 120, low: 110, high: 130 }, 'behind', 'far-below-path'],
  ])('heeds a forecast that %s', (_, value, outlook, name, reason) => {
    const given = answering({ figures: years(['2025', value]) })
    const progress = targetProgress(commitment({}), given, '2026-02-01', tolerances, () => outlook)
    expect([progress.state, progress.reason]).toEqual([name, reason])
  })
  it('adds the running period up as the commitment counts, and shows none after the deadline', () => {
    const figures = years(['2025-12', 5], ['2026-01', 10], ['2026-02', 20])
    const running = { period: '2026-03', value: 7 }
    const shown = (basis: Answering['basis'], year: number | null = 2027) =>
      soFarOf(commitment({ year }), answering({ basis, figures }), running)?.value
    expect([shown('level'), shown('year-total'), shown('since-baseline')]).toEqual([7, 37, 42])
    expect([shown('level', null), shown('level', 2025)]).toEqual([7, undefined])
    expect(soFarOf(commitment({}), answering({ figures }), undefined)).toBeUndefined()
    const later = answering({ basis: 'since-baseline', baseline: { year: 2026, value: 0 }, figures })
    expect(soFarOf(commitment({}), later, running)).toBeUndefined()
  })
  it('says what an interval means for the goal, whichever way is better', () => {
    const prospect = (c: Partial<Commitment>, low: number, high: number, a: Partial<Answering> = {}) =>
      prospectOf(commitment(c), answering(a), { value: (low + high) / 2, low, high }, tolerances)
    expect([prospect({}, 90, 99), prospect({}, 90, 101), prospect({}, 100, 110)]).toEqual([
      'misses',
      'uncertain',
      'reaches',
    ])
    const less = { comparator: '<=' as const }
    expect([prospect(less, 101, 110), prospect(less, 90, 101), prospect(less, 80, 100)]).toEqual([
      'misses',
      'uncertain',
      'reaches',
    ])
    const range = { comparator: 'range' as const, value: 20, valueHigh: 30 }
    const neutral = { direction: 'neutral' as const }
    expect([
      prospect(range, 31, 40, neutral),
      prospect(range, 25, 40, neutral),
      prospect(range, 22, 28, neutral),
    ]).toEqual(['misses', 'uncertain', 'reaches'])
    expect(prospect({ comparator: 'delta-' }, 1, 2, { baseline: null })).toBeUndefined()
  })
  it('knows that less is better for upper bounds', () => {
    const less = { baseline: { year: 2024, value: 6.8 }, direction: 'lower' as const }
    expect(state({ comparator: '<=', value: 5.5 }, { ...less, figures: years(['2025', 5.4]) })[0]).toBe('met')
    expect(state({ comparator: '<=', value: 5.5 }, { ...less, figures: years(['2025', 6.3]) })[0]).toBe(
      'on-track',
    )
    expect(state({ comparator: '<=', value: 5.5 }, { ...less, figures: years(['2025', 6.7]) })[0]).toBe(
      'behind',
    )
  })
  it('has no data without figures, without the baseline of a change, and with figures long overdue', () => {
    expect(state({}, {})).toEqual(['no-data', 'no-figures', null])
    expect(
      state({ comparator: 'delta-', value: 9, unit: '%' }, { baseline: null, figures: years(['2025', 90]) }),
    ).toEqual(['no-data', 'no-baseline', null])
    expect(state({}, { figures: years(['2025-03', 79]) }, '2026-05-01')[1]).toBe('figures-too-old')
  })
  it('marks overdue figures as stale and judges them by the end of their own period', () => {
    const progress = targetProgress(
      commitment({}),
      answering({ figures: years(['2025-12', 80]) }),
      '2026-03-05',
      tolerances,
    )
    expect([progress.state, progress.stale, progress.required]).toEqual(['on-track', true, 80])
  })
  it('reads a change in per cent, in points and in the unit itself from the baseline', () => {
    const goal = (c: Partial<Commitment>) =>
      targetProgress(commitment(c), answering({ figures: years(['2025', 1]) }), '2026-02-01', tolerances).goal
    expect(goal({ comparator: 'delta-', value: 10, unit: '%' })).toBeCloseTo(63)
    expect(goal({ comparator: 'delta+', value: 4, unit: '个百分点' })).toBe(74)
    expect(goal({ comparator: 'delta+', value: 5, unit: '家' })).toBe(75)
  })
  it('lets a level that is to be kept be missed by very little only', () => {
    const kept = { baseline: { year: 2024, value: 98.7 } }
    const c = { value: 98.5, unit: '%' }
    expect(state(c, { ...kept, figures: years(['2025', 98.5]) })[0]).toBe('met')
    expect(state(c, { ...kept, figures: years(['2025', 97.6]) })[1]).toBe('little-outside-level')
    expect(state(c, { ...kept, figures: years(['2025', 97]) })[1]).toBe('far-outside-level')
  })
  it('counts a yearly number anew each year, against the part of the year that is over', () => {
    const yearly = (sum: number) => ({
      basis: 'year-total' as const,
      figures: years(['2025-12', 999], ['2026-01', sum / 2], ['2026-02', sum / 2]),
    })
    // 59 of 365 days: 16.164 of 100 are due by the end of February.
    expect(state({ year: null }, yearly(17), '2026-03-01')).toEqual(['on-track', 'on-path', 16.164])
    expect(state({ year: null }, yearly(10), '2026-03-01')[0]).toBe('at-risk')
    expect(state({ year: null }, yearly(4), '2026-03-01')[0]).toBe('behind')
    expect(state({ year: null }, { basis: 'year-total', figures: years(['2025', 99]) })[1]).toBe(
      'missed-at-deadline',
    )
    const most = { comparator: '<=' as const, value: 6, year: null }
    expect(state(most, yearly(5), '2026-03-01')).toEqual(['on-track', 'within-bound-so-far', 6])
    expect(state(most, yearly(7), '2026-03-01')[0]).toBe('behind')
  })
  it('adds up from the year after the baseline', () => {
    const parts = {
      basis: 'since-baseline' as const,
      figures: years(['2024', 500], ['2025', 30], ['2026', 36]),
    }
    const progress = targetProgress(commitment({}), answering(parts), '2027-02-01', tolerances)
    expect([progress.current, progress.state]).toEqual([66, 'at-risk'])
  })
  it('says behind once the deadline has passed, and met for what was reached by then', () => {
    expect(state({ year: 2025 }, { figures: years(['2025', 99]) })).toEqual([
      'behind',
      'missed-at-deadline',
      100,
    ])
    expect(state({ year: 2025 }, { figures: years(['2025', 100], ['2026', 90]) }, '2027-05-01')[0]).toBe(
      'met',
    )
  })
  it('without a deadline judges the level alone', () => {
    expect(state({ year: null }, { figures: years(['2025', 99.5]) })[0]).toBe('at-risk')
    expect(state({ year: null }, { figures: years(['2025', 90]) })[0]).toBe('behind')
  })
  it('takes a range as both bounds only where neither way is better', () => {
    const range = { comparator: 'range' as const, value: 3, valueHigh: 4 }
    expect(state(range, { figures: years(['2025', 5]) })[0]).toBe('met')
    expect(
      state(range, {
        direction: 'neutral',
        baseline: { year: 2024, value: 3.5 },
        figures: years(['2025', 5]),
      })[0],
    ).toBe('behind')
  })
  it('never gets worse as the figure gets better', () => {
    const order = ['behind', 'at-risk', 'on-track', 'met']
    fc.assert(
      fc.property(
        fc.constantFrom('>=' as const, '<=' as const, '=' as const, '>' as const, '<' as const),
        fc.integer({ min: -50, max: 200 }),
        fc.integer({ min: -50, max: 200 }),
        fc.integer({ min: -50, max: 200 }),
        fc.constantFrom('linear' as const, 'stepped' as const),
        fc.constantFrom('2025', '2026-07', '2027'),
        (comparator, baseline, a, b, path, period) => {
          const sense = comparator.startsWith('<') ? -1 : 1
          const rank = (value: number) =>
            order.indexOf(
              targetProgress(
                commitment({ comparator }),
                answering({
                  baseline: { year: 2024, value: baseline },
                  path,
                  figures: years([period, value]),
                }),
                period === '2027' ? '2028-01-15' : '2026-08-15',
                tolerances,
              ).state,
            )
          const [worse, better] = (a - b) * sense <= 0 ? [a, b] : [b, a]
          expect(rank(worse)).toBeGreaterThanOrEqual(0)
          expect(rank(better)).toBeGreaterThanOrEqual(rank(worse))
        },
      ),
    )
  })
})

describe('required path', () => {
  const ends = { baseline: { year: 2024, value: 70 }, goal: { year: 2027, value: 100 } }
  it('is a line, steps at the ends of years, or lines through milestones', () => {
    expect(requiredOn({ ...ends, kind: 'linear', milestones: [] }, '2025-12-31')).toBeCloseTo(80, 1)
    expect(requiredOn({ ...ends, kind: 'stepped', milestones: [] }, '2026-12-30')).toBeCloseTo(80, 1)
    expect(requiredOn({ ...ends, kind: 'stepped', milestones: [] }, '2026-12-31')).toBeCloseTo(90, 1)
    const milestones = [{ year: 2025, value: 72 }]
    expect(requiredOn({ ...ends, kind: 'milestones', milestones }, '2025-12-31')).toBe(72)
    expect(requiredOn({ ...ends, kind: 'milestones', milestones }, '2026-12-31')).toBeCloseTo(86, 1)
  })
  it('keeps the baseline before its start and the goal after its end', () => {
    for (const kind of ['linear', 'stepped', 'milestones'] as const) {
      expect(requiredOn({ ...ends, kind, milestones: [] }, '2023-06-30')).toBe(70)
      expect(requiredOn({ ...ends, kind, milestones: [] }, '2031-06-30')).toBe(100)
    }
  })
})
