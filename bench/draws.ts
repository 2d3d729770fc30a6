/**
 * A draw from a register of a million enterprises, through the services on PostgreSQL, from the request to the
 * inspections and the published file: seconds, the most memory, the longest time in which no other request is answered.
 * `--rows N` (1,000,000), `--rate N` of 10,000 (300). PostgreSQL from npm.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { v7 } from 'uuid'
import { approvedPlan, drawModules } from '#domains/supervision/draws/draw.fixture.ts'
import { commitDrawJob, conductDrawJob } from '#domains/supervision/draws/draw-jobs.ts'
import { conductDraw, contribute, prepareDraw } from '#domains/supervision/draws/draw-service.ts'
import { drawDetail, drawFile } from '#domains/supervision/draws/draw-views.ts'
import { saveInspector, saveItem } from '#domains/supervision/draws/register-service.ts'
import { openInspectionsJob } from '#domains/supervision/inspections/open-inspections-job.ts'
import { supervisionDomain } from '#domains/supervision/supervision-domain.ts'
import { syncCalendar } from '#kernel/calendar/calendar.ts'
import { type Database, openDatabase } from '#kernel/db/database.ts'
import { migrate } from '#kernel/db/migrations.ts'
import { type Scope, systemIdentity, withScope } from '#kernel/db/scope.ts'
import { addFictionalRegions } from '#kernel/org/regions.ts'
import { createUnit, setCityProfile } from '#kernel/org/units.ts'
import { syncRules } from '#kernel/rules/rules.ts'
import { jobContext } from '#kernel/testing/job-context.ts'
import { startPostgresServer } from '#kernel/testing/postgres-server.ts'
import { verifyPublishedDraw } from '#methods/draw/published-draw.ts'
import { demoCity, demoRegions } from '../demo/city.ts'
import { seedRegistry } from '../demo/registry/seed-registry.ts'

const now = new Date('2026-11-20T02:00:00Z')
const person = (name: string) => ({
  ...systemIdentity(demoCity.code, name, Object.keys(supervisionDomain.permissions)),
  actor: { userId: v7(), name },
})
const clerk = person('clerk')
const leader = person('leader')

const within = <Result>(database: Database, work: (scope: Scope) => Promise<Result>): Promise<Result> =>
  withScope(database, clerk, work, { now })

/** The register, a department with inspectors enough for all that is drawn, and an approved plan with one task. */
async function fill(database: Database, rows: number, rate: number): Promise<string> {
  await migrate(database, drawModules)
  await syncRules(
    database,
    drawModules.flatMap((module) => module.rules),
  )
  await syncCalendar(database)
  await addFictionalRegions(database, demoRegions)
  await seedRegistry(database, { count: rows, now })
  const load = Math.ceil((rows * rate * 2) / 10_000 / 150) + 1
  return within(database, async (scope) => {
    await setCityProfile(scope, demoCity.name, demoCity.name)
    const department = await createUnit(scope, { name: '市场监督管理局', shortName: '市场监管局' })
    const item = await saveItem(scope, {
      code: 'BENCH-01',
      title: '基准测试',
      category: 'general',
      basis: '中华人民共和国产品质量法',
      clause: '第十五条',
      subjectKind: 'enterprise',
      method: 'on-site',
      departmentId: department.id,
      skill: null,
      yearlyLimit: 10_000,
      restMonths: 12,
      register: { industries: [], tags: [], regions: [], sizes: [], classes: [] },
      checks: [
        {
          key: 'licence',
          title: '亮照经营',
          requirement: '',
          kind: 'conformity',
          required: true,
          photo: 'none',
        },
      ],
    })
    for (let index = 0; index < 150; index++)
      await saveInspector(scope, {
        number: `B${String(index).padStart(3, '0')}`,
        accountId: null,
        name: `检查员${index}`,
        departmentId: department.id,
        certificate: `Z${index}`,
        certificateUntil: '2030-01-01',
        skills: [],
        districts: [],
        maximumLoad: load,
        active: true,
      })
    const { taskId } = await approvedPlan(scope, leader, {
      itemId: item.id,
      month: 11,
      jointDepartments: [],
      rates: { N: rate },
    })
    return taskId
  })
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`

/** Does a piece of work and prints what it took. */
async function step<Result>(
  title: string,
  delay: ReturnType<typeof monitorEventLoopDelay>,
  work: () => Promise<Result>,
): Promise<Result> {
  globalThis.gc?.()
  let most = process.memoryUsage.rss()
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss())
  }, 20)
  delay.reset()
  const begin = performance.now()
  const result = await work()
  const seconds = (performance.now() - begin) / 1000
  // What was held up until now is counted at the next turn.
  await new Promise((resolve) => setTimeout(resolve, 30))
  clearInterval(watch)
  most = Math.max(most, process.memoryUsage.rss())
  console.info(
    `${title.padEnd(44)} ${seconds.toFixed(2).padStart(8)} s  ${megabytes(most).padStart(8)}  held up ${(delay.max / 1e6).toFixed(0)} ms`,
  )
  return result
}

async function draw(database: Database, taskId: string): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 10 })
  delay.enable()
  const context = jobContext({
    database,
    identity: clerk,
    runId: v7(),
    modules: drawModules,
    now: () => now,
  })
  const { drawId } = await step('prepare', delay, () =>
    within(database, (scope) =>
      prepareDraw(scope, { taskId, title: 'bench', hash: 'sm3', witnessesUntil: null, publicSource: null }),
    ),
  )
  await step('freeze the register and commit', delay, () => commitDrawJob.run({ drawId }, context))
  await step('page before the draw, first', delay, () =>
    within(database, (scope) => drawDetail(scope, drawId, true)),
  )
  await step('page before the draw, again', delay, () =>
    within(database, (scope) => drawDetail(scope, drawId, true)),
  )
  await within(database, (scope) =>
    contribute(scope, drawId, { kind: 'witness', name: '见证人', text: '4 1 7' }),
  )
  await within(database, (scope) => conductDraw(scope, drawId))
  await step('reveal, draw, publish', delay, () => conductDrawJob.run({ drawId }, context))
  await step('page after the draw', delay, () => within(database, (scope) => drawDetail(scope, drawId, true)))
  const file = await step('published file', delay, () => within(database, (scope) => drawFile(scope, drawId)))
  console.info(`file of ${megabytes(file.size)}`)
  const text = await file.text()
  const findings = await step('verify the file', delay, async () => verifyPublishedDraw(JSON.parse(text)))
  if (findings.length > 0) throw new Error(`The draw does not verify: ${JSON.stringify(findings)}`)
  await step('open the inspections', delay, () => openInspectionsJob.run({ drawId }, context))
}

/** Runs a draw and prints what each of its steps took. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    strict: false,
    options: { rows: { type: 'string', default: '1000000' }, rate: { type: 'string', default: '300' } },
  })
  const [rows, rate] = [Number(values.rows), Number(values.rate)]
  if (!(rows > 0 && rate > 0 && rate <= 10_000)) throw new RangeError('rows > 0, rate from 1 to 10,000')
  const server = await startPostgresServer({ shared_buffers: '512MB', max_wal_size: '4GB', work_mem: '64MB' })
  if (!server) throw new Error('No PostgreSQL could be started')
  const database = await openDatabase({ kind: 'postgres', url: server.url })
  try {
    const taskId = await fill(database, rows, rate)
    console.info(`${rows} enterprises, ${rate / 100} % of those without a class are drawn`)
    await draw(database, taskId)
  } finally {
    await database.close()
    await server.stop()
  }
}
