import { beforeEach, expect, test, vi } from 'vitest'
import { draftKey, forgetDraft, keepDraft, readDraft } from './drafts.ts'

const kept = new Map<string, string>()

beforeEach(() => {
  kept.clear()
  // The browser's storage, which Node lacks: the same three methods over a map.
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  })
})

const now = new Date('2025-03-04T08:00:00Z')
const key = draftKey('person-1', 'plans/new')

test('a draft comes back with its moment', () => {
  keepDraft(key, { title: '规划', year: 2025 }, [], now)
  expect(readDraft(key, now)).toEqual({ at: now.toISOString(), values: { title: '规划', year: 2025 } })
})

test('a secret field is never kept', () => {
  keepDraft(key, { username: 'a', password: 'secret' }, ['password'], now)
  expect([...kept.values()].join()).not.toContain('secret')
})

test('another person at the same desk does not get it', () => {
  keepDraft(key, { title: '规划' }, [], now)
  expect(readDraft(draftKey('person-2', 'plans/new'), now)).toBeUndefined()
})

test('an old, damaged or sent draft is gone', () => {
  keepDraft(key, { title: '规划' }, [], now)
  expect(readDraft(key, new Date('2025-04-30T08:00:00Z'))).toBeUndefined()
  expect(kept.size).toBe(0)
  kept.set(key, '{"at":')
  expect(readDraft(key, now)).toBeUndefined()
  kept.set(key, '{"at":5,"values":{}}')
  expect(readDraft(key, now)).toBeUndefined()
  keepDraft(key, { title: '规划' }, [], now)
  forgetDraft(key)
  expect(readDraft(key, now)).toBeUndefined()
})
