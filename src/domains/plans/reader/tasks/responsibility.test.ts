import { describe, expect, test } from 'vitest'
import { readPlan } from '../read-plan.ts'
import { LIST_RULES, splitUnits } from './responsibility.ts'

const tasks = (text: string): unknown[] =>
  readPlan(text).tasks.map(({ path, heading, lead, units }) => [path, heading, lead, units])

describe('forms of lists', () => {
  test.each(LIST_RULES)('$name', ({ example }) => {
    const [task] = readPlan(`(一)建设平台。完善各项机制。${example.text}`).tasks
    expect(task).toMatchObject({ heading: '建设平台', lead: example.lead, units: example.units })
  })
})

test('names of units are split outside of brackets, and at 和 between two units only', () => {
  expect(splitUnits('市文化和旅游局和市体育局、各县(市、区)政府、市发展和改革委员会等有关部门')).toEqual([
    '市文化和旅游局',
    '市体育局',
    '各县(市、区)政府',
    '市发展和改革委员会',
  ])
})

test('a list ending in 等, doubled units and blanks', () => {
  expect(tasks('(一)建平台。好。(责任单位:市市场监管局、 市科技局、市市场监管局等)')).toEqual([
    ['(一)', '建平台', [], ['市市场监管局', '市科技局', '市市场监管局']],
  ])
})

test('the first unit leads, said once and valid for the rest', () => {
  const text =
    '1.建平台。好。(责任单位:区市场监管局、区科技局,排位第一的为牵头单位,下同)\n2.育人才。好。(责任单位:区人力社保局、区教育局)'
  expect(tasks(text)).toEqual([
    ['1', '建平台', ['区市场监管局'], ['区市场监管局', '区科技局']],
    ['2', '育人才', ['区人力社保局'], ['区人力社保局', '区教育局']],
  ])
})

test('a list on a line of its own, lead and others on two lines', () => {
  expect(
    tasks(
      '(一)建平台。\n加强建设。\n责任单位:市市场监管局、市科技局\n(二)育人才。\n牵头单位:市教育局\n责任单位:市人社局、市财政局',
    ),
  ).toEqual([
    ['(一)', '建平台', [], ['市市场监管局', '市科技局']],
    ['(二)', '育人才', ['市教育局'], ['市教育局', '市人社局', '市财政局']],
  ])
})

test('dash items of a box have tasks of their own', () => {
  expect(
    tasks(
      '专栏1 品牌工程\n——育品牌。培育品牌。(牵头单位:市市场监管局,责任单位:市商务局)\n——强宣传。办好活动。[责任单位:市委宣传部]',
    ),
  ).toEqual([
    ['专栏1', '育品牌', ['市市场监管局'], ['市市场监管局', '市商务局']],
    ['专栏1', '强宣传', [], ['市委宣传部']],
  ])
})

test('units resolve to their types', () => {
  const [task] = readPlan(
    '(一)建平台。好。(责任单位:市发改委、生态环境局桐乡分局、宣城海关、相关责任单位、云岭杂技团)',
  ).tasks
  expect(task?.unitTypes).toEqual(['development-reform', 'ecology', 'customs', 'collective', null])
})

test('remarks in brackets are no lists', () => {
  expect(tasks('(一)建平台。推行质量管理(QC)小组和企业研究院(研发中心),整治“低小散”企业(作坊)。')).toEqual([])
})

test('a table of tasks, with the targets in its cells', () => {
  const reading = readPlan(
    '序号|重点任务|工作目标|牵头单位|责任单位|完成时限\n1|培育标杆|培育省级质量标杆5个|市市场监管局|市科技局、市工信局|2026年底\n2|守住底线|抽检合格率达到98%|市农业农村局|各区县政府|2027年6月',
  )
  expect(reading.tasks.map(({ heading, lead, units }) => [heading, lead, units])).toEqual([
    ['培育标杆', ['市市场监管局'], ['市市场监管局', '市科技局', '市工信局']],
    ['守住底线', ['市农业农村局'], ['市农业农村局', '各区县政府']],
  ])
  expect(reading.targets.map(({ indicator, value, year }) => [indicator, value, year])).toEqual([
    ['省级质量标杆', 5, 2026],
    ['抽检合格率', 98, 2027],
  ])
})

test('units keep the characters of the source', () => {
  expect(tasks('（一）建平台。好。（責任單位：各縣（市、區）政府、市發展改革委）')).toEqual([
    ['(一)', '建平台', [], ['各縣（市、區）政府', '市發展改革委']],
  ])
})
