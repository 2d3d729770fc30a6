import { call } from '@orpc/server'
import Excel from 'exceljs'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '#kernel/access/roles.ts'
import type { RequestContext } from '#kernel/api/router.ts'
import { casesRouter } from '#kernel/cases/router.ts'
import type { Database } from '#kernel/db/database.ts'
import { ApplicationError } from '#kernel/language/errors.ts'
import { kernelModules } from '#kernel/modules.ts'
import { createUnit } from '#kernel/org/units.ts'
import { syncRules } from '#kernel/rules/rules.ts'
import { findTargetStates } from '#kernel/targets/targets.ts'
import { memoryBlobs, personIdentity, requestContext } from '#kernel/testing/request-context.ts'
import { databaseKinds, useTestDatabase } from '#kernel/testing/test-database.ts'
import { indicatorsDomain } from '../indicators-domain.ts'
import { lineageRouter } from '../lineage/lineage-part.ts'
import { indicatorsRouter } from '../router.ts'
import { generateReports, generateReportsJob } from './generation.ts'
import {
  asProgram,
  counted,
  prepareRegions,
  prepareReports,
  registerTargetOf,
  reportingNow,
} from './report.fixture.ts'
import type { ReportDetail, ReportFigure } from './reporting-contract.ts'
import { reportingRouter as router } from './reporting-router.ts'
import { keyRow } from './workbook-template.ts'

const modules = [...kernelModules, indicatorsDomain]
const person = (number: number) => `0190aaaa-0000-7000-8000-${String(number).padStart(12, '0')}`
const targetId = '0190bbbb-0000-7000-8000-000000000001'

const refusal = async (attempt: Promise<unknown>): Promise<string> => {
  const error = await attempt.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof ApplicationError) return error.code
  throw new Error(`expected a refusal, got ${String(error)}`)
}

const cities = new Map<Database, number>()
async function newCity(database: Database) {
  const number = (cities.get(database) ?? 10) + 1
  cities.set(database, number)
  const city = `9904${number}`
  const district = await prepareRegions(database, city)
  const { unitId, caseId, indicatorIds } = await asProgram(database, city, (scope) => prepareReports(scope))
  const otherUnit = await asProgram(database, city, (scope) => createUnit(scope, { name: '衡安区教育局' }))
  // Files are kept by the request's store: one for all people of the city.
  const blobs = memoryBlobs()
  const as = (role: Role, who: number, units: readonly string[] = []) => {
    const identity = personIdentity(city, modules, {
      userId: person(who),
      name: `${role} ${who}`,
      roles: [role],
      units,
    })
    const context: RequestContext = { ...requestContext(database, modules, identity, reportingNow), blobs }
    return { context }
  }
  return {
    city,
    district,
    unitId,
    otherUnitId: otherUnit.id,
    caseId,
    indicatorIds,
    clerk: as('clerk', 1),
    liaison: as('liaison', 2, [unitId]),
    stranger: as('liaison', 3, [otherUnit.id]),
    leader: as('leader', 4),
    database,
  }
}
type City = Awaited<ReturnType<typeof newCity>>
type Caller = City['clerk']
const report = (city: City, who: Caller, caseId = city.caseId) => call(router.getReport, { caseId }, who)

async function send(city: City, who: Caller, event: string, comment?: string, caseId = city.caseId) {
  const { version } = await call(casesRouter.getCase, { id: caseId }, who)
  return call(casesRouter.sendCaseEvent, { id: caseId, event, version, ...(comment ? { comment } : {}) }, who)
}

const fill = async (
  city: City,
  value: (item: ReportFigure) => number | null,
  explanation: string | null = null,
  caseId = city.caseId,
) => {
  const { items } = await report(city, city.liaison, caseId)
  return call(
    router.saveFigures,
    {
      caseId,
      figures: items.map(({ indicatorId, region, period, ...item }) => ({
        indicatorId,
        region,
        period,
        value: value({ indicatorId, region, period, ...item }),
        explanation,
      })),
    },
    city.liaison,
  )
}

/** 104 = 62 + 42, and 95 %. */
const fitting = (item: ReportFigure): number => {
  if (item.unit === '%') return 95
  return item.region.length === 6 ? 104 : item.region.endsWith('1') ? 62 : 42
}

