/**
 * Risk classes of a million enterprises: a full pass beside one SQL statement written by hand for the same scorecard on
 * the same tables, which keeps class and score only (ours keeps every factor's points, the history and the figures).
 * Then a pass after the scorecard changed, one in which nothing changed, and the class of one enterprise after one new
 * record. `--rows N` (1,000,000), `--rounds N` (3). PostgreSQL from npm.
 */
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { v7 as newId } from 'uuid'
import { registryDomain } from '#domains/registry/registry-domain.ts'
import { classifyAll, reclassifyEnterprises } from '#domains/supervision/risk/classification-service.ts'
import { insertCreditRecords } from '#domains/supervision/risk/credit-record-store.ts'
import { exampleScorecard } from '#domains/supervision/risk/example-scorecard.ts'
import type { ScorecardDefinition } from '#domains/supervision/risk/scorecard.ts'
import { insertVersion, listVersions, updateVersion } from '#domains/supervision/risk/scorecard-store.ts'
import { supervisionDomain } from '#domains/supervision/supervision-domain.ts'
import { type Database, openDatabase } from '#kernel/db/database.ts'
import { migrate } from '#kernel/db/migrations.ts'
import { systemIdentity, withScope } from '#kernel/db/scope.ts'
import { kernelModules } from '#kernel/modules.ts'
import { addFictionalRegions } from '#kernel/org/regions.ts'
import { startPostgresServer } from '#kernel/testing/postgres-server.ts'
import { demoCity, demoRegions } from '../demo/city.ts'
import { seedRegistry } from '../demo/registry/seed-registry.ts'
import { insertDemoEntries, insertDemoRecords } from '../demo/supervision/lists-store.ts'
import { classesByHand } from './straightforward/risk-classes.ts'

const now = new Date('2026-11-20T02:00:00Z')
const identity = systemIdentity(demoCity.code, 'bench')

async function timed<Result>(work: () => Promise<Result>): Promise<{ seconds: number; result: Result }> {
  const begin = performance.now()
  const result = await work()
  return { seconds: (performance.now() - begin) / 1000, result }
}

const show = (title: string, seconds: number, note = ''): void =>
  console.info(`${title.padEnd(58)} ${seconds.toFixed(2).padStart(8)} s  ${note}`)

/** Puts a definition into force as the only version that is. */
async function adopt(database: Database, number: number, definition: ScorecardDefinition): Promise<void> {
  await withScope(database, identity, async (scope) => {
    for (const version of await listVersions(scope))
      if (version.state === 'adopted')
        await updateVersion(scope, version.id, { state: 'superseded', valid_to: '2026-11-20' })
    await insertVersion(scope, {
      id: newId(),
      number,
      title: `bench ${number}`,
      state: 'adopted',
      definition,
      valid_from: '2026-11-20',
      valid_to: null,
      based_on_id: null,
      case_id: null,
      what_if: null,
      created_at: now,
      created_by: 'bench',
      changed_at: now,
      changed_by: 'bench',
      adopted_at: now,
      adopted_by: 'bench',
    })
  })
}

async function fill(database: Database, rows: number): Promise<void> {
  await migrate(database, [...kernelModules, registryDomain, supervisionDomain])
  await addFictionalRegions(database, demoRegions)
  await seedRegistry(database, { count: rows, now })
  const records = await withScope(database, identity, insertDemoRecords, { now })
  const entries = await withScope(database, identity, insertDemoEntries, { now })
  await database.executeScript('analyze risk_credit_record; analyze supervision_list_entry')
  console.info(`${rows} enterprises, ${records} credit records, ${entries.length} list entries`)
}

const pass = (database: Database) => classifyAll(database, identity, { cause: 'by-hand', now: () => now })

