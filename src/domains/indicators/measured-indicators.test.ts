import { call } from '@orpc/server'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Scope, systemIdentity, withScope } from '#kernel/db/scope.ts'
import { applicationRole } from '#kernel/db/security.ts'
import { defineDomain } from '#kernel/domain.ts'
import { rebuildAllCells, verifyAllCells } from '#kernel/measures/all-measures.ts'
import { changeFacts } from '#kernel/measures/change.ts'
import type { FactView, Measure } from '#kernel/measures/fact-view.ts'
import { foldJob } from '#kernel/measures/fold-job.ts'
import { kernelModules } from '#kernel/modules.ts'
import { addFictionalRegions } from '#kernel/org/regions.ts'
import { setCityProfile } from '#kernel/org/units.ts'
import { syncRules } from '#kernel/rules/rules.ts'
import {
  bringTargetsUpToDate,
  clearTargetStates,
  findTargetStates,
  registerTargets,
} from '#kernel/targets/targets.ts'
import { targetsRegisteredJob } from '#kernel/targets/targets-registered-job.ts'
import { memoryBlobs, personIdentity, requestContext } from '#kernel/testing/request-context.ts'
import { databaseKinds, useTestDatabase } from '#kernel/testing/test-database.ts'
import { webhooksRouter } from '#kernel/webhooks/router.ts'
import { indicatorsDomain } from './indicators-domain.ts'
import { pivot, pivotChoices } from './pivot/pivot-service.ts'
import { refreshTargetsJob } from './refresh-job.ts'
import { indicatorsRouter as router } from './router.ts'

const measure = (name: string, column: string): Measure => ({
  name: `checks.${name}`,
  title: { zh: name, en: name },
  unit: '批次',
  column,
  kind: 'flow',
})
const checks: FactView = {
  view: 'test_check_fact',
  dimensions: ['category'],
  words: {
    category: { title: { zh: '品种', en: 'Category' }, values: { food: { zh: '食品', en: 'Food' } } },
  },
  measures: [measure('batches', 'batches'), measure('passed', 'passed')],
}
const schema = [...kernelModules, indicatorsDomain]
const modules = [
  ...schema,
  defineDomain({ name: 'test-checks', title: { zh: '检查', en: 'Checks' }, facts: [checks] }),
]
const now = new Date('2026-05-20T03:00:00Z')
const city = '990400'
const targetId = '0190bbbb-0000-7000-8000-000000000001'

