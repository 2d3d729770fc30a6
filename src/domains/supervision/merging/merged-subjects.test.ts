/** Draws and merges: what was published holds, and inspections reach the enterprise that there is now. */
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { mergeEnterprises } from '#domains/registry/enterprises/merge-service.ts'
import { databaseKinds, useTestDatabase } from '#kernel/testing/test-database.ts'
import { verifyPublishedDraw } from '#methods/draw/published-draw.ts'
import {
  type DrawCity,
  drawCity,
  drawJobs,
  drawModules,
  drawPerson,
  drawWithin,
  makeDrawCity,
  wholeDraw,
} from '../draws/draw.fixture.ts'
import { conductDraw, contribute, prepareDraw } from '../draws/draw-service.ts'
import { drawFile } from '../draws/draw-views.ts'

const people = Array.from({ length: 8 }, () => crypto.randomUUID())
const clerk = drawPerson(crypto.randomUUID(), 'clerk')
const leader = drawPerson(crypto.randomUUID(), 'leader')
const keeper = {
  ...clerk,
  permissions: new Map([
    ...clerk.permissions,
    ...(['registry.merge', 'registry.read'] as const).map((one) => [one, 'city'] as const),
  ]),
}
const now = new Date('2026-05-06T02:00:00Z')

describe.each(databaseKinds)('draws of merged enterprises on %s', (kind) => {
  const database = useTestDatabase(kind, drawModules)
  let city: DrawCity
  const within = <Result>(work: Parameters<typeof drawWithin<Result>>[2]) =>
    drawWithin(database(), keeper, work, now)
  const published = async (drawId: string) => (await within((scope) => drawFile(scope, drawId))).text()
  const inspectionsOf = async (drawId: string) =>
    (
      await sql<{ id: string; enterprise_id: string; credit_code: string; team: number }>`
        select id, enterprise_id, credit_code, (select count(*)::int from inspection_team team
          where team.city = inspection.city and team.inspection_id = inspection.id) as team
        from inspection where city = ${drawCity} and draw_id = ${drawId} order by id`.execute(
        database().kysely,
      )
    ).rows

  beforeAll(async () => {
    city = await makeDrawCity(database(), people, clerk, leader)
  }, 120_000)

  it('brings two inspections of one draw together, and leaves what was published as it is', async () => {
    const drawId = await wholeDraw(database(), clerk, city)
    const before = await published(drawId)
    const [kept, gone] = await inspectionsOf(drawId)
    const merge = {
      enterpriseId: kept?.enterprise_id ?? '',
      duplicateId: gone?.enterprise_id ?? '',
      reason: '同一主体重复登记',
      taken: [],
    }
    await within((scope) => mergeEnterprises(scope, merge, drawModules))
    const after = await inspectionsOf(drawId)
    expect(after.find(({ id }) => id === gone?.id)).toEqual({ ...gone, enterprise_id: kept?.enterprise_id })
    expect(await published(drawId)).toBe(before)
    expect(verifyPublishedDraw(JSON.parse(before))).toEqual([])
    // Opening them again, as after an interruption, makes none anew.
    await drawJobs(database(), clerk).open(drawId, now)
    expect(await inspectionsOf(drawId)).toHaveLength(after.length)
  })

  it('inspects the survivor of subjects that were merged after the list was frozen', async () => {
    const jobs = drawJobs(database(), clerk)
    const { drawId } = await within((scope) =>
      prepareDraw(scope, {
        taskId: city.taskId,
        title: '抽查',
        hash: 'sha256',
        witnessesUntil: null,
        publicSource: null,
        reason: '补充抽取',
      }),
    )
    await jobs.commit(drawId, now)
    await within((scope) => contribute(scope, drawId, { kind: 'witness', name: '甲', text: '1' }))
    // All that can be drawn, as if merged one by one, into one that cannot.
    const other = await sql<{ id: string }>`select id from enterprise where city = ${drawCity}
      and industry = 'F5211' and merged_into is null limit 1`.execute(database().kysely)
    const survivor = other.rows[0]?.id ?? ''
    await sql`update enterprise set merged_into = ${survivor}::uuid
      where city = ${drawCity} and industry = 'C1351'`.execute(database().kysely)
    await within((scope) => conductDraw(scope, drawId))
    await jobs.conduct(drawId, now)
    await jobs.open(drawId, now)
    const opened = await inspectionsOf(drawId)
    expect(opened.length).toBeGreaterThan(5)
    expect(new Set(opened.map((one) => one.enterprise_id))).toEqual(new Set([survivor]))
    expect(new Set(opened.map((one) => one.credit_code)).size).toBe(opened.length)
    expect(opened.every(({ team }) => team === 3)).toBe(true)
    expect(verifyPublishedDraw(JSON.parse(await published(drawId)))).toEqual([])
  })
})
