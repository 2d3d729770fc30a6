/** A small city with a register, inspectors and an approved plan, for the tests of draws and inspections. */
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { syncCalendar } from '#kernel/calendar/calendar.ts'
import { sendCaseEvent } from '#kernel/cases/cases.ts'
import type { Database } from '#kernel/db/database.ts'
import { type Identity, type Scope, systemIdentity, withScope } from '#kernel/db/scope.ts'
import { kernelModules } from '#kernel/modules.ts'
import { addFictionalRegions } from '#kernel/org/regions.ts'
import { createUnit, setCityProfile } from '#kernel/org/units.ts'
import { syncRules } from '#kernel/rules/rules.ts'
import { jobContext } from '#kernel/testing/job-context.ts'
import { memoryBlobs } from '#kernel/testing/request-context.ts'
import { registryDomain } from '../../registry/registry-domain.ts'
import { openInspectionsJob } from '../inspections/open-inspections-job.ts'
import { addEnterprises } from '../risk/enterprises.fixture.ts'
import { supervisionDomain } from '../supervision-domain.ts'
import { commitDrawJob, conductDrawJob } from './draw-jobs.ts'
import { conductDraw, contribute, prepareDraw } from './draw-service.ts'
import { planCaseType } from './plan-case.ts'
import type { PlanTaskFields } from './register-contract.ts'
import { createPlan, saveInspector, saveItem, saveTask } from './register-service.ts'

export const drawModules = [...kernelModules, registryDomain, supervisionDomain]

export const drawCity = '990100'
/** Subjects in the register of the test city. */
export const registerSize = 400

/** Someone who may do everything, with an account of that id. */
export function drawPerson(userId: string, name = userId): Identity {
  const permissions = supervisionDomain.permissions
  return { ...systemIdentity(drawCity, name, Object.keys(permissions)), actor: { userId, name } }
}

/** Runs work for a person at a time. */
export const drawWithin = <Result>(
  database: Database,
  identity: Identity,
  work: (scope: Scope) => Promise<Result>,
  now = new Date('2026-05-06T02:00:00Z'),
): Promise<Result> => withScope(database, identity, work, { now })

export interface DrawCity {
  readonly departmentId: string
  readonly otherDepartmentId: string
  readonly itemId: string
  readonly taskId: string
  readonly planId: string
}

const district = (code: string, name: string) =>
  ({ code, name, level: 'county', parentCode: '990100' }) as const

const fillRegister = (database: Database): Promise<string[]> =>
  addEnterprises(
    database.kysely,
    drawCity,
    Array.from({ length: registerSize }, (_, index) => ({
      region: index % 3 === 0 ? '990102' : '990103',
      industry: index % 2 === 0 ? 'C1351' : 'F5211',
      status: index % 40 === 0 ? 'cancelled' : 'active',
    })),
  )

const check = (key: string, title: string, more: object = {}) => ({
  key,
  title,
  requirement: '',
  kind: 'conformity' as const,
  required: true,
  photo: 'none' as const,
  ...more,
})

/** Makes the test city. The inspectors' accounts are `people`, the first of them in the lead department. */
export async function makeDrawCity(
  database: Database,
  people: readonly string[],
  clerk: Identity,
  leader: Identity,
): Promise<DrawCity> {
  await syncRules(
    database,
    drawModules.flatMap((module) => module.rules),
  )
  await syncCalendar(database)
  await addFictionalRegions(database, [
    { code: '990000', name: '示范省', level: 'province', parentCode: undefined },
    { code: '990100', name: '示范市', level: 'prefecture', parentCode: '990000' },
    district('990102', '东区'),
    district('990103', '西区'),
  ])
  await fillRegister(database)
  return drawWithin(database, clerk, async (scope) => {
    await setCityProfile(scope, '示范市', '示范')
    const department = await createUnit(scope, { name: '示范市市场监督管理局', shortName: '市市场监管局' })
    const other = await createUnit(scope, { name: '示范市应急管理局', shortName: '市应急管理局' })
    const item = await saveItem(scope, {
      code: 'SJ-01',
      title: '产品质量监督检查',
      category: 'general',
      basis: '中华人民共和国产品质量法',
      clause: '第十五条',
      subjectKind: 'enterprise',
      method: 'on-site',
      departmentId: department.id,
      skill: '产品质量',
      yearlyLimit: 1000,
      restMonths: 12,
      register: { industries: ['C'], tags: [], regions: [], sizes: [], classes: [] },
      checks: [
        check('licence', '亮照经营'),
        check('label', '产品标识', { photo: 'optional' }),
        check('temperature', '贮存温度', {
          kind: 'number',
          unit: '℃',
          minimum: 0,
          maximum: 25,
          required: false,
        }),
      ],
    })
    for (const [index, person] of people.entries()) await addInspector(scope, department.id, index, person)
    for (const index of [50, 51, 52]) await addInspector(scope, other.id, index, null)
    const plan = await approvedPlan(scope, leader, {
      itemId: item.id,
      month: 5,
      jointDepartments: [other.id],
      rates: { N: 600 },
    })
    return {
      departmentId: department.id,
      otherDepartmentId: other.id,
      itemId: item.id,
      ...plan,
    }
  })
}