const answerFor = async (city: City, unitId: string, indicatorId: string) => {
  await registerTargetOf(city.database, city.city, unitId)
  await call(indicatorsRouter.bindTarget, { targetId: unitId, indicatorId }, city.clerk)
}
const figureNow = async (city: City) => {
  const { items } = await call(
    indicatorsRouter.figures,
    { indicatorId: city.indicatorIds[0], from: '2025', to: '2025' },
    city.clerk,
  )
  return items[0]?.value
}

describe.each(databaseKinds)('reporting on %s', (kind) => {
  const database = useTestDatabase(kind, modules)
  beforeAll(async () => {
    await syncRules(database(), indicatorsDomain.rules)
  })

  it('shows what is asked for, with what was reported before, until when, and by which rule', async () => {
    const city = await newCity(database())
    const detail = await report(city, city.liaison)
    expect(detail.items.map((item) => [item.code, item.region, item.value, item.previous?.value])).toEqual([
      [counted, city.city, null, 100],
      [counted, city.district, null, 60],
      [counted, `${city.city}002`, null, 40],
      ['consumer-goods-pass-rate', city.city, null, 94],
    ])
    // Thirty working days after the end of 2025, by the arrangement for 2026 with its spring festival.
    expect(detail.dueOn > '2026-02-01' && detail.dueOn < '2026-03-01').toBe(true)
    const { items: inbox } = await call(casesRouter.listInbox, {}, city.liaison)
    const { context } = city.liaison
    const english = {
      context: {
        ...context,
        ...(context.identity ? { identity: { ...context.identity, locale: 'en' as const } } : {}),
      },
    }
    const { items: inEnglish } = await call(casesRouter.listInbox, {}, english)
    expect([inbox[0]?.title, inEnglish[0]?.title]).toEqual([
      expect.stringMatching(/2025年指标数据填报$/),
      expect.stringMatching(/^Figures of .+ for 2025$/),
    ])
    expect(inbox.map((item) => [item.page, item.due?.date])).toEqual([
      [`/reporting/${city.caseId}`, detail.dueOn],
    ])
    const { deadlines } = await call(casesRouter.getCase, { id: city.caseId }, city.liaison)
    expect(deadlines.map((deadline) => [deadline.rule.key, deadline.rule.confidence])).toEqual([
      ['indicators.yearly-report-period', 'to be confirmed'],
    ])
  })

  it('makes each task once, and adds what is assigned later to those still open', async () => {
    const city = await newCity(database())
    const again = () =>
      asProgram(database(), city.city, (scope) =>
        generateReports(scope, [], { period: '2025', unitIds: [city.unitId] }),
      )
    expect(await again()).toEqual({ created: 0, extended: 0, figures: 0 })
    const { items } = await call(
      indicatorsRouter.listIndicators,
      { search: 'high-tech-enterprises' },
      city.clerk,
    )
    await call(
      router.saveAssignments,
      {
        assignments: [{ unitId: city.unitId, indicatorId: items[0]?.id ?? '', startsOn: '2025-06-01' }],
      },
      city.clerk,
    )
    expect(await again()).toEqual({ created: 0, extended: 1, figures: 1 })
    expect((await report(city, city.liaison)).items).toHaveLength(5)
  })

  it('makes the tasks of a period when the clerk asks, in the background', async () => {
    const city = await newCity(database())
    await call(router.generateReports, { period: '2026' }, city.clerk)
    expect(await refusal(call(router.generateReports, { period: '2027' }, city.clerk))).toBe(
      'indicators.period-not-begun',
    )
    const progress: number[] = []
    await generateReportsJob.run(
      { period: '2026', unitIds: [] },
      {
        database: database(),
        blobs: memoryBlobs(),
        identity: personIdentity(city.city, modules, { userId: person(1), roles: ['clerk'] }),
        runId: person(9),
        modules,
        now: () => reportingNow,
        progress: (done) => progress.push(done),
        signal: new AbortController().signal,
      },
    )
    expect(progress).toEqual([1])
    const { items } = await call(router.listReports, { period: '2026' }, city.clerk)
    expect(items.map((item) => [item.unit.id, item.state])).toEqual([[city.unitId, 'to-report']])
  })

  it('does not take what is missing, out of range, far off or does not add up, and says where', async () => {
    const city = await newCity(database())
    const { findings } = await fill(city, (item) =>
      item.unit === '%' ? 101 : fitting(item) + (item.region.length === 6 ? 3 : 0),
    )
    expect(findings.map((finding) => [finding.region, finding.rule, finding.severity])).toEqual([
      [city.city, 'district-sum', 'explain'],
      [city.city, 'out-of-range', 'error'],
    ])
    const error = await send(city, city.liaison, 'submit').catch((reason: unknown) => reason)
    expect(error instanceof ApplicationError && error.fields.map((field) => field.path)).toEqual([
      `figures.${city.indicatorIds[0]}/${city.city}/2025`,
      `figures.${city.indicatorIds[1]}/${city.city}/2025`,
    ])
    expect(await figureNow(city)).toBeNull()
  })

  it('goes from the unit over a return to publication, by four eyes, and moves the target at once', async () => {
    const city = await newCity(database())
    await registerTargetOf(database(), city.city, city.unitId, targetId)
    await call(
      indicatorsRouter.bindTarget,
      { targetId, indicatorId: city.indicatorIds[0], baseline: { year: 2024, value: 100 } },
      city.clerk,
    )
    await fill(city, fitting)
    await send(city, city.liaison, 'submit')
    expect(await refusal(fill(city, fitting))).toBe('indicators.report-closed')
    expect(await refusal(send(city, city.clerk, 'return'))).toBe('cases.comment-required')
    await send(city, city.clerk, 'return', '请核对长桥镇的数据')
    // When the clerk hands it in for the unit, it is another's turn to publish.
    await send(city, city.clerk, 'submit')
    expect(await refusal(send(city, city.clerk, 'publish'))).toBe('cases.not-the-same-person')
    await send(city, city.clerk, 'return', '由填报单位提交')
    await send(city, city.liaison, 'submit')
    expect(await figureNow(city)).toBeNull()
    await send(city, city.clerk, 'accept')
    expect(await refusal(send(city, city.liaison, 'withdraw'))).toBe('cases.not-open-here')
    await send(city, city.clerk, 'publish')
    expect(await figureNow(city)).toBe(104)
    const [state] = await asProgram(database(), city.city, (scope) => findTargetStates(scope, [targetId]))
    expect([state?.state, state?.current_value, state?.current_period]).toEqual(['met', 104, '2025'])
  })

  it('corrects in a round of its own; what was before is kept and stays in force until then', async () => {
    const city = await newCity(database())
    await fill(city, fitting)
    await send(city, city.liaison, 'submit')
    await send(city, city.clerk, 'publish')
    const { caseId } = await call(
      router.openCorrection,
      { caseId: city.caseId, reason: '长桥镇补报两项' },
      city.liaison,
    )
    expect(
      await refusal(call(router.openCorrection, { caseId: city.caseId, reason: '再次更正' }, city.liaison)),
    ).toBe('indicators.report-open')
    expect(await refusal(send(city, city.liaison, 'submit', undefined, caseId))).toBe(
      'indicators.nothing-to-correct',
    )
    await fill(
      city,
      (item) => fitting(item) + (item.unit !== '%' && item.region !== `${city.city}002` ? 2 : 0),
      null,
      caseId,
    )
    await send(city, city.liaison, 'submit', undefined, caseId)
    expect(await figureNow(city)).toBe(104)
    await send(city, city.clerk, 'publish', undefined, caseId)
    expect(await figureNow(city)).toBe(106)
    const { items } = await call(
      router.listReportedObservations,
      { indicatorId: city.indicatorIds[0], region: city.city, period: '2025' },
      city.liaison,
    )
    expect(items.map((item) => [item.value, item.state, item.explanation])).toEqual([
      [106, 'published', '长桥镇补报两项'],
      [104, 'superseded', null],
    ])
    // What the correction left as it was has no second entry.
    const rest = await call(
      router.listReportedObservations,
      { indicatorId: city.indicatorIds[1], period: '2025' },
      city.liaison,
    )
    expect(rest.items).toHaveLength(1)
    const { rounds } = await report(city, city.liaison, caseId)
    expect(rounds.map((round) => [round.round, round.reason, round.publishedAt !== null])).toEqual([
      [2, '长桥镇补报两项', true],
      [1, null, true],
    ])
  })

  it('keeps what is under review from being entered or published past it', async () => {
    const city = await newCity(database())
    await fill(city, fitting)
    await send(city, city.liaison, 'submit')
    const row = { code: counted, period: '2025', value: 99 }
    const { findings } = await call(
      indicatorsRouter.enterObservations,
      { rows: [row], dryRun: true },
      city.clerk,
    )
    expect(findings.map((finding) => finding.rule)).toEqual(['under-review'])
    const { items } = await call(indicatorsRouter.listDrafts, {}, city.clerk)
    expect(items).toHaveLength(4)
    const ids = items.map((item) => item.id)
    expect(await refusal(call(indicatorsRouter.publishObservations, { ids }, city.clerk))).toBe(
      'indicators.under-review',
    )
    expect(await refusal(call(indicatorsRouter.discardObservations, { ids }, city.clerk))).toBe(
      'indicators.under-review',
    )
  })

  it('hides a unit’s tasks, files and figures from other units, and lets leaders read only', async () => {
    const city = await newCity(database())
    const place = { indicatorId: city.indicatorIds[0], region: city.city, period: '2025' }
    const file = new File(['佐证'], '佐证.txt', { type: 'text/plain' })
    const evidence = await call(router.attachEvidence, { caseId: city.caseId, ...place, file }, city.liaison)
    const { stranger, caseId } = { stranger: city.stranger, caseId: city.caseId }
    const figures = [{ ...place, value: 1, explanation: null }]
    const attempts: ReadonlyArray<() => Promise<unknown>> = [
      () => report(city, stranger),
      () => call(router.saveFigures, { caseId, figures }, stranger),
      () => call(router.attachEvidence, { caseId, ...place, file }, stranger),
      () => call(router.downloadReportFile, { caseId, fileId: evidence.id }, stranger),
      () => call(router.openCorrection, { caseId, reason: '更正' }, stranger),
      () => call(router.reportTemplate, { caseId }, stranger),
      () => call(router.checkWorkbook, { caseId, file }, stranger),
    ]
    for (const attempt of attempts) expect(await refusal(attempt())).toBe('indicators.report-not-found')
    expect(
      await refusal(call(casesRouter.sendCaseEvent, { id: caseId, event: 'submit', version: 1 }, stranger)),
    ).toBe('kernel.not-found')
    expect((await call(router.listReports, {}, stranger)).items).toEqual([])
    expect((await call(router.listAssignments, {}, stranger)).items).toEqual([])
    expect((await call(router.reportCounts, {}, stranger)).states).toEqual([])
    expect((await call(router.listReports, {}, city.leader)).items).toHaveLength(1)
    expect(await refusal(call(router.saveFigures, { caseId, figures }, city.leader))).toBe('kernel.no-right')
    const own = await call(router.downloadReportFile, { caseId, fileId: evidence.id }, city.liaison)
    expect(await own.text()).toBe('佐证')
  })

  it('shows another unit that may read an indicator what is published of it, and no drafts', async () => {
    const city = await newCity(database())
    const [indicatorId] = city.indicatorIds
    await answerFor(city, city.otherUnitId, indicatorId)
    const request = { indicatorId, region: city.city, period: '2025' }
    const seen = async (who: Caller) => {
      const { items } = await call(router.listReportedObservations, request, who)
      const entries = await call(indicatorsRouter.listObservations, request, who)
      expect(entries.items.map((item) => item.id)).toEqual(items.map((item) => item.id))
      return items.map((item) => item.state)
    }
    await fill(city, fitting)
    await send(city, city.liaison, 'submit')
    await send(city, city.clerk, 'return', '请核对')
    await send(city, city.liaison, 'submit')
    expect(await seen(city.liaison)).toEqual(['draft', 'discarded'])
    expect(await seen(city.leader)).toEqual(['draft', 'discarded'])
    expect(await seen(city.stranger)).toEqual([])
    await send(city, city.clerk, 'publish')
    expect(await seen(city.stranger)).toEqual(['published'])
  })

  it('leads from a published figure to its report and evidence, for who may read the report, and names it for others', async () => {
    const city = await newCity(database())
    const [indicatorId] = city.indicatorIds
    await fill(city, fitting)
    const file = new File(['佐证'], '佐证.txt', { type: 'text/plain' })
    const place = { indicatorId, region: city.city, period: '2025' }
    const { id } = await call(router.attachEvidence, { caseId: city.caseId, ...place, file }, city.liaison)
    await send(city, city.liaison, 'submit')
    await send(city, city.clerk, 'publish')
    await answerFor(city, city.otherUnitId, indicatorId)
    const entryFor = async (who: Caller) => {
      const { operands } = await call(lineageRouter.explainFigure, place, who)
      return operands.flatMap((one) => (one.kind === 'observation' ? one.entries : []))[0]
    }
    const path = `/reporting/reports/${city.caseId}/files/${id}`
    for (const who of [city.clerk, city.leader, city.liaison]) {
      expect(await entryFor(who)).toMatchObject({
        evidence: { id, name: '佐证.txt', path },
        report: { period: '2025', link: `/reporting/${city.caseId}` },
      })
      const read = await call(router.downloadReportFile, { caseId: city.caseId, fileId: id }, who)
      expect(await read.text()).toBe('佐证')
    }
    expect(await entryFor(city.stranger)).toMatchObject({
      evidence: { id, name: '佐证.txt', path: null },
      report: null,
    })
  })

  it('does not let two units report the same place', async () => {
    const city = await newCity(database())
    const other = await asProgram(database(), city.city, (scope) =>
      createUnit(scope, { name: '衡安区统计局' }),
    )
    const assign = () =>
      call(
        router.saveAssignments,
        { assignments: [{ unitId: other.id, indicatorId: city.indicatorIds[0] }] },
        city.clerk,
      )
    expect(await refusal(assign())).toBe('indicators.assigned-already')
    const { items } = await call(router.listAssignments, {}, city.clerk)
    const standing = items.find((item) => item.indicator.id === city.indicatorIds[0])
    await call(router.endAssignment, { assignmentId: standing?.id ?? '' }, city.clerk)
    expect(await assign()).toEqual({ saved: 1 })
  })

  describe('by Excel', () => {
    const template = async (city: City) => {
      const file = await call(router.reportTemplate, { caseId: city.caseId }, city.liaison)
      const book = new Excel.Workbook()
      await book.xlsx.load(await file.arrayBuffer())
      const sheet = book.worksheets[0]
      if (!sheet) throw new Error('no sheet')
      return { book, sheet }
    }
    const upload = async (city: City, book: Excel.Workbook) =>
      call(
        router.checkWorkbook,
        {
          caseId: city.caseId,
          file: new File([new Uint8Array(await book.xlsx.writeBuffer())], '填报.xlsx'),
        },
        city.liaison,
      )
    const values = (detail: ReportDetail) => detail.items.map((item) => item.value)

    it('checks first, takes all or nothing, and leaves a list of what is wrong', async () => {
      const city = await newCity(database())
      const { book, sheet } = await template(city)
      expect(sheet.getRow(keyRow).hidden).toBe(true)
      for (const [index, value] of ['１０４', 62, 42, '约95'].entries())
        sheet.getCell(`I${5 + index}`).value = value
      const preview = await upload(city, book)
      expect(preview.usable).toBe(false)
      expect(
        preview.problems
          .filter((problem) => problem.severity === 'error')
          .map((problem) => [problem.row, problem.column, problem.found]),
      ).toEqual([[8, 'I', '约95']])
      const { caseId } = city
      expect(await refusal(call(router.takeWorkbook, { caseId, fileId: preview.fileId }, city.liaison))).toBe(
        'indicators.workbook-not-usable',
      )
      expect(values(await report(city, city.liaison))).toEqual([null, null, null, null])
      const list = await call(router.workbookProblems, { caseId, fileId: preview.fileId }, city.liaison)
      const problems = new Excel.Workbook()
      await problems.xlsx.load(await list.arrayBuffer())
      expect(problems.worksheets[0]?.getCell('D2').value).toBe('约95')

      sheet.getCell('I8').value = 0.95
      sheet.getCell('I8').numFmt = '0.0%'
      const corrected = await upload(city, book)
      expect(corrected.changes).toHaveLength(4)
      await call(router.takeWorkbook, { caseId, fileId: corrected.fileId }, city.liaison)
      expect(values(await report(city, city.liaison))).toEqual([104, 62, 42, 95])
    })

    it('refuses what is no workbook, by its content', async () => {
      const city = await newCity(database())
      const attempt = call(
        router.checkWorkbook,
        { caseId: city.caseId, file: new File(['not a workbook'], '填报.xlsx') },
        city.liaison,
      )
      expect(await refusal(attempt)).toBe('files.not-accepted')
    })
  })
})
