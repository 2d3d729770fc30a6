import { expect, it } from 'vitest'
import { periodWordsOn } from './period-messages.ts'

it.each([
  ['2026', '2026-05-20', '2026年至今', '2026 so far'],
  ['2026-Q2', '2026-05-20', '2026年第二季度至今', 'Q2 2026 so far'],
  ['2026-05', '2026-05-01', '2026年5月至今', 'May 2026 so far'],
  ['2026-05', '2026-05-31', '2026年5月', 'May 2026'],
  ['2025', '2026-05-20', '2025年', '2025'],
  ['2027', '2026-05-20', '2027年', '2027'],
])('marks %s on %s as running or not', (period, day, zh, en) => {
  expect(periodWordsOn(period, day)).toEqual({ zh, en })
})
