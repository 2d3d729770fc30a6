import { expect, test } from 'vitest'
import { readPlan } from '../read-plan.ts'

const front = (text: string): unknown => {
  const { title, issuer, docNumber, issuedOn } = readPlan(text)
  return { title, issuer, docNumber, issuedOn }
}

test('a notice that carries a plan: the title is the plan’s, the date that of the signature', () => {
  expect(
    front(
      '首页 > 政策 > 正文\n云岭市人民政府办公室关于印发云岭市质量强市建设实施方案的通知\n云政办发〔2026〕12号\n2026-04-20 发布15 次浏览发文单位:云岭市人民政府\n各县(市、区)人民政府:\n现将《云岭市质量强市建设实施方案》印发给你们。\n云岭市人民政府办公室\n2026年4月16日\n云岭市质量强市建设实施方案\n一、总体要求\n坚持质量第一。',
    ),
  ).toEqual({
    title: '云岭市质量强市建设实施方案',
    issuer: '云岭市人民政府办公室',
    docNumber: '云政办发〔2026〕12号',
    issuedOn: '2026-04-16',
  })
})

test('a page with a table of metadata', () => {
  expect(
    front(
      '索 引 号: | YL01-2026-003 | 主题分类: | 市府文件 |\n发布机构: | 云岭市政府办公室 | 发文日期: | 2026-05-08 |\n文 号: | 云府发〔2026〕3号 | 公开类型: | 主动公开 |\n云岭市质量强市建设纲要\n一、总体要求\n坚持质量第一。',
    ),
  ).toMatchObject({ title: '云岭市质量强市建设纲要', docNumber: '云府发〔2026〕3号', issuedOn: '2026-05-08' })
})

test('a title with its period on the next line, a date in Chinese numerals', () => {
  expect(
    front(
      '云岭市质量提升行动计划\n(2026—2028年)\n一、目标\n坚持质量第一。\n云岭市市场监督管理局\n二〇二六年三月九日',
    ),
  ).toMatchObject({
    title: '云岭市质量提升行动计划(2026—2028年)',
    issuer: '云岭市市场监督管理局',
    issuedOn: '2026-03-09',
  })
})

test('a passage says nothing about itself, and a number of another document is not its own', () => {
  expect(front('为落实《国务院关于质量工作的意见》(国发〔2012〕9号),到2026年,抽检合格率达到97%。')).toEqual({
    title: null,
    issuer: null,
    docNumber: null,
    issuedOn: null,
  })
})
