import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PlanReading } from './plan-reading.ts'
import { readPlan } from './read-plan.ts'

const PLAN = [
  '云岭市质量强市建设实施方案',
  '一、总体要求',
  '(一)主要目标。到2027年,产品抽检合格率、工程验收合格率分别达到97%、98%以上,培育质量标杆企业30家。',
  '专栏1 检测能力提升工程',
  '——建平台。建成国家级检测平台2个。(牵头单位:市市场监管局,责任单位:市科技局)',
  '(二)重点任务。推进质量强链。(责任单位:市工业和信息化局、市发展改革委)',
].join('\n')

/** Every span lies inside the text and covers what it says it covers. */
function checkSpans(reading: PlanReading): void {
  const { text } = reading
  const items = [
    ...reading.outline,
    ...reading.targets,
    ...reading.trends,
    ...reading.tasks,
    ...reading.boxes,
  ]
  for (const { span } of items) {
    expect(span.start).toBeGreaterThanOrEqual(0)
    expect(span.end).toBeGreaterThanOrEqual(span.start)
    expect(span.end).toBeLessThanOrEqual(text.length)
  }
  for (const { span, quote } of [...reading.targets, ...reading.trends]) {
    expect(text.slice(span.start, span.end).replace(/\s+/g, ' ').trim()).toBe(
      quote.replace(/\s+/g, ' ').trim(),
    )
  }
}

describe('a whole plan', () => {
  const reading = readPlan(PLAN)
  const marked = (span: { start: number; end: number }): string => reading.text.slice(span.start, span.end)

  test('outline, targets, tasks and boxes are marked in the text', () => {
    checkSpans(reading)
    expect(reading.outline.map((entry) => marked(entry.span))).toEqual([
      '一、总体要求',
      '(一)主要目标',
      '专栏1 检测能力提升工程',
      '(二)重点任务',
    ])
    expect(reading.targets.map((target) => marked(target.span))).toEqual([
      '产品抽检合格率、工程验收合格率分别达到97%、98%以上',
      '产品抽检合格率、工程验收合格率分别达到97%、98%以上',
      '培育质量标杆企业30家',
      '建成国家级检测平台2个',
    ])
    expect(reading.boxes.map((box) => marked(box.span).split('\n').length)).toEqual([2])
    expect(
      reading.tasks.map((task) => [task.path, marked(task.headingSpan), marked(task.span).endsWith(')')]),
    ).toEqual([
      ['专栏1', '——建平台', true],
      ['一/(二)', '(二)重点任务', true],
    ])
    expect(reading.warnings).toEqual([])
  })
})

test('a passage of a few sentences has targets and no outline', () => {
  const reading = readPlan('到2026年,抽检合格率达到97%以上。同时,培育质量标杆5个。')
  expect(reading.outline).toEqual([])
  expect(reading.targets).toHaveLength(2)
})

test('readable text with nothing to recognise gives empty lists and a warning', () => {
  const reading = readPlan('今天天气很好,我们去公园散步。')
  expect([reading.outline, reading.targets, reading.tasks, reading.boxes]).toEqual([[], [], [], []])
  expect(reading.warnings).toEqual(['nothing-found'])
})

test('a lost decimal point is reported and not repaired', () => {
  expect(readPlan('抽检合格率达到985%以上。').targets).toMatchObject([
    { value: 985, doubtful: 'share-above-hundred' },
  ])
})

describe('any input', () => {
  const words = fc.constantFrom(
    '到2027年',
    '一、',
    '(一)',
    '\n',
    '\n1.',
    '专栏1',
    '——',
    '抽检合格率',
    '达到',
    '分别',
    '均',
    '98%',
    '12家',
    '以上',
    '、',
    ',',
    '。',
    '和',
    '(',
    ')',
    '“',
    '”',
    '《',
    '责任单位:',
    '市科技局',
    '三个千亿级产业',
    '全覆盖',
    '基本消除黑臭水体',
    '|',
    '\t',
    '序号',
    '指标',
    '由',
    '提高到',
    '2025年',
    '1-2个',
    ' ',
    'PM2.5',
    '的',
    '目录',
    '附件:',
    '\r\n',
    '\u0000',
    '百分之',
    '第31次',
  )
  test('reads without an error, and all spans fit', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ weight: 4, arbitrary: words }, fc.string({ unit: 'binary', maxLength: 6 })), {
          maxLength: 120,
        }),
        (parts) => {
          checkSpans(readPlan(parts.join('')))
        },
      ),
      { numRuns: 400 },
    )
  })
  test('comes to an end on repeated words, however often they are repeated', () => {
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 3 }), (parts) => {
        const word = parts.join('')
        const { text, targets } = readPlan(word.repeat(Math.ceil(20_000 / word.length)))
        expect(targets.every(({ span }) => span.start < span.end && span.end <= text.length)).toBe(true)
      }),
      // The rows of a table without a header once took minutes each, far beyond what a test is given.
      { numRuns: 60, examples: [[['|', '\n']], [['\t', '\t', '\n']]] },
    )
  })
})
