import fc from 'fast-check'
import { sql } from 'kysely'
import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, it } from 'vitest'
import { syncCalendar } from '#kernel/calendar/calendar.ts'
import type { Database } from '#kernel/db/database.ts'
import { type Scope, withScope } from '#kernel/db/scope.ts'
import { readFigures } from '#kernel/measures/figures.ts'
import { syncRules } from '#kernel/rules/rules.ts'
import { personIdentity } from '#kernel/testing/request-context.ts'
import { databaseKinds, useTestDatabase } from '#kernel/testing/test-database.ts'
import {
  classifyByShares,
  type Fact,
  riskClasses,
  scoreEnterprise,
} from '#methods/risk/enterprise-scorecard.ts'
import { explainClass, liftOverride, listEnterpriseClasses, overrideClass } from './class-service.ts'
import { classifyAll, reclassifyEnterprises } from './classification-service.ts'
import { addCreditRecord, withdrawCreditRecord } from './credit-record-service.ts'
import { draftScorecard } from './draft-scorecard.ts'
import { addEnterprises } from './enterprises.fixture.ts'
import { exampleScorecard } from './example-scorecard.ts'
import { riskOverview } from './overview-service.ts'
import { bordersByShares, factorsWith, methodScorecard } from './points.ts'
import { creditRecordKinds } from './risk-contract.ts'
import { enterpriseClassFacts } from './risk-facts.ts'
import { roomsUnderTest } from './rooms.fixture.ts'
import type { ScorecardDefinition } from './scorecard.ts'
import { putIntoForce, saveScorecard, tryOut } from './scorecard-service.ts'

const modules = roomsUnderTest
const city = '990600'
const now = new Date('2026-05-06T02:00:00.000Z')
const clerk = personIdentity(city, modules, { userId: newId(), name: '经办', roles: ['clerk'] })

describe('borders by shares', () => {
  it('gives every enterprise the class that the method gives from all scores', () => {
    const shares = fc.record({
      B: fc.double({ min: 0, max: 0.3, noNaN: true }),
      C: fc.double({ min: 0, max: 0.3, noNaN: true }),
      D: fc.double({ min: 0, max: 0.3, noNaN: true }),
    })
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 200 }),
        shares,
        (scores, wanted) => {
          const counts = [...Map.groupBy(scores, (score) => score)].map(([score, all]) => ({
            score,
            enterprises: all.length,
          }))
          const borders = bordersByShares(counts, wanted)
          const expected = classifyByShares(Float64Array.from(scores), wanted)
          const given = scores.map((score) =>
            score >= borders.D ? 3 : score >= borders.C ? 2 : score >= borders.B ? 1 : 0,
          )
          expect(given).toEqual([...expected])
        },
      ),
    )
  })
})

let numbers = 0
const nextNumber = (): string => {
  numbers += 1
  return `澄市监处罚〔2026〕${numbers}号`
}
const record = (
  creditCode: string,
  kind: (typeof creditRecordKinds)[number],
  decidedOn: string,
  amount: number | null = null,
) => ({
  creditCode,
  kind,
  number: nextNumber(),
  decidedOn,
  authority: '澄州市市场监督管理局',
  summary: '',
  amount,
})

