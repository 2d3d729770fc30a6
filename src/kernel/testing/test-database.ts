/**
 * Real databases for tests: every file gets its own copy of a migrated database, on PGlite and on a
 * PostgreSQL server. The migrated original is made once per schema and kept in the temporary folder (PGlite)
 * or as a template database (PostgreSQL).
 */
import { createHash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, inject } from 'vitest'
import { type Database, openDatabase } from '../db/database.ts'
import { migrate, readMigrations, type SchemaModule } from '../db/migrations.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** URL of a PostgreSQL server on which tests may create databases; empty where none could be started. */
    postgresUrl: string
  }
}

export type TestDatabaseKind = 'pglite' | 'postgres'

/** For `describe.each(databaseKinds)`. */
export const databaseKinds: readonly TestDatabaseKind[] = ['pglite', 'postgres']

async function schemaKey(modules: readonly SchemaModule[]): Promise<string> {
  const hash = createHash('sha256')
  for (const migration of await readMigrations(modules)) hash.update(migration.id).update(migration.checksum)
  hash.update(JSON.stringify(modules.map((module) => [module.tables, module.views])))
  const security = new URL('../db/security.ts', import.meta.url)
  hash.update(await readFile(security))
  return hash.digest('hex').slice(0, 16)
}

async function pgliteSnapshot(modules: readonly SchemaModule[]): Promise<Blob> {
  const file = join(tmpdir(), `zhiheng-test-${await schemaKey(modules)}.tar`)
  if (!existsSync(file)) {
    const original = await openDatabase({ kind: 'pglite-memory' })
    await migrate(original, modules)
    const dump = await original.pglite?.dumpDataDir('none')
    await original.close()
    if (!dump) throw new TypeError('PGlite gave no snapshot')
    const partial = `${file}.${randomUUID()}`
    await writeFile(partial, new Uint8Array(await dump.arrayBuffer()))
    await rename(partial, file)
  }
  return new Blob([await readFile(file)])
}

async function withAdministration<Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const databaseUrl = (url: string, name: string): string => {
  const result = new URL(url)
  result.pathname = `/${name}`
  return result.href
}

async function postgresCopy(url: string, modules: readonly SchemaModule[]): Promise<string> {
  const template = `zhiheng_template_${await schemaKey(modules)}`
  return withAdministration(url, async (client) => {
    // One test process makes the template, the others wait for it.
    await client.query('select pg_advisory_lock(1)')
    try {
      const exists = await client.query('select from pg_database where datname = $1', [template])
      if (exists.rowCount === 0) {
        const building = `building_${randomUUID().replaceAll('-', '')}`
        await client.query(`create database ${building}`)
        const original = await openDatabase({ kind: 'postgres', url: databaseUrl(url, building) })
        await migrate(original, modules)
        await original.close()
        await client.query(`alter database ${building} rename to ${template}`)
      }
      const name = `test_${randomUUID().replaceAll('-', '')}`
      await client.query(`create database ${name} template ${template}`)
      return databaseUrl(url, name)
    } finally {
      await client.query('select pg_advisory_unlock(1)')
    }
  })
}

/** Opens a fresh migrated database; the caller closes it. Throws when there is no PostgreSQL for tests. */
export async function openTestDatabase(
  kind: TestDatabaseKind,
  modules: readonly SchemaModule[],
): Promise<Database> {
  if (kind === 'pglite')
    return openDatabase({ kind: 'pglite-memory', snapshot: await pgliteSnapshot(modules) })
  const url = inject('postgresUrl')
  if (!url)
    throw new Error('No PostgreSQL server could be started for the tests; see the start of the test output')
  return openDatabase({ kind: 'postgres', url: await postgresCopy(url, modules), maxConnections: 8 })
}

/**
 * Gives the tests of the enclosing `describe` one database. Returns a getter, since it opens before they run.
 *
 * @example
 * describe.each(databaseKinds)('audit on %s', (kind) => {
 *   const database = useTestDatabase(kind, kernelModules)
 *   it('…', async () => { await withScope(database(), identity, …) })
 * })
 */
export function useTestDatabase(kind: TestDatabaseKind, modules: readonly SchemaModule[]): () => Database {
  let database: Database | undefined
  beforeAll(async () => {
    database = await openTestDatabase(kind, modules)
  }, 120_000)
  afterAll(async () => {
    await database?.close()
  })
  return () => {
    if (!database) throw new TypeError('The test database is only open while tests run')
    return database
  }
}
