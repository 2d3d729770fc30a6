import { call } from '@orpc/server'
import Excel from 'exceljs'
import { zipSync } from 'fflate'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '#kernel/access/roles.ts'
import { syncCalendar } from '#kernel/calendar/calendar.ts'
import { casesRouter } from '#kernel/cases/router.ts'
import { type Identity, systemIdentity, withScope } from '#kernel/db/scope.ts'
import { ApplicationError } from '#kernel/language/errors.ts'
import { kernelModules } from '#kernel/modules.ts'
import { createUnit, setCityProfile } from '#kernel/org/units.ts'
import { syncRules } from '#kernel/rules/rules.ts'
import { jobContext } from '#kernel/testing/job-context.ts'
import { memoryBlobs, personIdentity, requestContext } from '#kernel/testing/request-context.ts'
import { databaseKinds, useTestDatabase } from '#kernel/testing/test-database.ts'
import { plansDomain } from './plans-domain.ts'
import { readDocumentJob } from './read-document-job.ts'
import { plansRouter } from './router.ts'

const modules = [...kernelModules, plansDomain]

const planText = `衡安市质量提升三年行动计划（2025—2027年）

一、主要目标

到2027年，制造业质量竞争力指数达到90以上，农产品质量安全例行监测合格率、食品抽检合格率分别达到98%、99%。

二、重点任务

（一）夯实计量基础。建立社会公用计量标准，到2027年新建计量标准20项。（牵头单位：市市场监管局，责任单位：市财政局）

（二）提升工程品质。推广装配式建筑，到2027年创建优质工程10项。（责任单位：市住建局、市财政局）
`
const amendedText = planText
  .replace('达到90以上', '达到91以上')
  .replace('优质工程10项', '优质工程10项、示范工地30个')

