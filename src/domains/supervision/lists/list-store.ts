/** SQL of entries on the lists. */
import { sql } from 'kysely'
import { inReach, type UnitsInReach } from '#kernel/access/data-reach.ts'
import type { Scope } from '#kernel/db/scope.ts'
import type { SubjectRow } from '../risk/tables.ts'
import type { ListName } from './list-schemas.ts'
import type { EnterpriseAccountRow, GroundRow, ListEntryRow, ListsTables } from './tables.ts'

const tables = (scope: Scope) => scope.tx.withTables<ListsTables>()

/** Grounds of the law, in its order. */
export function listGrounds(scope: Scope): Promise<GroundRow[]> {
  return tables(scope).selectFrom('supervision_list_ground').selectAll().orderBy('position').execute()
}

export function findGround(scope: Scope, code: string): Promise<GroundRow | undefined> {
  return tables(scope)
    .selectFrom('supervision_list_ground')
    .selectAll()
    .where('code', '=', code)
    .executeTakeFirst()
}

export async function insertEntry(scope: Scope, row: Omit<ListEntryRow, 'city'>): Promise<void> {
  await tables(scope)
    .insertInto('supervision_list_entry')
    .values({ ...row, city: scope.city })
    .execute()
}

/** Ends entries. */
export async function endEntries(
  scope: Scope,
  ids: readonly string[],
  ending: Pick<ListEntryRow, 'removed_on' | 'removal' | 'removal_decision_number' | 'removal_case_id'>,
): Promise<void> {
  await tables(scope)
    .updateTable('supervision_list_entry')
    .set(ending)
    .where('city', '=', scope.city)
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .where('removed_on', 'is', null)
    .execute()
}

/** Entries whose term is over on a day. */
export function entriesPastTerm(
  scope: Scope,
  today: string,
): Promise<Array<Pick<ListEntryRow, 'id' | 'enterprise_id'>>> {
  return tables(scope)
    .selectFrom('supervision_list_entry')
    .select(['id', 'enterprise_id'])
    .where('city', '=', scope.city)
    .where('removed_on', 'is', null)
    .where('publication_ends_on', '<=', today)
    .orderBy('id')
    .limit(5000)
    .execute()
}

/** An entry with what people call its enterprise and its ground. */
export type NamedEntryRow = ListEntryRow &
  Pick<SubjectRow, 'name' | 'credit_code'> &
  Pick<GroundRow, 'title_zh' | 'title_en'>

export interface EntryFilter {
  readonly ids?: readonly string[] | undefined
  readonly enterpriseIds?: readonly string[] | undefined
  readonly list?: ListName | undefined
  readonly ground?: string | undefined
  readonly region?: string | undefined
  readonly standing?: 'present' | 'ended' | undefined
  /** Only what the public may see on this day. */
  readonly publishedOn?: string | undefined
  /** Present entries entered before this day. */
  readonly enteredBefore?: string | undefined
  /** Present entries that end by themselves before this day. */
  readonly endingBefore?: string | undefined
  readonly search?: string | undefined
  readonly reach: UnitsInReach
  readonly after?: { readonly on: string; readonly id: string } | undefined
  readonly limit: number
}

/** Entries, the last entered first. */
export function listEntries(scope: Scope, filter: EntryFilter): Promise<NamedEntryRow[]> {
  let query = tables(scope)
    .selectFrom('supervision_list_entry as entry')
    .innerJoin('registry_subject as subject', (join) =>
      join
        .onRef('subject.city', '=', 'entry.city')
        .onRef('subject.enterprise_id', '=', 'entry.enterprise_id'),
    )
    .innerJoin('supervision_list_ground as ground', 'ground.code', 'entry.ground')
    .selectAll('entry')
    .select(['subject.name', 'subject.credit_code', 'ground.title_zh', 'ground.title_en'])
    .where('entry.city', '=', scope.city)
    .where(inReach(filter.reach, { region: 'entry.region' }))
    .orderBy('entry.entered_on', 'desc')
    .orderBy('entry.id', 'desc')
    .limit(filter.limit)
  const { after } = filter
  if (filter.ids) query = query.where(sql<boolean>`entry.id = any(${[...filter.ids]}::uuid[])`)
  if (filter.enterpriseIds)
    query = query.where(sql<boolean>`entry.enterprise_id = any(${[...filter.enterpriseIds]}::uuid[])`)
  if (filter.list) query = query.where('entry.list', '=', filter.list)
  if (filter.ground) query = query.where('entry.ground', '=', filter.ground)
  if (filter.region) query = query.where('entry.region', '=', filter.region)
  if (filter.standing)
    query = query.where('entry.removed_on', filter.standing === 'present' ? 'is' : 'is not', null)
  if (filter.publishedOn)
    query = query.where(
      sql<boolean>`entry.removed_on is null and entry.published_from <= ${filter.publishedOn}::date
        and (entry.publication_ends_on is null or entry.publication_ends_on > ${filter.publishedOn}::date)`,
    )
  if (filter.enteredBefore)
    query = query.where('entry.removed_on', 'is', null).where('entry.entered_on', '<', filter.enteredBefore)
  if (filter.endingBefore)
    query = query
      .where('entry.removed_on', 'is', null)
      .where('entry.publication_ends_on', '<', filter.endingBefore)
  if (filter.search)
    query = query.where(
      sql<boolean>`(strpos(subject.name, ${filter.search}) > 0 or starts_with(subject.credit_code, ${filter.search.toUpperCase()})
        or starts_with(entry.decision_number, ${filter.search}) or exists (select from registry_redirect named
          where named.city = entry.city and named.enterprise_id = entry.entered_for
            and (strpos(named.name, ${filter.search}) > 0 or starts_with(named.credit_code, ${filter.search.toUpperCase()}))))`,
    )
  if (after)
    query = query.where(sql<boolean>`(entry.entered_on, entry.id) < (${after.on}::date, ${after.id}::uuid)`)
  return query.execute()
}

