import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalText, passageOf, sourceSpan } from './canonical.ts'
import { chineseNumber } from './chinese-number.ts'
import { normaliseText } from './normalise.ts'

describe('Chinese numerals', () => {
  test.each([
    ['零', 0],
    ['十', 10],
    ['十二', 12],
    ['二十', 20],
    ['三十一', 31],
    ['一百零五', 105],
    ['两千', 2000],
    ['一千二百', 1200],
    ['三万', 30_000],
    ['十万', 100_000],
    ['一亿二千万', 120_000_000],
    ['二〇二五', 2025],
  ])('%s is %d', (text, value) => {
    expect(chineseNumber(text)).toBe(value)
  })
  test('other words are no numerals', () => {
    expect(chineseNumber('质量')).toBeUndefined()
    expect(chineseNumber('')).toBeUndefined()
  })
})

describe('canonical text', () => {
  test('full width, traditional characters, blanks, punctuation', () => {
    expect(canonicalText('質 量 合 格 率 達 到 ９７％ ， Ａ 級 （ 國 家 ）')).toBe(
      '质量合格率达到97%,A级(国家)',
    )
    expect(canonicalText('ISO 9001 認證')).toBe('ISO 9001认证')
    expect(canonicalText('持续提升. 到2025年')).toBe('持续提升。到2025年')
    expect(canonicalText('"领跑者"计划')).toBe('“领跑者”计划')
  })
  test('every character keeps its place in the source', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (raw) => {
        const text = normaliseText(raw)
        const passage = passageOf(text, 0, text.length)
        expect(passage.at.length).toBe(passage.text.length + 1)
        for (let i = 0; i < passage.text.length; i++) {
          const { start, end } = sourceSpan(passage, i, i + 1)
          expect(end).toBe(start + 1)
          expect(canonicalText(text.slice(start, end)).length).toBeLessThanOrEqual(1)
        }
      }),
    )
  })
})

test('normalising takes away what shows nothing and keeps the words', () => {
  expect(normaliseText('\ufeff一、总体\u200b要求\r\n\u3000\u3000坚持\u00a0质量\u0000第一\r')).toBe(
    '一、总体要求\n  坚持 质量第一\n',
  )
})
