import { call } from '@orpc/server'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { databaseKinds } from '#kernel/testing/test-database.ts'
import { eastDistrict, fixtureCity, refusalOf, useCatalogueCity, westDistrict } from '../catalogue.fixture.ts'
import { lineageRouter } from '../lineage/lineage-part.ts'
import type { LateChangesRequest } from './closing-contract.ts'
import { closingRouter as router } from './closing-part.ts'

const anyTime = expect.stringMatching(/^2026-05-20T/)

describe.each(databaseKinds)('closed months on %s', (kind) => {
  const city = useCatalogueCity(kind)
  const close = (through: string | null, reason?: string) =>
    call(router.setClosedMonths, { through, ...(reason === undefined ? {} : { reason }) }, city.clerk())
  const listed = async (request: Partial<LateChangesRequest> = {}) =>
    (await call(router.listLateChanges, request, city.clerk())).items

  it('closes months that are over, and asks why they are opened again', async () => {
    expect(await call(router.getClosedMonths, undefined, city.clerk())).toEqual({
      through: null,
      closedAt: null,
      closedBy: null,
      latest: '2026-04',
    })
    expect(await refusalOf(close('2026-05'))).toBe('indicators.month-not-over 2026-05 2026-04')
    expect(await close('2026-04')).toEqual({
      through: '2026-04',
      closedAt: anyTime,
      closedBy: 'clerk 1',
      latest: '2026-04',
    })
    expect(await refusalOf(close('2026-03'))).toBe('indicators.reopening-reason')
    expect(await refusalOf(close(null))).toBe('indicators.reopening-reason')
    expect(await close('2026-02', '三月的检查漏录一批')).toMatchObject({ through: '2026-02' })
    expect(await close(null, '试行结束')).toMatchObject({ through: null, closedBy: null })
    const trail = await city.within((scope) =>
      sql<{ action: string; detail: unknown }>`
        select action, detail from audit_entry where object_type = 'closed-months' order by sequence`.execute(
        scope.tx,
      ),
    )
    expect(trail.rows).toEqual([
      { action: 'measures.close', detail: { before: null, after: '2026-04' } },
      {
        action: 'measures.reopen',
        detail: { before: '2026-04', after: '2026-02', reason: '三月的检查漏录一批' },
      },
      { action: 'measures.reopen', detail: { before: '2026-02', after: null, reason: '试行结束' } },
    ])
  })

  it('lists what was corrected in closed months, and counts it where figures are opened', async () => {
    await city.record('a', eastDistrict, '2026-03-05', 'food', 10, 9)
    await close('2026-04')
    await city.record('a', eastDistrict, '2026-03-05', 'food', 12, 9)
    await city.record('b', westDistrict, '2026-04-30', 'toys', 5, 5)
    await city.record('open', westDistrict, '2026-05-02', 'toys', 5, 5)
    const all = await listed()
    expect(all.map(({ measure, month, value }) => [measure, month, value]).toSorted()).toEqual([
      ['checks.batches', '2026-03', 2],
      ['checks.batches', '2026-04', 5],
      ['checks.passed', '2026-04', 5],
    ])
    expect(all.at(-1)).toEqual({
      id: expect.any(String),
      measure: 'checks.batches',
      title: { zh: 'batches', en: 'batches' },
      unit: '批次',
      region: { code: eastDistrict, name: '东区' },
      month: '2026-03',
      value: 2,
      details: [{ zh: 'food', en: 'food' }],
      records: [{ label: '检查 a', link: '/checks/a' }],
      recordCount: 1,
      changedAt: anyTime,
      changedBy: 'test',
    })
    expect((await listed({ measure: 'checks.passed' })).map((one) => one.month)).toEqual(['2026-04'])
    expect((await listed({ region: eastDistrict, from: '2026-01', to: '2026-03' })).length).toBe(1)
    expect(await listed({ to: '2026-02' })).toEqual([])
    // Page by page the same.
    const paged: string[] = []
    for (let after: string | undefined; ; ) {
      const page = await call(
        router.listLateChanges,
        { limit: 1, ...(after === undefined ? {} : { after }) },
        city.clerk(),
      )
      paged.push(...page.items.map((item) => item.id))
      if (page.next === null) break
      after = page.next
    }
    expect(paged).toEqual(all.map((item) => item.id))
    // The leader reads that something was corrected, but not the records.
    const [seen] = (await call(router.listLateChanges, {}, city.as('leader'))).items
    expect(seen).toMatchObject({ records: [], recordCount: 1 })

    const rate = await city.addIndicator({
      code: 'closed-rate',
      nameZh: '关账合格率',
      computation: {
        kind: 'expression',
        expression: '度量("checks.passed") / 度量("checks.batches", "category=food") * 100',
      },
    })
    const corrections = async (period: string, region: string) => {
      const { operands } = await call(
        lineageRouter.explainFigure,
        { indicatorId: rate.id, period, region },
        city.clerk(),
      )
      return operands.map((one) => one.kind === 'measure' && [one.measure, one.corrections])
    }
    expect(await corrections('2026-03', fixtureCity)).toEqual([
      ['checks.passed', 0],
      ['checks.batches', 1],
    ])
    expect(await corrections('2026-03', westDistrict)).toEqual([
      ['checks.passed', 0],
      ['checks.batches', 0],
    ])
    expect(await corrections('2026-04', fixtureCity)).toEqual([
      ['checks.passed', 1],
      ['checks.batches', 0],
    ])
  })
})
