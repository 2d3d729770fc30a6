import { expect, test } from 'vitest'
import { figureSentence, figureWords } from './figure-words.ts'

const figure = { comparator: '>=', value: 98.5, valueHigh: null, unit: '%' } as const

test('a bound stands before the figure, a percent sign directly behind it', () => {
  expect(figureSentence(figure, 'zh')).toBe('不低于 98.5%')
  expect(figureSentence(figure, 'en')).toBe('at least 98.5%')
})

test('a range says both ends and needs no word for its bound', () => {
  const range = { comparator: 'range', value: 3, valueHigh: 4, unit: '家' } as const
  expect(figureSentence(range, 'zh')).toBe('3–4 家')
  expect(figureWords(range, 'zh').bound).toBe('')
})

test('large figures are grouped, none is rounded', () => {
  expect(figureSentence({ ...figure, value: 12_000, unit: '张' }, 'zh')).toBe('不低于 12,000 张')
  expect(figureSentence({ ...figure, value: 9.125, unit: '件' }, 'zh')).toBe('不低于 9.125 件')
})

test('a change says its direction', () => {
  expect(figureSentence({ ...figure, comparator: 'delta-', value: 9 }, 'zh')).toBe('下降 9%')
})

test('a plain number has no unit', () => {
  expect(figureSentence({ ...figure, value: 89, unit: '' }, 'zh')).toBe('不低于 89')
})