/** This year's plan with one task for teams of two, approved by the leader. */
export async function approvedPlan(
  scope: Scope,
  leader: Identity,
  task: Pick<PlanTaskFields, 'itemId' | 'month' | 'jointDepartments' | 'rates'>,
): Promise<{ readonly planId: string; readonly taskId: string }> {
  const plan = await createPlan(scope, 2026, '2026年度抽查计划')
  const taskId = await saveTask(scope, plan.id, undefined, {
    ...task,
    substitutes: 1,
    teamSize: 2,
    note: null,
  })
  const caseId = plan.caseId ?? ''
  await sendCaseEvent(scope, planCaseType, caseId, { type: 'submit' })
  await sendCaseEvent({ ...scope, actor: leader.actor }, planCaseType, caseId, { type: 'approve' })
  return { planId: plan.id, taskId }
}

async function addInspector(
  scope: Scope,
  departmentId: string,
  index: number,
  accountName: string | null,
): Promise<void> {
  const accountId = accountName === null ? null : accountName
  const saved = await saveInspector(scope, {
    number: `J${String(index).padStart(3, '0')}`,
    accountId: null,
    name: `检查员${index}`,
    departmentId,
    certificate: `Z${index}`,
    certificateUntil: '2030-01-01',
    skills: ['产品质量'],
    districts: index % 4 === 3 ? ['990102'] : [],
    maximumLoad: 50,
    active: true,
  })
  // The accounts of these tests are ids without a row.
  await sql`update inspector set account_id = ${accountId}::uuid where city = ${scope.city} and id = ${saved.id}`.execute(
    scope.tx,
  )
}

/** The jobs of a draw, done at once. */
export function drawJobs(database: Database, identity: Identity, blobs = memoryBlobs()) {
  const context = (now: Date) =>
    jobContext({ database, blobs, identity, runId: v7(), modules: drawModules, now: () => now })
  return {
    commit: (drawId: string, now: Date) => commitDrawJob.run({ drawId }, context(now)),
    conduct: (drawId: string, now: Date) => conductDrawJob.run({ drawId }, context(now)),
    open: (drawId: string, now: Date) => openInspectionsJob.run({ drawId }, context(now)),
  }
}

/** A draw of the test city from its request to its inspections; the jobs run at once. */
export async function wholeDraw(
  database: Database,
  identity: Identity,
  city: DrawCity,
  options: { readonly hash?: 'sha256' | 'sm3'; readonly replaces?: string; readonly reason?: string } = {},
  jobs = drawJobs(database, identity),
): Promise<string> {
  const now = new Date('2026-05-06T02:00:00Z')
  const { drawId } = await drawWithin(database, identity, (scope) =>
    prepareDraw(scope, {
      taskId: city.taskId,
      title: '五月产品质量抽查',
      hash: options.hash ?? 'sm3',
      witnessesUntil: null,
      publicSource: null,
      ...(options.replaces === undefined ? {} : { replaces: options.replaces }),
      // The fixture's one task is drawn again and again.
      reason: options.reason ?? '补充抽取',
    }),
  )
  await jobs.commit(drawId, now)
  await drawWithin(database, identity, (scope) =>
    contribute(scope, drawId, { kind: 'witness', name: '见证人', text: '4 1 7' }),
  )
  await drawWithin(database, identity, (scope) => conductDraw(scope, drawId))
  await jobs.conduct(drawId, now)
  await jobs.open(drawId, now)
  return drawId
}
