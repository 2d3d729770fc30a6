import { describe, expect, test } from 'vitest'
import { readPlan } from '../read-plan.ts'
import { headingNumber, NUMBERING_RULES } from './numbering.ts'

const paths = (text: string): string[] =>
  readPlan(text).outline.map((entry) => `${entry.path} ${entry.heading}`)

describe('numbering styles', () => {
  test.each(NUMBERING_RULES)('$example.text', ({ style, example }) => {
    expect(headingNumber(example.text.replace(/ /g, ''))).toMatchObject({
      style,
      label: example.label,
      value: example.value,
    })
  })
  test.each(['1.5万家企业参加', '2025年目标', '一是加强领导', '12345热线', '(见附件)'])(
    '%s opens no heading',
    (text) => {
      expect(headingNumber(text)).toBeUndefined()
    },
  )
})

describe('outline', () => {
  test('sections that restart in each chapter, inline and on lines of their own', () => {
    const text =
      '一、总体要求\n(一)指导思想。坚持质量第一。\n(二)主要目标\n到2027年,质量水平提升。\n二、重点任务\n(一)做强产业。\n1.建平台。建设平台。'
    expect(paths(text)).toEqual([
      '一 总体要求',
      '一/(一) 指导思想',
      '一/(二) 主要目标',
      '二 重点任务',
      '二/(一) 做强产业',
      '二/(一)/1 建平台',
    ])
  })
  test('sections that run through, and items whose numbers run through', () => {
    expect(paths('一、甲项工作\n(一)建设平台。\n二、乙项工作\n(二)培养人才。\n(三)推广方法。')).toEqual([
      '一 甲项工作',
      '一/(一) 建设平台',
      '二 乙项工作',
      '二/(二) 培养人才',
      '二/(三) 推广方法',
    ])
    expect(paths('一、甲项工作\n1.建平台。好。\n2.育人才。好。\n二、乙项工作\n3.推方法。好。').at(-1)).toBe(
      '二/3 推方法',
    )
  })
  test('chapters and parts of a plan in book form', () => {
    const text =
      '第一章 发展基础\n第一节 成效\n质量提升。\n第二章 任务\n第一节 产业\n一、做强农业\n推广标准。'
    expect(readPlan(text).outline.map(({ path, kind }) => [path, kind])).toEqual([
      ['第一章', 'chapter'],
      ['第一章/第一节', 'section'],
      ['第二章', 'chapter'],
      ['第二章/第一节', 'section'],
      ['第二章/第一节/一', 'section'],
    ])
  })
  test('points inside a box are no sections; the true numbering goes on', () => {
    const text =
      '一、甲项工作\n(一)建平台。好。\n(二)育人才。好。\n专栏1 服务站\n(一)摸清底数。走访企业。\n(二)找准模式。借鉴经验。\n(三)统一受理。设立窗口。\n(三)推方法。好。\n二、乙项工作\n(一)强监管。好。'
    expect(paths(text)).toEqual([
      '一 甲项工作',
      '一/(一) 建平台',
      '一/(二) 育人才',
      '专栏1 服务站',
      '一/(三) 推方法',
      '二 乙项工作',
      '二/(一) 强监管',
    ])
  })
  test('a cut head, a heading with a comma, a list behind a heading', () => {
    expect(
      paths(
        '持续提升质量水平。\n二、保供给,促提升\n(一)强化标准(责任单位:市市场监管局、市科技局)\n推进标准化。',
      ),
    ).toEqual(['二 保供给,促提升', '二/(一) 强化标准'])
  })
  test('a label with a colon or a gap', () => {
    expect(paths('(一)指导思想:以质量第一为引领,以改革创新为动力,全面推进质量强市建设各项工作。')).toEqual([
      '(一) 指导思想',
    ])
    expect(paths('(一)指导思想  以质量第一为引领,以改革创新为动力,全面推进质量强市建设各项工作。')).toEqual([
      '(一) 指导思想',
    ])
  })
  test('headings that run together on one line', () => {
    expect(
      paths(
        '一、总体要求(一)指导思想。坚持质量第一。(二)主要目标。到2027年,质量提升。\n二、重点任务(一)建平台。好。',
      ),
    ).toEqual(['一 总体要求', '一/(一) 指导思想', '一/(二) 主要目标', '二 重点任务', '二/(一) 建平台'])
  })
  test('tables of contents and lists of annexes are no headings', () => {
    expect(
      paths(
        '目录\n一、总体要求……1\n二、重点任务……3\n一、总体要求\n坚持质量第一。\n二、重点任务\n推进各项工作。\n附件:1.任务分工表\n2.指标分解表',
      ),
    ).toEqual(['一 总体要求', '二 重点任务'])
  })
  test('in-paragraph lists are no headings', () => {
    expect(
      paths('一、保障措施\n一是加强领导。二是强化考核。(一)这里不是标题。\n二、附则\n自印发之日起施行。'),
    ).toEqual(['一 保障措施', '二 附则'])
  })
  test('lines broken at a fixed width are put together', () => {
    const words =
      '坚持质量第一效益优先以推动高质量发展为主题以提高供给质量为主攻方向以改革创新为根本动力着力提升产品工程和服务质量'
    const wrapped = (words + words + words).match(/.{1,26}/g)?.join('\n') ?? ''
    const reading = readPlan(
      `一、总体要求\n  (一)指导思想。${wrapped}。\n  (二)主要目标。到2027年,规上企业的产品监督抽检\n合格率达到98%以上。`,
    )
    expect(reading.outline.map((entry) => entry.heading)).toEqual(['总体要求', '指导思想', '主要目标'])
    expect(reading.targets.map(({ indicator, value, year }) => [indicator, value, year])).toEqual([
      ['规上企业的产品监督抽检合格率', 98, 2027],
    ])
  })
})

describe('where targets stand', () => {
  test('a paragraph with a deadline of its own after the last item belongs to the section', () => {
    const text =
      '一、总体要求\n(一)主要目标。到2027年,质量提升。\n1.产品更优。抽检合格率达到98%。\n到2030年,质量再上台阶,抽检合格率达到99%。\n(二)基本原则。坚持创新。'
    expect(readPlan(text).targets.map(({ path, year, value }) => [path, year, value])).toEqual([
      ['一/(一)/1', 2027, 98],
      ['一/(一)', 2030, 99],
    ])
  })
  test('a deadline flows from an introduction into bullets, and not from one bullet into the next', () => {
    const text =
      '一、目标\n到2027年,质量提升。\n——产品更优。抽检合格率达到98%。\n——人才更强。到2028年,培训质量官200名。\n——基础更实。建成检测平台3个。\n二、任务\n培育质量标杆9个。'
    expect(readPlan(text).targets.map(({ value, year }) => [value, year])).toEqual([
      [98, 2027],
      [200, 2028],
      [3, 2027],
      [9, null],
    ])
  })
  test('results under a review heading are no targets', () => {
    expect(
      readPlan(
        '一、发展基础\n抽检合格率达到96%,建成质检中心4个。\n二、发展目标\n到2030年,抽检合格率达到98%。',
      ).targets.map((t) => t.value),
    ).toEqual([98])
  })
  test('the year in the title of an annual plan governs', () => {
    expect(
      readPlan(
        '云岭市2026年质量工作要点\n一、提升供给\n培育质量标杆6个。\n二、强化监管\n抽检合格率达到98%。',
      ).targets.map((t) => t.year),
    ).toEqual([2026, 2026])
  })
})
