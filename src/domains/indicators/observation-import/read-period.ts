/** Periods as people write them. Pure. */

const quarters: Readonly<Record<string, string>> = { 一: '1', 二: '2', 三: '3', 四: '4' }
const known = new Map<string, string | undefined>()
// Far more than any file has; reached only by what somebody makes up.
const mostKnown = 10_000

function read(given: string): string | undefined {
  const text = given.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase()
  const year = /^(\d{4})年?$/.exec(text)?.[1]
  if (year) return year
  const quarter = /^(\d{4})[-年./]?(?:Q([1-4])|第?([1-4一二三四])季度?)$/.exec(text)
  if (quarter) {
    const number = quarter[2] ?? quarter[3] ?? ''
    return `${quarter[1]}-Q${quarters[number] ?? number}`
  }
  // A day stands for its month: spreadsheet programs make days of `2026-05`.
  const month = /^(\d{4})(?:[-年./](?:M?)(\d{1,2})(?:月|(?:[-./月]\d{1,2}日?))?|(\d{2})|M(\d{2}))$/.exec(text)
  const number = Number(month?.[2] ?? month?.[3] ?? month?.[4] ?? 0)
  return month && number >= 1 && number <= 12 ? `${month[1]}-${String(number).padStart(2, '0')}` : undefined
}

/**
 * A period in our own form (`2026-05`, `2026-Q2`, `2026`) from what a cell says: 2026年5月, 202605, 2026/5/1,
 * 2026年第二季度, 2026Q2, 2026年. Undefined when it is none.
 */
export function readPeriod(text: string): string | undefined {
  if (known.has(text)) return known.get(text)
  const period = read(text)
  if (known.size >= mostKnown) known.clear()
  known.set(text, period)
  return period
}
