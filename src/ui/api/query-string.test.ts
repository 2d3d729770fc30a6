import { expect, test } from 'vitest'
import { withQuery } from './query-string.ts'

test('what is given stands in the address, what is not does not', () => {
  expect(
    withQuery('/api/export', { search: '质量 & 安全', year: 2026, bound: false, region: undefined }),
  ).toBe('/api/export?search=%E8%B4%A8%E9%87%8F+%26+%E5%AE%89%E5%85%A8&year=2026&bound=false')
  expect(withQuery('/api/export', { region: undefined })).toBe('/api/export')
})
