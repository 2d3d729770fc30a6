import { call } from '@orpc/server'
import ExcelJS from 'exceljs'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { RequestContext } from '#kernel/api/router.ts'
import { csvField } from '#kernel/exchange/csv-rows.ts'
import { workbookRows } from '#kernel/exchange/workbook-rows.ts'
import type { JobContext, JobDefinition } from '#kernel/jobs/job.ts'
import { verifyCells } from '#kernel/measures/fold.ts'
import { kernelModules } from '#kernel/modules.ts'
import { addFictionalRegions } from '#kernel/org/regions.ts'
import { jobContext } from '#kernel/testing/job-context.ts'
import { personIdentity, requestContext } from '#kernel/testing/request-context.ts'
import { databaseKinds, useTestDatabase } from '#kernel/testing/test-database.ts'
import { demoCity, demoRegions } from '../../../../../demo/city.ts'
import { generateEnterprises } from '../../../../../demo/registry/generate-enterprises.ts'
import { demoTowns } from '../../../../../demo/registry/towns.ts'
import { registryDomain } from '../../registry-domain.ts'
import { enterpriseCounts, enterpriseFacts } from '../enterprise-facts.ts'
import type { EnterpriseFields } from '../enterprise-schemas.ts'
import { enterprisesRouter as router } from '../enterprises-router.ts'
import { makeMissingIndexes, putOffIndexes } from '../put-off-indexes-store.ts'
import { columns, sizeWords, statusWords } from './columns.ts'
import { exportJob } from './export-job.ts'
import { checkImportJob, finishImportJob, importJob } from './import-jobs.ts'

const modules = [...kernelModules, registryDomain]
const now = new Date('2026-06-30T02:00:00Z')
const firms = [...generateEnterprises({ count: 400, today: '2026-06-30', seed: 7 })]

const cellOf = (firm: EnterpriseFields, field: keyof EnterpriseFields): string => {
  const value = firm[field]
  if (field === 'status') return statusWords[firm.status].zh
  if (field === 'size') return sizeWords[firm.size].zh
  return Array.isArray(value) ? value.join('；') : String(value ?? '')
}
const heads = columns.map(({ title }) => title.zh)
const rowOf = (firm: EnterpriseFields): string[] => columns.map(({ field }) => cellOf(firm, field))
const csvOf = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map(csvField).join(',')).join('\r\n')

