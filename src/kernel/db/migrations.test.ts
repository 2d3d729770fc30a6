import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { sql } from 'kysely'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { databaseKinds, openTestDatabase } from '../testing/test-database.ts'
import { type Database, openDatabase } from './database.ts'
import { MigrationConflict, migrate, type SchemaModule, splitStatements } from './migrations.ts'
import { systemIdentity, withScope } from './scope.ts'
import { cityTable } from './tables.ts'

const create = `create table thing (city text not null, id text not null, primary key (city, id));
comment on table thing is 'A test; with a semicolon in its comment.';`

describe.each(databaseKinds)('migrations on %s', (kind) => {
  let folder = ''
  let database: Database
  const module = (): SchemaModule => ({
    name: 'test',
    migrations: pathToFileURL(`${folder}/`),
    tables: { thing: cityTable },
  })
  const write = (name: string, text: string) => writeFile(join(folder, name), text)

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zhiheng-migrations-'))
    database = await openTestDatabase(kind, [])
    await write('0001-thing.sql', create)
  })
  afterEach(async () => {
    await database.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('applies what is new, once, in the order of the numbers', async () => {
    await write('0002-column.sql', 'alter table thing add column note text;')
    expect(await migrate(database, [module()])).toEqual(['test/0001-thing', 'test/0002-column'])
    expect(await migrate(database, [module()])).toEqual([])
    await write('0003-more.sql', "update thing set note = 'x';")
    expect(await migrate(database, [module()])).toEqual(['test/0003-more'])
  })
  it('refuses a file that changed after it ran', async () => {
    await migrate(database, [module()])
    await write('0001-thing.sql', `${create}\n-- edited`)
    await expect(migrate(database, [module()])).rejects.toThrow(MigrationConflict)
  })
  it('refuses to start on a schema that a newer program made', async () => {
    await write('0002-newer.sql', 'alter table thing add column newer text;')
    await migrate(database, [module()])
    await rm(join(folder, '0002-newer.sql'))
    await expect(migrate(database, [module()])).rejects.toThrow(/newer version/)
  })
  it('applies all or nothing', async () => {
    await write(
      '0002-broken.sql',
      'alter table thing add column a text; alter table nothing add column b text;',
    )
    await expect(migrate(database, [module()])).rejects.toThrow(/nothing/)
    const columns = await sql`select from information_schema.columns where table_name = 'thing'`.execute(
      database.kysely,
    )
    expect(columns.rows).toHaveLength(0)
  })
})

describe('migrations on PostgreSQL', () => {
  it('let several processes start at once: one migrates, the others wait', async () => {
    const database = await openTestDatabase('postgres', [])
    const folder = await mkdtemp(join(tmpdir(), 'zhiheng-migrations-'))
    await writeFile(join(folder, '0001-thing.sql'), create)
    const module: SchemaModule = {
      name: 'test',
      migrations: pathToFileURL(`${folder}/`),
      tables: { thing: cityTable },
    }
    const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(database, [module])))
    expect(applied.flat()).toEqual(['test/0001-thing'])
    await database.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('need no superuser: an owner who may create a role is enough', async () => {
    const administrator = new pg.Client({ connectionString: inject('postgresUrl') })
    await administrator.connect()
    const name = `owner_${process.pid}`
    await administrator.query(`create role ${name} login createrole`)
    await administrator.query(`create database ${name} owner ${name}`)
    const url = new URL(inject('postgresUrl'))
    url.username = name
    url.pathname = `/${name}`
    const folder = await mkdtemp(join(tmpdir(), 'zhiheng-migrations-'))
    await writeFile(join(folder, '0001-thing.sql'), create)
    // The cluster's other test databases have made the role already; this owner was not given it, as after an
    // installation by an administrator who then grants it.
    await administrator.query(`do $$ begin
      if exists (select from pg_roles where rolname = 'zhiheng_application') then
        grant zhiheng_application to ${name} with admin option;
      end if; end $$`)
    const database = await openDatabase({ kind: 'postgres', url: url.href })
    await migrate(database, [
      { name: 'test', migrations: pathToFileURL(`${folder}/`), tables: { thing: cityTable } },
    ])
    await withScope(database, systemIdentity('990100', 'test'), (scope) =>
      sql`insert into thing values ('990100', 'a')`.execute(scope.tx),
    )
    const other = await withScope(database, systemIdentity('990200', 'test'), (scope) =>
      sql`select from thing`.execute(scope.tx),
    )
    expect(other.rows).toHaveLength(0)
    await database.close()
    await administrator.query(`drop database ${name}`)
    await administrator.query(`drop role ${name}`)
    await administrator.end()
    await rm(folder, { recursive: true, force: true })
  })
})

describe('splitStatements', () => {
  it('cuts at semicolons outside of strings, comments and bodies', () => {
    const text = `-- first; comment
create table a (b text default 'x;y'); comment on table a is 'it''s; fine';
do $$ begin perform 1; end $$;
`
    expect(splitStatements(text)).toEqual([
      "-- first; comment\ncreate table a (b text default 'x;y')",
      "comment on table a is 'it''s; fine'",
      'do $$ begin perform 1; end $$',
    ])
  })
})
