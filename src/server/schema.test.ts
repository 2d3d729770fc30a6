import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { applicationRole } from '#kernel/db/security.ts'
import type { TableDeclarations } from '#kernel/db/tables.ts'
import { databaseKinds, useTestDatabase } from '#kernel/testing/test-database.ts'
import { modules } from './domains.ts'

interface KeyRow {
  table: string
  name: string
  kind: 'p' | 'u' | 'f'
  columns: string[]
  target: string | null
}

const declared: TableDeclarations = Object.assign({}, ...modules.map((module) => module.tables))
const named = Object.entries(declared)

describe.each(databaseKinds)('schema on %s', (kind) => {
  const database = useTestDatabase(kind, modules)
  let keys: KeyRow[] = []
  let tables: Array<{ table: string; comment: string | null; secured: boolean; rights: string[] }> = []

  beforeAll(async () => {
    const kysely = database().kysely
    keys = (
      await sql<KeyRow>`
        select rel.relname as table, con.conname as name, con.contype as kind, target.relname as target,
          array(select att.attname::text from unnest(con.conkey) with ordinality k(attnum, place)
            join pg_attribute att on att.attrelid = con.conrelid and att.attnum = k.attnum order by k.place) as columns
        from pg_constraint con join pg_class rel on rel.oid = con.conrelid
        left join pg_class target on target.oid = con.confrelid
        where con.contype in ('p', 'u', 'f') and rel.relnamespace = 'public'::regnamespace
        union all
        select rel.relname, idx.relname, 'u', null,
          array(select att.attname::text from unnest(i.indkey::int2[]) with ordinality k(attnum, place)
            join pg_attribute att on att.attrelid = i.indrelid and att.attnum = k.attnum order by k.place)
        from pg_index i join pg_class rel on rel.oid = i.indrelid join pg_class idx on idx.oid = i.indexrelid
        where i.indisunique and not i.indisprimary and rel.relnamespace = 'public'::regnamespace`.execute(
        kysely,
      )
    ).rows
    tables = (
      await sql<(typeof tables)[number]>`
        select c.relname as table, obj_description(c.oid) as comment, c.relrowsecurity as secured,
          array(select privilege_type::text from information_schema.role_table_grants g
            where g.table_schema = 'public' and g.table_name = c.relname and g.grantee = ${applicationRole}) as rights
        from pg_class c where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace`.execute(
        kysely,
      )
    ).rows
  })

  it('declares every table, and has every declared one', () => {
    const present = tables.map((row) => row.table).filter((table) => table !== 'migration')
    expect(present.toSorted()).toEqual(Object.keys(declared).toSorted())
  })
  it('gives every fact view record ids that a key finds', async () => {
    // A view that makes texts of its ids has each change of one record read all records of the city.
    const views = modules.flatMap((module) => module.facts.map(({ view }) => view))
    const found = await sql<{ view: string }>`
      select table_name as view from information_schema.columns
      where table_schema = 'public' and column_name = 'record_id' and data_type = 'uuid'
        and table_name = any(${views})`.execute(database().kysely)
    expect(views.length).toBeGreaterThan(0)
    expect(found.rows.map(({ view }) => view).toSorted()).toEqual(views.toSorted())
  })
  it('has every view of words that a fact view names, with its columns, to be read in a city', async () => {
    const views = modules.flatMap((module) =>
      module.facts.flatMap(({ words }) => Object.values(words ?? {}).flatMap((one) => one.valuesView ?? [])),
    )
    const found = await sql<{ view: string; columns: string[] }>`
      select table_name as view, array_agg(column_name::text order by ordinal_position) as columns
      from information_schema.columns
      where table_schema = 'public' and data_type = 'text' and table_name = any(${views})
      group by table_name order by table_name`.execute(database().kysely)
    expect(views.length).toBeGreaterThan(0)
    const unread = await sql<{ view: string }>`select view from unnest(${views}::text[]) view
      where not has_table_privilege(${applicationRole}, view, 'select')`.execute(database().kysely)
    expect(unread.rows).toEqual([])
    expect(found.rows).toEqual(
      [...new Set(views)]
        .toSorted()
        .map((view) => ({ view, columns: ['city', 'value', 'title_zh', 'title_en'] })),
    )
  })
  it('has every view of labels that a fact view names, with its columns, to be read in a city', async () => {
    const facts = modules.flatMap((module) => module.facts)
    const views = facts.flatMap(({ records }) => records?.view ?? [])
    const found = await sql<{ view: string; columns: string[] }>`
      select table_name as view, array_agg(column_name || ' ' || data_type order by column_name::text) as columns
      from information_schema.columns where table_schema = 'public' and table_name = any(${views})
      group by table_name order by table_name`.execute(database().kysely)
    const unread = await sql<{ view: string }>`select view from unnest(${views}::text[]) view
      where not has_table_privilege(${applicationRole}, view, 'select')`.execute(database().kysely)
    expect(unread.rows).toEqual([])
    const columns = [
      'city text',
      'label text',
      'page_id uuid',
      'record_id uuid',
      'region text',
      'unit_id uuid',
    ]
    expect(found.rows).toEqual([...new Set(views)].toSorted().map((view) => ({ view, columns })))
    const permissions = new Set(modules.flatMap((module) => Object.keys(module.permissions)))
    const asked = facts.flatMap(({ records }) => [records?.permission, records?.page?.permission])
    expect(asked.filter((one) => one !== undefined && !permissions.has(one))).toEqual([])
    // A figure is opened down to its records: a view that names none leaves a reader with ids.
    expect(facts.filter(({ records }) => !records).map(({ view }) => view)).toEqual([])
  })
  it('states the rule of every table in a comment', () => {
    expect(tables.filter((row) => !row.comment).map((row) => row.table)).toEqual([])
  })
  it('has the city first in every primary key of a distributed table, and in all its other keys', () => {
    const wrong = keys.filter((key) => {
      if (declared[key.table]?.placement !== 'distributed') return false
      if (key.kind === 'p') return key.columns[0] !== 'city'
      if (key.kind === 'u') return !key.columns.includes('city')
      return declared[key.target ?? '']?.placement === 'distributed' && !key.columns.includes('city')
    })
    expect(wrong).toEqual([])
  })
  it('lets no distributed table refer to a local one', () => {
    const crossing = keys.filter(
      (key) =>
        key.kind === 'f' &&
        declared[key.table]?.placement === 'distributed' &&
        declared[key.target ?? '']?.placement === 'local',
    )
    expect(crossing).toEqual([])
  })
  it('guards every table of a city by row-level security', () => {
    const open = named
      .filter(([, declaration]) => declaration.placement === 'distributed' || declaration.rowsByCity)
      .filter(([table]) => !tables.find((row) => row.table === table)?.secured)
    expect(open).toEqual([])
  })
  it('gives the application role exactly the declared rights', () => {
    const expected = {
      change: ['DELETE', 'INSERT', 'SELECT', 'UPDATE'],
      append: ['INSERT', 'SELECT'],
      read: ['SELECT'],
    }
    for (const [table, declaration] of named)
      expect([table, tables.find((row) => row.table === table)?.rights.toSorted()]).toEqual([
        table,
        expected[declaration.access],
      ])
  })
  it('keeps migrated and declared in step: a second run has nothing to do', async () => {
    const { migrate } = await import('#kernel/db/migrations.ts')
    expect(await migrate(database(), modules)).toEqual([])
  })
})
