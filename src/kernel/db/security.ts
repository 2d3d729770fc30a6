/**
 * The second lock on every city's rows. All work in a city scope runs as one database role without
 * ownership; row-level security shows it one city only, and append-only tables give it no right to
 * update or delete, whatever a store's SQL says.
 */
import { sql, type Transaction } from 'kysely'
import type { NoTables } from './database.ts'
import type { TableAccess, TableDeclarations, ViewDeclarations } from './tables.ts'

/** The role every scoped transaction switches to. It cannot sign in and owns nothing. */
export const applicationRole = 'zhiheng_application'

const rights: Record<TableAccess, string> = {
  change: 'select, insert, update, delete',
  append: 'select, insert',
  read: 'select',
}

/**
 * Creates the application role when missing, and gives every declared table its policy and rights.
 * Safe to run again. The connecting user needs the right to create roles the first time.
 */
export async function secureTables(tx: Transaction<NoTables>, tables: TableDeclarations): Promise<void> {
  await sql
    .raw(`do $$ begin
      if not exists (select from pg_roles where rolname = '${applicationRole}') then
        begin create role ${applicationRole} nologin; exception when duplicate_object or unique_violation then null; end;
      end if;
    end $$`)
    .execute(tx)
  // From PostgreSQL 16 on, whoever creates a role may administer it but not yet switch to it. Where somebody else
  // made the role and gave it to us, the grant is refused and not needed.
  await sql
    .raw(`do $$ begin
      execute format('grant ${applicationRole} to %I', current_user);
    exception when insufficient_privilege then null;
    end $$`)
    .execute(tx)
  for (const [table, declaration] of Object.entries(tables)) {
    const name = sql.table(table)
    const role = sql.id(applicationRole)
    await sql`revoke all on ${name} from ${role}`.execute(tx)
    await sql`grant ${sql.raw(rights[declaration.access])} on ${name} to ${role}`.execute(tx)
    if (declaration.placement !== 'distributed' && !declaration.rowsByCity) continue
    await sql`alter table ${name} enable row level security`.execute(tx)
    await sql`drop policy if exists own_city on ${name}`.execute(tx)
    await sql`create policy own_city on ${name} to ${role}
      using (city = current_setting('zhiheng.city', true))
      with check (city = current_setting('zhiheng.city', true))`.execute(tx)
    await sql`drop policy if exists every_city on ${name}`.execute(tx)
    // Policies add up: this one opens reading, and nothing else.
    if (declaration.readByEveryCity)
      await sql`create policy every_city on ${name} for select to ${role} using (true)`.execute(tx)
  }
}

/**
 * Lets the application role read views. A view reads with the rights of whoever asks, unless it is declared otherwise,
 * or it would show the rows of every city: its owner is not bound by row-level security.
 */
export async function secureViews(tx: Transaction<NoTables>, views: ViewDeclarations): Promise<void> {
  for (const [view, rights] of Object.entries(views)) {
    const name = sql.table(view)
    await sql`alter view ${name} set (security_invoker = ${sql.lit(rights === 'invoker')})`.execute(tx)
    await sql`grant select on ${name} to ${sql.id(applicationRole)}`.execute(tx)
  }
}
