import { expect, test } from 'vitest'
import type { Plan } from '../../contract.ts'
import { chartOfRow, planHeading } from './comparison-chart.ts'

const plan = (id: string, change: Partial<Plan> = {}): Plan => ({
  id,
  title: `规划${id}`,
  issuer: null,
  docNumber: null,
  issuedOn: null,
  place: `${id}市`,
  standing: 'reference',
  createdAt: '2025-01-01T00:00:00.000Z',
  publishedVersionId: 'version',
  ...change,
})

const value = (planId: string, year: number | null, amount: number) => ({
  planId,
  targetId: `${planId}${year}`,
  versionId: 'version',
  indicator: '制造业质量竞争力指数',
  comparator: '=' as const,
  value: amount,
  valueHigh: null,
  year,
})

const words = { title: '标题', plan: '规划', noYear: '未定时限' }

test('each plan has a bar for each deadline, and a gap where it sets none', () => {
  const chart = chartOfRow(
    { indicator: '制造业质量竞争力指数', unit: '', values: [value('甲', 2025, 92), value('乙', 2030, 90)] },
    [plan('甲'), plan('乙'), plan('丙')],
    words,
  )
  expect(chart.labels).toEqual(['甲市', '乙市'])
  expect(chart.series).toEqual([
    { name: '2025', kind: 'bar', values: [92, null] },
    { name: '2030', kind: 'bar', values: [null, 90] },
  ])
})

test('values without a deadline stand last', () => {
  const chart = chartOfRow(
    { indicator: '指数', unit: '', values: [value('甲', null, 1), value('甲', 2027, 2)] },
    [plan('甲')],
    words,
  )
  expect(chart.series.map((series) => series.name)).toEqual(['2027', '未定时限'])
})

test('two editions of one place are told apart by their year', () => {
  expect(planHeading(plan('甲', { issuedOn: '2019-05-01' }))).toBe('甲市 2019')
  expect(planHeading(plan('甲', { place: null }))).toBe('规划甲')
})
