/**
 * The register at a million enterprises: by key, by two columns, by a fragment of a name, a page at depth 500,000, and
 * counts, for 8 clients with row scope on; each beside Fastify with SQL by hand on the same tables. The caller's
 * identity is given, since signing in is not what is measured. `--rows N`, `--seconds N`; `exchange` runs the files.
 */
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { sql } from 'kysely'
import { registryDomain } from '#domains/registry/registry-domain.ts'
import { type Database, openDatabase } from '#kernel/db/database.ts'
import { migrate } from '#kernel/db/migrations.ts'
import { systemIdentity } from '#kernel/db/scope.ts'
import { kernelModules } from '#kernel/modules.ts'
import { addFictionalRegions } from '#kernel/org/regions.ts'
import { startPostgresServer } from '#kernel/testing/postgres-server.ts'
import { memoryBlobs } from '#kernel/testing/request-context.ts'
import { buildApplication } from '#server/application.ts'
import { readSettings } from '#server/settings.ts'
import { demoCity, demoRegions } from '../demo/city.ts'
import { seedRegistry } from '../demo/registry/seed-registry.ts'
import { runExchange } from './registry-exchange.ts'
import { type LoadResult, runLoad } from './registry-load.ts'
import { startRaw } from './registry-raw.ts'

const modules = [...kernelModules, registryDomain]
const clients = 8

interface Question {
  readonly title: string
  readonly ours: readonly string[]
  readonly raw: readonly string[]
  readonly others?: Readonly<Record<string, readonly string[]>>
}

/** What is asked, of rows drawn evenly from the register. */
async function questions(database: Database): Promise<Question[]> {
  const sample = await sql<{ id: string; name: string; search_text: string }>`
    select id, name, search_text from enterprise tablesample system (0.2) repeatable (1) limit 1000`.execute(
    database.kysely,
  )
  const deep = await sql<{ id: string }>`
    select id from enterprise order by city desc, id desc limit 200 offset least(500000, (select count(*) / 2 from enterprise))`.execute(
    database.kysely,
  )
  const cursor = (id: string) => Buffer.from(JSON.stringify([id])).toString('base64url')
  const fragments = sample.rows.map(({ search_text: text }, index) => {
    const characters = [...(text.split('|')[0] ?? '')]
    const length = 2 + (index % 3)
    const start = (index * 7) % Math.max(1, characters.length - length)
    return characters.slice(start, start + length).join('')
  })
  const pairs = (text: string): string => {
    const characters = [...text]
    return characters
      .slice(1)
      .map((character, index) => `'${characters[index]}${character}'`)
      .join(' & ')
  }
  const places = ['990102', '990103', '990121', '990181', '990171'].flatMap((region) =>
    ['C14', 'C18', 'C33', 'F52', 'H62', 'I65'].map((industry) => ({ region, industry })),
  )
  const e = encodeURIComponent
  return [
    {
      title: 'by key',
      ours: sample.rows.map(({ id }) => `/api/enterprises/${id}`),
      raw: sample.rows.map(({ id }) => `/key/${id}`),
    },
    {
      title: 'two columns',
      ours: places.map(({ region, industry }) => `/api/enterprises?region=${region}&industry=${industry}`),
      raw: places.map(({ region, industry }) => `/filter?region=${region}&industry=${industry}`),
    },
    {
      title: 'fragment of a name',
      ours: fragments.map((text) => `/api/enterprises?search=${e(text)}`),
      raw: fragments.map((text) => `/fragment?text=${e(text)}&pairs=${e(pairs(text))}`),
      others: { "LIKE '%…%' by hand": fragments.map((text) => `/like?text=${e(text)}`) },
    },
    {
      title: 'page at depth 500,000',
      ours: deep.rows.map(({ id }) => `/api/enterprises?after=${cursor(id)}`),
      raw: deep.rows.map(({ id }) => `/page?after=${id}`),
    },
    {
      title: 'counts by four kinds',
      ours: places.map(({ region }) => `/api/enterprises/facets?region=${region}`),
      raw: places.map(({ region }) => `/facets?region=${region}`),
    },
  ]
}

