/**
 * Schema changes: numbered SQL files in the `migrations/` folder of each module, applied forward only,
 * each in its own transaction, in the order of their numbers and then of the modules. What was applied
 * is logged with a checksum; a file that changed after it ran, or one that a newer program added to the
 * log and this program does not know, stops the start with a clear message.
 */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import type { Connection, Database } from './database.ts'
import { secureTables, secureViews } from './security.ts'
import type { TableDeclarations, ViewDeclarations } from './tables.ts'

/** A module's schema: its name, its folder of SQL files and the declaration of each of its tables. */
export interface SchemaModule {
  readonly name: string
  /** Folder of `NNNN-what-it-does.sql` files; absent for modules without tables. */
  readonly migrations?: URL
  readonly tables: TableDeclarations
  /** Fact views over these tables. */
  readonly facts?: ReadonlyArray<{ readonly view: string }>
  /** Other views that work in a city scope may read. */
  readonly views?: ViewDeclarations
}

export interface Migration {
  /** `module/NNNN-name`, the key in the log. */
  readonly id: string
  readonly checksum: string
  readonly sql: string
}

/** A difference between the log in the database and the files of this program. */
export class MigrationConflict extends Error {
  override readonly name = 'MigrationConflict'
}

// Any constant works as long as all processes use the same one: ASCII "zhih".
const migrationLock = 0x7a686968

/** Reads all migrations of the modules in the order they are to run. */
export async function readMigrations(modules: readonly SchemaModule[]): Promise<Migration[]> {
  const found: Array<Migration & { number: string; module: number }> = []
  for (const [index, module] of modules.entries()) {
    if (!module.migrations) continue
    for (const file of await readdir(module.migrations)) {
      const match = /^(\d{4})-[a-z0-9-]+\.sql$/.exec(file)
      if (!match?.[1]) continue
      const text = await readFile(new URL(file, `${module.migrations.href.replace(/\/?$/, '/')}`), 'utf8')
      const checksum = createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex')
      found.push({
        id: `${module.name}/${file.slice(0, -4)}`,
        checksum,
        sql: text,
        number: match[1],
        module: index,
      })
    }
  }
  return found.toSorted(
    (a, b) => a.number.localeCompare(b.number) || a.module - b.module || a.id.localeCompare(b.id),
  )
}

type MigrationLog = { migration: { id: string; checksum: string; applied_at: Date } }

async function pendingMigrations(tx: Connection, migrations: readonly Migration[]): Promise<Migration[]> {
  const log = await tx.withTables<MigrationLog>().selectFrom('migration').select(['id', 'checksum']).execute()
  const known = new Map(migrations.map((migration) => [migration.id, migration]))
  for (const row of log) {
    const file = known.get(row.id)
    if (!file)
      throw new MigrationConflict(
        `The database has migration ${row.id}, which this program does not know: it was made by a newer version. Start that version, or restore the backup made before the upgrade.`,
      )
    if (file.checksum !== row.checksum)
      throw new MigrationConflict(
        `Migration ${row.id} was changed after it had been applied (checksum differs). Migrations only go forward: put the file back and add a new one.`,
      )
  }
  const applied = new Set(log.map((row) => row.id))
  return migrations.filter((migration) => !applied.has(migration.id))
}

/**
 * Brings the schema to this program's version, under a lock so that of several processes starting at
 * once one does it and the others wait. Returns the ids it applied.
 *
 * @throws {MigrationConflict} when files and log disagree; nothing is applied then.
 */
export async function migrate(database: Database, modules: readonly SchemaModule[]): Promise<string[]> {
  const migrations = await readMigrations(modules)
  await database.executeScript(
    `create table if not exists migration (id text primary key, checksum text not null, applied_at timestamptz not null default now());
     comment on table migration is 'Schema changes that ran: one row a file, with the checksum of the text that ran.'`,
  )
  return database.kysely.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${migrationLock})`.execute(tx)
    const pending = await pendingMigrations(tx, migrations)
    if (pending.length === 0) return []
    for (const migration of pending) {
      for (const statement of splitStatements(migration.sql)) await sql.raw(statement).execute(tx)
      await tx
        .withTables<MigrationLog>()
        .insertInto('migration')
        .values({ id: migration.id, checksum: migration.checksum, applied_at: new Date() })
        .execute()
    }
    await secureTables(tx, Object.assign({}, ...modules.map((module) => module.tables)))
    await secureViews(tx, declaredViews(modules))
    return pending.map((migration) => migration.id)
  })
}

/** All views of the modules that the application role may read. */
function declaredViews(modules: readonly SchemaModule[]): ViewDeclarations {
  const facts = modules.flatMap((module) => module.facts ?? [])
  return Object.assign(
    Object.fromEntries(facts.map((fact) => [fact.view, 'invoker'])),
    ...modules.map((module) => module.views),
  )
}

/**
 * Splits a migration into statements, since a prepared query takes one at a time. Understands line
 * comments, quoted strings and dollar-quoted bodies, which is all that our migrations use.
 */
export function splitStatements(text: string): string[] {
  const statements: string[] = []
  let start = 0
  let position = 0
  const token = /--[^\n]*|'(?:[^']|'')*'|"(?:[^"]|"")*"|(\$[a-z_]*\$)[\s\S]*?\1|;/gi
  for (const match of text.matchAll(token)) {
    position = match.index + match[0].length
    if (match[0] !== ';') continue
    statements.push(text.slice(start, match.index))
    start = position
  }
  statements.push(text.slice(start))
  return statements
    .map((statement) => statement.trim())
    .filter((statement) => statement.replace(/--[^\n]*/g, '').trim() !== '')
}
