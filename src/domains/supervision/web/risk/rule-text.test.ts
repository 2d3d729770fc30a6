import { expect, it } from 'vitest'
import { exampleScorecard } from '../../risk/example-scorecard.ts'
import { readRule, ruleText } from './rule-text.ts'

it('reads back what it writes, for every factor of the example', () => {
  const factors = [...exampleScorecard.factors, ...exampleScorecard.parts.flatMap((part) => part.factors)]
  for (const factor of factors) expect(readRule(ruleText(factor.rule), factor.rule.kind)).toEqual(factor.rule)
})

it('reads steps in any order and full-width signs, and refuses what is no share', () => {
  expect(readRule('3＝1\n以下=0\n1=0.5', 'steps')).toEqual({
    kind: 'steps',
    direction: 'rising',
    below: 0,
    steps: [
      { from: 1, share: 0.5 },
      { from: 3, share: 1 },
    ],
  })
  for (const wrong of ['1=1.5', '1', 'many=0.5', '=0.3']) expect(readRule(wrong, 'steps')).toBeUndefined()
})
