/**
 * An empty database cluster made once at installation, copied at the first start: making one anew takes PGlite
 * several seconds, copying it a tenth of one.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { type Database, openDatabase } from '#kernel/db/database.ts'
import { migrate, readMigrations, type SchemaModule } from '#kernel/db/migrations.ts'

const templateFolder = fileURLToPath(new URL('../../dist/database-template/', import.meta.url))
const cluster = join(templateFolder, 'cluster')
const versionFile = join(templateFolder, 'version')

/** What the template was made of: PGlite's version and every migration. Made of anything else, it is not used. */
async function ingredients(modules: readonly SchemaModule[]): Promise<string> {
  const manifest = new URL('../../node_modules/@electric-sql/pglite/package.json', import.meta.url)
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(manifest, 'utf8')))
  const migrations = await readMigrations(modules)
  return [version, ...migrations.map((migration) => `${migration.id} ${migration.checksum}`)].join('\n')
}

async function isCurrent(modules: readonly SchemaModule[]): Promise<boolean> {
  return existsSync(versionFile) && readFileSync(versionFile, 'utf8') === (await ingredients(modules))
}

/** Makes the template, schema and reference data in it, when there is no current one. Called by `scripts/prepare.ts`. */
export async function makeDatabaseTemplate(
  modules: readonly SchemaModule[],
  fill: (database: Database) => Promise<void>,
): Promise<void> {
  if (await isCurrent(modules)) return
  rmSync(templateFolder, { recursive: true, force: true })
  mkdirSync(templateFolder, { recursive: true })
  const database = await openDatabase({ kind: 'pglite', folder: cluster })
  await migrate(database, modules)
  await fill(database)
  await database.close()
  writeFileSync(versionFile, await ingredients(modules))
}

/** Puts a copy of the template at `folder` unless something is there already. Without a template it does nothing. */
export async function copyDatabaseTemplate(folder: string, modules: readonly SchemaModule[]): Promise<void> {
  if (existsSync(folder) || !(await isCurrent(modules))) return
  // Copied beside and moved, so that a crash never leaves half a cluster where the database is looked for.
  const partial = `${folder}.partial`
  rmSync(partial, { recursive: true, force: true })
  mkdirSync(dirname(folder), { recursive: true })
  cpSync(cluster, partial, { recursive: true })
  renameSync(partial, folder)
}
