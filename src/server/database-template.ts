/**
 * Databases made once at installation and copied at the first start: making one anew takes PGlite several seconds,
 * copying it a tenth of one. `blank` has schema and reference data, `demo` the demo city as well.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { type Database, openDatabase } from '#kernel/db/database.ts'
import { migrate, readMigrations, type SchemaModule } from '#kernel/db/migrations.ts'

export type TemplateName = 'blank' | 'demo'

/** What a template is for, and what it was made of besides the schema: made of anything else, it is not used. */
export interface Template {
  readonly name: TemplateName
  readonly modules: readonly SchemaModule[]
  /** A text that changes with what `fill` puts in. */
  readonly content: string
}

/** Folder of a template: its cluster, and what else its maker keeps beside it. */
export const templateFolder = (name: TemplateName): string =>
  fileURLToPath(new URL(`../../dist/database-template/${name}/`, import.meta.url))

const clusterOf = (template: Template): string => join(templateFolder(template.name), 'cluster')
const versionFileOf = (template: Template): string => join(templateFolder(template.name), 'version')

/** PGlite's version, every migration, and the content's own mark. */
async function ingredients(template: Template): Promise<string> {
  const manifest = new URL('../../node_modules/@electric-sql/pglite/package.json', import.meta.url)
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(manifest, 'utf8')))
  const migrations = await readMigrations(template.modules)
  const schema = migrations.map((migration) => `${migration.id} ${migration.checksum}`)
  return [version, ...schema, template.content].join('\n')
}

/** Whether the template is there and made of what this program is made of. */
export async function isTemplateCurrent(template: Template): Promise<boolean> {
  const file = versionFileOf(template)
  return existsSync(file) && readFileSync(file, 'utf8') === (await ingredients(template))
}

/** Makes the template when there is no current one. Called by `scripts/prepare.ts`. */
export async function makeTemplate(
  template: Template,
  fill: (database: Database) => Promise<void>,
): Promise<void> {
  if (await isTemplateCurrent(template)) return
  const folder = templateFolder(template.name)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const database = await openDatabase({ kind: 'pglite', folder: clusterOf(template) })
  await migrate(database, template.modules)
  await fill(database)
  await database.close()
  writeFileSync(versionFileOf(template), await ingredients(template))
}

/** Puts a copy of the template at `folder` unless something is there already; says whether it did. */
export async function copyTemplate(template: Template, folder: string): Promise<boolean> {
  if (existsSync(folder) || !(await isTemplateCurrent(template))) return false
  // Copied beside and moved, so that a crash never leaves half a cluster where the database is looked for.
  const partial = `${folder}.partial`
  rmSync(partial, { recursive: true, force: true })
  mkdirSync(dirname(folder), { recursive: true })
  cpSync(clusterOf(template), partial, { recursive: true })
  renameSync(partial, folder)
  return true
}
