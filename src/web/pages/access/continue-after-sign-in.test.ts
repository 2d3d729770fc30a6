import { expect, test } from 'vitest'
import { nextAddress } from './continue-after-sign-in.ts'

const origin = 'https://quality.example'

test('the sign-in leads back to the page that asked for it', () => {
  expect(nextAddress('?next=%2Fplans%2F1%3Ftab%3Dtasks', origin)).toBe('/plans/1?tab=tasks')
  expect(nextAddress('', origin)).toBe('/')
})

test('it never leads to another host or runs a script', () => {
  for (const next of [
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    '\\\\evil.example',
  ])
    expect(nextAddress(`?next=${encodeURIComponent(next)}`, origin)).toBe('/')
})
