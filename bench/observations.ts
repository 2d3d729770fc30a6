/**
 * A file of figures taken in, beside the same rows put into the same tables by hand, in one run:
 * `npm run bench -- observations [--rows 100000] [--pglite]`. By hand means a COPY and one insert with all keys and
 * indexes, and nothing looked at: no names, units, periods, jumps, rights, states of targets or audit.
 */
import { openAsBlob } from 'node:fs'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { v7 as newId } from 'uuid'
import { addIndicators } from '#domains/indicators/catalogue-service.ts'
import type { DefinitionFields } from '#domains/indicators/contract.ts'
import { readDefinitions } from '#domains/indicators/figures-service.ts'
import { checkImportJob, importJob } from '#domains/indicators/observation-import/import-jobs.ts'
import {
  changeImport,
  findImport,
  insertImport,
} from '#domains/indicators/observation-import/import-store.ts'
import { periodOf } from '#domains/indicators/period.ts'
import { withBulkScope } from '#kernel/db/bulk-scope.ts'
import { type Database, openDatabase } from '#kernel/db/database.ts'
import { migrate } from '#kernel/db/migrations.ts'
import { systemIdentity, withScope } from '#kernel/db/scope.ts'
import { csvRows } from '#kernel/exchange/csv-rows.ts'
import { storeMadeFile } from '#kernel/files/files.ts'
import { folderBlobStore } from '#kernel/files/folder-blob-store.ts'
import type { JobDefinition } from '#kernel/jobs/job.ts'
import { addMonths } from '#kernel/measures/period.ts'
import { startPostgresServer } from '#kernel/testing/postgres-server.ts'
import { modules } from '#server/domains.ts'
import { buildTestApplication } from '#server/testing/test-application.ts'
import { demoCity } from '../demo/city.ts'
import { timed } from './registry-exchange.ts'
import { runJob } from './run-job.ts'

const city = demoCity.code
const permissions = ['indicators.read', 'indicators.import', 'indicators.report', 'indicators.manage']
const identity = systemIdentity(city, 'bench', permissions)
/** Indicators that the rows are spread over. */
const indicators = 50
const firstMonth = '1990-01-01'
const heads = '指标代码,地区,时期,数值'

const fields = (number: number): DefinitionFields => ({
  nameZh: `基准指标${number}`,
  nameEn: `Benchmark indicator ${number}`,
  synonyms: [],
  definitionZh: '基准',
  definitionEn: 'Benchmark',
  unit: '%',
  direction: 'higher',
  decimals: 2,
  category: 'service',
  period: 'month',
  accumulation: 'mean',
  sourceStandard: null,
  ownerUnitType: null,
  computation: { kind: 'observed' },
  minimum: 0,
  maximum: 100,
  largestJump: 50,
})
const codeOf = (number: number): string => `bench-${number}`

interface Row {
  readonly code: string
  readonly region: string
  readonly period: string
  readonly value: number
}

/** So many rows, indicator by indicator, region by region, month by month. */
function rowsOf(count: number, regions: readonly string[], change: number): Row[] {
  const months = Math.ceil(count / indicators / regions.length)
  return Array.from({ length: count }, (_, index) => {
    const month = index % months
    const place = Math.floor(index / months)
    const value = 60 + ((index * 7) % 2000) / 100 + (index % 10 === 0 ? change : 0)
    return {
      code: codeOf(Math.floor(place / regions.length)),
      region: regions[place % regions.length] ?? city,
      period: periodOf(addMonths(firstMonth, month), 'month'),
      value: Number(value.toFixed(2)),
    }
  })
}

const textOf = (rows: readonly Row[]): string =>
  `${heads}\n${rows.map((row) => `${row.code},${row.region},${row.period},${row.value}\n`).join('')}`

