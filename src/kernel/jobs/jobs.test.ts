import { tmpdir } from 'node:os'
import { call } from '@orpc/server'
import { sql } from 'kysely'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { roles } from '../access/roles.ts'
import { auditModule } from '../audit/audit-module.ts'
import { type Identity, type Scope, systemIdentity, withScope } from '../db/scope.ts'
import { defineDomain } from '../domain.ts'
import { folderBlobStore } from '../files/folder-blob-store.ts'
import { kernelError } from '../language/kernel-errors.ts'
import { personIdentity, requestContext } from '../testing/request-context.ts'
import { databaseKinds, useTestDatabase } from '../testing/test-database.ts'
import { defineJob, type JobDefinition } from './job.ts'
import { cancelRun, startJob } from './jobs.ts'
import { jobsModule } from './jobs-module.ts'
import { removeOldRunsJob } from './remove-old-runs-job.ts'
import { jobsRouter } from './router.ts'
import { findRun, type JobRunRow } from './store.ts'
import { vacuumJob } from './vacuum-job.ts'
import { createJobWorker, type JobWorker } from './worker.ts'

const modules = [auditModule, jobsModule]

/** A promise and the function that fulfils it. */
function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { opened: promise, open: resolve }
}

const testModule = (jobs: readonly JobDefinition[]) =>
  defineDomain({ name: 'test', title: { zh: '测试', en: 'Test' }, jobs })

/** Waits for the signal as a long job does between its steps. */
const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })

