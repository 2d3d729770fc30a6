import { expect, it } from 'vitest'
import { z } from 'zod'
import { schemaMessage, worded } from './schema-messages.ts'

const said = (schema: z.ZodType, input: unknown, language: 'zh' | 'en' = 'zh') =>
  schema.safeParse(input, { error: (issue) => schemaMessage(issue)[language] }).error?.issues[0]?.message

it('speaks of characters and numbers, not of types', () => {
  const reason = z.string().trim().min(2).max(4)
  expect(said(reason, '片')).toBe('至少 2 个字')
  expect(said(reason, '片', 'en')).toBe('must have at least 2 characters')
  expect(said(reason, '片区重新划分')).toBe('最多 4 个字')
  expect(said(z.string().min(1), '')).toBe('不能为空')
  expect(said(z.number().min(0), -1)).toBe('不能小于 0')
  expect(said(z.number().positive(), 0)).toBe('应大于 0')
  expect(said(z.number().max(100), 101)).toBe('不能大于 100')
  expect(said(z.array(z.string()).min(1), [])).toBe('至少 1 项')
  expect(said(z.object({ reason }), {})).toBe('必填')
  expect(said(z.number(), 'two')).toBe('应为数字')
  expect(said(z.number().int(), 1.5)).toBe('应为整数')
})

it('leaves to zod what zod says well', () => {
  expect(said(z.boolean(), 'x', 'en')).toBe('Invalid input: expected boolean, received string')
  expect(said(z.uuid(), 'x', 'en')).toBe('Invalid UUID')
})

it('says of a pattern what its owner says', () => {
  const year = z.string().regex(worded(/^\d{4}$/, { zh: '应为年份，例如 2026', en: 'must be a year' }))
  expect(said(year, '26')).toBe('应为年份，例如 2026')
  expect(said(year, '26', 'en')).toBe('must be a year')
})

it('says by an example which form is meant', () => {
  expect(said(z.url(), 'not a url')).toBe('应为完整的网址，例如 https://example.com/')
  expect(said(z.iso.date(), '三月')).toBe('应为日期，例如 2026-03-31')
  expect(said(z.iso.datetime(), '今天', 'en')).toBe('must be a moment such as 2026-03-31T08:00:00Z')
})
