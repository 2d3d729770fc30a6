import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { initialTransition, transition } from 'xstate'
import { getAdjacencyMap, getShortestPaths } from 'xstate/graph'
import {
  type InspectionSeverity,
  type LotInspected,
  nextSwitchingScore,
  type SwitchingEvent,
  switchingRulesMachine,
} from './switching-rules.machine.ts'

const accepted: LotInspected = { type: 'LOT_INSPECTED', accepted: true, acceptanceNumber: 0 }
const rejected: LotInspected = { type: 'LOT_INSPECTED', accepted: false, acceptanceNumber: 0 }
const acceptedTighter: LotInspected = {
  type: 'LOT_INSPECTED',
  accepted: true,
  acceptanceNumber: 5,
  acceptedUnderTighterLimit: true,
}
const approve: SwitchingEvent = { type: 'REDUCTION_APPROVED' }
const irregular: SwitchingEvent = { type: 'PRODUCTION_IRREGULAR' }
const improved: SwitchingEvent = { type: 'IMPROVEMENT_CONFIRMED' }
const events = [accepted, rejected, acceptedTighter, approve, irregular, improved]

function severityAfter(sequence: readonly SwitchingEvent[]): string {
  let [snapshot] = initialTransition(switchingRulesMachine)
  for (const event of sequence) [snapshot] = transition(switchingRulesMachine, snapshot, event)
  return snapshot.value
}

/** The clauses read directly off the lots inspected since the last switch, without counters. */
function severityByTheClauses(sequence: readonly SwitchingEvent[]): InspectionSeverity {
  let severity = 'normal' as InspectionSeverity
  let lots: LotInspected[] = []
  const change = (to: InspectionSeverity) => {
    severity = to
    lots = []
  }
  for (const event of sequence) {
    if (event.type === 'LOT_INSPECTED') {
      lots = [...lots, event]
      const lastFive = lots.slice(-5)
      const refused = (list: readonly LotInspected[]) => list.filter((lot) => !lot.accepted).length
      if (severity === 'normal' && refused(lastFive) >= 2) change('tightened')
      else if (severity === 'tightened' && refused(lots) >= 5) change('discontinued')
      else if (severity === 'tightened' && lastFive.length === 5 && refused(lastFive) === 0) change('normal')
      else if (severity === 'reduced' && !event.accepted) change('normal')
    } else if (event.type === 'REDUCTION_APPROVED') {
      const score = lots.reduce((sum, lot) => nextSwitchingScore(sum, lot), 0)
      if (severity === 'normal' && score >= 30) change('reduced')
    } else if (event.type === 'PRODUCTION_IRREGULAR') {
      if (severity === 'reduced') change('normal')
    } else if (severity === 'discontinued') change('tightened')
  }
  return severity
}

const times = (count: number, event: SwitchingEvent): SwitchingEvent[] =>
  Array.from({ length: count }, () => event)

describe('clauses 9.3 and 9.4', () => {
  test('two of five tighten, two of six do not', () => {
    expect(severityAfter([rejected, ...times(3, accepted), rejected])).toBe('tightened')
    expect(severityAfter([rejected, ...times(4, accepted), rejected])).toBe('normal')
    expect(severityAfter([rejected, rejected])).toBe('tightened')
  })
  test('five accepted in a row loosen; the fifth rejection stops', () => {
    const tightened = [rejected, rejected]
    expect(severityAfter([...tightened, ...times(4, accepted)])).toBe('tightened')
    expect(severityAfter([...tightened, ...times(5, accepted)])).toBe('normal')
    expect(severityAfter([...tightened, ...times(4, rejected)])).toBe('tightened')
    expect(severityAfter([...tightened, ...times(5, rejected)])).toBe('discontinued')
    expect(severityAfter([...tightened, ...times(5, rejected), improved])).toBe('tightened')
  })
  test('reduced inspection needs a score of 30 and consent: 15 lots with Ac 0, or 10 with Ac 2 or more', () => {
    expect(severityAfter([...times(14, accepted), approve])).toBe('normal')
    expect(severityAfter([...times(15, accepted), approve])).toBe('reduced')
    expect(severityAfter([...times(9, acceptedTighter), approve])).toBe('normal')
    expect(severityAfter([...times(10, acceptedTighter), approve])).toBe('reduced')
    expect(severityAfter([...times(15, accepted)])).toBe('normal')
    expect(severityAfter([...times(15, accepted), approve, rejected])).toBe('normal')
    expect(severityAfter([...times(15, accepted), approve, irregular])).toBe('normal')
  })
  test('the score falls to 0 where the clause says so', () => {
    expect(nextSwitchingScore(28, accepted)).toBe(30)
    expect(nextSwitchingScore(28, rejected)).toBe(0)
    expect(nextSwitchingScore(27, acceptedTighter)).toBe(30)
    expect(nextSwitchingScore(27, { ...acceptedTighter, acceptedUnderTighterLimit: false })).toBe(0)
    expect(nextSwitchingScore(27, { ...acceptedTighter, accepted: false })).toBe(0)
  })
})

describe('model', () => {
  test('every reachable situation and every event in it follows the clauses', () => {
    const options = { events }
    const paths = getShortestPaths(switchingRulesMachine, options)
    expect(new Set(paths.map((path) => path.state.value))).toEqual(
      new Set(['normal', 'tightened', 'reduced', 'discontinued']),
    )
    const adjacency = getAdjacencyMap(switchingRulesMachine, options)
    expect(Object.keys(adjacency).length).toBe(paths.length)
    expect(paths.length).toBeGreaterThan(100)
    for (const path of paths) {
      // The first step is the machine's own start event.
      const history = path.steps.slice(1).map((step) => step.event)
      for (const event of events) {
        const sequence = [...history, event]
        expect(severityAfter(sequence)).toBe(severityByTheClauses(sequence))
      }
    }
  })
  test('any history follows the clauses', () => {
    const histories = fc.array(fc.constantFrom(accepted, accepted, accepted, ...events), { maxLength: 120 })
    fc.assert(
      fc.property(histories, (history) => {
        expect(severityAfter(history)).toBe(severityByTheClauses(history))
      }),
    )
  })
})