/** The class of one enterprise after one new record, in milliseconds. */
async function single(database: Database, times: number): Promise<number[]> {
  const sample = await sql<{ id: string }>`
    select enterprise_id as id from risk_enterprise_class order by enterprise_id limit ${sql.lit(times)}`.execute(
    database.kysely,
  )
  const milliseconds: number[] = []
  for (const [index, { id }] of sample.rows.entries())
    await withScope(
      database,
      identity,
      async (scope) => {
        const record = {
          id: newId(),
          enterpriseId: id,
          creditCode: '',
          kind: 'penalty' as const,
          number: `bench ${index}`,
          decidedOn: '2026-11-19',
          authority: 'bench',
          summary: '',
          amount: 60_000,
        }
        await insertCreditRecords(scope, [record], 'interface')
        const begin = performance.now()
        await reclassifyEnterprises(scope, [id], 'new-fact')
        milliseconds.push(performance.now() - begin)
      },
      { now },
    )
  return milliseconds.toSorted((a, b) => a - b)
}

/** How many enterprises the two do not agree on; rounding of points to hundredths may move one over a border. */
async function disagreements(database: Database): Promise<number> {
  const rows = await sql<{ count: number }>`
    select count(*) as count from risk_enterprise_class ours join bench_class theirs using (enterprise_id)
    where ours.class <> theirs.class`.execute(database.kysely)
  return rows.rows[0]?.count ?? 0
}

async function compare(database: Database, rounds: number): Promise<void> {
  await database.executeScript(
    'create table bench_class (enterprise_id uuid primary key, class text not null, score numeric not null)',
  )
  const byHand = () => timed(() => classesByHand(database, demoCity.code, '2026-11-20'))
  await adopt(database, 1, exampleScorecard)
  const first = { hand: await byHand(), ours: await timed(() => pass(database)) }
  show('first pass by hand', first.hand.seconds)
  show(
    'first pass (history and figures of every enterprise)',
    first.ours.seconds,
    `ratio ${(first.ours.seconds / first.hand.seconds).toFixed(2)}`,
  )
  console.info(`classes that differ: ${await disagreements(database)}`)
  // One statement a call: several would be one transaction, in which VACUUM cannot run.
  await database.executeScript('vacuum analyze risk_enterprise_class')
  await database.executeScript('vacuum analyze risk_class_period')
  const ratios: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    // Every score changes a little, some classes with it.
    const weight = round % 2 === 0 ? 10 : 6
    const factors = exampleScorecard.factors.map((factor) =>
      factor.code === 'age' ? { ...factor, weight } : factor,
    )
    await adopt(database, round + 2, { ...exampleScorecard, factors })
    const hand = await byHand()
    const ours = await timed(() => pass(database))
    ratios.push(ours.seconds / hand.seconds)
    show(`reclassification by hand, round ${round + 1}`, hand.seconds)
    show(
      'reclassification after a changed scorecard',
      ours.seconds,
      `ratio ${(ours.seconds / hand.seconds).toFixed(2)}, ${ours.result.changed} changed class`,
    )
  }
  console.info(
    `median ratio of reclassification: ${ratios.toSorted((a, b) => a - b)[Math.floor(ratios.length / 2)]?.toFixed(2)}`,
  )
  const still = await timed(() => pass(database))
  show('daily pass in which nothing changed', still.seconds, `${still.result.changed} changed`)
  const times = await single(database, 300)
  const at = (share: number): string => (times[Math.floor(times.length * share)] ?? Number.NaN).toFixed(1)
  console.info(`one enterprise after one new record: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`)
}

/** Runs the comparison and prints times and ratios. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    strict: false,
    options: { rows: { type: 'string', default: '1000000' }, rounds: { type: 'string', default: '3' } },
  })
  const [rows, rounds] = [Number(values.rows), Number(values.rounds)]
  if (!(rows > 0 && rounds > 0)) throw new RangeError('rows and rounds are positive numbers')
  const server = await startPostgresServer({ shared_buffers: '512MB', max_wal_size: '4GB', work_mem: '64MB' })
  if (!server) throw new Error('No PostgreSQL could be started')
  const database = await openDatabase({ kind: 'postgres', url: server.url })
  try {
    await fill(database, rows)
    await compare(database, rounds)
  } finally {
    await database.close()
    await server.stop()
  }
}
