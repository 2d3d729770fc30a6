/** SQL of what supervision holds about a merged duplicate. */
import { type RawBuilder, sql } from 'kysely'
import type { Scope } from '#kernel/db/scope.ts'

/** A duplicate and the enterprise that took it over. */
export interface Merged {
  readonly duplicateId: string
  readonly survivorId: string
}

/** Where rows lie that follow as they are: a column with the enterprise, and which of them still speak of somebody. */
const following = [
  { table: 'supervision_list_matter', column: 'enterprise_id' },
  { table: 'risk_credit_record', column: 'enterprise_id' },
  { table: 'inspection', column: 'enterprise_id' },
  { table: 'inspector_avoidance', column: 'enterprise_id' },
  { table: 'spot_check_sample', column: 'enterprise_id' },
  { table: 'spot_check_sample', column: 'producer_id' },
  { table: 'spot_check_objection', column: 'filed_for' },
] as const

const idsOf = async (query: RawBuilder<{ id: string }>, scope: Scope): Promise<string[]> =>
  (await query.execute(scope.tx)).rows.map(({ id }) => id)

/** Merged duplicates about which something is on record still: it came after the merge, or from before this was followed. */
export async function mergesToFollow(scope: Scope, limit: number): Promise<Merged[]> {
  const held = [
    ...following.map(({ table, column }) => ({ table, column, more: sql`true` })),
    { table: 'supervision_list_entry', column: 'enterprise_id', more: sql`true` },
    { table: 'supervision_enterprise_account', column: 'enterprise_id', more: sql`true` },
    { table: 'risk_class_override', column: 'enterprise_id', more: sql`held.lifted_at is null` },
  ].map(
    ({ table, column, more }) => sql`exists (select from ${sql.table(table)} held
      where held.city = redirect.city and held.${sql.ref(column)} = redirect.enterprise_id and ${more})`,
  )
  const found = await sql<Merged>`
    select redirect.enterprise_id as "duplicateId", redirect.leads_to as "survivorId" from registry_redirect redirect
    where redirect.city = ${scope.city} and (${sql.join(held, sql` or `)})
    order by redirect.enterprise_id limit ${limit}`.execute(scope.tx)
  return found.rows
}

/**
 * Marks what would otherwise stand twice. One decision recorded for both is one decision: the record that still counts
 * stays, a repaired one before one that is not, and the other is withdrawn beside it. Gives the pairs.
 */
export async function withdrawDoubles(
  scope: Scope,
  { duplicateId, survivorId }: Merged,
): Promise<Array<{ id: string; sameAs: string }>> {
  const weight = (record: 'own' | 'theirs') => sql`(${sql.ref(`${record}.withdrawn_at`)} is null)::integer * 2
    + (${sql.ref(`${record}.repaired_on`)} is not null)::integer`
  const doubled = await sql<{ id: string; sameAs: string }>`
    update risk_credit_record record set same_as = pair.kept, withdrawn_at = coalesce(withdrawn_at, ${scope.now}),
      withdrawn_by = coalesce(withdrawn_by, ${scope.actor.name}),
      withdrawal_reason = coalesce(withdrawal_reason, '合并重复主体：同一决定另有记录')
    from (select case when own_stands then theirs else own end as beside, case when own_stands then own else theirs end as kept
      from (select own.id as own, theirs.id as theirs, ${weight('own')} >= ${weight('theirs')} as own_stands
        from risk_credit_record theirs
        join risk_credit_record own on own.city = theirs.city and own.kind = theirs.kind and own.number = theirs.number
          and own.enterprise_id = ${survivorId}::uuid and own.same_as is null
        where theirs.city = ${scope.city} and theirs.enterprise_id = ${duplicateId}::uuid and theirs.same_as is null) compared
    ) pair
    where record.city = ${scope.city} and record.id = pair.beside
    returning record.id, record.same_as as "sameAs"`.execute(scope.tx)
  return doubled.rows
}

/** What was decided about a withdrawn double, or is being decided, is about the record that stands. */
export async function handOverDoubles(
  scope: Scope,
  doubled: ReadonlyArray<{ readonly id: string; readonly sameAs: string }>,
): Promise<void> {
  for (const { id, sameAs } of doubled) {
    await sql`update supervision_list_matter set record_id = ${sameAs}::uuid
      where city = ${scope.city} and record_id = ${id}::uuid`.execute(scope.tx)
    await sql`update risk_credit_record kept set tier = coalesce(kept.tier, beside.tier) from risk_credit_record beside
      where kept.city = ${scope.city} and kept.id = ${sameAs}::uuid
        and beside.city = ${scope.city} and beside.id = ${id}::uuid`.execute(scope.tx)
  }
}