describe.each(databaseKinds)('risk classes on %s', (kind) => {
  const database = useTestDatabase(kind, modules)
  const run = <Result>(work: (scope: Scope) => Promise<Result>, at = now) =>
    withScope(database(), clerk, work, { now: at })
  const full = (db: Database, at = now) => classifyAll(db, clerk, { cause: 'by-hand', now: () => at })
  const stored = () =>
    run(async (scope) => {
      const rows = await sql<Record<string, unknown>>`
        select enterprise_id, class, class_by_score, score, part, facts, points, vetoes, override_id
        from risk_enterprise_class order by enterprise_id`.execute(scope.tx)
      return rows.rows
    })
  const codes: string[] = []
  let ids: string[] = []

  const adopt = (definition: ScorecardDefinition) =>
    run(async (scope) => {
      const { id } = await draftScorecard(scope, { title: '试行评分表' })
      await saveScorecard(scope, id, { title: '试行评分表', definition })
      await putIntoForce(scope, id)
      return id
    })

  beforeAll(async () => {
    await syncRules(
      database(),
      modules.flatMap((module) => module.rules),
    )
    await syncCalendar(database())
    const industries = ['C1411', 'H6210', 'C2720', 'C3511', 'F5211', 'C2641', 'L7211']
    for (let index = 0; index < 40; index += 1) codes.push(`91990100TEST${String(index).padStart(6, '0')}`)
    ids = await addEnterprises(
      database().kysely,
      city,
      codes.map((creditCode, index) => ({
        creditCode,
        industry: industries[index % industries.length] ?? 'C1411',
        region: index % 2 === 0 ? '990602' : '990603',
        status: index === 39 ? 'cancelled' : index % 9 === 0 ? 'revoked' : 'active',
        establishedOn: `${2026 - (index % 15)}-0${(index % 4) + 1}-10`,
        tags: index % 11 === 0 ? ['特种设备使用'] : [],
      })),
    )
    await adopt(exampleScorecard)
    await full(database())
  }, 120_000)

  it('classifies every enterprise that exists, and none that is deregistered', async () => {
    const rows = await stored()
    expect(rows.map((row) => row.enterprise_id)).toEqual(ids.slice(0, 39).toSorted())
  })

  it('gives the points that the method gives, in hundredths, and explains them down to the record', async () => {
    for (const [index, kindOf] of (
      ['penalty', 'complaint', 'report', 'spot-check-failure', 'honour'] as const
    ).entries())
      for (let count = 0; count <= index; count += 1)
        await run((scope) =>
          addCreditRecord(
            scope,
            record(
              codes[index] ?? '',
              kindOf,
              `2026-0${count + 1}-1${index}`,
              kindOf === 'penalty' ? 60_000 : null,
            ),
          ),
        )
    for (const id of ids.slice(0, 39)) {
      const explained = await run((scope) => explainClass(scope, id))
      const part = exampleScorecard.parts.find((one) => one.code === explained.part?.code)
      const facts: Record<string, Fact> = {}
      for (const [index, factor] of factorsWith(exampleScorecard, part).entries()) {
        const prefix = index < exampleScorecard.factors.length ? 'general' : 'professional'
        const fact = explained.factors[index]?.fact ?? null
        facts[`${prefix}.${factor.code}`] =
          fact === null ? undefined : factor.rule.kind === 'steps' ? Number(fact) : fact
      }
      const expected = scoreEnterprise(methodScorecard(exampleScorecard, part), facts)
      expect(explained.classByScore).toBe(expected.classByScore)
      for (const [index, factor] of expected.factors.entries())
        expect(explained.factors[index]?.points).toBeCloseTo(factor.points, 2)
      // What is shown adds up to what is shown.
      const sum = explained.factors.reduce((total, factor) => total + Math.round(factor.points * 100), 0)
      expect(sum).toBe(Math.round(explained.score * 100))
      for (const factor of explained.factors)
        if (factor.source.startsWith('credit.') && factor.source !== 'credit.penalty-amount')
          expect(factor.records).toHaveLength(Number(factor.fact))
    }
    const first = await run((scope) => explainClass(scope, ids[0] ?? ''))
    expect(first.factors.find((factor) => factor.code === 'penalties')?.fact).toBe('1')
    expect(first.factors.find((factor) => factor.code === 'fines')?.fact).toBe('60000.00')
  })

  it('counts only what lies in the window of the factor', async () => {
    const code = codes[20] ?? ''
    // Exactly 24 months before 6 May 2026 no longer counts, the day after does.
    await run((scope) => addCreditRecord(scope, record(code, 'penalty', '2024-05-06')))
    const before = await run((scope) => explainClass(scope, ids[20] ?? ''))
    expect(before.factors.find((factor) => factor.code === 'penalties')?.fact).toBe('0')
    await run((scope) => addCreditRecord(scope, record(code, 'penalty', '2024-05-07')))
    const after = await run((scope) => explainClass(scope, ids[20] ?? ''))
    expect(after.factors.find((factor) => factor.code === 'penalties')?.fact).toBe('1')
  })

  it('finds the same by single changes as by a full pass, whatever was recorded', async () => {
    const change = fc.record({
      enterprise: fc.integer({ min: 0, max: 38 }),
      kind: fc.constantFrom(...creditRecordKinds),
      days: fc.integer({ min: 0, max: 900 }),
      amount: fc.option(fc.integer({ min: 0, max: 900_000 }), { nil: null }),
      withdraw: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 12 }), async (changes) => {
        for (const one of changes)
          await run(async (scope) => {
            const day = new Date(now.getTime() - one.days * 86_400_000).toISOString().slice(0, 10)
            const added = await addCreditRecord(
              scope,
              record(codes[one.enterprise] ?? '', one.kind, day, one.amount),
            )
            if (one.withdraw) await withdrawCreditRecord(scope, added.id, '登记有误')
          })
        const incremental = await stored()
        const { changed } = await full(database())
        expect(await stored()).toEqual(incremental)
        expect(changed).toBe(0)
      }),
      { numRuns: 8 },
    )
  })

  it('keeps history without gaps, and the figures agree with it', async () => {
    const gaps = await run(async (scope) =>
      sql`select 1 from risk_class_period period where to_on is not null and not exists (
        select from risk_class_period next where next.enterprise_id = period.enterprise_id
          and next.began_at = period.ended_at)`.execute(scope.tx),
    )
    expect(gaps.rows).toEqual([])
    const overview = await run(riskOverview)
    const rows = await stored()
    const counts = Object.fromEntries(
      riskClasses.map((one) => [one, rows.filter((row) => row.class === one).length]),
    )
    expect(overview.byClass).toEqual(counts)
    const figures = await run((scope) =>
      readFigures(scope, {
        measures: enterpriseClassFacts.measures,
        within: city,
        regionDigits: 0,
        from: '2026-05-01',
        to: '2026-06-01',
        period: 'month',
      }),
    )
    expect(figures.map((figure) => figure.value)).toEqual([39])
  })

  it('sets a class by hand for a time, and the scorecard has its way again afterwards', async () => {
    const id = ids[6] ?? ''
    const before = await run((scope) => explainClass(scope, id))
    const wanted = before.class === 'D' ? 'A' : 'D'
    const input = {
      enterpriseId: id,
      class: wanted,
      reason: '监测发现异常，加强监管',
      until: '2026-08-01',
    } as const
    const during = await run((scope) => overrideClass(scope, input))
    expect(during).toMatchObject({
      class: wanted,
      classByScore: before.classByScore,
      override: { class: wanted },
    })
    await expect(run((scope) => overrideClass(scope, input))).rejects.toThrow('risk.already-overridden')
    await expect(
      run((scope) => overrideClass(scope, { ...input, enterpriseId: ids[8] ?? '', until: '2027-05-07' })),
    ).rejects.toThrow('risk.override-too-long')
    // On its last day but one it holds, on its end it does not.
    await full(database(), new Date('2026-07-31T02:00:00Z'))
    expect((await run((scope) => explainClass(scope, id))).class).toBe(wanted)
    await full(database(), new Date('2026-08-01T02:00:00Z'))
    expect((await run((scope) => explainClass(scope, id))).override).toBeNull()
    await full(database())
    expect(await run((scope) => liftOverride(scope, id))).toMatchObject({
      class: before.class,
      override: null,
    })
  })

  it('lists the riskiest first, page by page, each once', async () => {
    const seen: string[] = []
    let after: string | undefined
    do {
      const page: Awaited<ReturnType<typeof listEnterpriseClasses>> = await run((scope) =>
        listEnterpriseClasses(scope, { after, limit: 7 }),
      )
      seen.push(
        ...page.items.map((item) => `${item.class}${String(Math.round(item.score * 100)).padStart(6, '0')}`),
      )
      after = page.next ?? undefined
    } while (after)
    expect(seen).toHaveLength(39)
    expect(seen).toEqual(seen.toSorted().toReversed())
  })

  it('shows an inspector of a district that district only', async () => {
    const inspector = personIdentity(city, modules, {
      userId: newId(),
      roles: ['inspector'],
      regions: ['990602'],
    })
    const page = await withScope(database(), inspector, (scope) =>
      listEnterpriseClasses(scope, { limit: 100 }),
    )
    expect(new Set(page.items.map((item) => item.region))).toEqual(new Set(['990602']))
    await expect(
      withScope(database(), inspector, (scope) => explainClass(scope, ids[1] ?? '')),
    ).rejects.toThrow('risk.not-classified')
  })

  it('tries a draft out without changing a class, and says what adopting it then does', async () => {
    const before = await stored()
    const { id, definition } = await run((scope) => draftScorecard(scope, { title: '从严评分表' }))
    const stricter = { ...definition, classing: { kind: 'shares' as const, B: 0.3, C: 0.2, D: 0.1 } }
    await run((scope) => saveScorecard(scope, id, { title: '从严评分表', definition: stricter }))
    const whatIf = await run((scope) => tryOut(scope, id))
    expect(await stored()).toEqual(before)
    expect(whatIf.enterprises).toBe(39)
    const over = whatIf.moves.filter((move) => move.region === null && move.section === null)
    await run((scope) => putIntoForce(scope, id))
    await full(database())
    const classes = await stored()
    for (const one of riskClasses)
      expect(classes.filter((row) => row.class === one).length).toBe(
        over.filter((move) => move.after === one).reduce((sum, move) => sum + move.enterprises, 0),
      )
    expect(classes.filter((row) => row.class === 'D').length).toBeLessThanOrEqual(3)
    // A scorecard by shares keeps the borders of its last pass for single changes.
    await run((scope) => reclassifyEnterprises(scope, ids, 'new-fact'))
    expect(await stored()).toEqual(classes)
  })

  it('refuses a definition that contradicts itself or names a source that is not there', async () => {
    const { id, definition } = await run((scope) => draftScorecard(scope, { title: '有误' }))
    const save = (changed: ScorecardDefinition) =>
      run((scope) => saveScorecard(scope, id, { title: '有误', definition: changed }))
    await expect(
      save({ ...definition, classing: { kind: 'cut-offs', B: 300, C: 200, D: 400 } }),
    ).rejects.toThrow('risk.scorecard-not-sound')
    const [first] = definition.factors
    if (!first) throw new TypeError('the example has factors')
    await expect(
      save({ ...definition, factors: [{ ...first, fact: { ...first.fact, source: 'nowhere' } }] }),
    ).rejects.toThrow('risk.unknown-source')
  })
})
