import { describe, expect, test } from 'vitest'
import { formatsFor } from './format.ts'

const zh = formatsFor('zh')
const en = formatsFor('en')

describe('numbers', () => {
  test('round half to even, the cases of GB/T 8170-2008 clause 3.2', () => {
    // 3.2.4: five followed by zeros: odd before it goes up, even stays.
    expect(zh.number(1.05, 1)).toBe('1.0')
    expect(zh.number(0.35, 1)).toBe('0.4')
    expect(zh.number(12.1498, 1)).toBe('12.1')
    expect(zh.number(10.502, 0)).toBe('11')
  })

  test('what is not known is a dash, zero is zero', () => {
    expect(zh.number(undefined)).toBe('—')
    expect(zh.number(null, 2)).toBe('—')
    expect(zh.number(Number.NaN)).toBe('—')
    expect(zh.number(0, 1)).toBe('0.0')
  })

  test('thousands are grouped and a share is written in percent', () => {
    expect(zh.number(1234567.5)).toBe('1,234,567.5')
    expect(zh.share(0.875, 2)).toBe('87.50%')
  })
})

describe('dates', () => {
  test('a moment is shown as it is in Shanghai', () => {
    expect(zh.dateTime('2025-03-04T18:30:00Z')).toBe('2025-03-05 02:30')
    expect(zh.date(new Date('2024-12-31T16:00:00Z'))).toBe('2025-01-01')
  })

  test('a plain date stays that day', () => {
    expect(zh.date('2025-03-04')).toBe('2025-03-04')
    expect(zh.longDate('2025-03-04')).toBe('2025年3月4日')
    expect(en.longDate('2025-03-04')).toBe('4 March 2025')
    expect(zh.month('2025-03')).toBe('2025年3月')
    expect(en.month('2025-03')).toBe('Mar 2025')
  })

  test('what is no date is a dash', () => {
    expect(zh.date('')).toBe('—')
    expect(zh.date('soon')).toBe('—')
    expect(zh.dateTime(null)).toBe('—')
  })
})

test('file sizes', () => {
  expect(zh.fileSize(512)).toBe('512 B')
  expect(zh.fileSize(1_250_000)).toBe('1.2 MB')
  expect(zh.fileSize(undefined)).toBe('—')
})