/** A file into the tables, as the jobs of the program do it. Returns the seconds of both passes. */
async function takeIn(
  database: Database,
  folder: string,
  name: string,
  rows: readonly Row[],
): Promise<number> {
  const blobs = folderBlobStore(join(folder, 'blobs'))
  const path = join(folder, name)
  await writeFile(path, textOf(rows))
  const importId = newId()
  await withScope(database, identity, async (scope) => {
    const sha256 = newId().replaceAll('-', '').repeat(2)
    const made = { name, path, sha256, mediaType: 'text/csv', size: (await stat(path)).size }
    const file = await storeMadeFile(scope, blobs, made, 'indicators.import')
    await insertImport(scope, { id: importId, file_id: file.id, name, state: 'checking', job_run_id: null })
  })
  const run = (job: JobDefinition) => runJob(job, { importId }, { database, blobs, identity, modules })
  const checking = await timed(`${name}: dry run`, () => run(checkImportJob))
  await withScope(database, identity, (scope) =>
    changeImport(scope, importId, 'checked', { state: 'importing', reason: 'bench' }),
  )
  const importing = await timed(`${name}: import`, () => run(importJob))
  const done = await withScope(database, identity, (scope) => findImport(scope, importId))
  if (done?.state !== 'imported') throw new Error(`The import ended ${done?.state}: ${done?.failure?.en}`)
  console.log(`  ${done.added} added, ${done.changed} changed, ${done.unchanged} unchanged`)
  return checking + importing
}

/** The same rows by hand, into tables like ours; corrections supersede what stood there. */
async function byHand(database: Database, path: string, ids: ReadonlyMap<string, string>): Promise<void> {
  const lines: string[] = []
  let head = true
  for await (const rows of csvRows(await openAsBlob(path)))
    for (const [code = '', region, period, value] of rows) {
      if (head) head = false
      else lines.push(`${newId()}\t${ids.get(code)}\t${region}\t${period}\t${value}\n`)
    }
  await withBulkScope(database, identity, async (scope, copy) => {
    await copy('given', 'id uuid, indicator_id uuid, region text, period text, value numeric', lines.join(''))
    await sql`analyze given`.execute(scope.tx)
    await sql`create temporary table news on commit drop as
      select given.*, old.id as old_id from given left join bench_observation old
        on old.city = ${city} and old.indicator_id = given.indicator_id and old.region = given.region
          and old.period = given.period and old.state = 'published'
      where old.value is distinct from given.value`.execute(scope.tx)
    await sql`update bench_observation old set state = 'superseded' from news
      where old.city = ${city} and old.id = news.old_id`.execute(scope.tx)
    await sql`insert into bench_observation (city, id, indicator_id, region, period, value, state, entered_at,
        entered_by, published_at, published_by)
      select ${city}, id, indicator_id, region, period, value, 'published', now(), 'bench', now(), 'bench'
      from news`.execute(scope.tx)
  })
}

async function measure(database: Database, folder: string, count: number): Promise<void> {
  const found = await sql<{ code: string }>`select code from region
    where code like ${`${city.slice(0, 4)}%`} and length(code) = 6 order by code`.execute(database.kysely)
  const regions = found.rows.map((row) => row.code)
  const ids = await withScope(database, identity, async (scope) => {
    await addIndicators(
      scope,
      'city',
      Array.from({ length: indicators }, (_, number) => ({ code: codeOf(number), fields: fields(number) })),
    )
    const { all } = await readDefinitions(scope, modules)
    return new Map(all.map((indicator) => [indicator.code, indicator.id]))
  })
  await database.executeScript(`create table bench_observation (like observation including all);
    alter table bench_observation add foreign key (city, indicator_id) references indicator (city, id);
    grant all on bench_observation to public; analyze`)
  for (const [name, change] of [
    ['new.csv', 0],
    ['corrections.csv', 5],
  ] as const) {
    const ours = await takeIn(database, folder, name, rowsOf(count, regions, change))
    const hand = await timed(`${name}: read, COPY and insert by hand`, () =>
      byHand(database, join(folder, name), ids),
    )
    console.log(`  ${name}: ${(ours / hand).toFixed(2)} × by hand`)
  }
}

/** Runs both and prints them. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { rows: { type: 'string', default: '100000' }, pglite: { type: 'boolean', default: false } },
  })
  const count = Number(values.rows)
  if (!(count >= 1000 && count <= 300_000)) throw new RangeError('--rows is a number from 1000 to 300000')
  const server = values.pglite ? undefined : await startPostgresServer({ fsync: 'on', jit: 'off' })
  if (!values.pglite && !server)
    throw new Error('No PostgreSQL server program was found; --pglite works without')
  const database = await openDatabase(
    server ? { kind: 'postgres', url: server.url } : { kind: 'pglite-memory' },
  )
  const folder = await mkdtemp(join(tmpdir(), 'zhiheng-bench-'))
  try {
    await migrate(database, modules)
    const application = await buildTestApplication(database)
    console.log(`\n${count.toLocaleString('en')} rows, ${server ? 'PostgreSQL' : 'PGlite'}`)
    try {
      await measure(database, folder, count)
    } finally {
      await application.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
    await database.close()
    await server?.stop()
  }
}
