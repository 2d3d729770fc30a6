/** A city with two districts, people to act in it, and a fact view over a table of its own, for tests. */
import { call } from '@orpc/server'
import { sql } from 'kysely'
import { beforeAll } from 'vitest'
import type { Role } from '#kernel/access/roles.ts'
import { syncCalendar } from '#kernel/calendar/calendar.ts'
import { casesRouter } from '#kernel/cases/router.ts'
import { type Scope, systemIdentity, withScope } from '#kernel/db/scope.ts'
import { applicationRole } from '#kernel/db/security.ts'
import { defineDomain } from '#kernel/domain.ts'
import { ApplicationError } from '#kernel/language/errors.ts'
import { changeFacts } from '#kernel/measures/change.ts'
import type { FactView, Measure } from '#kernel/measures/fact-view.ts'
import { kernelModules } from '#kernel/modules.ts'
import { addFictionalRegions } from '#kernel/org/regions.ts'
import { setCityProfile } from '#kernel/org/units.ts'
import { syncRules } from '#kernel/rules/rules.ts'
import { type RegisteredTarget, registerTargets } from '#kernel/targets/targets.ts'
import { personIdentity, requestContext } from '#kernel/testing/request-context.ts'
import { useTestDatabase } from '#kernel/testing/test-database.ts'
import type { NewIndicator } from './contract.ts'
import { indicatorsDomain } from './indicators-domain.ts'
import { indicatorsRouter } from './router.ts'

const measure = (name: string, column: string): Measure => ({
  name: `checks.${name}`,
  title: { zh: name, en: name },
  unit: '批次',
  column,
  kind: 'flow',
})

/** Checks: how many batches, how many passed; each record has a label and a page. */
export const checks: FactView = {
  view: 'test_check_fact',
  dimensions: ['category'],
  measures: [measure('batches', 'batches'), measure('passed', 'passed')],
  records: { view: 'test_check_label', permission: 'checks.read', page: { path: '/checks/{pageId}' } },
}

const schema = [...kernelModules, indicatorsDomain]
export const fixtureModules = [
  ...schema,
  defineDomain({
    name: 'test-checks',
    title: { zh: '检查', en: 'Checks' },
    facts: [checks],
    permissions: {
      'checks.read': {
        title: { zh: '查看检查', en: 'Read checks' },
        roles: { clerk: 'city', inspector: 'district' },
      },
    },
  }),
]

export const fixtureNow = new Date('2026-05-20T03:00:00Z')
export const fixtureCity = '990700'
export const [eastDistrict, westDistrict] = ['990702', '990703'] as const

/** Id of the fixture's nth target. */
export const fixtureTarget = (number: number): string =>
  `0190bbbb-0000-7000-8000-${String(number).padStart(12, '0')}`

/** A definition with everything but its names and how it is computed. */
export const someDefinition = {
  definitionZh: '试',
  definitionEn: 'Trial',
  unit: '%',
  direction: 'higher',
  decimals: 1,
  category: 'test',
  period: 'month',
  accumulation: 'none',
} as const

/** The code of a refusal and its parameters. */
export async function refusalOf(attempt: Promise<unknown>): Promise<string> {
  const error = await attempt.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof ApplicationError)
    return `${error.code} ${Object.values(error.parameters).join(' ')}`.trim()
  throw new Error(`expected a refusal, got ${String(error)}`)
}

/** Makes the city on a database and gives what tests do in it. */
export function useCatalogueCity(kind: 'pglite' | 'postgres') {
  const database = useTestDatabase(kind, schema)
  /** Someone with a role; numbers tell people of the same role apart. */
  const as = (role: Role, person = 1) => {
    const userId = `0190aaaa-0000-7000-8000-00000000000${person}`
    const identity = personIdentity(fixtureCity, fixtureModules, {
      userId,
      name: `${role} ${person}`,
      roles: [role],
    })
    return { context: requestContext(database(), fixtureModules, identity, fixtureNow) }
  }
  const within = <Result>(work: (scope: Scope) => Promise<Result>) =>
    withScope(database(), systemIdentity(fixtureCity, 'test'), work, { now: fixtureNow })

  beforeAll(async () => {
    await syncRules(database(), indicatorsDomain.rules)
    await syncCalendar(database())
    await addFictionalRegions(database(), [
      { code: '990000', name: '示范省', level: 'province', parentCode: undefined },
      { code: fixtureCity, name: '衡安市', level: 'prefecture', parentCode: '990000' },
      { code: eastDistrict, name: '东区', level: 'county', parentCode: fixtureCity },
      { code: westDistrict, name: '西区', level: 'county', parentCode: fixtureCity },
    ])
    await within((scope) => setCityProfile(scope, '衡安市', '衡安'))
    await database().executeScript(`
      create table test_check (city text, id text, region text, at date, category text, batches integer, passed integer,
        primary key (city, id));
      create view test_check_fact as select city, id as record_id, region, at, category, batches, passed from test_check;
      create view test_check_label as select city, id as record_id, '检查 ' || id as label, null::uuid as unit_id, region,
        id as page_id from test_check;
      grant all on test_check, test_check_fact, test_check_label to ${applicationRole};`)
  })

  return {
    as,
    within,
    clerk: () => as('clerk'),
    addIndicator: async (
      input: Pick<NewIndicator, 'code' | 'nameZh' | 'computation'> & Partial<NewIndicator>,
    ) =>
      call(
        indicatorsRouter.createIndicator,
        { ...someDefinition, nameEn: input.code, validFrom: '2020-01-01', ...input },
        as('clerk'),
      ),
    enter: (
      rows: Array<{ code: string; period: string; value: number; region?: string; explanation?: string }>,
    ) => call(indicatorsRouter.enterObservations, { rows, publish: true }, as('clerk')),
    record: (id: string, region: string, at: string, category: string, batches: number, passed: number) =>
      within((scope) =>
        changeFacts(scope, checks, [id], () =>
          sql`insert into test_check values (${scope.city}, ${id}, ${region}, ${at}::date, ${category}, ${batches}, ${passed})
            on conflict (city, id) do update set batches = excluded.batches, passed = excluded.passed`.execute(
            scope.tx,
          ),
        ),
      ),
    addTarget: (number: number, parts: Partial<RegisteredTarget>) =>
      within((scope) =>
        registerTargets(scope, { id: fixtureTarget(number + 500), title: '行动方案' }, [
          {
            id: fixtureTarget(number),
            indicator: '试行指标',
            action: '',
            comparator: '>=',
            value: 90,
            valueHigh: null,
            unit: '%',
            year: 2027,
            scopeWord: null,
            unitIds: [],
            ...parts,
          },
        ]),
      ),
    send: (
      id: string,
      event: string,
      version: number,
      person: { context: ReturnType<typeof as>['context'] },
      comment?: string,
    ) =>
      call(
        casesRouter.sendCaseEvent,
        { id, event, version, ...(comment === undefined ? {} : { comment }) },
        person,
      ),
  }
}
