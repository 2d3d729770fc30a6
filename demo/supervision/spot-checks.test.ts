import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { spotCheckFacts } from '#domains/supervision/spot-checks/facts.ts'
import { judgeBatch } from '#domains/supervision/spot-checks/judgement.ts'
import { getRule } from '#domains/supervision/spot-checks/setup/rule-service.ts'
import type { ResultRow, SampleRow } from '#domains/supervision/spot-checks/tables.ts'
import type { Database } from '#kernel/db/database.ts'
import { type Scope, systemIdentity, withScope } from '#kernel/db/scope.ts'
import { verifyCells } from '#kernel/measures/fold.ts'
import { openTestDatabase } from '#kernel/testing/test-database.ts'
import { modules } from '#server/domains.ts'
import { syncReferenceData } from '#server/start.ts'
import { demoCity } from '../city.ts'
import { seedDemoCity } from '../seed.ts'

const now = new Date('2026-11-20T02:00:00Z')

describe("the demo city's spot checks", () => {
  let database: Database
  const within = <Result>(work: (scope: Scope) => Promise<Result>) =>
    withScope(database, systemIdentity(demoCity.code, 'test', ['spot-checks.read']), work, { now })
  const counted = (condition: string) =>
    within(async (scope) => {
      const rows = await sql<{ count: number }>`select count(*)::integer as count from spot_check_sample
        where city = ${scope.city} and ${sql.raw(condition)}`.execute(scope.tx)
      return rows.rows[0]?.count ?? 0
    })

  beforeAll(async () => {
    database = await openTestDatabase('pglite', modules)
    await syncReferenceData(database)
    await seedDemoCity(database, { password: 'Zh-test-password-1', now })
  }, 240_000)
  afterAll(() => database.close())

  it('has samples of every standing, of both years, and an objection under way', async () => {
    for (const condition of [
      "state = 'judged' and sampled_on < '2026-01-01'",
      "state = 'judged' and sampled_on >= '2026-01-01'",
      "state = 'received'",
      "final_result = 'fail'",
      "follow_up in ('notifying', 'objection-period', 'objection-review', 'retest-procedure', 'retesting', 'ordering', 'correcting', 'reinspecting')",
      'published_on is not null',
      // what the enterprise user may object to
      "follow_up = 'objection-period' and producer_id = (select enterprise_id from supervision_enterprise_account limit 1)",
    ])
      expect([condition, (await counted(condition)) > 0]).toEqual([condition, true])
  })

  it('has conclusions that follow from its values by its rules, and figures that follow from its records', async () => {
    await within(async (scope) => {
      const samples = await sql<SampleRow>`select * from spot_check_sample
        where city = ${scope.city} and state = 'judged'`.execute(scope.tx)
      const results = await sql<ResultRow>`select * from spot_check_result
        where city = ${scope.city} and round = 'initial'`.execute(scope.tx)
      const bySample = Map.groupBy(results.rows, (row) => row.sample_id)
      const rules = new Map<string, Awaited<ReturnType<typeof getRule>>>()
      for (const sample of samples.rows) {
        const rule = rules.get(sample.rule_id) ?? (await getRule(scope, sample.rule_id))
        rules.set(sample.rule_id, rule)
        const values = (bySample.get(sample.id) ?? []).map(({ unit_number, position, measured }) => ({
          unitNumber: unit_number,
          position,
          measured,
        }))
        expect([sample.sheet_number, judgeBatch(rule.items, rule, values).result]).toEqual([
          sample.sheet_number,
          sample.initial_result,
        ])
      }
    })
    expect(await verifyCells(database, demoCity.code, spotCheckFacts)).toEqual([])
  })
})
