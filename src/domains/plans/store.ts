/** SQL of plans, their documents and versions. */
import { sql } from 'kysely'
import type { Scope } from '#kernel/db/scope.ts'
import type { DocumentRow, PlanRow, PlansTables, SectionRow, VersionRow } from './tables.ts'

const tables = (scope: Scope) => scope.tx.withTables<PlansTables>()

/** JSON for a jsonb column; an object parameter would be sent in the driver's own way. */
const json = <Value>(value: Value) => sql<Value>`${value === null ? null : JSON.stringify(value)}::jsonb`

type WithoutCity<Row> = Omit<Row, 'city'>

export async function insertDocument(scope: Scope, row: WithoutCity<DocumentRow>): Promise<void> {
  await tables(scope)
    .insertInto('plan_document')
    .values({ ...row, city: scope.city, failure: json(row.failure) })
    .execute()
}

export async function updateDocument(
  scope: Scope,
  id: string,
  change: Partial<WithoutCity<DocumentRow>>,
): Promise<void> {
  const { failure, ...rest } = change
  await tables(scope)
    .updateTable('plan_document')
    .set({ ...rest, ...(failure === undefined ? {} : { failure: json(failure) }) })
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .execute()
}

export function findDocument(scope: Scope, id: string): Promise<DocumentRow | undefined> {
  return tables(scope)
    .selectFrom('plan_document')
    .selectAll()
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** The latest document with the same content that was not a failure and did not end in a discarded version. */
export function findDocumentByContent(scope: Scope, contentHash: string): Promise<DocumentRow | undefined> {
  return tables(scope)
    .selectFrom('plan_document as document')
    .leftJoin('plan_version as version', (join) =>
      join.onRef('version.city', '=', 'document.city').onRef('version.id', '=', 'document.version_id'),
    )
    .selectAll('document')
    .where('document.city', '=', scope.city)
    .where('document.content_hash', '=', contentHash)
    .where('document.state', '!=', 'failed')
    .where((where) =>
      where.or([where('version.state', 'is', null), where('version.state', '!=', 'discarded')]),
    )
    .orderBy('document.imported_at', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export async function insertPlan(scope: Scope, row: WithoutCity<PlanRow>): Promise<void> {
  await tables(scope)
    .insertInto('plan')
    .values({ ...row, city: scope.city })
    .execute()
}

export async function updatePlan(
  scope: Scope,
  id: string,
  change: Partial<WithoutCity<PlanRow>>,
): Promise<void> {
  await tables(scope)
    .updateTable('plan')
    .set(change)
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .execute()
}

export function findPlan(scope: Scope, id: string): Promise<PlanRow | undefined> {
  return tables(scope)
    .selectFrom('plan')
    .selectAll()
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .executeTakeFirst()
}

export interface PlanFilter {
  readonly standing?: PlanRow['standing'] | undefined
  readonly search?: string | undefined
  /** Without the right to review, only plans with a published version are there. */
  readonly publishedOnly: boolean
  readonly after?: string | undefined
  readonly limit: number
}

/** Plans from the newest back; ids are in the order of creation. */
export function listPlans(scope: Scope, filter: PlanFilter): Promise<PlanRow[]> {
  let query = tables(scope)
    .selectFrom('plan')
    .selectAll()
    .where('city', '=', scope.city)
    .orderBy('id', 'desc')
    .limit(filter.limit)
  if (filter.standing) query = query.where('standing', '=', filter.standing)
  if (filter.search)
    query = query.where(sql<boolean>`strpos(title || ' ' || coalesce(place, ''), ${filter.search}) > 0`)
  if (filter.publishedOnly) query = query.where('published_version_id', 'is not', null)
  if (filter.after) query = query.where('id', '<', filter.after)
  return query.execute()
}

/** The same order for every plan that counts on the board or in comparison; bounded, since a city has few. */
export function publishedPlans(scope: Scope): Promise<PlanRow[]> {
  return tables(scope)
    .selectFrom('plan')
    .selectAll()
    .where('city', '=', scope.city)
    .where('published_version_id', 'is not', null)
    .orderBy('issued_on', (order) => order.desc().nullsLast())
    .orderBy('id')
    .limit(200)
    .execute()
}

export async function insertVersion(scope: Scope, row: WithoutCity<VersionRow>): Promise<void> {
  await tables(scope)
    .insertInto('plan_version')
    .values({ ...row, city: scope.city })
    .execute()
}

export async function updateVersion(
  scope: Scope,
  id: string,
  change: Partial<WithoutCity<VersionRow>>,
): Promise<void> {
  await tables(scope)
    .updateTable('plan_version')
    .set(change)
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .execute()
}

/** A version with how much is in it; rejected entries do not count. */
export type CountedVersion = VersionRow & { targets: number; tasks: number; unread: number }

function countedVersions(scope: Scope) {
  return tables(scope)
    .selectFrom('plan_version as version')
    .selectAll('version')
    .select(
      sql<number>`(select count(*) from plan_target t where t.city = version.city and t.version_id = version.id and t.review <> 'rejected')`.as(
        'targets',
      ),
    )
    .select(
      sql<number>`(select count(*) from plan_task t where t.city = version.city and t.version_id = version.id and t.review <> 'rejected')`.as(
        'tasks',
      ),
    )
    .select(
      sql<number>`(select count(*) from plan_target t where t.city = version.city and t.version_id = version.id and t.review = 'unread')
        + (select count(*) from plan_task t where t.city = version.city and t.version_id = version.id and t.review = 'unread')`.as(
        'unread',
      ),
    )
    .where('version.city', '=', scope.city)
}

export function findVersion(scope: Scope, id: string): Promise<CountedVersion | undefined> {
  return countedVersions(scope).where('version.id', '=', id).executeTakeFirst()
}

/** Takes the version for the rest of the transaction, so that two reviewers or publishers follow one another. */
export async function lockVersion(scope: Scope, id: string): Promise<void> {
  await tables(scope)
    .selectFrom('plan_version')
    .select('id')
    .where('city', '=', scope.city)
    .where('id', '=', id)
    .forUpdate()
    .execute()
}

export function versionsOfPlans(scope: Scope, planIds: readonly string[]): Promise<CountedVersion[]> {
  if (planIds.length === 0) return Promise.resolve([])
  return countedVersions(scope)
    .where('version.plan_id', 'in', [...planIds])
    .orderBy('version.number', 'desc')
    .execute()
}

export async function insertSections(
  scope: Scope,
  rows: ReadonlyArray<WithoutCity<SectionRow>>,
): Promise<void> {
  for (let start = 0; start < rows.length; start += 1000)
    await tables(scope)
      .insertInto('plan_section')
      .values(rows.slice(start, start + 1000).map((row) => ({ ...row, city: scope.city })))
      .execute()
}

export function sectionsOf(scope: Scope, versionIds: readonly string[]): Promise<SectionRow[]> {
  if (versionIds.length === 0) return Promise.resolve([])
  return tables(scope)
    .selectFrom('plan_section')
    .selectAll()
    .where('city', '=', scope.city)
    .where('version_id', 'in', [...versionIds])
    .orderBy('version_id')
    .orderBy('position')
    .execute()
}

/** The source texts of versions; spans are offsets into them. */
export async function textsOfVersions(
  scope: Scope,
  versionIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (versionIds.length === 0) return new Map()
  const rows = await tables(scope)
    .selectFrom('plan_version as version')
    .innerJoin('plan_document as document', (join) =>
      join.onRef('document.city', '=', 'version.city').onRef('document.id', '=', 'version.document_id'),
    )
    .select(['version.id', 'document.source_text'])
    .where('version.city', '=', scope.city)
    .where('version.id', 'in', [...versionIds])
    .execute()
  return new Map(rows.map((row) => [row.id, row.source_text ?? '']))
}
