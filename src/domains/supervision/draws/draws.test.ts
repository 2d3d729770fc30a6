import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { databaseKinds, useTestDatabase } from '#kernel/testing/test-database.ts'
import { verifyPublishedDraw } from '#methods/draw/published-draw.ts'
import {
  type DrawCity,
  drawJobs,
  drawModules,
  drawPerson,
  drawWithin,
  makeDrawCity,
  registerSize,
  wholeDraw,
} from './draw.fixture.ts'
import { cancelDraw, conductDraw, contribute, prepareDraw } from './draw-service.ts'
import { drawDetail, drawFile } from './draw-views.ts'
import { countRegister, createPlan, saveTask } from './register-service.ts'
import { stepInSubstitute } from './step-in-service.ts'

const people = Array.from({ length: 8 }, () => crypto.randomUUID())
const clerk = drawPerson(crypto.randomUUID(), 'clerk')
const leader = drawPerson(crypto.randomUUID(), 'leader')
const now = new Date('2026-05-06T02:00:00Z')

describe.each(databaseKinds)('draws on %s', (kind) => {
  const database = useTestDatabase(kind, drawModules)
  let city: DrawCity
  let jobs: ReturnType<typeof drawJobs>

  const within = <Result>(work: Parameters<typeof drawWithin<Result>>[2], at = now) =>
    drawWithin(database(), clerk, work, at)
  const prepare = (more: object = {}) =>
    within((scope) =>
      prepareDraw(scope, {
        taskId: city.taskId,
        title: '抽查',
        hash: 'sha256',
        witnessesUntil: null,
        publicSource: null,
        ...more,
      }),
    )

  beforeAll(async () => {
    city = await makeDrawCity(database(), people, clerk, leader)
    jobs = drawJobs(database(), clerk)
  }, 120_000)

  it('counts the register that an item concerns, by county and class', async () => {
    const count = await within((scope) => countRegister(scope, city.itemId))
    // Even numbers are factories, every fortieth has been struck off.
    const active = registerSize / 2 - registerSize / 40
    expect(count.total).toBe(active)
    expect(count.strata.map(({ region, class: drawClass }) => `${region}/${drawClass}`)).toEqual([
      '990102/N',
      '990103/N',
    ])
    expect(count.inspectors).toBe(people.length)
  })

  it('holds the yearly limit of general items, and leaves approved plans as they are', async () => {
    const task = {
      itemId: city.itemId,
      month: 6,
      jointDepartments: [],
      substitutes: 0,
      teamSize: 2,
      note: null,
    }
    await expect(
      within((scope) => saveTask(scope, city.planId, undefined, { ...task, rates: { N: 500 } })),
    ).rejects.toThrow('supervision.plan-not-draft')
  })

  it('sums the rates of an item over the year', async () => {
    const task = {
      itemId: city.itemId,
      month: 6,
      jointDepartments: [],
      substitutes: 0,
      teamSize: 2,
      note: null,
    }
    const plan = await within((scope) => createPlan(scope, 2026, '补充计划'))
    const save = (rate: number, taskId?: string) =>
      within((scope) => saveTask(scope, plan.id, taskId, { ...task, rates: { N: rate } }))
    // The item's limit is 10 %, and the year's approved plan draws 6 %.
    await expect(save(401)).rejects.toMatchObject({
      code: 'supervision.rate-over-limit',
      parameters: { rate: 4.01, planned: 6, limit: 10 },
    })
    const saved = await save(400)
    await expect(save(1)).rejects.toThrow('supervision.rate-over-limit')
    await save(300, saved)
    await save(100)
    // Another year has a limit of its own.
    const next = await within((scope) => createPlan(scope, 2027, '下年计划'))
    await within((scope) => saveTask(scope, next.id, undefined, { ...task, rates: { N: 1000 } }))
  })

  it('lets the next substitute step in, with a reason, in a chain that anybody replays', async () => {
    const drawId = await wholeDraw(database(), clerk, city, {}, jobs)
    const detail = await within((scope) => drawDetail(scope, drawId, false))
    const rows = await within((scope) =>
      sql<{ id: string; credit_code: string }>`select id, credit_code from inspection
        where city = ${scope.city} and draw_id = ${drawId} order by id`.execute(scope.tx),
    )
    const idOf = new Map(rows.rows.map((row) => [row.credit_code, row.id]))
    const spare = detail.subjects.find((subject) => subject.substitute)
    const stratum = spare?.stratum ?? ''
    const [first, second] = detail.subjects.filter((one) => !one.substitute && one.stratum === stratum)
    const stepIn = (code: string | undefined, reason = '已迁出本市') =>
      within((scope) => stepInSubstitute(scope, idOf.get(code ?? '') ?? '', reason))
    const made = await stepIn(first?.creditCode)
    expect(made.creditCode).toBe(spare?.creditCode)
    await jobs.open(drawId, now)
    const inspections = await within((scope) =>
      sql<{ state: string; stands_in_for: string | null; team: number; cases: number }>`
        select state, stands_in_for, (case_id is not null)::int as cases, (select count(*)::int from inspection_team team
          where team.city = inspection.city and team.inspection_id = inspection.id) as team
        from inspection where city = ${scope.city} and id in (${made.inspectionId}, ${idOf.get(first?.creditCode ?? '')})
        order by stands_in_for nulls first`.execute(scope.tx),
    )
    expect(inspections.rows).toMatchObject([
      { state: 'withdrawn', stands_in_for: null },
      { state: 'assigned', stands_in_for: idOf.get(first?.creditCode ?? ''), team: 3, cases: 1 },
    ])
    await expect(stepIn(first?.creditCode)).rejects.toThrow('supervision.step-in-done')
    // One substitute was drawn for each county.
    await expect(stepIn(second?.creditCode)).rejects.toThrow('supervision.no-substitute')

    const shown = await within((scope) => drawDetail(scope, drawId, true))
    expect(shown.stepIns).toMatchObject([{ sequence: 1, reason: '已迁出本市', stratum }])
    const content: { stepIns: Array<{ reason: string }> } = JSON.parse(
      await (await within((scope) => drawFile(scope, drawId))).text(),
    )
    expect(verifyPublishedDraw(content, detail.commitment ?? '')).toEqual([])
    const changed = { ...content, stepIns: content.stepIns.map((one) => ({ ...one, reason: '注销' })) }
    expect(verifyPublishedDraw(changed).map(({ problem, where }) => [problem, where])).toEqual([
      ['step-in', 'stepIns.0.digest'],
    ])
  })

  it.each(['sm3', 'sha256'] as const)('publishes a draw that anybody replays (%s)', async (hash) => {
    const drawId = await wholeDraw(database(), clerk, city, { hash }, jobs)
    const file = await within((scope) => drawFile(scope, drawId))
    const content: unknown = JSON.parse(await file.text())
    const detail = await within((scope) => drawDetail(scope, drawId, true))
    expect(verifyPublishedDraw(content, detail.commitment ?? '')).toEqual([])
    // 6 % of 190 subjects, rounded up; a substitute in each of two counties.
    expect(detail.drawn).toBe(12)
    expect(detail.subjects.filter((subject) => subject.substitute)).toHaveLength(2)
    // Two of the leading department and one of the other.
    for (const subject of detail.subjects.filter((one) => !one.substitute)) {
      expect(subject.inspectors.map((person) => person.department)).toEqual([
        '示范市市场监督管理局',
        '示范市市场监督管理局',
        '示范市应急管理局',
      ])
      expect(new Set(subject.inspectors.map((person) => person.number)).size).toBe(3)
    }
    expect(detail.subjects.every((subject) => subject.enterpriseId === null)).toBe(true)
    expect(detail.strata.reduce((sum, stratum) => sum + stratum.size, 0)).toBe(detail.populationSize)
    // The sizes that were kept are those of the frozen list, from which those of an older draw are counted.
    const counted = await within(async (scope) => {
      await sql`update draw set stratum_sizes = null where city = ${scope.city} and id = ${drawId}`.execute(
        scope.tx,
      )
      return drawDetail(scope, drawId, true)
    })
    expect(counted.strata).toEqual(detail.strata)
    const opened = await within((scope) =>
      sql<{
        rows: number
        cases: number
        team: number
      }>`select count(*)::int as rows, count(case_id)::int as cases,
          (select count(*)::int from inspection_team team join inspection i on i.city = team.city and i.id = team.inspection_id
            where i.draw_id = ${drawId}) as team
        from inspection where city = ${scope.city} and draw_id = ${drawId}`.execute(scope.tx),
    )
    expect(opened.rows[0]).toEqual({ rows: 12, cases: 12, team: 36 })
  })

  it('keeps the secret until the draw, and asks for a witness first', async () => {
    await expect(prepare()).rejects.toThrow('supervision.drawn-before')
    const { drawId } = await prepare({ reason: '补充抽取' })
    await expect(within((scope) => conductDraw(scope, drawId))).rejects.toThrow('supervision.draw-state')
    await jobs.commit(drawId, now)
    const detail = await within((scope) => drawDetail(scope, drawId, true))
    expect(detail).toMatchObject({ state: 'committed', secret: null, seed: null, subjects: [] })
    expect(detail.commitment).toMatch(/^[0-9a-f]{64}$/)
    expect(detail.contributions).toHaveLength(1)
    await expect(within((scope) => conductDraw(scope, drawId))).rejects.toThrow('supervision.no-witness')
    await expect(
      within((scope) => contribute(scope, drawId, { kind: 'public-event', text: '417' })),
    ).rejects.toThrow('supervision.no-public-source')
    await within((scope) => cancelDraw(scope, drawId, '名录需要更正'))
    await expect(
      within((scope) => contribute(scope, drawId, { kind: 'witness', name: '甲', text: '1' })),
    ).rejects.toThrow('supervision.draw-state')
  })

  it('keeps to the time of the witnesses', async () => {
    const end = '2026-05-07T02:00:00.000Z'
    const { drawId } = await prepare({
      reason: '补充抽取',
      witnessesUntil: end,
      publicSource: '福彩3D 2026118期',
    })
    await jobs.commit(drawId, now)
    await within((scope) => contribute(scope, drawId, { kind: 'witness', name: '甲', text: '1' }))
    await expect(within((scope) => conductDraw(scope, drawId))).rejects.toThrow(
      'supervision.witnesses-still-open',
    )
    const later = new Date('2026-05-07T03:00:00Z')
    await expect(
      within((scope) => contribute(scope, drawId, { kind: 'witness', name: '乙', text: '2' }), later),
    ).rejects.toThrow('supervision.witnesses-closed')
    const event = await within(
      (scope) => contribute(scope, drawId, { kind: 'public-event', text: '4 1 7' }),
      later,
    )
    expect(event).toEqual({
      position: 2,
      line: 'public-event 2026-05-07T03:00:00.000Z 福彩3D 2026118期: 4 1 7',
    })
    await within((scope) => conductDraw(scope, drawId), later)
  })

  it('draws anew for a reason only, and keeps the earlier draw', async () => {
    const first = await wholeDraw(database(), clerk, city, {}, jobs)
    await expect(prepare({ replaces: first })).rejects.toThrow('supervision.replacement-needs-reason')
    const second = await wholeDraw(
      database(),
      clerk,
      city,
      { replaces: first, reason: '一名检查人员证件失效' },
      jobs,
    )
    const [old, anew] = await within(async (scope) => [
      await drawDetail(scope, first, true),
      await drawDetail(scope, second, true),
    ])
    expect(old).toMatchObject({ state: 'replaced', replacedBy: { id: second } })
    expect(old?.subjects.length).toBeGreaterThan(0)
    expect(anew).toMatchObject({ state: 'drawn', replaces: { id: first }, reason: '一名检查人员证件失效' })
    const file = await within((scope) => drawFile(scope, second))
    expect(verifyPublishedDraw(JSON.parse(await file.text()))).toEqual([])
    const withdrawn = await within((scope) =>
      sql<{
        state: string
      }>`select distinct state from inspection where city = ${scope.city} and draw_id = ${first}`.execute(
        scope.tx,
      ),
    )
    expect(withdrawn.rows).toEqual([{ state: 'withdrawn' }])
  })

  it('never lets a published result change', async () => {
    await expect(
      within((scope) => sql`update draw_result set seed = 'x' where city = ${scope.city}`.execute(scope.tx)),
    ).rejects.toThrow(/permission denied/)
    await expect(
      within((scope) => sql`delete from draw_contribution where city = ${scope.city}`.execute(scope.tx)),
    ).rejects.toThrow(/permission denied/)
  })
})
