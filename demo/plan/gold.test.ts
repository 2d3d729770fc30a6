import { describe, expect, test } from 'vitest'
import { type PlanGold, type PlanText, readPlanGold } from './gold.ts'

const texts: PlanText[] = ['plan.txt', 'plan-amended.txt', 'plan-previous.txt', 'plan-neighbour.txt']

/** Numerals that say a value in words. */
const WORDS = new Map([
  [5, '五'],
  [1000, '千'],
])

const saysNumber = (quote: string, value: number): boolean =>
  (quote.match(/\d+(?:\.\d+)?/g) ?? []).some((digits) => Number(digits) === value) ||
  quote.includes(WORDS.get(value) ?? '\0')

/** Runs of digits that lie in no target, no listed exception, no date and no numbering. */
const unaccounted = (text: string, gold: PlanGold): string[] => {
  const covered = new Set<number>()
  const cover = (start: number, length: number) => {
    for (let i = start; i < start + length; i++) covered.add(i)
  }
  for (const { quote } of [...gold.targets, ...gold.not_targets])
    for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) cover(at, quote.length)
  const dates = /\d{4}(?:—\d{4})?年(?:\d{1,2}月)?(?:\d{1,2}日)?|^\d+\.|^专栏\d+/gm
  for (const match of text.matchAll(dates)) cover(match.index, match[0].length)
  return [...text.matchAll(/\d+(?:\.\d+)?/g)]
    .filter((match) => !covered.has(match.index))
    .map((match) => text.slice(Math.max(0, match.index - 10), match.index + 10))
}

describe.each(texts)('%s', (name) => {
  test('every heading stands on its line, behind its number', async () => {
    const { text, gold } = await readPlanGold(name)
    const lines = text.split('\n')
    for (const { path, heading, line } of gold.outline) {
      const number = (path.split('/').at(-1) ?? '').replace('(', '（').replace(')', '）')
      expect(lines[line - 1]).toMatch(new RegExp(`^${number}[、.　]?${heading}`))
    }
    expect(new Set(gold.outline.map((o) => o.path)).size).toBe(gold.outline.length)
  })

  test('every quote stands in the text under the path it names, and says its number and unit', async () => {
    const { text, gold } = await readPlanGold(name)
    const paths = new Set(gold.outline.map((o) => o.path))
    for (const target of gold.targets) {
      expect(text).toContain(target.quote)
      expect(paths).toContain(target.path)
      expect(target.value_high !== null).toBe(target.comparator === 'range')
      if (target.year !== null) expect(text).toContain(`${target.year}年`)
      if (target.implied) continue
      expect(saysNumber(target.quote, target.value), target.quote).toBe(true)
      expect(target.quote).toContain(target.unit)
    }
  })

  test('the units of every task stand in its list in their order', async () => {
    const { text, gold } = await readPlanGold(name)
    for (const task of gold.tasks) {
      expect(text).toContain(task.quote)
      let at = 0
      for (const unit of task.units) {
        at = task.quote.indexOf(unit, at)
        expect(at, unit).toBeGreaterThanOrEqual(0)
        at += unit.length
      }
      expect(task.units).toEqual(expect.arrayContaining(task.lead))
    }
    const lists = text.match(/（(?:责任单位：|牵头单位：)|按职责分工负责）/g) ?? []
    expect(gold.tasks).toHaveLength(lists.length)
  })

  test('every other number in the text is named as no target', async () => {
    const { text, gold } = await readPlanGold(name)
    expect(unaccounted(text, gold)).toEqual([])
  })
})

test('the amended plan changes a handful of targets and adds one section', async () => {
  const key = (t: PlanGold['targets'][number]) =>
    `${t.indicator}|${t.comparator}|${t.value}|${t.unit}|${t.year}|${t.path}`
  const before = new Set((await readPlanGold('plan.txt')).gold.targets.map(key))
  const after = new Set((await readPlanGold('plan-amended.txt')).gold.targets.map(key))
  expect(before.difference(after).size).toBe(7)
  expect(after.difference(before).size).toBe(9)
})
