import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { board, boardSummary } from '#domains/plans/board-service.ts'
import type { Database } from '#kernel/db/database.ts'
import { type Scope, systemIdentity, withScope } from '#kernel/db/scope.ts'
import { openTestDatabase } from '#kernel/testing/test-database.ts'
import { modules } from '#server/domains.ts'
import { syncReferenceData } from '#server/start.ts'
import { demoCity } from '../city.ts'
import { seedDemoCity } from '../seed.ts'

const now = new Date('2026-11-20T02:00:00Z')

describe("the demo city's figures", () => {
  let database: Database
  const within = <Result>(work: (scope: Scope) => Promise<Result>) =>
    withScope(database, systemIdentity(demoCity.code, 'test', ['plans.read']), work, { now })

  beforeAll(async () => {
    database = await openTestDatabase('pglite', modules)
    await syncReferenceData(database)
    await seedDemoCity(database, { password: 'Zh-test-password-1', now })
  }, 240_000)
  afterAll(() => database.close())

  it('puts targets of every state on the board, most of them with data', async () => {
    const summary = await within((scope) => boardSummary(scope))
    for (const state of ['met', 'on-track', 'at-risk', 'behind', 'no-data'] as const)
      expect([state, summary.byState[state] >= 5]).toEqual([state, true])
    expect(summary.byState['no-data'] / summary.total).toBeLessThan(0.35)
  })
  it('has five years of figures for the catalogue, but for the few that nobody reports', async () => {
    const { rows } = await within((scope) =>
      sql<{ code: string; years: number }>`
        select i.code, count(distinct left(o.period, 4))::int as years from indicator i
        left join observation o on o.city = i.city and o.indicator_id = i.id and o.region = ${demoCity.code}
        where i.city = ${demoCity.code} and i.origin = 'national' group by i.code`.execute(scope.tx),
    )
    const missing = rows.filter(({ years }) => years === 0)
    expect(missing.length).toBeGreaterThan(0)
    expect(missing.length / rows.length).toBeLessThan(0.1)
    // Who stopped reporting a yearly figure has four.
    expect(rows.filter(({ years }) => years > 0 && years < 4)).toEqual([])
  })
  it('shows current value, period and requirement on the row, and filters by state', async () => {
    const { items } = await within((scope) => board(scope, { state: 'behind', limit: 200 }))
    expect(items.length).toBeGreaterThan(0)
    for (const row of items) {
      expect(row.state).toBe('behind')
      expect(row.current).not.toBeNull()
      expect(row.currentPeriod).toMatch(/^202[56]/)
    }
    const index = await within((scope) => board(scope, { search: '制造业质量竞争力指数', limit: 10 }))
    expect(index.items.map((row) => row.currentPeriod)).toEqual(['2025', '2025'])
    expect(index.items[0]?.current).toBeGreaterThan(86)
  })
})