describe.each(databaseKinds)('jobs on %s', (kind) => {
  const database = useTestDatabase(kind, modules)
  const workers: JobWorker[] = []
  const errors: unknown[] = []
  let counter = 0
  const freshCity = () => `9903${String(++counter).padStart(2, '0')}`
  const person = (city: string, userId = 'u1'): Identity =>
    personIdentity(city, modules, { userId, roles: ['clerk'] })

  const startWorker = async (definitions: readonly JobDefinition[], cities: readonly string[] = []) => {
    const worker = createJobWorker(database(), [testModule(definitions)], {
      blobs: folderBlobStore(tmpdir()),
      cities: async () => cities,
      onError: (error) => errors.push(error),
      retryDelay: 1,
      progressInterval: 50,
      stopTimeout: 5_000,
    })
    workers.push(worker)
    await worker.start()
    return worker
  }
  afterEach(async () => {
    for (const worker of workers.splice(0)) await worker.stop()
    errors.splice(0)
  })
  const inScope = <Result>(identity: Identity, work: (scope: Scope) => Promise<Result>) =>
    withScope(database(), identity, work)
  const runOf = async (identity: Identity, id: string): Promise<JobRunRow | undefined> =>
    inScope(identity, (scope) => findRun(scope, id))
  const ended = async (identity: Identity, id: string): Promise<JobRunRow | undefined> =>
    expect
      .poll(async () => runOf(identity, id), { timeout: 20_000, interval: 50 })
      .toSatisfy((run: JobRunRow | undefined) => run?.finished_at != null)
      .then(() => runOf(identity, id))

  it('runs with the input and the rights of the starter, and shows the result', async () => {
    const seen: unknown[] = []
    const job = defineJob({
      name: 'test.add',
      title: { zh: '相加', en: 'Add' },
      input: z.object({ a: z.number(), b: z.number() }),
      run: async ({ a, b }, { identity, progress }) => {
        seen.push(identity)
        progress(1, 2, { zh: '一半', en: 'half' })
        return { sum: a + b }
      },
    })
    const clerk = person(freshCity())
    await startWorker([job])
    const id = await inScope(clerk, (scope) => startJob(scope, job, { a: 1, b: 2 }))
    expect(await ended(clerk, id)).toMatchObject({
      state: 'succeeded',
      result: { sum: 3 },
      attempts: 1,
      progress_done: 1,
      progress_total: 2,
      note_zh: '一半',
      started_by: 'u1',
    })
    expect(seen).toEqual([clerk])
    expect(errors).toEqual([])
  })
  it('runs nothing that was rolled back, and refuses input that does not fit', async () => {
    let runs = 0
    const job = defineJob({
      name: 'test.count',
      title: { zh: '计数', en: 'Count' },
      input: z.object({ ok: z.literal(true) }),
      run: async () => ++runs,
    })
    const clerk = person(freshCity())
    await expect(inScope(clerk, (scope) => startJob(scope, job, { ok: false }))).rejects.toThrow(/ok/)
    const failing = inScope(clerk, async (scope) => {
      await startJob(scope, job, { ok: true })
      throw new Error('rolled back')
    })
    await expect(failing).rejects.toThrow('rolled back')
    // Asked for while no worker is there: kept until one comes.
    const id = await inScope(clerk, (scope) => startJob(scope, job, { ok: true }))
    const again = await inScope(clerk, (scope) => startJob(scope, job, { ok: true }, { unlessQueued: true }))
    expect(again).toBe(id)
    await startWorker([job])
    expect(await ended(clerk, id)).toMatchObject({ state: 'succeeded', result: 1 })
    expect(runs).toBe(1)
  })
  it('tries a failing job again, and says so when it gives up', async () => {
    let attempts = 0
    const job = defineJob({
      name: 'test.fail',
      title: { zh: '失败', en: 'Fail' },
      input: z.object({}),
      retries: 1,
      run: async () => {
        attempts++
        throw new Error('no luck')
      },
    })
    const clerk = person(freshCity())
    await startWorker([job])
    const id = await inScope(clerk, (scope) => startJob(scope, job, {}))
    const run = await ended(clerk, id)
    expect(run).toMatchObject({ state: 'failed', attempts: 2 })
    expect(run?.error_zh).toContain(id)
    // What went wrong inside is for the log, not for the page.
    expect(JSON.stringify(run)).not.toContain('no luck')
    expect(attempts).toBe(2)
    expect(errors.map(String)).toEqual(['Error: no luck', 'Error: no luck'])
  })
  it('does not repeat a job that was refused, and shows the reason in both languages', async () => {
    let attempts = 0
    const job = defineJob({
      name: 'test.refuse',
      title: { zh: '拒绝', en: 'Refuse' },
      input: z.object({}),
      run: async () => {
        attempts++
        throw kernelError('kernel.too-large', { limit: 50 })
      },
    })
    const clerk = person(freshCity())
    await startWorker([job])
    const id = await inScope(clerk, (scope) => startJob(scope, job, {}))
    expect(await ended(clerk, id)).toMatchObject({
      state: 'failed',
      error_zh: '提交的内容过大：上限为 50 MB。',
      error_en: 'The request is too large: the limit is 50 MB.',
    })
    expect(attempts).toBe(1)
  })
  it('stops in the middle of a job and finishes it after a restart', async () => {
    const started = gate()
    let attempts = 0
    const job = defineJob({
      name: 'test.long',
      title: { zh: '长任务', en: 'Long' },
      input: z.object({}),
      retries: 0,
      run: async (_input, { signal, progress }) => {
        attempts++
        progress(attempts, 2)
        if (attempts > 1) return 'done'
        started.open()
        return untilAborted(signal)
      },
    })
    const clerk = person(freshCity())
    const first = await startWorker([job])
    const id = await inScope(clerk, (scope) => startJob(scope, job, {}))
    await started.opened
    await first.stop()
    expect(await runOf(clerk, id)).toMatchObject({ state: 'queued', attempts: 0, finished_at: null })
    await startWorker([job])
    expect(await ended(clerk, id)).toMatchObject({ state: 'succeeded', result: 'done', attempts: 1 })
  })
  it('cancels a run that waits and one under way', async () => {
    const started = gate()
    const job = defineJob({
      name: 'test.endless',
      title: { zh: '无尽', en: 'Endless' },
      input: z.object({}),
      run: async (_input, { signal }) => {
        started.open()
        return untilAborted(signal)
      },
    })
    const clerk = person(freshCity())
    const waiting = await inScope(clerk, (scope) => startJob(scope, job, {}))
    const cancelled = await inScope(clerk, (scope) => cancelRun(scope, waiting))
    expect(cancelled.state).toBe('cancelled')
    await expect(inScope(clerk, (scope) => cancelRun(scope, waiting))).rejects.toThrow('already-finished')
    await startWorker([job])
    const running = await inScope(clerk, (scope) => startJob(scope, job, {}))
    await started.opened
    await inScope(clerk, (scope) => cancelRun(scope, running))
    expect(await ended(clerk, running)).toMatchObject({ state: 'cancelled' })
    expect(await runOf(clerk, waiting)).toMatchObject({ attempts: 0 })
  })
  it('ends a run whose job this program does not know, and one interrupted too often', async () => {
    const job = defineJob({
      name: 'test.gone',
      title: { zh: '旧任务', en: 'Gone' },
      input: z.object({}),
      run: async () => 'never',
    })
    const known = defineJob({
      name: 'test.known',
      title: { zh: '任务', en: 'Known' },
      input: z.object({}),
      run: async () => 'never',
    })
    const clerk = person(freshCity())
    const gone = await inScope(clerk, (scope) => startJob(scope, job, {}))
    const crashed = await inScope(clerk, (scope) => startJob(scope, known, {}))
    await sql`update job_run set state = 'running', attempts = 3 where id = ${crashed}`.execute(
      database().kysely,
    )
    await startWorker([known])
    expect((await ended(clerk, gone))?.error_en).toContain('test.gone')
    expect(await ended(clerk, crashed)).toMatchObject({ state: 'failed', result: null })
    expect((await runOf(clerk, crashed))?.error_en).toContain('interrupted')
  })
  it('removes runs that ended long ago, timers sooner than people', async () => {
    const city = freshCity()
    const begin = (who: Identity) => inScope(who, (scope) => startJob(scope, removeOldRunsJob, {}))
    const ids = [
      await begin(person(city)),
      await begin(person(city)),
      await begin(systemIdentity(city, 'timer')),
    ]
    await sql`update job_run set state = 'succeeded', dispatched_at = now(),
      finished_at = now() - case when id = ${ids[0]} then interval '181 days' else interval '8 days' end
      where city = ${city}`.execute(database().kysely)
    const current = await begin(person(city))
    await startWorker([removeOldRunsJob])
    expect(await ended(person(city), current)).toMatchObject({ result: { timers: 1, people: 1 } })
    expect(await Promise.all(ids.map(async (id) => (await runOf(person(city), id)) !== undefined))).toEqual([
      false,
      true,
      false,
    ])
  })
  it('fires timers in every city, as the system', async () => {
    const [one, two] = [freshCity(), freshCity()]
    const job = defineJob({
      name: 'test.timer',
      title: { zh: '定时', en: 'Timer' },
      input: z.object({}),
      run: async (_input, { identity }) => identity.city,
      schedule: '* * * * *',
    })
    const worker = await startWorker([job], [one, two])
    // The minute need not be waited for: drop what the cron clock would drop.
    await sql`insert into job_queue.job (name, data) values ('timer', '{"job": "test.timer"}')`.execute(
      database().kysely,
    )
    const results = async () => {
      const rows = await sql<{
        result: unknown
        state: string
        started_by: string | null
        started_by_name: string
      }>`select distinct on (city) result, state, started_by, started_by_name from job_run
        where job = 'test.timer' order by city, id`.execute(database().kysely)
      return rows.rows
    }
    await expect.poll(results, { timeout: 30_000, interval: 200 }).toEqual(
      [one, two].map((city) => ({
        result: city,
        state: 'succeeded',
        started_by: null,
        started_by_name: '定时',
      })),
    )
    await worker.stop()
    // A program without the job takes its timer away.
    await startWorker([])
    const schedules = await sql`select from job_queue.schedule where name = 'timer'`.execute(
      database().kysely,
    )
    expect(schedules.rows).toEqual([])
  }, 60_000)

  it('shows a run to its starter and the system administrator only', async () => {
    const job = defineJob({
      name: 'test.private',
      title: { zh: '任务', en: 'Work' },
      input: z.object({}),
      run: async () => 1,
    })
    const city = freshCity()
    const ids: string[] = []
    for (let i = 0; i < 3; i++) ids.push(await inScope(person(city), (scope) => startJob(scope, job, {})))
    const contextOf = (identity: Identity | undefined) => requestContext(database(), modules, identity)
    const own = contextOf(person(city))
    const first = await call(jobsRouter.listMyJobRuns, { limit: 2 }, { context: own })
    expect(first.items.map((run) => run.id)).toEqual([ids[2], ids[1]])
    const second = await call(
      jobsRouter.listMyJobRuns,
      { limit: 2, after: first.next ?? '' },
      { context: own },
    )
    expect(second).toMatchObject({ items: [{ id: ids[0], state: 'queued', progress: null }], next: null })
    const id = ids[0] ?? ''
    const other = contextOf(person(city, 'u2'))
    await expect(call(jobsRouter.getJobRun, { id }, { context: other })).rejects.toThrow('not-found')
    await expect(call(jobsRouter.cancelJobRun, { id }, { context: other })).rejects.toThrow('not-found')
    expect((await call(jobsRouter.listMyJobRuns, {}, { context: other })).items).toEqual([])
    const elsewhere = contextOf(person(freshCity()))
    await expect(call(jobsRouter.getJobRun, { id }, { context: elsewhere })).rejects.toThrow('not-found')
    await expect(call(jobsRouter.getJobRun, { id }, { context: contextOf(undefined) })).rejects.toThrow(
      'not-signed-in',
    )
    for (const role of roles) {
      const identity = personIdentity(city, modules, { userId: 'u3', roles: [role] })
      const listed = await Promise.allSettled([
        call(jobsRouter.listJobRuns, {}, { context: contextOf(identity) }),
      ])
      expect(listed[0]?.status).toBe(role === 'system-administrator' ? 'fulfilled' : 'rejected')
    }
    const administrator = personIdentity(city, modules, { userId: 'a', roles: ['system-administrator'] })
    const cancelled = await call(jobsRouter.cancelJobRun, { id }, { context: contextOf(administrator) })
    expect(cancelled).toMatchObject({ state: 'cancelled', cancelRequested: true })
    // A system run has no starter, so nobody without the right sees it.
    const system = await inScope(systemIdentity(city, 'timer'), (scope) => startJob(scope, job, {}))
    await expect(call(jobsRouter.getJobRun, { id: system }, { context: own })).rejects.toThrow('not-found')
  })

  it('counts what is in the tables of the embedded database; a server does so itself', async () => {
    const identity = person(freshCity())
    const counted = async () => {
      const found = await sql<{ rows: number }>`
        select reltuples::int as rows from pg_class where oid = 'kept_row'::regclass`.execute(
        database().kysely,
      )
      return found.rows[0]?.rows
    }
    await database().executeScript(
      'create table kept_row (id integer); alter table kept_row set (autovacuum_enabled = off); insert into kept_row select generate_series(1, 500)',
    )
    expect(await counted()).toBe(-1)
    const run = await inScope(identity, (scope) => startJob(scope, vacuumJob, {}))
    await startWorker([vacuumJob])
    await ended(identity, run)
    expect(await counted()).toBe(kind === 'pglite' ? 500 : -1)
  })
})
