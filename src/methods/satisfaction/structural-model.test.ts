import { describe, expect, it } from 'vitest'
import { indexModel, parseStructuralModel } from './structural-model.ts'
import { completeAnswers, surveyAnswers } from './survey-answers.ts'

describe('parseStructuralModel', () => {
  it('reads constructs, modes and paths', () => {
    expect(parseStructuralModel(' A = a1 + a2 ; B~b1+b2; A > B ')).toEqual({
      constructs: [
        { name: 'A', indicators: ['a1', 'a2'], mode: 'A' },
        { name: 'B', indicators: ['b1', 'b2'], mode: 'B' },
      ],
      paths: [{ from: 'A', to: 'B' }],
    })
  })

  it.each([
    ['A=a1; B=b1; A-B', /neither/],
    ['A=a1; B=a1; A>B', /"a1" is used twice/],
    ['A=a1; A=b1; A>A', /"A" is used twice/],
    ['A=a1; B=b1; A>C', /unknown construct "C"/],
    ['A=a1; B=b1; A>B; A>B', /used twice/],
    ['A=a1; B=b1; C=c1; A>B', /"C" has no path/],
    ['A=a1; B=b1; C=c1; A>B; B>C; C>A', /circle/],
    ['A=a1+; B=b1; A>B', /has no name/],
  ])('refuses %s', (text, message) => {
    expect(() => parseStructuralModel(text)).toThrow(message)
  })

  it('refuses a construct without questions', () => {
    const constructs = [
      { name: 'A', indicators: [] },
      { name: 'B', indicators: ['b'] },
    ]
    expect(() => indexModel({ constructs, paths: [{ from: 'A', to: 'B' }] })).toThrow(/no indicator/)
  })
})

describe('completeAnswers', () => {
  const answers = surveyAnswers(
    ['a', 'b'],
    [
      [1, 4],
      [null, 6],
      [3, 8],
    ],
  )

  it('picks columns in the order asked for', () => {
    expect([...completeAnswers(answers, ['b']).values]).toEqual([4, 6, 8])
  })

  it('replaces by the mean of those who answered, or drops the respondent', () => {
    expect([...completeAnswers(answers, ['b', 'a'], 'mean').values]).toEqual([4, 1, 6, 2, 8, 3])
    expect([...completeAnswers(answers, ['a', 'b'], 'listwise').values]).toEqual([1, 4, 3, 8])
  })

  it('refuses gaps, unknown questions, questions nobody answered and too few respondents', () => {
    expect(() => completeAnswers(answers, ['a'])).toThrow(/missing/)
    expect(() => completeAnswers(answers, ['c'])).toThrow(/"c"/)
    const empty = surveyAnswers(['a'], [[null], [null]])
    expect(() => completeAnswers(empty, ['a'], 'mean')).toThrow(/nobody/)
    expect(() => completeAnswers(empty, ['a'], 'listwise')).toThrow(/fewer than two/)
    expect(() => surveyAnswers(['a', 'b'], [[1]])).toThrow(/row 1/)
  })
})