describe.each(databaseKinds)('indicators over records on %s', (kind) => {
  const database = useTestDatabase(kind, schema)
  const identity = personIdentity(city, modules, {
    userId: '0190aaaa-0000-7000-8000-000000000001',
    roles: ['clerk'],
  })
  const clerk = () => ({ context: requestContext(database(), modules, identity, now) })
  const within = <Result>(work: (scope: Scope) => Promise<Result>) =>
    withScope(database(), systemIdentity(city, 'test'), work, { now })
  const record = (
    id: string,
    region: string,
    at: string,
    category: string,
    batches: number,
    passed: number,
  ) =>
    within((scope) =>
      changeFacts(scope, checks, [id], () =>
        sql`insert into test_check values (${scope.city}, ${id}, ${region}, ${at}::date, ${category}, ${batches}, ${passed})
          on conflict (city, id) do update set batches = excluded.batches, passed = excluded.passed`.execute(
          scope.tx,
        ),
      ),
    )
  const job = () => ({
    database: database(),
    blobs: memoryBlobs(),
    identity: systemIdentity(city, 'timer'),
    runId: targetId,
    modules,
    now: () => now,
    progress: () => {},
    signal: new AbortController().signal,
  })

  beforeAll(async () => {
    await syncRules(database(), indicatorsDomain.rules)
    await addFictionalRegions(database(), [
      { code: '990000', name: '示范省', level: 'province', parentCode: undefined },
      { code: city, name: '衡安市', level: 'prefecture', parentCode: '990000' },
      { code: '990402', name: '东区', level: 'county', parentCode: city },
      { code: '990403', name: '西区', level: 'county', parentCode: city },
    ])
    await within((scope) => setCityProfile(scope, '衡安市', '衡安'))
    await database().executeScript(`
      create table test_check (city text, id text, region text, at date, category text, batches integer, passed integer,
        primary key (city, id));
      create view test_check_fact as select city, id as record_id, region, at, category, batches, passed from test_check;
      grant all on test_check, test_check_fact to ${applicationRole};`)
  })

  it('is right by month, year, district and dimension the moment a record is written', async () => {
    const { id } = await call(
      router.createIndicator,
      {
        code: 'check-pass-rate',
        validFrom: '2020-01-01',
        nameZh: '检查合格率',
        nameEn: 'Check pass rate',
        definitionZh: '合格批次占检查批次的比重',
        definitionEn: 'Batches passed over batches checked',
        unit: '%',
        direction: 'higher',
        decimals: 1,
        category: 'test',
        period: 'month',
        accumulation: 'none',
        computation: {
          kind: 'expression',
          expression: '度量("checks.passed") / 度量("checks.batches") * 100',
        },
      },
      clerk(),
    )
    await within((scope) =>
      registerTargets(scope, { id: targetId, title: '方案' }, [
        {
          id: targetId,
          indicator: '检查合格率',
          action: '',
          comparator: '>=',
          value: 80,
          valueHigh: null,
          unit: '%',
          year: 2027,
          scopeWord: null,
          unitIds: [],
        },
      ]),
    )
    await call(router.bindTarget, { targetId, indicatorId: id }, clerk())
    await record('a', '990402', '2026-03-05', 'food', 10, 9)
    await record('b', '990403', '2026-03-06', 'toys', 30, 21)
    await record('c', '990403', '2026-04-06', 'toys', 20, 18)
    const figures = async (from: string, to: string) => {
      const { items } = await call(router.figures, { indicatorId: id, from, to, children: true }, clerk())
      return Object.fromEntries(items.map((item) => [`${item.region} ${item.period}`, item.value]))
    }
    expect(await figures('2026-03', '2026-04')).toEqual({
      '990400 2026-03': 75,
      '990400 2026-04': 90,
      '990402 2026-03': 90,
      '990402 2026-04': null,
      '990403 2026-03': 70,
      '990403 2026-04': 90,
    })
    await record('b', '990403', '2026-03-06', 'toys', 30, 27)
    expect((await figures('2026-03', '2026-03'))['990400 2026-03']).toBe(90)
    const tried = await call(
      router.previewDefinition,
      {
        unit: '批次',
        decimals: 0,
        period: 'year',
        accumulation: 'none',
        computation: { kind: 'expression', expression: 'measure("checks.batches", "category=toys")' },
        from: '2026',
        to: '2026',
      },
      clerk(),
    )
    expect(tried.items.map((item) => item.value)).toEqual([50])
    const state = async () => (await within((scope) => findTargetStates(scope, [targetId])))[0]?.state
    expect(await state()).toBe('no-data')
    const look = () => within((scope) => bringTargetsUpToDate(scope, modules))
    await look()
    expect(await state()).toBe('met')
    // Nothing is worked out while nothing changes: what was recorded stays as it is.
    await within((scope) => clearTargetStates(scope, [targetId]))
    await look()
    expect(await state()).toBeUndefined()
    await refreshTargetsJob.run({}, job())
    expect(await state()).toBe('met')
  })

  it('tells programs outside when a target changes its state, and only then', async () => {
    const subscriber = personIdentity(city, modules, { userId: targetId, roles: ['system-administrator'] })
    const webhook = await call(
      webhooksRouter.createWebhook,
      {
        url: 'https://board.example.org/events',
        eventTypes: ['org.zhiheng.indicators.target-state-changed'],
        description: '',
        active: true,
      },
      { context: requestContext(database(), modules, subscriber, now) },
    )
    const events = async () => {
      await within((scope) => bringTargetsUpToDate(scope, modules))
      const { rows } = await within((scope) =>
        sql<{ subject: string; data: Record<string, unknown> }>`
          select e.subject, e.data from webhook_event e
          join webhook_delivery d on d.city = e.city and d.event_id = e.id
          where d.webhook_id = ${webhook.id} order by e.id`.execute(scope.tx),
      )
      return rows
    }
    expect(await events()).toEqual([])
    await record('c', '990403', '2026-04-06', 'toys', 20, 10)
    const [event, ...more] = await events()
    expect(more).toEqual([])
    expect(event).toMatchObject({
      subject: targetId,
      data: {
        targetId,
        indicator: '检查合格率',
        before: 'met',
        after: 'behind',
        current: 50,
        unit: '%',
        period: '2026-04',
        stale: false,
      },
    })
    // Worse still, but the state is the same.
    await record('c', '990403', '2026-04-06', 'toys', 20, 9)
    expect(await events()).toHaveLength(1)
    await record('c', '990403', '2026-04-06', 'toys', 20, 18)
    expect((await events()).map(({ data }) => [data.before, data.after])).toEqual([
      ['met', event?.data.after],
      [event?.data.after, 'met'],
    ])
  })

  it('shows what the running month has come to, and judges finished months only', async () => {
    const standing = async () => {
      await within((scope) => bringTargetsUpToDate(scope, modules))
      return (await within((scope) => findTargetStates(scope, [targetId])))[0]
    }
    const before = await standing()
    expect(before).toMatchObject({ current_period: '2026-04', so_far_value: null, so_far_period: null })
    // Far below the goal of 80 %, in the month that is not over.
    await record('running', '990402', '2026-05-04', 'toys', 10, 4)
    expect(await standing()).toMatchObject({
      state: before?.state,
      current_value: before?.current_value,
      current_period: '2026-04',
      so_far_value: 40,
      so_far_period: '2026-05',
    })
    await within((scope) =>
      changeFacts(scope, checks, ['running'], () =>
        sql`delete from test_check where city = ${scope.city} and id = 'running'`.execute(scope.tx),
      ),
    )
    expect(await standing()).toMatchObject({ so_far_value: null, so_far_period: null })
  })

  it('divides an indicator by a dimension of the measures behind it, and says why another has the whole only', async () => {
    const observed = await call(
      router.createIndicator,
      {
        code: 'check-opinion',
        validFrom: '2020-01-01',
        nameZh: '检查满意度',
        nameEn: 'Opinion of checks',
        definitionZh: '受检单位满意的比重',
        definitionEn: 'Share of the checked who are content',
        unit: '%',
        direction: 'higher',
        decimals: 1,
        category: 'test',
        period: 'month',
        accumulation: 'none',
        computation: { kind: 'observed' },
      },
      clerk(),
    )
    const asClerk = <Result>(work: (scope: Scope) => Promise<Result>) =>
      withScope(database(), identity, work, { now })
    // Reported figures that only stand in where there are no records are no reason against it.
    const standIn = await call(
      router.createIndicator,
      {
        code: 'check-failures',
        validFrom: '2020-01-01',
        nameZh: '检查不合格率',
        nameEn: 'Check failure rate',
        definitionZh: '没有记录的时期用填报的数',
        definitionEn: 'Reported where there are no records',
        unit: '%',
        direction: 'lower',
        decimals: 1,
        category: 'test',
        period: 'month',
        accumulation: 'none',
        computation: {
          kind: 'expression',
          expression:
            '首个有值((1 - 度量("checks.passed") / 度量("checks.batches")) * 100, 观测("检查不合格率"))',
        },
      },
      clerk(),
    )
    const { indicators } = await asClerk((scope) => pivotChoices(scope, modules))
    const rate = indicators.find((one) => one.title.zh === '检查合格率')
    expect(rate?.dimensions).toEqual([{ name: 'category', title: { zh: '品种', en: 'Category' } }])
    expect(indicators.find((one) => one.id === observed.id)?.dimensions).toEqual([])
    const asked = {
      indicators: [rate?.id ?? '', observed.id, standIn.id],
      measures: ['checks.batches'],
      regions: [city, '990403'],
      kind: 'month' as const,
      from: '2026-03',
      to: '2026-04',
      dimension: 'category',
      rows: ['item' as const],
    }
    const found = await asClerk((scope) => pivot(scope, modules, asked))
    expect(found.dimensions.map(({ value, title }) => [value, title.zh])).toEqual([
      [null, '全部'],
      ['food', '食品'],
      ['toys', 'toys'],
    ])
    expect(found.items.map((item) => item.undivided?.zh ?? null)).toEqual([
      null,
      '是填报的数，没有细分',
      null,
      null,
    ])
    // By region and month: the whole, food (9 of 10 in March in the other district), toys (27 of 30, 18 of 20).
    expect(found.values).toEqual([
      ...[90, 90, 90, 90, null, 90, 90, null, 90, 90, null, 90],
      ...Array.from({ length: 12 }, () => null),
      ...[10, 10, 10, 10, null, 10, 10, null, 10, 10, null, 10],
      ...[40, 10, 30, 20, null, 20, 30, null, 30, 20, null, 20],
    ])
    await expect(
      asClerk((scope) => pivot(scope, modules, { ...asked, indicators: [observed.id], measures: [] })),
    ).rejects.toMatchObject({ code: 'indicators.pivot-dimension' })
  })

  it('folds, verifies and rebuilds the figures of every city, and readers notice nothing', async () => {
    const blocks = async () => (await rebuildAllCells(database(), modules)).map((report) => report.blocks)
    expect(await foldJob.run({}, job())).toEqual({ folded: expect.any(Number) })
    const whole = await verifyAllCells(database(), modules)
    expect(whole.map((report) => [report.city, report.view, report.mismatches])).toEqual([
      [city, checks.view, []],
    ])
    // A change that goes round the ledger shows, and a rebuild mends it. Two measures by two categories in one year.
    await database().executeScript(`update test_check set passed = 1 where id = 'a'`)
    const [report] = await verifyAllCells(database(), modules)
    expect(report?.mismatches?.map((one) => [one.measure, one.kept, one.recomputed])).toEqual([
      ['checks.passed', 9, 1],
    ])
    expect(await blocks()).toEqual([4])
    expect((await verifyAllCells(database(), modules))[0]?.mismatches).toEqual([])
  })

  it('hears in the background that targets were registered anew', async () => {
    await within((scope) => sql`delete from target_state where city = ${scope.city}`.execute(scope.tx))
    await targetsRegisteredJob.run({ targetIds: [targetId] }, job())
    expect(await within((scope) => findTargetStates(scope, [targetId]))).toHaveLength(1)
  })
})
