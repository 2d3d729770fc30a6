import { call } from '@orpc/server'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { roles } from '../access/roles.ts'
import { auditModule } from '../audit/audit-module.ts'
import { type Scope, systemIdentity, withScope } from '../db/scope.ts'
import { personIdentity, requestContext } from '../testing/request-context.ts'
import { databaseKinds, useTestDatabase } from '../testing/test-database.ts'
import { rulesRouter } from './router.ts'
import { isPeriod, kindOfRuleValue, type RuleDeclaration } from './rule.ts'
import {
  findRule,
  numberRule,
  periodRule,
  removeOverride,
  ruleValue,
  setOverride,
  syncRules,
  textRule,
  yesOrNoRule,
} from './rules.ts'
import { rulesModule } from './rules-module.ts'

const modules = [auditModule, rulesModule]

const mediationUnderOrder20: RuleDeclaration = {
  key: 'voice.mediation-period',
  title: { zh: '投诉调解期限', en: 'Mediation period of a complaint' },
  value: { count: 45, unit: 'working-day' },
  source: '市场监管总局令第20号',
  effectiveFrom: '2020-01-01',
  effectiveTo: '2026-04-15',
  confidence: 'recalled',
  cityMayOverride: false,
}
const declarations: readonly RuleDeclaration[] = [
  mediationUnderOrder20,
  {
    ...mediationUnderOrder20,
    value: { count: 60, unit: 'day' },
    source: '市场监管总局令第121号',
    effectiveFrom: '2026-04-15',
    confidence: 'confirmed',
    effectiveTo: '2099-01-01',
  },
  {
    key: 'plans.review-period',
    title: { zh: '规划审核期限', en: 'Review period of a plan' },
    value: { count: 5, unit: 'working-day' },
    source: 'Zhiheng: a city sets its own',
    effectiveFrom: '2020-01-01',
    confidence: 'to be confirmed',
    cityMayOverride: true,
  },
  {
    key: 'plans.reminder-share',
    title: { zh: '提醒比例', en: 'Share of the period after which to remind' },
    value: 0.8,
    source: 'Zhiheng: a city sets its own',
    effectiveFrom: '2020-01-01',
    confidence: 'to be confirmed',
    cityMayOverride: true,
  },
]

describe('rule values', () => {
  it.each([
    [{ count: 5, unit: 'day' }, 'period'],
    [{ count: 0, unit: 'day' }, 'table'],
    [{ count: 1.5, unit: 'day' }, 'table'],
    [{ a: 1 }, 'table'],
    [[1, 2], 'list'],
    [0.5, 'number'],
    ['x', 'text'],
    [false, 'yes-or-no'],
  ] as const)('tells the kind of %j', (value, kind) => {
    expect(kindOfRuleValue(value)).toBe(kind)
    expect(isPeriod(value)).toBe(kind === 'period')
  })
})

