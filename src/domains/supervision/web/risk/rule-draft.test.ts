import { expect, it } from 'vitest'
import { formatMessage } from '#kernel/language/messages.ts'
import { formatsFor } from '#ui/language/format.ts'
import { exampleScorecard } from '../../risk/example-scorecard.ts'
import type { Factor } from '../../risk/risk-contract.ts'
import { draftOfRule, freshRule, type RuleDraft, ruleOfDraft } from './rule-draft.ts'
import { ruleWords } from './rule-words.ts'

const factors = [...exampleScorecard.factors, ...exampleScorecard.parts.flatMap((part) => part.factors)]

it('gives back the rule it was made of, for every factor of the example', () => {
  for (const { rule } of factors) expect(ruleOfDraft(draftOfRule(rule, []))).toEqual(rule)
})

it('puts steps in order, and finds out whether they rise or fall', () => {
  const draft = (below: number, ...steps: Array<[number, number]>): RuleDraft => ({
    kind: 'steps',
    below,
    steps: steps.map(([from, percent]) => ({ from, percent })),
  })
  expect(ruleOfDraft(draft(0, [3, 100], [1, 50]))).toEqual({
    kind: 'steps',
    direction: 'rising',
    below: 0,
    steps: [
      { from: 1, share: 0.5 },
      { from: 3, share: 1 },
    ],
  })
  expect(ruleOfDraft(draft(100, [3, 0]))).toMatchObject({ direction: 'falling', below: 1 })
  expect(ruleOfDraft(draft(0, [1, 50], [1, 60]))).toBe('rule.twice')
  expect(ruleOfDraft(draft(0, [1, 50], [2, 20]))).toBe('rule.turns')
  expect(ruleOfDraft(draft(50, [1, 20], [2, 60]))).toBe('rule.turns')
  expect(ruleOfDraft(draft(0))).toBe('rule.no-step')
  expect(ruleOfDraft({ kind: 'steps', below: 0, steps: [{ from: 1, percent: null }] })).toBe(
    'rule.incomplete',
  )
})

it('asks for every category that the source has', () => {
  const draft = draftOfRule({ kind: 'categories', shares: { active: 0, revoked: 1 } }, [
    'active',
    'suspended',
  ])
  expect(draft).toEqual({ kind: 'categories', percents: { active: 0, suspended: 0, revoked: 100 } })
  expect(ruleOfDraft({ kind: 'categories', percents: { active: 0, suspended: null } })).toBe(
    'rule.incomplete',
  )
  expect(freshRule('categories', ['true', 'false'])).toEqual({
    kind: 'categories',
    shares: { true: 0, false: 0 },
  })
})

it.each(['zh', 'en'] as const)('says a rule in words without a code, in %s', (locale) => {
  const words = {
    text: (message: Parameters<typeof formatMessage>[0], parameters?: Parameters<typeof formatMessage>[2]) =>
      formatMessage(message, locale, parameters),
    formats: formatsFor(locale),
  }
  const say = (factor: Pick<Factor, 'rule' | 'fact' | 'missing'>, source?: Parameters<typeof ruleWords>[1]) =>
    ruleWords(factor, source, words)
  const fact = { source: 'credit.penalty', aggregate: 'count' as const, months: 24 }
  const steps = [
    { from: 1, share: 0.5 },
    { from: 30_000, share: 1 },
  ]
  const rising = { kind: 'steps' as const, direction: 'rising' as const, below: 0, steps }
  const categories = { kind: 'categories' as const, shares: { active: 0, suspended: 0.5, revoked: 1 } }
  expect([
    say({ rule: rising, fact, missing: 0 }, { kind: 'records', unit: '件' }),
    say({ rule: rising, fact: { ...fact, aggregate: 'sum' }, missing: 0.6 }, { kind: 'records', unit: '元' }),
    say({ rule: categories, fact, missing: 0 }),
    say({ rule: { ...rising, steps: steps.slice(0, 1) }, fact, missing: 0 }, { kind: 'number', unit: '年' }),
  ]).toEqual(
    locale === 'zh'
      ? [
          '没有：不计分；1 件起：50%；30,000 件起：满分',
          '不到 1 元：不计分；1 元起：50%；30,000 元起：满分；数据缺失：60%',
          '存续：不计分；停业：50%；吊销：满分',
          '不到 1 年：不计分；1 年起：50%',
        ]
      : [
          'none: no points; from 1 件: 50%; from 30,000 件: full points',
          'below 1 元: no points; from 1 元: 50%; from 30,000 元: full points; not known: 60%',
          'Active: no points; Suspended: 50%; Licence revoked: full points',
          'below 1 年: no points; from 1 年: 50%',
        ],
  )
  for (const factor of factors) expect(say(factor)).not.toMatch(/=|active|suspended|large|micro|true|below=/)
})
