import { expect, test } from 'vitest'
import { type ChartData, chartCsv, chartRows, hasValues } from './chart-data.ts'

const data: ChartData = {
  title: '合格率',
  labelTitle: '年份',
  labels: ['2023', '2024'],
  unit: '%',
  series: [{ name: '实际', values: [95.5, undefined] }],
  band: { name: '预测', lower: [null, 94], upper: [null, 97] },
}

test('rows carry the unit in the header and null for what is not known', () => {
  expect(chartRows(data)).toEqual({
    header: ['年份', '实际 (%)', '预测 (min) (%)', '预测 (max) (%)'],
    rows: [
      { label: '2023', values: [95.5, null, null] },
      { label: '2024', values: [null, 94, 97] },
    ],
  })
})

test('people read words where labels have them, the download keeps the labels', () => {
  const months = { ...data, labels: ['2026-09', '2026-10'], labelWords: ['2026年9月', '2026年10月'] }
  expect(chartRows(months).rows.map((row) => row.label)).toEqual(['2026年9月', '2026年10月'])
  expect(chartCsv(months)).toContain('\r\n2026-10,,94,97\r\n')
})

test('CSV has the byte-order mark, RFC 4180 quoting and empty cells for the unknown', () => {
  expect(chartCsv({ ...data, labels: ['2023, "上半年"', '2024'] })).toBe(
    '\uFEFF年份,实际 (%),预测 (min) (%),预测 (max) (%)\r\n"2023, ""上半年""",95.5,,\r\n2024,,94,97\r\n',
  )
})

test('a text that a spreadsheet would run is not a formula any more', () => {
  const [, line] = chartCsv({ ...data, labels: ['=HYPERLINK("x")', '2024'] }).split('\r\n')
  expect(line?.startsWith('"\'=HYPERLINK')).toBe(true)
})

test('a chart without a single value has nothing to draw', () => {
  expect(hasValues(data)).toBe(true)
  expect(
    hasValues({
      title: '',
      labelTitle: '',
      labels: ['2023'],
      unit: '',
      series: [{ name: 'a', values: [null] }],
    }),
  ).toBe(false)
})