describe.each(databaseKinds)('rules on %s', (kind) => {
  const database = useTestDatabase(kind, modules)
  const inCity = <Result>(city: string, work: (scope: Scope) => Promise<Result>) =>
    withScope(database(), systemIdentity(city, 'test'), work)
  beforeAll(async () => {
    await syncRules(database(), declarations)
  }, 60_000)

  it('gives the entry that governs the date, the first day included and the last excluded', async () => {
    await inCity('990101', async (scope) => {
      const before = await periodRule(scope, 'voice.mediation-period', '2026-04-14')
      const after = await periodRule(scope, 'voice.mediation-period', '2026-04-15')
      expect(before.value).toEqual({ count: 45, unit: 'working-day' })
      expect(before.source).toContain('20号')
      expect(after.value).toEqual({ count: 60, unit: 'day' })
      expect(after.confidence).toBe('confirmed')
    })
  })
  it('refuses a date on which nothing governs, and a value of another kind', async () => {
    await inCity('990101', async (scope) => {
      await expect(ruleValue(scope, 'voice.mediation-period', '2019-12-31')).rejects.toThrow(
        'rules.not-valid',
      )
      await expect(ruleValue(scope, 'voice.unknown', '2026-01-01')).rejects.toThrow('rules.not-valid')
      for (const reader of [numberRule, textRule, yesOrNoRule])
        await expect(reader(scope, 'voice.mediation-period', '2026-05-01')).rejects.toThrow(
          'rules.wrong-kind',
        )
      expect(await findRule(scope, 'voice.unknown', '2026-01-01')).toBeUndefined()
    })
  })
  it("lets a city set its own value where the law lets it, for its dates and no other city's", async () => {
    const id = await inCity('990102', (scope) =>
      setOverride(scope, {
        key: 'plans.review-period',
        value: { count: 3, unit: 'working-day' },
        basis: '本市质量工作办法',
        effectiveFrom: '2026-01-01',
        effectiveTo: '2027-01-01',
      }),
    )
    const own = await inCity('990102', (scope) => periodRule(scope, 'plans.review-period', '2026-06-01'))
    expect(own).toMatchObject({ value: { count: 3 }, overridden: true, source: '本市质量工作办法' })
    const later = await inCity('990102', (scope) => periodRule(scope, 'plans.review-period', '2027-01-01'))
    expect(later).toMatchObject({ value: { count: 5 }, overridden: false })
    const other = await inCity('990103', (scope) => periodRule(scope, 'plans.review-period', '2026-06-01'))
    expect(other.value.count).toBe(5)
    await inCity('990102', (scope) => removeOverride(scope, id))
    const restored = await inCity('990102', (scope) => periodRule(scope, 'plans.review-period', '2026-06-01'))
    expect(restored.value.count).toBe(5)
    const audited = await sql<{ action: string }>`
      select action from audit_entry where city = '990102' order by sequence`.execute(database().kysely)
    expect(audited.rows.map((row) => row.action)).toEqual(['rules.override', 'rules.override-removed'])
  })
  it('refuses an override that the law does not let or that does not fit', async () => {
    const attempt = (key: string, value: number | { count: number; unit: 'day' }, effectiveTo?: string) =>
      inCity('990101', (scope) =>
        setOverride(scope, { key, value, basis: 'x', effectiveFrom: '2026-05-01', effectiveTo }),
      )
    await expect(attempt('voice.mediation-period', { count: 1, unit: 'day' })).rejects.toThrow(
      'rules.not-overridable',
    )
    await expect(attempt('plans.review-period', 3)).rejects.toThrow('rules.value-does-not-fit')
    await expect(attempt('plans.reminder-share', 0.5, '2026-05-01')).rejects.toThrow('rules.interval-empty')
    await expect(inCity('990101', (scope) => removeOverride(scope, crypto.randomUUID()))).rejects.toThrow(
      'kernel.not-found',
    )
  })
  it('replaces what an older program declared, and refuses overlapping entries', async () => {
    await syncRules(database(), declarations.slice(0, 3))
    await inCity('990101', async (scope) => {
      expect(await findRule(scope, 'plans.reminder-share', '2026-01-01')).toBeUndefined()
    })
    await syncRules(database(), declarations)
    await inCity('990101', async (scope) => {
      expect((await numberRule(scope, 'plans.reminder-share', '2026-01-01')).value).toBe(0.8)
    })
    const overlapping = { ...mediationUnderOrder20, effectiveFrom: '2026-01-01' }
    await expect(syncRules(database(), [...declarations, overlapping])).rejects.toThrow('runs into')
  })
  it('cannot be changed by the application role', async () => {
    await expect(
      inCity('990101', (scope) => sql`update rule set confidence = 'confirmed'`.execute(scope.tx)),
    ).rejects.toThrow(/permission denied/)
  })

  it.each(roles)('opens its procedures to the roles declared: %s', async (role) => {
    const identity = personIdentity('990104', modules, { userId: 'u1', roles: [role] })
    const context = requestContext(database(), modules, identity)
    const listed = call(rulesRouter.listRules, {}, { context })
    const set = call(
      rulesRouter.setRuleOverride,
      {
        key: 'plans.review-period',
        value: { count: 4, unit: 'day' },
        basis: '办法',
        effectiveFrom: '2026-05-01',
      },
      { context },
    )
    const outcome = await Promise.allSettled([listed, set])
    const allowed = outcome.map((one) => one.status === 'fulfilled')
    const readers = [
      'clerk',
      'liaison',
      'leader',
      'inspector',
      'reviewer',
      'institution',
      'system-administrator',
    ]
    expect(allowed).toEqual([readers.includes(role), role === 'clerk'])
    for (const one of outcome) if (one.status === 'rejected') expect(String(one.reason)).toContain('no-right')
  })
  it('lists every entry with its source and the own values of the city', async () => {
    const clerk = personIdentity('990105', modules, { userId: 'u1', roles: ['clerk'] })
    const context = requestContext(database(), modules, clerk)
    const { id } = await call(
      rulesRouter.setRuleOverride,
      {
        key: 'plans.review-period',
        value: { count: 4, unit: 'working-day' },
        basis: '办法',
        effectiveFrom: '2026-05-01',
      },
      { context },
    )
    const { items } = await call(rulesRouter.listRules, { module: 'plans' }, { context })
    expect(items.map((item) => item.key)).toEqual(['plans.reminder-share', 'plans.review-period'])
    expect(items[1]?.overrides).toMatchObject([{ id, basis: '办法', value: { count: 4 }, setBy: 'u1' }])
    await call(rulesRouter.removeRuleOverride, { id }, { context })
    const after = await call(rulesRouter.listRules, { module: 'plans' }, { context })
    expect(after.items[1]?.overrides).toEqual([])
  })
  it('refuses a caller without a session', async () => {
    const context = requestContext(database(), modules, undefined)
    await expect(call(rulesRouter.listRules, {}, { context })).rejects.toThrow('not-signed-in')
  })
})