/** Ends declarations of avoidance that the same inspector has made for the survivor too. */
export const endDoubleAvoidances = (scope: Scope, { duplicateId, survivorId }: Merged): Promise<string[]> =>
  idsOf(
    sql`update inspector_avoidance theirs set ended_at = ${scope.now}
      where theirs.city = ${scope.city} and theirs.enterprise_id = ${duplicateId}::uuid and theirs.ended_at is null
        and exists (select from inspector_avoidance own where own.city = theirs.city
          and own.inspector_id = theirs.inspector_id and own.enterprise_id = ${survivorId}::uuid and own.ended_at is null)
      returning theirs.id`,
    scope,
  )

/** Moves what follows as it is; gives the ids by table. Names, codes and places in the rows stay as they were. */
export async function moveRows(
  scope: Scope,
  { duplicateId, survivorId }: Merged,
): Promise<Record<string, string[]>> {
  const moved: Record<string, string[]> = {}
  for (const { table, column } of following) {
    const ids = await idsOf(
      sql`update ${sql.table(table)} set ${sql.ref(column)} = ${survivorId}::uuid
        where city = ${scope.city} and ${sql.ref(column)} = ${duplicateId}::uuid returning id`,
      scope,
    )
    if (ids.length > 0) moved[column === 'enterprise_id' ? table : `${table}.${column}`] = ids
  }
  return moved
}

/** Samples that know the duplicate by its code alone: nobody else has that code, and it leads nowhere any more. */
export async function claimSamples(
  scope: Scope,
  { duplicateId, survivorId }: Merged,
): Promise<Record<string, string[]>> {
  const claimed: Record<string, string[]> = {}
  for (const party of ['enterprise', 'producer']) {
    const ids = await idsOf(
      sql`update spot_check_sample sample set ${sql.ref(`${party}_id`)} = ${survivorId}::uuid from registry_redirect redirect
        where redirect.city = ${scope.city} and redirect.enterprise_id = ${duplicateId}::uuid
          and sample.city = ${scope.city} and sample.${sql.ref(`${party}_code`)} = redirect.credit_code
          and sample.${sql.ref(`${party}_id`)} is null
        returning sample.id`,
      scope,
    )
    if (ids.length > 0) claimed[`spot_check_sample.${party}_code`] = ids
  }
  return claimed
}

/** Accounts that act for the duplicate act for the survivor. */
export async function moveAccounts(scope: Scope, { duplicateId, survivorId }: Merged): Promise<string[]> {
  await sql`insert into supervision_enterprise_account (city, account_id, enterprise_id, since, confirmed_by)
    select city, account_id, ${survivorId}::uuid, since, confirmed_by from supervision_enterprise_account
    where city = ${scope.city} and enterprise_id = ${duplicateId}::uuid on conflict do nothing`.execute(
    scope.tx,
  )
  return idsOf(
    sql`delete from supervision_enterprise_account
      where city = ${scope.city} and enterprise_id = ${duplicateId}::uuid returning account_id as id`,
    scope,
  )
}

export const entriesOf = (scope: Scope, enterpriseId: string): Promise<string[]> =>
  idsOf(
    sql`select id from supervision_list_entry where city = ${scope.city} and enterprise_id = ${enterpriseId}::uuid`,
    scope,
  )

/** Moves entries to the survivor and its county, where those sit who have to deal with them. */
export async function moveEntries(
  scope: Scope,
  ids: readonly string[],
  { duplicateId, survivorId }: Merged,
): Promise<void> {
  await sql`update supervision_list_entry entry set enterprise_id = subject.enterprise_id,
      entered_for = coalesce(entry.entered_for, ${duplicateId}::uuid), region = left(subject.region, 6),
      industry = left(subject.industry, 3)
    from registry_subject subject
    where subject.city = ${scope.city} and subject.enterprise_id = ${survivorId}::uuid
      and entry.city = ${scope.city} and entry.id = any(${[...ids]}::uuid[])`.execute(scope.tx)
}

export async function moveOverride(scope: Scope, id: string, survivorId: string): Promise<void> {
  await sql`update risk_class_override set enterprise_id = ${survivorId}::uuid
    where city = ${scope.city} and id = ${id}::uuid`.execute(scope.tx)
}
