/**
 * An empty database cluster made once at installation, copied at the first start: making one anew takes PGlite
 * several seconds, copying it a tenth of one.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { openDatabase } from '#kernel/db/database.ts'

const templateFolder = fileURLToPath(new URL('../../dist/database-template/', import.meta.url))
const cluster = join(templateFolder, 'cluster')
const versionFile = join(templateFolder, 'version')

/** The version of PGlite; a cluster made by another one is not used. */
function engineVersion(): string {
  const manifest = new URL('../../node_modules/@electric-sql/pglite/package.json', import.meta.url)
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(manifest, 'utf8'))).version
}

/** Makes the template when there is none for this version. Called by `npm ci` through `scripts/prepare.ts`. */
export async function makeDatabaseTemplate(): Promise<void> {
  if (existsSync(versionFile) && readFileSync(versionFile, 'utf8') === engineVersion()) return
  rmSync(templateFolder, { recursive: true, force: true })
  mkdirSync(templateFolder, { recursive: true })
  const database = await openDatabase({ kind: 'pglite', folder: cluster })
  await database.close()
  writeFileSync(versionFile, engineVersion())
}

/** Puts a copy of the template at `folder` unless something is there already. Without a template it does nothing. */
export function copyDatabaseTemplate(folder: string): void {
  if (existsSync(folder) || !existsSync(versionFile) || readFileSync(versionFile, 'utf8') !== engineVersion())
    return
  // Copied beside and moved, so that a crash never leaves half a cluster where the database is looked for.
  const partial = `${folder}.partial`
  rmSync(partial, { recursive: true, force: true })
  mkdirSync(dirname(folder), { recursive: true })
  cpSync(cluster, partial, { recursive: true })
  renameSync(partial, folder)
}
