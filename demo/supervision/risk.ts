/** Scorecards of the demo city and two years of classes: passes as they would have run, each on what was known then. */
import { v7 as newId } from 'uuid'
import { classifyAll } from '#domains/supervision/risk/classification-service.ts'
import { draftScorecard } from '#domains/supervision/risk/draft-scorecard.ts'
import { exampleScorecard } from '#domains/supervision/risk/example-scorecard.ts'
import type { ScorecardDefinition } from '#domains/supervision/risk/scorecard.ts'
import { saveScorecard, tryOut } from '#domains/supervision/risk/scorecard-service.ts'
import { insertVersion } from '#domains/supervision/risk/scorecard-store.ts'
import type { Database } from '#kernel/db/database.ts'
import { systemIdentity, withScope } from '#kernel/db/scope.ts'
import { demoCity } from '../city.ts'
import { demoClerk } from './demo-clerk.ts'
import { insertDemoRecords } from './lists-store.ts'

const rising = (...steps: ReadonlyArray<readonly [from: number, share: number]>) => ({
  kind: 'steps' as const,
  direction: 'rising' as const,
  below: 0,
  steps: steps.map(([from, share]) => ({ from, share })),
})

/** The shipped example, and what the city's own inspections and spot checks say. */
const demoScorecard: ScorecardDefinition = {
  ...exampleScorecard,
  // So that the four classes have about the shares that a city of this kind has published.
  classing: { kind: 'cut-offs', B: 60, C: 105, D: 190 },
  factors: [
    ...exampleScorecard.factors,
    {
      code: 'own-inspections',
      title: '双随机检查发现问题（两年内）',
      weight: 12,
      fact: { source: 'inspection.problems', aggregate: 'sum', months: 24 },
      rule: rising([1, 0.4], [3, 0.7], [6, 1]),
      missing: 0,
    },
    {
      code: 'own-spot-checks',
      title: '监督抽查不合格（两年内）',
      weight: 14,
      fact: { source: 'spot-check.failed', aggregate: 'count', months: 24 },
      rule: rising([1, 0.6], [2, 1]),
      missing: 0,
    },
  ],
}

/** Months before the demo's day on which all enterprises were classified. */
const passes = { small: [23, 17, 12, 8, 5, 3, 2, 1], full: [23, 10] } as const

/** Adds credit records, the scorecard in force, the history of classes, and a draft that has been tried out. */
export async function seedRisk(
  database: Database,
  options: { readonly size: 'small' | 'full'; readonly now: Date },
): Promise<void> {
  const identity = systemIdentity(demoCity.code, '示范数据')
  const actor = await withScope(database, identity, demoClerk)
  const monthsAgo = (months: number): Date => {
    const day = new Date(options.now)
    day.setUTCMonth(day.getUTCMonth() - months, Math.min(day.getUTCDate(), 28))
    return day
  }
  const start = monthsAgo(passes[options.size][0])
  const written = { at: start, by: actor.name }
  await withScope(database, identity, insertDemoRecords, { now: options.now })
  await withScope(
    database,
    identity,
    (scope) =>
      insertVersion(scope, {
        id: newId(),
        number: 1,
        title: '澄州市企业信用风险分类评分表（试行）',
        state: 'adopted',
        definition: demoScorecard,
        valid_from: start.toISOString().slice(0, 10),
        valid_to: null,
        based_on_id: null,
        case_id: null,
        what_if: null,
        created_at: written.at,
        created_by: written.by,
        changed_at: written.at,
        changed_by: written.by,
        adopted_at: written.at,
        adopted_by: '闵思远',
      }),
    { now: start },
  )
  await database.executeScript('analyze risk_credit_record; analyze supervision_list_entry')
  for (const months of passes[options.size])
    await classifyAll(database, identity, { cause: 'daily', now: () => monthsAgo(months) })
  const clerk = { ...systemIdentity(demoCity.code, '', ['risk.manage', 'risk.read']), actor }
  await withScope(
    database,
    clerk,
    async (scope) => {
      const { id, definition } = await draftScorecard(scope, { title: '评分表修订（按比例分类）' })
      await saveScorecard(scope, id, {
        title: '评分表修订（按比例分类）',
        definition: { ...definition, classing: { kind: 'shares', B: 0.253, C: 0.077, D: 0.015 } },
      })
      await tryOut(scope, id)
    },
    { now: options.now },
  )
}

/** The last pass: after all other work of the demo, on what is known now. */
export async function classifyDemoCity(database: Database, now: Date): Promise<void> {
  await classifyAll(database, systemIdentity(demoCity.code, '示范数据'), { cause: 'daily', now: () => now })
}