describe.each(databaseKinds)('plans on %s', (kind) => {
  const database = useTestDatabase(kind, modules)
  const blobs = memoryBlobs()
  let counter = 0

  beforeAll(async () => {
    await syncCalendar(database())
    await syncRules(
      database(),
      modules.flatMap((module) => module.rules),
    )
  })

  /** A city of its own for a test, with three units and its people. */
  const newCity = async () => {
    const city = `9902${String(++counter).padStart(2, '0')}`
    const units = await withScope(database(), systemIdentity(city, 'test'), async (scope) => {
      await setCityProfile(scope, '衡安市', '衡安')
      const ids: Record<string, string> = {}
      for (const name of ['衡安市市场监督管理局', '衡安市财政局', '衡安市住房和城乡建设局'])
        ids[name.slice(3, 5)] = (await createUnit(scope, { name })).id
      return ids
    })
    const person = (role: Role, unit?: string): Identity =>
      personIdentity(city, modules, {
        userId: `0190aaaa-0000-7000-8000-${String(counter).padStart(12, '0')}`,
        name: role,
        roles: [role],
        units: unit ? [unit] : [],
      })
    const as = (identity: Identity) => ({
      context: { ...requestContext(database(), modules, identity), blobs },
    })
    return { city, units, person, as, clerk: as(person('clerk')) }
  }
  type City = Awaited<ReturnType<typeof newCity>>

  /** Works the reading job off, as the worker does. */
  const read = async (city: City, documentId: string) => {
    const context = jobContext({
      database: database(),
      blobs,
      identity: city.person('clerk'),
      runId: documentId,
      modules,
    })
    await readDocumentJob.run({ documentId }, context)
    return call(plansRouter.getImport, { documentId }, city.clerk)
  }
  const importText = async (city: City, text: string, planId?: string) => {
    const started = await call(plansRouter.importPlan, { text, ...(planId ? { planId } : {}) }, city.clerk)
    const { versionId } = await read(city, started.documentId)
    return call(plansRouter.getVersion, { versionId: versionId ?? '' }, city.clerk)
  }
  type Detail = Awaited<ReturnType<typeof importText>>
  const everything = (detail: Detail) => [
    ...detail.targets.map((target) => ({ kind: 'target' as const, id: target.id })),
    ...detail.tasks.map((task) => ({ kind: 'task' as const, id: task.id })),
  ]
  const publish = async (city: City, detail: Detail) => {
    const versionId = detail.version.id
    await call(
      plansRouter.reviewItems,
      { versionId, items: everything(detail), decision: 'accepted' },
      city.clerk,
    )
    return call(plansRouter.publishVersion, { versionId }, city.clerk)
  }
  const codeOf = async (attempt: Promise<unknown>): Promise<string> => {
    const error = await attempt.then(
      () => undefined,
      (reason: unknown) => reason,
    )
    if (error instanceof ApplicationError) return error.code
    throw new Error(`expected a refusal, got ${String(error)}`)
  }

  it('reads a document into a draft, every entry unread, with its units resolved', async () => {
    const city = await newCity()
    const detail = await importText(city, planText)
    expect(detail.plan).toMatchObject({
      title: '衡安市质量提升三年行动计划（2025—2027年）',
      standing: 'own',
      publishedVersionId: null,
    })
    expect(detail.version).toMatchObject({ number: 1, state: 'draft', targets: 5, tasks: 2, unread: 7 })
    expect(detail.targets[0]).toMatchObject({
      indicator: '制造业质量竞争力指数',
      comparator: '>=',
      value: 90,
      year: 2027,
      path: '一',
    })
    expect(detail.text.slice(detail.targets[0]?.span.start, detail.targets[0]?.span.end)).toContain('90以上')
    expect(detail.tasks[0]?.units).toEqual([
      { name: '市市场监管局', lead: true, unitId: city.units.市场, unitType: 'market-regulation' },
      { name: '市财政局', lead: false, unitId: city.units.财政, unitType: 'finance' },
    ])
    // A target inside a task's passage is answered for by the task's units.
    expect(detail.targets.find((target) => target.unit === '项')?.units.map((unit) => unit.name)).toEqual([
      '市市场监管局',
      '市财政局',
    ])
  })

  it('recognises content it has, and reads it again only when asked', async () => {
    const city = await newCity()
    const first = await call(plansRouter.importPlan, { text: planText }, city.clerk)
    expect(first.duplicate).toBe(false)
    const again = await call(plansRouter.importPlan, { text: planText }, city.clerk)
    expect(again).toMatchObject({ duplicate: true, documentId: first.documentId })
    const forced = await call(plansRouter.importPlan, { text: planText, again: true }, city.clerk)
    expect(forced.documentId).not.toBe(first.documentId)
    const elsewhere = await newCity()
    expect((await call(plansRouter.importPlan, { text: planText }, elsewhere.clerk)).duplicate).toBe(false)
  })

  it('lays a document out once, however often its job runs', async () => {
    const city = await newCity()
    const started = await call(plansRouter.importPlan, { text: planText }, city.clerk)
    const [first, second] = [await read(city, started.documentId), await read(city, started.documentId)]
    expect(second.versionId).toBe(first.versionId)
    expect((await call(plansRouter.listPlans, {}, city.clerk)).items).toHaveLength(1)
  })

  it('says why a file cannot be read, and refuses what it cannot take in', async () => {
    const city = await newCity()
    const broken = new File(
      [
        zipSync({
          '[Content_Types].xml': new TextEncoder().encode('<Types/>'),
          'word/document.xml': new TextEncoder().encode('<w:do'),
        }),
      ],
      'broken.docx',
    )
    const attempt = call(plansRouter.importPlan, { file: broken }, city.clerk)
    const outcome = await attempt.then(
      async (started) => (await read(city, started.documentId)).failure,
      (error: unknown) => (error instanceof ApplicationError ? error.definition.zh : String(error)),
    )
    expect(outcome).toMatch(/无法|损坏|识别/)
    expect(await codeOf(call(plansRouter.importPlan, {}, city.clerk))).toBe('plans.nothing-given')
    expect(await codeOf(call(plansRouter.importPlan, { file: new File([], 'empty.txt') }, city.clerk))).toBe(
      'files.empty',
    )
  })

  it('publishes only when nothing is unread, and then no more changes it', async () => {
    const city = await newCity()
    const detail = await importText(city, planText)
    const versionId = detail.version.id
    expect(await codeOf(call(plansRouter.publishVersion, { versionId }, city.clerk))).toBe(
      'plans.unread-entries',
    )
    const [first] = detail.targets
    if (!first) throw new TypeError('no target')
    const corrected = await call(
      plansRouter.correctTarget,
      {
        versionId,
        targetId: first.id,
        fields: { ...first, value: 92 },
        units: [{ name: '市财政局', lead: true, unitId: city.units.财政 ?? null }],
      },
      city.clerk,
    )
    expect(corrected).toMatchObject({
      value: 92,
      review: 'corrected',
      units: [{ lead: true, unitId: city.units.财政 }],
    })
    const published = await publish(city, detail)
    expect(published).toMatchObject({ state: 'published', unread: 0 })
    const board = await call(plansRouter.board, {}, city.clerk)
    expect(board.items).toHaveLength(5)
    expect(board.items[0]).toMatchObject({
      indicator: '制造业质量竞争力指数',
      value: 92,
      state: 'no-data',
      current: null,
    })
    expect(
      await codeOf(
        call(plansRouter.correctTarget, { versionId, targetId: first.id, fields: first }, city.clerk),
      ),
    ).toBe('plans.not-a-draft')
    expect(await codeOf(call(plansRouter.publishVersion, { versionId }, city.clerk))).toMatch(
      /^(cases|plans)\./,
    )
  })

  it('keeps rejected entries off the published version and the board', async () => {
    const city = await newCity()
    const detail = await importText(city, planText)
    const versionId = detail.version.id
    const [first, ...rest] = everything(detail)
    if (!first) throw new TypeError('no entry')
    await call(plansRouter.reviewItems, { versionId, items: [first], decision: 'rejected' }, city.clerk)
    await call(plansRouter.reviewItems, { versionId, items: rest, decision: 'accepted' }, city.clerk)
    await call(plansRouter.publishVersion, { versionId }, city.clerk)
    expect((await call(plansRouter.board, {}, city.clerk)).items).toHaveLength(4)
    expect((await call(plansRouter.getVersion, { versionId }, city.clerk)).targets).toHaveLength(4)
  })

  it('adds a target from a selection, in its section, and refuses a selection outside the text', async () => {
    const city = await newCity()
    const detail = await importText(city, planText)
    const versionId = detail.version.id
    const start = detail.text.indexOf('推广装配式建筑')
    const span = { start, end: start + 7 }
    const fields = {
      indicator: '装配式建筑占比',
      action: '',
      comparator: '>=' as const,
      value: 40,
      valueHigh: null,
      unit: '%',
      year: 2027,
    }
    const added = await call(plansRouter.addTarget, { versionId, span, fields }, city.clerk)
    expect(added).toMatchObject({ path: '二/(二)', quote: '推广装配式建筑', review: 'added' })
    const readAgain = await call(
      plansRouter.readSelection,
      { versionId, span: detail.targets[0]?.span ?? span },
      city.clerk,
    )
    expect(readAgain.targets[0]).toMatchObject({ indicator: '制造业质量竞争力指数', value: 90 })
    const outside = { start: 0, end: detail.text.length + 1 }
    expect(await codeOf(call(plansRouter.addTarget, { versionId, span: outside, fields }, city.clerk))).toBe(
      'plans.span-outside-text',
    )
  })

  it('amends: what is unchanged stays settled, the rest is unread, and the difference is visible', async () => {
    const city = await newCity()
    const first = await importText(city, planText)
    await publish(city, first)
    const second = await importText(city, amendedText, first.plan.id)
    expect(second.plan.id).toBe(first.plan.id)
    expect(second.version).toMatchObject({ number: 2, state: 'draft' })
    const unread = second.targets
      .filter((target) => target.review === 'unread')
      .map((target) => target.indicator)
    expect(unread.toSorted()).toEqual(['制造业质量竞争力指数', '示范工地'].toSorted())
    const raised = second.targets.find((target) => target.value === 91)
    expect(raised?.lineageId).toBe(first.targets[0]?.lineageId)
    const { changes } = await call(plansRouter.versionChanges, { versionId: second.version.id }, city.clerk)
    expect(changes.filter((one) => one.kind === 'target').map((one) => [one.change, one.fields])).toEqual([
      ['changed', ['value']],
      ['added', []],
    ])
    expect(
      await codeOf(
        call(plansRouter.importPlan, { text: `${amendedText}\n`, planId: first.plan.id }, city.clerk),
      ),
    ).toBe('plans.draft-exists')
    await publish(city, second)
    const plan = await call(plansRouter.getPlan, { planId: first.plan.id }, city.clerk)
    expect(plan.versions.map((version) => [version.number, version.state])).toEqual([
      [2, 'published'],
      [1, 'superseded'],
    ])
    expect((await call(plansRouter.board, { search: '竞争力' }, city.clerk)).items).toMatchObject([
      { value: 91 },
    ])
  })

  it('keeps what was rejected rejected in an amendment that says it in the same words', async () => {
    const city = await newCity()
    const first = await importText(city, planText)
    const [no, ...rest] = first.targets
    if (!no) throw new TypeError('no target')
    const versionId = first.version.id
    await call(
      plansRouter.reviewItems,
      { versionId, items: [{ kind: 'target', id: no.id }], decision: 'rejected' },
      city.clerk,
    )
    const others = [
      ...rest.map(({ id }) => ({ kind: 'target' as const, id })),
      ...first.tasks.map(({ id }) => ({ kind: 'task' as const, id })),
    ]
    await call(plansRouter.reviewItems, { versionId, items: others, decision: 'accepted' }, city.clerk)
    await call(plansRouter.publishVersion, { versionId }, city.clerk)
    const second = await importText(city, amendedText.replace('91以上', '90以上'), first.plan.id)
    expect(second.targets.find((target) => target.indicator === no.indicator)?.review).toBe('rejected')
  })

  it('shows a liaison what its unit answers for, and nothing unpublished', async () => {
    const city = await newCity()
    const detail = await importText(city, planText)
    const liaison = city.as(city.person('liaison', city.units.住房))
    expect(await codeOf(call(plansRouter.getVersion, { versionId: detail.version.id }, liaison))).toBe(
      'plans.not-found',
    )
    await publish(city, detail)
    const seen = await call(plansRouter.getVersion, { versionId: detail.version.id }, liaison)
    expect(seen.tasks.map((task) => task.heading)).toEqual(['提升工程品质'])
    expect(seen.targets.map((target) => target.indicator)).toEqual(['优质工程'])
    expect((await call(plansRouter.board, {}, liaison)).items).toHaveLength(1)
    expect((await call(plansRouter.boardSummary, undefined, liaison)).total).toBe(1)
    expect((await call(plansRouter.myTasks, {}, liaison)).items).toMatchObject([
      { passage: expect.stringContaining('装配式') },
    ])
    expect(
      await codeOf(
        call(
          plansRouter.reviewItems,
          { versionId: detail.version.id, items: everything(detail).slice(0, 1), decision: 'accepted' },
          liaison,
        ),
      ),
    ).toBe('kernel.no-right')
    const administrator = city.as(city.person('system-administrator'))
    expect(await codeOf(call(plansRouter.board, {}, administrator))).toBe('kernel.no-right')
  })

  it('pages the board by key and filters it', async () => {
    const city = await newCity()
    await publish(city, await importText(city, planText))
    const ids: string[] = []
    let after: string | undefined
    do {
      const page = await call(plansRouter.board, { limit: 2, ...(after ? { after } : {}) }, city.clerk)
      ids.push(...page.items.map((row) => row.targetId))
      after = page.next ?? undefined
    } while (after)
    expect(new Set(ids).size).toBe(5)
    expect((await call(plansRouter.board, { chapter: '二' }, city.clerk)).items).toHaveLength(2)
    expect((await call(plansRouter.board, { unitId: city.units.财政 ?? '' }, city.clerk)).items).toHaveLength(
      2,
    )
    expect((await call(plansRouter.board, { year: 2030 }, city.clerk)).items).toEqual([])
    expect((await call(plansRouter.board, { state: 'met' }, city.clerk)).items).toEqual([])
  })

  it('exports workbook and document that open again and hold the figures', async () => {
    const city = await newCity()
    const detail = await importText(city, planText)
    await publish(city, detail)
    const versionId = detail.version.id
    const xlsx = await call(plansRouter.exportVersion, { versionId, format: 'xlsx' }, city.clerk)
    const book = new Excel.Workbook()
    await book.xlsx.load(await xlsx.arrayBuffer())
    expect(book.worksheets.map((sheet) => sheet.name)).toEqual(['目标', '任务', '责任矩阵'])
    expect(book.worksheets[0]?.getRow(2).values).toEqual(
      expect.arrayContaining(['制造业质量竞争力指数', '不低于', 90, 2027]),
    )
    const board = new Excel.Workbook()
    await board.xlsx.load(await (await call(plansRouter.exportBoard, {}, city.clerk)).arrayBuffer())
    expect(board.worksheets[0]?.getRow(1).values).toEqual(
      expect.arrayContaining(['当前值', '当前值所属时期', '状态']),
    )
    const docx = await call(plansRouter.exportVersion, { versionId, format: 'docx' }, city.clerk)
    const mammoth = await import('mammoth')
    const { value } = await mammoth.extractRawText({ buffer: Buffer.from(await docx.arrayBuffer()) })
    expect(value).toContain('制造业质量竞争力指数')
    const matrix = await call(plansRouter.responsibilityMatrix, { versionId }, city.clerk)
    expect(matrix.units.find((unit) => unit.unitId === city.units.财政)?.cells).toHaveLength(2)
  })

  it('compares the same indicator across plans', async () => {
    const city = await newCity()
    await publish(city, await importText(city, planText))
    const started = await call(
      plansRouter.importPlan,
      { text: planText.replace('90以上', '92以上'), standing: 'reference', place: '邻市' },
      city.clerk,
    )
    const { versionId } = await read(city, started.documentId)
    await publish(city, await call(plansRouter.getVersion, { versionId: versionId ?? '' }, city.clerk))
    const comparison = await call(plansRouter.compareIndicators, { search: '竞争力指数' }, city.clerk)
    expect(comparison.plans).toHaveLength(2)
    expect(comparison.items[0]?.values.map((value) => value.value).toSorted()).toEqual([90, 92])
    // A plan of another place is for comparison only.
    expect((await call(plansRouter.board, {}, city.clerk)).items).toHaveLength(5)
  })

  it('moves the review as a case, with a deadline in the inbox', async () => {
    const city = await newCity()
    const detail = await importText(city, planText)
    const inbox = await call(casesRouter.listInbox, {}, city.clerk)
    expect(inbox.items).toHaveLength(1)
    await call(plansRouter.discardVersion, { versionId: detail.version.id }, city.clerk)
    expect((await call(casesRouter.listInbox, {}, city.clerk)).items).toEqual([])
    expect((await call(plansRouter.importPlan, { text: planText }, city.clerk)).duplicate).toBe(false)
  })
})
