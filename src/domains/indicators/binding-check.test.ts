import { describe, expect, it } from 'vitest'
import { pathProblems, shareProblems } from './binding-check.ts'

const said = (problems: ReturnType<typeof pathProblems>) =>
  problems.map(({ path, message }) => `${path} ${message.zh}`)

describe('the path of a binding', () => {
  it('runs from the baseline over one milestone a year to the deadline', () => {
    const milestones = [2026, 2028].map((year) => ({ year, value: year }))
    expect(pathProblems({ baseline: { year: 2024, value: 1 }, milestones }, 2030)).toEqual([])
    expect(pathProblems({ baseline: { year: 2024, value: 1 }, milestones }, null)).toEqual([])
  })

  it('has no year outside it and none twice', () => {
    const milestones = [2035, 2030, 2024, 2027, 2027].map((year, value) => ({ year, value }))
    expect(said(pathProblems({ baseline: { year: 2024, value: 1 }, milestones }, 2030))).toEqual([
      'milestones.0.year 节点年份应早于期限 2030 年；期限当年要达到的就是目标值。',
      'milestones.1.year 节点年份应早于期限 2030 年；期限当年要达到的就是目标值。',
      'milestones.2.year 节点年份应晚于基期 2024 年。',
      'milestones.4.year 2027 年已有节点，每年只能有一个。',
    ])
    expect(said(pathProblems({ baseline: { year: 2031, value: 1 }, milestones: [] }, 2030))).toEqual([
      'baseline.year 基期应早于期限 2030 年。',
    ])
  })
})

describe('shares of districts', () => {
  it('go to regions of the city, each once', () => {
    const within = (region: string) => region.startsWith('9907')
    expect(said(shareProblems(['990702', '990703'], '990700', within))).toEqual([])
    expect(said(shareProblems(['440000', '990702', '990702', '990700'], '990700', within))).toEqual([
      'shares.0.region 地区 440000 不在本市范围内。',
      'shares.2.region 地区 990702 出现两次。',
      'shares.3.region 全市的目标值就是目标本身，只分解到所辖地区。',
    ])
  })
})
