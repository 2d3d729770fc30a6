/** Every rule's own example, read by the whole reader. */
import { describe, expect, test } from 'vitest'
import { readPlan } from '../read-plan.ts'
import { BOUNDS_AFTER, BOUNDS_BEFORE } from './bounds.ts'
import { DEADLINE_RULES } from './deadlines.ts'
import { EXCLUSION_RULES } from './exclusions.ts'
import { IMPLIED_RULES } from './implied.ts'
import { TREND_RULES } from './trends.ts'

describe('bounds', () => {
  test.each([...BOUNDS_BEFORE, ...BOUNDS_AFTER])('$example', ({ example, comparator }) => {
    expect(readPlan(example).targets.map((target) => target.comparator)).toEqual([comparator])
  })
})

describe('deadlines', () => {
  const dated = (text: string): string => {
    const issued = /印发于(20\d\d)年/.exec(text)?.[1]
    const words = text.replace(/\(印发于.*\)/, '')
    return issued === undefined
      ? words
      : `云岭市人民政府\n${issued}年3月1日\n云岭市质量提升方案\n一、目标\n${words}`
  }
  test.each(DEADLINE_RULES)('$name', ({ example }) => {
    expect(readPlan(dated(example.text)).targets.map((target) => target.year)).toEqual([example.year])
  })
})

describe('numbers that are no targets', () => {
  test.each(EXCLUSION_RULES)('$name', ({ example }) => {
    const targets = readPlan(example).targets.map(
      ({ comparator, value, unit }) => `${comparator} ${value}${unit}`,
    )
    // The value a change starts from drops out; the one it leads to stays.
    expect(targets).toEqual(example.includes('提高到80%') ? ['= 80%'] : [])
  })
})

describe('numbers said in words', () => {
  test.each(IMPLIED_RULES)('$example.text', ({ example }) => {
    const targets = readPlan(example.text).targets
    expect(targets.map((t) => `${t.indicator} ${t.comparator} ${t.value}${t.unit}`)).toEqual([example.target])
  })
})

describe('goals without a number', () => {
  test.each(TREND_RULES)('$example.text', ({ example, trend }) => {
    const { targets, trends } = readPlan(example.text)
    expect(targets).toEqual([])
    expect(trends.map((t) => [t.indicator, t.trend])).toEqual([[example.indicator, trend]])
  })
})
