import { expect, test } from 'vitest'
import { readPlan } from '../read-plan.ts'

const read = (text: string): unknown[] =>
  readPlan(text).targets.map(({ indicator, comparator, value, unit, year }) => [
    indicator,
    comparator,
    value,
    unit,
    year,
  ])

const EXPECTED = [
  ['制造业产品质量合格率', '>=', 95, '%', 2027],
  ['质量竞争力指数', '=', 91, '', 2027],
  ['公共服务满意度', '>=', 84, '分', 2027],
]

test('pipe rows', () => {
  expect(
    read(
      '一、目标\n| 序号 | 指标 | 单位 | 2022年现状 | 2027年目标 |\n|---|---|---|---|---|\n| 1 | 制造业产品质量合格率 | % | 93.1 | ≥95 |\n| 2 | 质量竞争力指数 | — | 87 | 91 |\n| 3 | 公共服务满意度 | 分 | 80 | 84以上 |',
    ),
  ).toEqual(EXPECTED)
})

test('tab rows, as a page gives them', () => {
  expect(
    read(
      '指标名称\t单位\t2027年\n制造业产品质量合格率\t%\t95以上\n质量竞争力指数\t-\t91\n公共服务满意度\t分\t≥84',
    ),
  ).toEqual(EXPECTED)
})

test('one cell a line, with categories between the rows', () => {
  expect(
    read(
      '序号\n指标名称\n单位\n2025年\n2027年\n属性\n1\n制造业产品质量合格率\n%\n93.1\n≥95\n约束性\n2\n质量竞争力指数\n—\n87\n91\n预期性\n3\n公共服务满意度\n分\n80\n≥84\n预期性'.replace(
        '2025年',
        '2022年实际',
      ),
    ),
  ).toEqual(EXPECTED)
})

test('units in brackets behind the name, several target years, a change in the name', () => {
  expect(
    read('指标 | 2026年 | 2028年\n每万人有效发明专利(件) | 12 | 15\n单位产值能耗下降(%) | 5 | [9]'),
  ).toEqual([
    ['每万人有效发明专利', '=', 12, '件', 2026],
    ['每万人有效发明专利', '=', 15, '件', 2028],
    ['单位产值能耗', 'delta-', 5, '%', 2026],
    ['单位产值能耗', 'delta-', 9, '%', 2028],
  ])
})

test('columns parted by blanks', () => {
  expect(read('序号 指标名称 2026年 2028年\n1 抽检合格率(%) 96 97\n2 首席质量官(人) 500 800')).toEqual([
    ['抽检合格率', '=', 96, '%', 2026],
    ['抽检合格率', '=', 97, '%', 2028],
    ['首席质量官', '=', 500, '人', 2026],
    ['首席质量官', '=', 800, '人', 2028],
  ])
})

test('one cell a line with a category that several rows share', () => {
  expect(
    read(
      '类别\n指标\n2025年\n2030年\n产品质量\n抽检合格率\n94%\n≥96%\n返修率\n3%\n≤2%\n服务质量\n公众满意度\n81分\n85分',
    ),
  ).toEqual([
    ['抽检合格率', '>=', 96, '%', 2030],
    ['返修率', '<=', 2, '%', 2030],
    ['公众满意度', '=', 85, '分', 2030],
  ])
})