async function startOurs(database: Database): Promise<{ port: number; close: () => Promise<void> }> {
  const permissions = Object.keys(registryDomain.permissions)
  const identity = systemIdentity(demoCity.code, 'bench', permissions)
  const app = await buildApplication(
    {
      database,
      blobs: memoryBlobs(),
      authentication: {
        identityOf: async () => identity,
        handler: async () => new Response(null, { status: 404 }),
      },
      publicIdentity: async () => identity,
      operatorToken: 'bench',
    },
    readSettings({ ZHIHENG_LOG: 'silent', ZHIHENG_REQUESTS_PER_MINUTE: '100000000' }),
    modules,
  )
  await app.listen({ port: 0, host: '127.0.0.1' })
  const address = app.server.address()
  return {
    port: address && typeof address === 'object' ? address.port : 0,
    close: async () => {
      await app.close()
    },
  }
}

const shown = ({ perSecond, p50, p95, failures }: LoadResult): string =>
  `${perSecond.toFixed(0).padStart(7)}/s   p50 ${p50.toFixed(2).padStart(8)} ms   p95 ${p95.toFixed(2).padStart(8)} ms${failures > 0 ? `   ${failures} FAILED` : ''}`

/** The floor: one row by its key, by pgbench where the machine has it. */
async function floor(url: string, ids: readonly string[], seconds: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'zhiheng-bench-'))
  try {
    const script = join(folder, 'key.sql')
    await writeFile(
      script,
      `\\set n random(1, ${ids.length})\nselect name from enterprise where city = '${demoCity.code}' and id = (array['${ids.slice(0, 200).join("','")}'])[:n % 200 + 1]::uuid;\n`,
    )
    const { stdout } = await promisify(execFile)('pgbench', [
      '-n',
      '-c',
      String(clients),
      '-j',
      '1',
      '-T',
      String(seconds),
      '-M',
      'prepared',
      '-f',
      script,
      url,
    ])
    return /tps = ([\d.]+)/.exec(stdout)?.[1] ?? 'no figure'
  } catch (error) {
    return `pgbench did not run (${error instanceof Error ? error.message.slice(0, 60) : ''})`
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function serve(database: Database, url: string, seconds: number): Promise<void> {
  const asked = await questions(database)
  const [ours, raw] = [await startOurs(database), await startRaw(url, demoCity.code)]
  const measure = async (port: number, paths: readonly string[]): Promise<LoadResult> => {
    await runLoad({ port, paths, clients, milliseconds: 1000 })
    return runLoad({ port, paths, clients, milliseconds: seconds * 1000 })
  }
  try {
    for (const question of asked) {
      const mine = await measure(ours.port, question.ours)
      const byHand = await measure(raw.port, question.raw)
      console.log(`\n${question.title}`)
      console.log(
        `  Zhiheng               ${shown(mine)}   ${((mine.perSecond / byHand.perSecond) * 100).toFixed(0)} % of by hand`,
      )
      console.log(`  Fastify, SQL by hand  ${shown(byHand)}`)
      for (const [title, paths] of Object.entries(question.others ?? {}))
        console.log(`  ${title.padEnd(22)}${shown(await measure(raw.port, paths))}`)
    }
    const keys = asked[0]?.raw.map((path) => path.slice(5)) ?? []
    console.log(`\nindex look-up alone, pgbench, ${clients} clients: ${await floor(url, keys, seconds)}/s`)
  } finally {
    await ours.close()
    await raw.close()
  }
}

/** Runs on a PostgreSQL server of its own. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { rows: { type: 'string', default: '1000000' }, seconds: { type: 'string', default: '5' } },
  })
  const [rows, seconds] = [Number(values.rows), Number(values.seconds)]
  const server = await startPostgresServer({
    shared_buffers: '1GB',
    maintenance_work_mem: '256MB',
    max_wal_size: '8GB',
  })
  if (!server) throw new Error('No PostgreSQL to measure on')
  const database = await openDatabase({ kind: 'postgres', url: server.url })
  try {
    await migrate(database, modules)
    await addFictionalRegions(database, demoRegions)
    if (positionals[0] !== 'exchange') {
      const begin = performance.now()
      await seedRegistry(database, { count: rows, now: new Date() })
      console.log(
        `${rows} enterprises generated and written in ${((performance.now() - begin) / 1000).toFixed(1)} s`,
      )
      await database.executeScript('vacuum analyze enterprise')
      await serve(database, server.url, seconds)
    } else await runExchange(database, modules, rows)
  } finally {
    await database.close()
    await server.stop()
  }
}
