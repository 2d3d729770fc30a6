import { call } from '@orpc/server'
import ExcelJS from 'exceljs'
import { sql } from 'kysely'
import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, it } from 'vitest'
import type { JobContext, JobDefinition } from '#kernel/jobs/job.ts'
import { createUnit } from '#kernel/org/units.ts'
import { findTargetStates } from '#kernel/targets/targets.ts'
import { databaseKinds } from '#kernel/testing/test-database.ts'
import {
  eastDistrict,
  fixtureCity,
  fixtureModules,
  fixtureNow,
  fixtureTarget,
  refusalOf,
  useCatalogueCity,
  westDistrict,
} from '../catalogue.fixture.ts'
import { indicatorsRouter } from '../router.ts'
import { checkImportJob, importJob } from './import-jobs.ts'
import { observationImportRouter as router } from './import-part.ts'
import { findImport, publishStaged } from './import-store.ts'

const heads = '指标代码,指标名称,地区,时期,数值,计量单位,说明'
const fileOf = (lines: readonly string[], name = '数据.csv'): File => new File([lines.join('\r\n')], name)

describe.each(databaseKinds)('import of observations on %s', (kind) => {
  const city = useCatalogueCity(kind)

  beforeAll(async () => {
    await city.addIndicator({ code: 'pass-rate', nameZh: '合格率', computation: { kind: 'observed' } })
    await city.addIndicator({
      code: 'spending',
      nameZh: '研发经费',
      computation: { kind: 'observed' },
      unit: '亿元',
      period: 'year',
      largestJump: 30,
    })
    await city.addIndicator({
      code: 'doubled',
      nameZh: '加倍',
      computation: { kind: 'expression', expression: '合格率 × 2' },
    })
    await city.addIndicator({
      code: 'cases',
      nameZh: '案件数',
      computation: { kind: 'observed' },
      unit: '件',
      decimals: 0,
    })
  })

  const run = (
    job: JobDefinition,
    input: unknown,
    signal = new AbortController().signal,
    progress: JobContext['progress'] = () => {},
  ) => {
    const { identity, blobs, database } = city.clerk().context
    if (!identity) throw new TypeError('The clerk is signed in')
    const context: JobContext = {
      database,
      blobs: sharedBlobs ?? blobs,
      identity,
      runId: 'test',
      modules: fixtureModules,
      now: () => fixtureNow,
      progress,
      signal,
    }
    return job.run(input, context)
  }
  // Contents are kept per request context: one person's serve the whole test.
  let sharedBlobs: JobContext['blobs'] | undefined
  const clerk = () => {
    const person = city.clerk()
    sharedBlobs ??= person.context.blobs
    return { context: { ...person.context, blobs: sharedBlobs } }
  }
  const check = async (file: File) => {
    const { id: importId } = await call(router.importObservations, { file }, clerk())
    await run(checkImportJob, { importId })
    return call(router.getObservationImport, { importId }, clerk())
  }
  const confirm = (importId: string) =>
    call(router.confirmObservationImport, { importId, reason: '统计局年度数据入库' }, clerk())
  const carryOut = async (importId: string) => {
    await confirm(importId)
    await run(importJob, { importId })
    return call(router.getObservationImport, { importId }, clerk())
  }
  const stored = (where = sql`true`) =>
    city.within(async (scope) => {
      const found = await sql<{
        code: string
        region: string
        period: string
        value: number
        state: string
        explanation: string | null
      }>`
        select i.code, o.region, o.period, o.value, o.state, o.explanation from observation o
        join indicator i on i.city = o.city and i.id = o.indicator_id
        where o.city = ${scope.city} and (${where}) order by o.id`.execute(scope.tx)
      return found.rows
    })
  const staged = () =>
    city.within(async (scope) => {
      const found = await sql<{ rows: number }>`select count(*)::int as rows from observation_import_row
        where city = ${scope.city}`.execute(scope.tx)
      return found.rows[0]?.rows
    })
  const contentOf = async (fileId: string | null) => {
    const found = await city.within((scope) =>
      sql<{
        sha256: string
      }>`select sha256 from file where city = ${scope.city} and id = ${fileId}::uuid`.execute(scope.tx),
    )
    return (await sharedBlobs?.open(found.rows[0]?.sha256 ?? ''))?.text()
  }

  it('checks first and publishes nothing, then publishes all of it with one entry of the trail', async () => {
    await city.addTarget(1, { indicator: '合格率', value: 95, year: 2027 })
    const { items } = await call(indicatorsRouter.listIndicators, { search: 'pass-rate' }, clerk())
    await call(
      indicatorsRouter.bindTarget,
      { targetId: fixtureTarget(1), indicatorId: items[0]?.id ?? '' },
      clerk(),
    )
    const checked = await check(
      fileOf([
        heads,
        'pass-rate,,,2026年3月,96.5,%,',
        '',
        `,合格率,${eastDistrict},202604,"97.25",,`,
        'pass-rate,合格率,西区,2026/4/1,95%,％,',
        'pass-rate,,,2026-04,—,,',
      ]),
    )
    expect(checked).toMatchObject({
      state: 'checked',
      ready: true,
      rowsRead: 4,
      rowsBlank: 1,
      rowsInvalid: 0,
      added: 3,
      changed: 0,
      reportFileId: null,
    })
    expect(checked.outline).toMatchObject([
      {
        indicator: { code: 'pass-rate' },
        rows: 3,
        regions: 3,
        firstPeriod: '2026-03',
        lastPeriod: '2026-04',
      },
    ])
    expect(await stored()).toEqual([])
    const trail = () =>
      city.within(async (scope) => {
        const found = await sql<{ action: string }>`select action from audit_entry
          where city = ${scope.city} and action like 'indicators.import%'`.execute(scope.tx)
        return found.rows.length
      })
    expect(await trail()).toBe(0)
    expect(await carryOut(checked.id)).toMatchObject({ state: 'imported', added: 3, changed: 0 })
    expect(await trail()).toBe(1)
    expect(await staged()).toBe(0)
    expect(await stored()).toMatchObject([
      { region: fixtureCity, period: '2026-03', value: 96.5, state: 'published' },
      { region: eastDistrict, period: '2026-04', value: 97.25, state: 'published' },
      { region: westDistrict, period: '2026-04', value: 95, state: 'published' },
    ])
    const standing = await city.within((scope) => findTargetStates(scope, [fixtureTarget(1)]))
    expect(standing[0]).toMatchObject({ current_value: 96.5, current_period: '2026-03' })
  })

  it('changes what differs, keeps what was, and finds nothing to do in the same file again', async () => {
    const lines = [heads, 'pass-rate,,,2026-03,96.8,,', 'pass-rate,,东区,2026-04,97.25,,']
    const checked = await check(fileOf(lines))
    expect(checked).toMatchObject({ ready: true, added: 0, changed: 1, unchanged: 1 })
    expect(await carryOut(checked.id)).toMatchObject({ state: 'imported', changed: 1, unchanged: 1 })
    expect(
      await stored(sql`o.region = ${fixtureCity} and o.period = '2026-03' and i.code = 'pass-rate'`),
    ).toMatchObject([
      { value: 96.5, state: 'superseded' },
      { value: 96.8, state: 'published' },
    ])
    const again = await check(fileOf(lines))
    expect(again).toMatchObject({ ready: false, added: 0, changed: 0, unchanged: 2 })
    expect(await refusalOf(confirm(again.id))).toBe('indicators.import-not-ready')
  })

  it('asks about shares above the whole and districts that do not add up, as a report does', async () => {
    await city.addIndicator({
      code: 'handled',
      nameZh: '办件数',
      computation: { kind: 'observed' },
      unit: '件',
    })
    const lines = [
      heads,
      'pass-rate,,,2025-11,150,,',
      'handled,,,2026-02,100,,',
      'handled,,东区,2026-02,9000,,',
      'handled,,西区,2026-02,40,,',
    ]
    const checked = await check(fileOf(lines))
    expect(checked).toMatchObject({ ready: true, rowsInvalid: 0, rowsUnexplained: 2 })
    expect(checked.findings.map(({ line, severity, message }) => [line, severity, message.zh])).toEqual([
      [2, 'explain', '比率 150% 超过 100%。请核对；属实的请说明原因。'],
      [3, 'explain', '各地区之和为 9040，与合计 100 相差 -8940。请核对；属实的请说明原因。'],
    ])
    // What is published already counts with the file: only a changed row is asked about.
    await city.enter([
      { code: 'handled', period: '2026-03', value: 100 },
      { code: 'handled', period: '2026-03', value: 60, region: eastDistrict },
      { code: 'handled', period: '2026-03', value: 40, region: westDistrict },
    ])
    const later = await check(
      fileOf([heads, 'handled,,,2026-03,100,,', 'handled,,西区,2026-03,45,,', 'handled,,,2026-04,90,,']),
    )
    expect(later.findings.map(({ line, message }) => [line, message.zh])).toEqual([
      [3, '各地区之和为 105，与合计 100 相差 -5。请核对；属实的请说明原因。'],
    ])
    await call(router.abandonObservationImport, { importId: checked.id }, clerk())
    await call(router.abandonObservationImport, { importId: later.id }, clerk())
  })

  it('says of every row what is wrong and what would be right, and publishes none while one is', async () => {
    const before = await stored()
    const checked = await check(
      fileOf([
        heads,
        'pass-rate,,,2026-01,96,,',
        'no-such,合格率,,2026-01,96,,',
        ',,,2026-01,96,,',
        'pass-rate,研发经费,,2026-01,96,,',
        'pass-rate,,北区,2026-01,96,,',
        'pass-rate,,330106,2026-01,96,,',
        'pass-rate,,,2026-13,96,,',
        'pass-rate,,,2026,96,,',
        'pass-rate,,,2026-06,96,,',
        'pass-rate,,,2026-02,九十六,,',
        'spending,,,2025,1200,万元,',
        'doubled,,,2026-01,2,,',
        'pass-rate,,东区,2026-01,#DIV/0!,,',
        'pass-rate,合格率,,202601,96,,',
      ]),
    )
    expect(checked).toMatchObject({ state: 'checked', ready: false, rowsRead: 14, rowsInvalid: 13, added: 1 })
    expect(checked.findings.map(({ line, column }) => [line, column])).toEqual([
      [3, 'code'],
      [4, 'code'],
      [5, 'name'],
      [6, 'region'],
      [7, 'region'],
      [8, 'period'],
      [9, 'period'],
      [10, 'period'],
      [11, 'value'],
      [12, 'unit'],
      [13, 'code'],
      [14, 'value'],
      [15, null],
    ])
    expect(checked.findings[0]).toMatchObject({ remedy: { zh: '名称对应的代码是 pass-rate。' } })
    expect(checked.findings[6]).toMatchObject({ remedy: { zh: '时期应写成 2026-05 的形式。' } })
    expect(checked.findings[12]).toMatchObject({ message: { zh: '与第 2 行是同一指标、地区和时期。' } })
    const report = (await contentOf(checked.reportFileId))?.split('\r\n') ?? []
    expect(report[0]).toBe('行号,列,填写内容,性质,问题,怎样改')
    expect(report[10]).toBe(
      '12,计量单位,万元,错误,计量单位是“万元”，该指标的单位是“亿元”。,换算成“亿元”后再填。',
    )
    expect(await refusalOf(confirm(checked.id))).toBe('indicators.import-not-ready')
    expect(await stored()).toEqual(before)
  })

  it('takes the reason of the import for leaps that are not explained row by row', async () => {
    const checked = await check(
      fileOf([
        heads,
        'spending,,,2022,100,,',
        'spending,,,2023,110,,',
        'spending,,,2024,200,,',
        'spending,,,2025,400,,重大项目投产',
      ]),
    )
    expect(checked).toMatchObject({ ready: true, rowsInvalid: 0, rowsUnexplained: 1, added: 4 })
    expect(checked.findings.map(({ line, severity }) => [line, severity])).toEqual([
      [4, 'explain'],
      [5, 'explained'],
    ])
    await carryOut(checked.id)
    expect((await stored(sql`i.code = 'spending'`)).map((row) => row.explanation)).toEqual([
      null,
      null,
      '统计局年度数据入库',
      '重大项目投产',
    ])
  })

  it('reads workbooks: numbers, days for months, percentages, empty rows', async () => {
    const book = new ExcelJS.Workbook()
    const sheet = book.addWorksheet('数据')
    sheet.addRow(['指标代码', '地区', '时期', '数值'])
    sheet.addRow(['pass-rate', 990702, new Date('2025-11-01'), 96.1])
    sheet.getRow(4).values = ['pass-rate', '西区', '2025年11月', 0.953]
    sheet.getCell('D4').numFmt = '0.0%'
    sheet.getRow(6).values = ['pass-rate', '南区', '2025年11月', 95]
    const checked = await check(new File([new Uint8Array(await book.xlsx.writeBuffer())], '数据.xlsx'))
    expect(checked).toMatchObject({ rowsRead: 3, rowsInvalid: 1, added: 2 })
    expect(checked.findings).toMatchObject([{ line: 6, column: 'region', found: '南区' }])
    sheet.spliceRows(6, 1)
    const right = await check(new File([new Uint8Array(await book.xlsx.writeBuffer())], '数据.xlsx'))
    await carryOut(right.id)
    expect(await stored(sql`o.period = '2025-11'`)).toMatchObject([
      { region: eastDistrict, value: 96.1 },
      { region: westDistrict, value: 95.3 },
    ])
  })

  it('refuses what is no table of figures, in words', async () => {
    const headless = await check(fileOf(['a,b', '1,2']))
    expect(headless).toMatchObject({ state: 'failed', ready: false })
    expect(headless.failure).toContain('指标代码、时期、数值')
    expect((await check(fileOf([heads]))).failure).toContain('没有数据行')
    expect(
      await refusalOf(
        call(
          router.importObservations,
          { file: new File([Uint8Array.of(0x89, 0x50, 0, 1)], '图.csv') },
          clerk(),
        ),
      ),
    ).toMatch(/^files\.unknown-type/)
  })

  it('goes on after an interruption where it stopped, and publishes each row once', async () => {
    const rows = Array.from({ length: 2_400 }, (_, index) => {
      const [year, month] = [1900 + Math.floor(index / 12 / 2), 1 + (index % 12)]
      const region = Math.floor(index / 12) % 2 === 0 ? eastDistrict : westDistrict
      return `cases,,${region},${year}-${String(month).padStart(2, '0')},${index + 1},,`
    })
    const checked = await check(fileOf([heads, ...rows]))
    expect(checked).toMatchObject({ ready: true, added: 2_400 })
    await confirm(checked.id)
    const stop = new AbortController()
    await expect(
      run(importJob, { importId: checked.id, chunkSize: 500 }, stop.signal, (done) => {
        if (done === 1_000) stop.abort()
      }),
    ).rejects.toThrow()
    expect(await staged()).toBe(1_000)
    // Nothing counts before all of it does.
    expect(await stored(sql`i.code = 'cases'`)).toEqual([])
    const steps: number[] = []
    await run(importJob, { importId: checked.id, chunkSize: 500 }, undefined, (done, total) => {
      if (total > 0) steps.push(done)
    })
    expect(steps[0]).toBe(1_500)
    const values = (await stored(sql`i.code = 'cases'`)).map((row) => row.value)
    expect(values.toSorted((a, b) => a - b)).toEqual(rows.map((_, index) => index + 1))
    expect(await staged()).toBe(0)
    // A run that comes once more finds nothing to do.
    expect(await run(importJob, { importId: checked.id })).toEqual({})
  })

  it('publishes nothing and says why when rows no longer fit after the check', async () => {
    const checked = await check(
      fileOf([heads, 'cases,,,2025-01,1,,', 'cases,,,2025-02,2,,', 'pass-rate,,,2025-02,95,,']),
    )
    expect(checked.ready).toBe(true)
    await confirm(checked.id)
    // The definition changes meanwhile: from now on cases may not be below 2.
    const columns = sql.raw(
      'name_zh, name_en, synonyms, definition_zh, definition_en, unit, direction, decimals, category, period, accumulation, computation',
    )
    await city.within(async (scope) => {
      await sql`insert into indicator_version (city, id, indicator_id, number, valid_from, minimum, created_at, created_by,
          ${columns})
        select city, ${newId()}::uuid, indicator_id, 2, '2024-01-01', 2, created_at, created_by, ${columns}
        from indicator_version where city = ${scope.city} and name_zh = '案件数'`.execute(scope.tx)
    })
    await run(importJob, { importId: checked.id })
    const failed = await call(router.getObservationImport, { importId: checked.id }, clerk())
    expect(failed).toMatchObject({
      state: 'failed',
      rowsInvalid: 1,
      findings: [{ line: 2, column: 'value' }],
    })
    expect(failed.failure).toContain('全部数据都没有发布')
    expect(await contentOf(failed.reportFileId)).toContain('核对数值和计量单位')
    expect(await stored(sql`o.period in ('2025-01', '2025-02')`)).toEqual([])
    expect(await staged()).toBe(0)
  })

  it('leaves a figure alone that a unit handed in and that is under review', async () => {
    const lines = [heads, 'pass-rate,,东区,2023-01,95,,', 'pass-rate,,西区,2023-01,94,,']
    const checked = await check(fileOf(lines))
    await confirm(checked.id)
    const stop = new AbortController()
    await expect(
      run(importJob, { importId: checked.id }, stop.signal, (done, total) => {
        if (done === total) stop.abort()
      }),
    ).rejects.toThrow()
    await call(
      indicatorsRouter.enterObservations,
      { rows: [{ code: 'pass-rate', region: westDistrict, period: '2023-01', value: 93 }] },
      clerk(),
    )
    await city.within(async (scope) => {
      const unit = await createUnit(scope, { name: '衡安市统计局' })
      const reportId = newId()
      await sql`insert into report (city, id, unit_id, period, frequency, period_end, due_on, round, case_id, state,
          created_at, created_by)
        values (${scope.city}, ${reportId}, ${unit.id}, '2023-01', 'month', '2023-01-31', '2023-02-10', 1, ${newId()},
          'submitted', ${scope.now}::timestamptz, 'test')`.execute(scope.tx)
      await sql`insert into report_figure (city, report_id, indicator_id, region, period, position, district_sum, observation_id)
        select city, ${reportId}, indicator_id, region, period, 1, false, id from observation
        where city = ${scope.city} and state = 'draft'`.execute(scope.tx)
    })
    // As the transaction that publishes sees it, whatever was found before.
    const outcome = await city.within(async (scope) => {
      const row = await findImport(scope, checked.id)
      return row && publishStaged(scope, row)
    })
    expect(outcome).toEqual({ kind: 'under-review', lines: [3] })
    await run(importJob, { importId: checked.id })
    const failed = await call(router.getObservationImport, { importId: checked.id }, clerk())
    expect(failed).toMatchObject({ state: 'failed', rowsInvalid: 1, findings: [{ line: 3, column: null }] })
    expect(await stored(sql`o.period = '2023-01' and o.state = 'published'`)).toEqual([])
    expect(await staged()).toBe(0)
  })

  it('can be given up, or taken up again when its job has ended, and by those alone who may', async () => {
    const checked = await check(fileOf([heads, 'pass-rate,,,2024-01,95,,']))
    expect(await refusalOf(call(router.resumeObservationImport, { importId: checked.id }, clerk()))).toBe(
      'indicators.import-not-stalled',
    )
    await confirm(checked.id)
    expect(await refusalOf(call(router.abandonObservationImport, { importId: checked.id }, clerk()))).toBe(
      'indicators.import-under-way',
    )
    await city.within((scope) =>
      sql`update job_run set state = 'cancelled' where city = ${scope.city}`.execute(scope.tx),
    )
    const stalled = await call(router.getObservationImport, { importId: checked.id }, clerk())
    expect(stalled).toMatchObject({ state: 'importing', stalled: true })
    expect(await call(router.resumeObservationImport, { importId: checked.id }, clerk())).toMatchObject({
      stalled: false,
    })
    await run(importJob, { importId: checked.id })
    expect(await call(router.getObservationImport, { importId: checked.id }, clerk())).toMatchObject({
      state: 'imported',
    })
    const other = await check(fileOf([heads, 'pass-rate,,,2024-02,95,,']))
    expect(await call(router.abandonObservationImport, { importId: other.id }, clerk())).toMatchObject({
      state: 'abandoned',
    })
    for (const role of ['liaison', 'leader'] as const)
      expect(await refusalOf(call(router.listObservationImports, { limit: 10 }, city.as(role)))).toMatch(
        /^kernel\.no-right/,
      )
    const { items } = await call(router.listObservationImports, { limit: 2 }, clerk())
    expect(items.map((item) => item.state)).toEqual(['abandoned', 'imported'])
  })

  it('hands out a template that can be filled in and sent', async () => {
    const form = await call(router.observationImportTemplate, { format: 'xlsx' }, clerk())
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(await form.arrayBuffer())
    book.worksheets[0]?.addRow(['pass-rate', '合格率', '东区', '2023-05', 96, '%', ''])
    // The cells that carry hints count as rows of the sheet; the row above stands after them.
    const checked = await check(new File([new Uint8Array(await book.xlsx.writeBuffer())], form.name))
    expect(checked).toMatchObject({ ready: true, rowsRead: 1, added: 1 })
  })
})
