import { describe, expect, it } from 'vitest'
import { reasonWords } from './state-reason.ts'

const reasons = [
  'no-figures',
  'figures-too-old',
  'no-baseline',
  'goal-reached',
  'within-bound-so-far',
  'missed-at-deadline',
  'on-path',
  'little-below-path',
  'far-below-path',
  'forecast-misses',
  'little-outside-level',
  'far-outside-level',
]

describe('why a target is in its state', () => {
  it.each([...reasons, 'given-by-a-later-program'])(
    'says %s and its rule in words, never as a code',
    (code) => {
      const { reason, rule } = reasonWords(code)
      for (const words of [reason, rule]) {
        expect(words.zh).not.toMatch(/[a-z]/i)
        expect(words.en).not.toMatch(/[a-z]-[a-z]|[a-z]\.[a-z]/)
      }
    },
  )
})