/** Present entries by list and ground. */
export async function countPresent(
  scope: Scope,
  reach: UnitsInReach,
): Promise<Array<{ list: ListName; ground: string; entries: number }>> {
  return tables(scope)
    .selectFrom('supervision_list_entry')
    .select(['list', 'ground', (select) => select.fn.countAll<number>().as('entries')])
    .where('city', '=', scope.city)
    .where('removed_on', 'is', null)
    .where(inReach(reach, { region: 'region' }))
    .groupBy(['list', 'ground'])
    .execute()
}

/** Whether an entry of this ground stands for the enterprise. */
export async function isListed(
  scope: Scope,
  enterpriseId: string,
  list: ListName,
  ground: string,
): Promise<boolean> {
  const row = await tables(scope)
    .selectFrom('supervision_list_entry')
    .select('id')
    .where('city', '=', scope.city)
    .where('enterprise_id', '=', enterpriseId)
    .where('list', '=', list)
    .where('ground', '=', ground)
    .where('removed_on', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/** Penalties recorded for an enterprise after a day: they stand against early repair. */
export async function penaltiesSince(scope: Scope, enterpriseId: string, day: string): Promise<number> {
  const rows = await sql<{ penalties: number }>`
    select count(*) as penalties from risk_credit_record where city = ${scope.city}
      and enterprise_id = ${enterpriseId}::uuid and kind = 'penalty' and withdrawn_at is null
      and decided_on > ${day}::date`.execute(scope.tx)
  return rows.rows[0]?.penalties ?? 0
}

export type LinkedAccountRow = EnterpriseAccountRow & Pick<SubjectRow, 'name' | 'credit_code'>

/** The enterprises an account acts for, or the accounts of an enterprise. */
export function listLinks(
  scope: Scope,
  filter: { readonly accountId?: string; readonly enterpriseId?: string },
): Promise<LinkedAccountRow[]> {
  let query = tables(scope)
    .selectFrom('supervision_enterprise_account as link')
    .innerJoin('registry_subject as subject', (join) =>
      join.onRef('subject.city', '=', 'link.city').onRef('subject.enterprise_id', '=', 'link.enterprise_id'),
    )
    .selectAll('link')
    .select(['subject.name', 'subject.credit_code'])
    .where('link.city', '=', scope.city)
    .orderBy('link.since')
    .limit(100)
  if (filter.accountId !== undefined) query = query.where('link.account_id', '=', filter.accountId)
  if (filter.enterpriseId !== undefined) query = query.where('link.enterprise_id', '=', filter.enterpriseId)
  return query.execute()
}

export async function insertLink(scope: Scope, accountId: string, enterpriseId: string): Promise<void> {
  await tables(scope)
    .insertInto('supervision_enterprise_account')
    .values({
      city: scope.city,
      account_id: accountId,
      enterprise_id: enterpriseId,
      since: scope.now,
      confirmed_by: scope.actor.name,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function deleteLink(scope: Scope, accountId: string, enterpriseId: string): Promise<boolean> {
  const gone = await tables(scope)
    .deleteFrom('supervision_enterprise_account')
    .where('city', '=', scope.city)
    .where('account_id', '=', accountId)
    .where('enterprise_id', '=', enterpriseId)
    .returning('account_id')
    .execute()
  return gone.length > 0
}
