import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type DrawnStrata,
  digestStepIn,
  nextSubstitute,
  type PublishedStepIn,
  verifyStepIns,
} from './step-in.ts'

const drawn: DrawnStrata = {
  results: [
    { key: 'east/C', sample: ['a', 'b', 'c'], substitutes: ['s1', 's2', 's3'] },
    { key: 'west/C', sample: ['x'], substitutes: [] },
  ],
  teamOf: (subject) => (subject === 'a' ? ['p1', 'p2', 'p3'] : ['p4', 'p5']),
  avoids: (inspector, subject) => inspector === 'p3' && subject === 's1',
}
const file = 'f'.repeat(64)

type Step = Pick<PublishedStepIn, 'dropsOut' | 'stepsIn' | 'inspectors'>

/** A chain with its digests, as an honest organiser publishes it. */
function chainOf(steps: readonly Step[]): PublishedStepIn[] {
  const chain: PublishedStepIn[] = []
  for (const [index, step] of steps.entries()) {
    const rest = {
      sequence: index + 1,
      stratum: 'east/C',
      reason: '已注销',
      at: '2026-05-06T02:00:00.000Z',
      previous: chain.at(-1)?.digest ?? file,
      ...step,
    }
    chain.push({ ...rest, digest: digestStepIn(rest, 'sm3') })
  }
  return chain
}

const honest = chainOf([
  { dropsOut: 'a', stepsIn: 's1', inspectors: ['p1', 'p2'] },
  { dropsOut: 'c', stepsIn: 's2', inspectors: ['p4', 'p5'] },
  // A substitute may drop out too; its team goes on.
  { dropsOut: 's1', stepsIn: 's3', inspectors: ['p1', 'p2'] },
])
const verify = (chain: readonly PublishedStepIn[]) => verifyStepIns(chain, drawn, file, 'sm3')

describe('substitutes that step in', () => {
  it('takes the first that has not stepped in', () => {
    expect(nextSubstitute(['s1', 's2'], new Set())).toBe('s1')
    expect(nextSubstitute(['s1', 's2'], new Set(['s1']))).toBe('s2')
    expect(nextSubstitute(['s1'], new Set(['s1']))).toBeUndefined()
  })

  it('holds for an honest chain, in its whole length and at every beginning', () => {
    for (let length = 0; length <= honest.length; length += 1)
      expect(verify(honest.slice(0, length))).toEqual([])
  })

  it('shows any change of any field', () => {
    const fields = ['stratum', 'dropsOut', 'stepsIn', 'reason', 'at', 'previous', 'digest'] as const
    fc.assert(
      fc.property(fc.nat(honest.length - 1), fc.constantFrom(...fields), (place, field) => {
        const changed = honest.map((entry, index) =>
          index === place ? { ...entry, [field]: `${entry[field]}!` } : entry,
        )
        expect(verify(changed)).not.toEqual([])
      }),
    )
  })

  it('refuses a substitute out of turn, one who was not drawn, and the same one twice', () => {
    const wrong = (step: Step) => verify(chainOf([step])).map(({ field }) => field)
    expect(wrong({ dropsOut: 'a', stepsIn: 's2', inspectors: ['p1', 'p2', 'p3'] })).toEqual(['stepsIn'])
    expect(wrong({ dropsOut: 'z', stepsIn: 's1', inspectors: ['p4', 'p5'] })).toEqual(['dropsOut'])
    expect(wrong({ dropsOut: 'a', stepsIn: 's1', inspectors: ['p9'] })).toEqual(['inspectors'])
    const twice = chainOf([
      { dropsOut: 'b', stepsIn: 's1', inspectors: ['p4', 'p5'] },
      { dropsOut: 'b', stepsIn: 's2', inspectors: ['p4', 'p5'] },
    ])
    expect(verify(twice).map(({ index, field }) => [index, field])).toEqual([[1, 'dropsOut']])
  })

  it('notices an entry that was left out', () => {
    expect(verify(honest.slice(1))).not.toEqual([])
  })
})
