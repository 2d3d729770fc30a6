/** The papers of an inspection hold all that the inspected must be told, and nothing is left to be filled in but signatures. */
import mammoth from 'mammoth'
import { beforeAll, describe, expect, it } from 'vitest'
import { databaseKinds, useTestDatabase } from '#kernel/testing/test-database.ts'
import { drawModules, drawPerson, drawWithin } from '../draws/draw.fixture.ts'
import { getInspection, myInspections, takeOperation } from './inspection-service.ts'
import {
  answer,
  clerk,
  inspectionSteps,
  inspectors,
  openInspections,
  withFinding,
} from './inspections.fixture.ts'
import { inspectionPaper } from './papers.ts'
import type { InspectionRecord } from './record-contract.ts'

const inspectedAt = new Date('2026-05-10T03:00:00Z')
const record: InspectionRecord = {
  ...withFinding,
  answers: {
    licence: answer('conforms'),
    label: answer('fails', '没有厂址。'),
    temperature: answer(31.5, '冷库门未关'),
  },
  remark: '负责人在场',
  signature: { name: '王某某', kind: 'typed', fileId: null },
}

describe.each(databaseKinds)('papers of inspections on %s', (kind) => {
  const database = useTestDatabase(kind, drawModules)
  beforeAll(() => openInspections(database()), 120_000)

  it('are a record of the inspection, and an order to correct with its ground, its last day and the remedies', async () => {
    const member = inspectors[0] ?? ''
    const id = await drawWithin(
      database(),
      drawPerson(member),
      async (scope) => {
        const [task] = await myInspections(scope)
        const inspectionId = task?.id ?? ''
        const [accept, arrive, recorded] = inspectionSteps(inspectionId, record)
        await takeOperation(scope, accept)
        await takeOperation(scope, arrive)
        const before = await getInspection(scope, inspectionId)
        await expect(inspectionPaper(scope, before, 'inspection-record')).rejects.toThrow(
          'supervision.no-paper',
        )
        await takeOperation(scope, recorded)
        return inspectionId
      },
      inspectedAt,
    )
    const papers = await drawWithin(database(), clerk, async (scope) => {
      const inspection = await getInspection(scope, id)
      const textOf = async (paper: 'inspection-record' | 'correction-order') => {
        const { bytes } = await inspectionPaper(scope, inspection, paper)
        return (await mammoth.extractRawText({ buffer: Buffer.from(bytes) })).value
      }
      return {
        inspection,
        record: await textOf('inspection-record'),
        order: await textOf('correction-order'),
      }
    })
    const { inspection } = papers
    for (const words of [
      '现场检查记录',
      inspection.name,
      inspection.creditCode,
      '产品质量监督检查',
      '《中华人民共和国产品质量法》第十五条',
      ...inspection.team.map((one) => one.name),
      '2026年5月10日',
      '没有厂址',
      '31.5 ℃',
      '0～25 ℃',
      '发现问题已责令改正',
      '北纬30.50000',
    ])
      expect(papers.record).toContain(words)
    // Who signs does so by hand; the name is personal data.
    expect(papers.record).not.toContain('王')
    for (const words of [
      '责令改正通知书',
      `${inspection.name}：`,
      '产品标识：没有厂址',
      '贮存温度（31.5 ℃）：冷库门未关',
      '2026年6月1日前改正',
      '《中华人民共和国产品质量法》第十五条',
      // Administrative Reconsideration Law art. 20; Administrative Procedure Law art. 46.
      '60日内',
      '行政复议',
      '6个月内',
      '行政诉讼',
      '示范市市场监督管理局',
    ])
      expect(papers.order).toContain(words)
    for (const words of ['亮照经营', '。。']) expect(papers.order).not.toContain(words)
    for (const text of [papers.record, papers.order]) expect(text).not.toMatch(/undefined|null|NaN|\{/)
  })
})