describe.each(databaseKinds)('exchange of enterprises on %s', (kind) => {
  const database = useTestDatabase(kind, modules)
  let clerk: { context: RequestContext }

  beforeAll(async () => {
    await addFictionalRegions(database(), [...demoRegions, ...demoTowns])
    const identity = personIdentity(demoCity.code, modules, {
      userId: '0190aaaa-0000-7000-8000-000000000001',
      name: 'clerk',
      roles: ['clerk'],
    })
    clerk = { context: requestContext(database(), modules, identity, now) }
  })

  const run = (
    job: JobDefinition,
    input: unknown,
    signal = new AbortController().signal,
    progress: JobContext['progress'] = () => {},
  ) => {
    const { identity, blobs } = clerk.context
    if (!identity) throw new TypeError('The clerk is signed in')
    const context = jobContext({
      database: database(),
      blobs,
      identity,
      modules,
      now: () => now,
      progress,
      signal,
    })
    return job.run(input, context)
  }
  const check = async (name: string, content: string | Uint8Array<ArrayBuffer>) => {
    const started = await call(router.importEnterprises, { file: new File([content], name) }, clerk)
    await run(checkImportJob, { importId: started.id })
    return call(router.getEnterpriseImport, { importId: started.id }, clerk)
  }
  const faultFile = async (id: string | null) => {
    const found = await sql<{
      name: string
      sha256: string
    }>`select name, sha256 from file where id = ${id}::uuid`.execute(database().kysely)
    const content = await clerk.context.blobs.open(found.rows[0]?.sha256 ?? '')
    return { name: found.rows[0]?.name, lines: (await content?.text())?.split('\n') ?? [] }
  }
  const carryOut = async (importId: string) => {
    await call(router.confirmEnterpriseImport, { importId, reason: '年度数据更新' }, clerk)
    await run(importJob, { importId })
    return call(router.getEnterpriseImport, { importId }, clerk)
  }
  const figuresHold = async () => {
    for (const view of [enterpriseFacts, enterpriseCounts])
      expect(await verifyCells(database(), demoCity.code, view)).toEqual([])
  }
  const total = async () => (await call(router.enterpriseFacets, {}, clerk)).total.value

  const indexes = async () =>
    (
      await sql<{ made: string }>`select pg_get_indexdef(indexrelid) as made from pg_index
        where indrelid = 'enterprise'::regclass order by 1`.execute(database().kysely)
    ).rows.map(({ made }) => made)
  let indexesAtFirst: readonly string[] = []

  it('does without indexes while the register is empty, and makes them again as they were', async () => {
    indexesAtFirst = await indexes()
    await putOffIndexes(database())
    expect(await indexes()).toHaveLength(indexesAtFirst.length - 5)
    await makeMissingIndexes(database())
    expect(await indexes()).toEqual(indexesAtFirst)
  })

  it('checks first and writes nothing, then imports; the same file again changes nothing', async () => {
    const text = csvOf([heads, ...firms.map(rowOf)])
    const checked = await check('企业.csv', text)
    expect(checked).toMatchObject({
      state: 'checked',
      rowsRead: 400,
      rowsInvalid: 0,
      added: 400,
      errorFileId: null,
    })
    expect(await total()).toBe(0)
    await call(router.confirmEnterpriseImport, { importId: checked.id, reason: '首次建库' }, clerk)
    // The first filling makes its figures when it ends; also when it ends halfway.
    const stop = new AbortController()
    await expect(
      run(importJob, { importId: checked.id, batchSize: 90 }, stop.signal, (done) => {
        if (done > 0) stop.abort()
      }),
    ).rejects.toThrow()
    await figuresHold()
    const halfway = await call(router.getEnterpriseImport, { importId: checked.id }, clerk)
    expect(halfway.rowsDone).toBeGreaterThan(0)
    expect(halfway.rowsDone).toBeLessThan(400)
    expect(await total()).toBe(halfway.rowsDone)
    expect(await indexes()).toEqual(indexesAtFirst)
    // Meanwhile somebody enters one that the file has as well.
    const last = firms.slice(-1)
    await call(router.upsertEnterprises, { enterprises: last, reason: '窗口登记' }, clerk)
    await run(importJob, { importId: checked.id, batchSize: 90 })
    expect(await call(router.getEnterpriseImport, { importId: checked.id }, clerk)).toMatchObject({
      state: 'imported',
      added: 399,
      changed: 0,
      unchanged: 1,
    })
    expect(await total()).toBe(400)
    await figuresHold()
    await putOffIndexes(database())
    expect(await indexes()).toEqual(indexesAtFirst)
    const again = await check('企业.csv', text)
    expect(again).toMatchObject({ added: 0, changed: 400 })
    expect(await carryOut(again.id)).toMatchObject({ added: 0, changed: 0, unchanged: 400 })
    await expect(
      call(router.confirmEnterpriseImport, { importId: again.id, reason: '再来一次' }, clerk),
    ).rejects.toThrow(/import-not-checked/)
  })

  it('changes what differs, with history, and keeps figures right', async () => {
    const moved = firms.slice(0, 50).map((firm) => ({ ...firm, region: '990181001', size: 'micro' as const }))
    const checked = await check('变更.csv', csvOf([heads, ...moved.map(rowOf)]))
    const done = await carryOut(checked.id)
    expect(done.added).toBe(0)
    expect(done.changed + done.unchanged).toBe(50)
    const differing = moved.find((firm, index) => firm.region !== firms[index]?.region)
    const found = await call(router.findEnterpriseByCode, { creditCode: differing?.creditCode ?? '' }, clerk)
    const history = await call(router.enterpriseHistory, { enterpriseId: found.id, limit: 10 }, clerk)
    expect(history.items[0]).toMatchObject({
      kind: 'changed',
      after: { region: '990181001' },
      reason: '年度数据更新',
    })
    await figuresHold()
  })

  it('tells the faults of each row with line and column, and imports the others', async () => {
    const [a, b, c] = generateEnterprises({ count: 403, today: '2026-06-30', seed: 7 }).drop(400)
    if (!a || !b || !c) throw new TypeError('Three more firms are needed')
    const wrong = rowOf({
      ...b,
      creditCode: `${b.creditCode.slice(0, 17)}${b.creditCode.endsWith('0') ? '1' : '0'}`,
    })
    const worse = rowOf({ ...c, industry: 'Z99', establishedOn: '2027-01-01', region: '330106' })
    const checked = await check('有错.csv', csvOf([heads, rowOf(a), wrong, worse, rowOf(a)]))
    expect(checked).toMatchObject({ rowsRead: 4, rowsInvalid: 3, added: 1 })
    const { name, lines } = await faultFile(checked.errorFileId)
    expect(name).toBe('有错-问题.csv')
    expect(lines.some((line) => line.startsWith('3,统一社会信用代码,校验位不符'))).toBe(true)
    expect(lines.filter((line) => line.startsWith('4,')).map((line) => line.split(',')[1])).toEqual([
      '行政区划代码',
      '行业代码',
      '成立日期',
      '状态起始日期',
    ])
    expect(lines.some((line) => line.startsWith('5,统一社会信用代码,与第2行的代码相同'))).toBe(true)
    expect(await carryOut(checked.id)).toMatchObject({ added: 1 })
  })

  it('speaks of faults in the language of whoever sent the file, and takes its own template back', async () => {
    const chinese = clerk
    const { identity } = chinese.context
    if (!identity) throw new TypeError('The clerk is signed in')
    clerk = { context: { ...chinese.context, identity: { ...identity, locale: 'en' } } }
    onTestFinished(() => {
      clerk = chinese
    })
    const template = await call(router.enterpriseImportTemplate, {}, clerk)
    expect(template.name).toBe('import-of-enterprises.csv')
    const checked = await check('firms.csv', await template.text())
    expect(checked).toMatchObject({ state: 'checked', rowsRead: 1, rowsInvalid: 1 })
    const { name, lines } = await faultFile(checked.errorFileId)
    expect(name).toBe('firms-problems.csv')
    expect(lines[0]).toBe('Line,Column,What is wrong,Credit code,Name')
    expect(lines[1]).toMatch(/^2,Credit code,.*check character/)
    const headless = await check('firms.csv', 'Name\r\nSomebody\r\n')
    expect(headless.failure).toContain('Credit code, Region')
  })

  it('reads GBK, other heads and other ways to write a day', async () => {
    // 名称 统一社会信用代码 行政区划 … in GB18030 would need an encoder; these bytes are "企业名称" in GBK.
    const gbk = Uint8Array.from([0xc6, 0xf3, 0xd2, 0xb5, 0xc3, 0xfb, 0xb3, 0xc6])
    const ascii = new TextEncoder()
    const firm = [...generateEnterprises({ count: 501, today: '2026-06-30', seed: 7 })][500]
    const body = `,creditCode,region,industry,size,establishedOn\r\n`
    const line = `,${firm?.creditCode},990102,c1411,small,2019/5/8\r\n`
    const bytes = Uint8Array.from([...gbk, ...ascii.encode(body), ...gbk, ...ascii.encode(line)])
    const checked = await check('gbk.csv', bytes)
    expect(checked).toMatchObject({ state: 'checked', rowsInvalid: 0, added: 1 })
    await carryOut(checked.id)
    const found = await call(router.findEnterpriseByCode, { creditCode: firm?.creditCode ?? '' }, clerk)
    expect(found).toMatchObject({
      name: '企业名称',
      establishedOn: '2019-05-08',
      industry: 'C1411',
      statusSince: '2019-05-08',
    })
  })

  it('reads workbooks as Excel writes them, days among them', async () => {
    const firm = [...generateEnterprises({ count: 502, today: '2026-06-30', seed: 7 })][501]
    if (!firm) throw new TypeError('One more firm is needed')
    const book = new ExcelJS.Workbook()
    const sheet = book.addWorksheet('企业')
    sheet.addRow([
      '统一社会信用代码*',
      '企业名称',
      '行政区划代码',
      '行业代码',
      '企业规模',
      '成立日期',
      '注册资本',
    ])
    sheet.addRow([
      firm.creditCode,
      '澄州市<甲&乙>有限公司',
      990102,
      firm.industry,
      '小型',
      new Date('2018-03-01'),
      1200.5,
    ])
    const checked = await check('企业.xlsx', new Uint8Array(await book.xlsx.writeBuffer()))
    expect(checked).toMatchObject({ state: 'checked', rowsInvalid: 0, added: 1 })
    await carryOut(checked.id)
    expect(await call(router.findEnterpriseByCode, { creditCode: firm.creditCode }, clerk)).toMatchObject({
      name: '澄州市<甲&乙>有限公司',
      establishedOn: '2018-03-01',
      registeredCapital: 1200.5,
    })
  })

  it('goes on after a crash without loss or repetition', async () => {
    const many = [...generateEnterprises({ count: 2000, today: '2026-06-30', seed: 11 })].slice(800)
    const checked = await check('很多.csv', csvOf([heads, ...many.map(rowOf)]))
    const before = await total()
    await call(router.confirmEnterpriseImport, { importId: checked.id, reason: '首次建库' }, clerk)
    const stop = new AbortController()
    await expect(
      run(importJob, { importId: checked.id, batchSize: 250 }, stop.signal, (done) => {
        if (done > 0) stop.abort()
      }),
    ).rejects.toThrow()
    const halfway = await call(router.getEnterpriseImport, { importId: checked.id }, clerk)
    expect(halfway.state).toBe('importing')
    expect(halfway.rowsDone).toBeGreaterThan(0)
    expect(halfway.rowsDone).toBeLessThan(1200)
    await run(importJob, { importId: checked.id, batchSize: 250 })
    const done = await call(router.getEnterpriseImport, { importId: checked.id }, clerk)
    expect(done).toMatchObject({ state: 'imported', rowsDone: 1200 })
    expect(done.added + done.changed + done.unchanged).toBe(1200)
    expect(await total()).toBe(before + done.added)
    await figuresHold()
  }, 120_000)

  it('exports with words for codes into files that can be imported again', async () => {
    for (const format of ['csv', 'xlsx'] as const) {
      await run(exportJob, { format, region: '990102', status: ['active'] })
      const made = (await call(router.listEnterpriseExports, { limit: 1 }, clerk)).items[0]
      const stored = await sql<{
        sha256: string
      }>`select sha256 from file where id = ${made?.fileId}::uuid`.execute(database().kysely)
      const content = await clerk.context.blobs.open(stored.rows[0]?.sha256 ?? '')
      if (!content || !made) throw new TypeError('The export is kept')
      expect(made.rows).toBe(
        (await call(router.enterpriseFacets, { region: '990102', status: ['active'] }, clerk)).total.value,
      )
      const again = await check(made.name, new Uint8Array(await content.arrayBuffer()))
      expect(again).toMatchObject({ rowsRead: made.rows, rowsInvalid: 0, added: 0 })
      expect(await carryOut(again.id)).toMatchObject({ changed: 0, unchanged: made.rows })
      if (format === 'xlsx') {
        const book = new ExcelJS.Workbook()
        await book.xlsx.load(await content.arrayBuffer())
        expect(book.worksheets[0]?.rowCount).toBe(made.rows + 1)
        expect(book.worksheets[0]?.getRow(2).getCell(8).value).toBe('汀澜区')
        for await (const rows of workbookRows(content)) expect(rows[0]?.[0]).toBeTruthy()
      }
    }
  })

  it('can be taken up again when its job has ended, or given up; what is written stays', async () => {
    const fileOf = (size: 'large' | 'micro') =>
      csvOf([heads, ...firms.slice(100, 160).map((firm) => rowOf({ ...firm, size }))])
    /** Carries a file out until its first rows are written, where its job is stopped. */
    const interrupted = async (name: string, size: 'large' | 'micro') => {
      const { id: importId } = await check(name, fileOf(size))
      await call(router.confirmEnterpriseImport, { importId, reason: '规模重新划型' }, clerk)
      await expect(call(router.abandonEnterpriseImport, { importId }, clerk)).rejects.toThrow(
        /import-under-way/,
      )
      const stop = new AbortController()
      await expect(
        run(importJob, { importId, batchSize: 20 }, stop.signal, (done) => {
          if (done > 0) stop.abort()
        }),
      ).rejects.toThrow()
      await sql`update job_run set state = 'cancelled' where city = ${demoCity.code}`.execute(
        database().kysely,
      )
      return call(router.getEnterpriseImport, { importId }, clerk)
    }
    const { id: importId, ...stopped } = await interrupted('中断.csv', 'large')
    expect(stopped).toMatchObject({ state: 'importing', stalled: true })
    expect(stopped.rowsDone).toBeLessThan(60)
    expect(await call(router.resumeEnterpriseImport, { importId }, clerk)).toMatchObject({ stalled: false })
    await expect(call(router.resumeEnterpriseImport, { importId }, clerk)).rejects.toThrow(
      /import-not-stalled/,
    )
    await run(importJob, { importId })
    expect(await call(router.getEnterpriseImport, { importId }, clerk)).toMatchObject({
      state: 'imported',
      stalled: false,
      rowsDone: 60,
    })

    const other = await interrupted('放弃.csv', 'micro')
    const given = await call(router.abandonEnterpriseImport, { importId: other.id }, clerk)
    expect(given).toMatchObject({ state: 'abandoned', stalled: false, rowsDone: other.rowsDone })
    await run(importJob, { importId: other.id })
    expect(await call(router.getEnterpriseImport, { importId: other.id }, clerk)).toEqual(given)
    await figuresHold()

    // A first filling that died before it could make its figures: they are made when it is given up.
    const first = await interrupted('首次.csv', 'large')
    await sql`update enterprise_import set first_filling = true where id = ${first.id}::uuid`.execute(
      database().kysely,
    )
    await sql`delete from measure_block`.execute(database().kysely)
    await expect(figuresHold()).rejects.toThrow()
    await call(router.abandonEnterpriseImport, { importId: first.id }, clerk)
    const waiting = await sql<{ job: string }>`select job from job_run where state = 'queued'`.execute(
      database().kysely,
    )
    expect(waiting.rows).toContainEqual({ job: finishImportJob.name })
    await run(finishImportJob, {})
    await figuresHold()

    const checked = await check('未执行.csv', fileOf('micro'))
    expect(await call(router.abandonEnterpriseImport, { importId: checked.id }, clerk)).toMatchObject({
      state: 'abandoned',
      rowsDone: 0,
    })
    await expect(
      call(router.confirmEnterpriseImport, { importId: checked.id, reason: '再来一次' }, clerk),
    ).rejects.toThrow(/import-not-checked/)
  })

  it('feeds changes to other programs in order, and takes their batches in', async () => {
    let since: string | undefined
    const seen: string[] = []
    for (;;) {
      const part = await call(
        router.enterpriseChangesSince,
        { limit: 1000, ...(since ? { since } : {}) },
        clerk,
      )
      seen.push(...part.items.map(({ id }) => id))
      since = part.since
      if (!part.more) break
    }
    expect(new Set(seen).size).toBe(await total())
    expect((await call(router.enterpriseChangesSince, { since }, clerk)).items).toEqual([])
    const fresh = [...generateEnterprises({ count: 602, today: '2026-06-30', seed: 13 })].slice(600)
    const outcome = await call(
      router.upsertEnterprises,
      {
        enterprises: [...fresh, { ...(fresh[0] ?? firms[0]), creditCode: '91990102MA00000000' }].map(
          (one) => ({ ...one, gridCellId: null }),
        ) as EnterpriseFields[],
        reason: '市场主体库推送',
      },
      clerk,
    )
    expect(outcome.refused).toMatchObject([{ place: 2, path: 'creditCode' }])
    const part = await call(router.enterpriseChangesSince, { since }, clerk)
    expect(part.items.length).toBe(outcome.added + outcome.changed)
    expect(part.items.map(({ creditCode }) => creditCode).toSorted()).toEqual(
      fresh
        .slice(0, part.items.length)
        .map(({ creditCode }) => creditCode)
        .toSorted(),
    )
  })
})
