/** SQL of an enterprise's own spot checks: only what it has been told of, and only what concerns it. */
import { type RawBuilder, sql } from 'kysely'
import type { Scope } from '#kernel/db/scope.ts'
import type { SampleOverview } from '../sampling/sampling-store.ts'
import type { NoticeParty } from '../terms.ts'

/** The enterprises that somebody acts for, by the register's ids and by their codes. */
export interface OwnEnterprises {
  readonly ids: readonly string[]
  readonly codes: readonly string[]
}

/** Samples taken at these enterprises or made by them, of which they were told: by a notice or by publication. */
const concerns = (scope: Scope, { ids, codes }: OwnEnterprises): RawBuilder<boolean> => sql<boolean>`
  sample.city = ${scope.city}
  and (sample.producer_id = any(${[...ids]}::uuid[]) or sample.enterprise_id = any(${[...ids]}::uuid[])
    or sample.producer_code = any(${[...codes]}::text[]) or sample.enterprise_code = any(${[...codes]}::text[]))
  and (sample.published_on is not null or exists (select from spot_check_order notice
    where notice.city = sample.city and notice.sample_id = sample.id and notice.kind = 'notice'))`

/** From the newest back. */
export async function listOwnSamples(
  scope: Scope,
  own: OwnEnterprises,
  page: { readonly after?: string | undefined; readonly limit: number },
): Promise<SampleOverview[]> {
  const rows = await sql<SampleOverview>`
    select sample.*, category.name as category from spot_check_sample sample
    join spot_check_category category on category.city = sample.city and category.id = sample.category_id
    where ${concerns(scope, own)} ${page.after ? sql`and sample.id < ${page.after}::uuid` : sql``}
    order by sample.id desc limit ${page.limit}`.execute(scope.tx)
  return rows.rows
}

export async function findOwnSample(
  scope: Scope,
  own: OwnEnterprises,
  sampleId: string,
): Promise<SampleOverview | undefined> {
  const rows = await sql<SampleOverview>`
    select sample.*, category.name as category from spot_check_sample sample
    join spot_check_category category on category.city = sample.city and category.id = sample.category_id
    where ${concerns(scope, own)} and sample.id = ${sampleId}::uuid`.execute(scope.tx)
  return rows.rows[0]
}

/** A last day that runs for an enterprise. */
export interface OwnDeadlineRow {
  readonly case_id: string
  readonly due_date: string
  readonly due_at: Date
  readonly rule_source: string
  readonly rule_clause: string | null
}

/** What runs for the enterprise to correct. The authority's own deadlines are not its. */
export async function runningDeadlines(scope: Scope, caseIds: readonly string[]): Promise<OwnDeadlineRow[]> {
  if (caseIds.length === 0) return []
  const rows = await sql<OwnDeadlineRow>`
    select case_id, due_date::text as due_date, due_at, rule_source, rule_clause from case_deadline
    where city = ${scope.city} and case_id = any(${[...caseIds]}::uuid[]) and ended_at is null
      and state in ('correcting', 'announced', 'suspended')`.execute(scope.tx)
  return rows.rows
}

/** A party's time to object, by the rule that it was counted by. */
export interface ObjectionTermRow {
  readonly sample_id: string
  readonly party: NoticeParty
  readonly received_on: string
  readonly object_until: string
  readonly objected: boolean
  readonly rule_source: string
  readonly rule_clause: string | null
}

export async function objectionTerms(
  scope: Scope,
  sampleIds: readonly string[],
): Promise<ObjectionTermRow[]> {
  const rows = await sql<ObjectionTermRow>`
    select delivery.sample_id, delivery.party, delivery.received_on::text as received_on,
      delivery.object_until::text as object_until, coalesce(rule.rule_source, '') as rule_source, rule.rule_clause,
      exists (select from spot_check_objection objection where objection.city = delivery.city
        and objection.sample_id = delivery.sample_id and objection.party = delivery.party) as objected
    from spot_check_delivery delivery
    join spot_check_sample sample on sample.city = delivery.city and sample.id = delivery.sample_id
    left join lateral (select rule_source, rule_clause from case_deadline deadline
      where deadline.city = sample.city and deadline.case_id = sample.case_id and deadline.state = 'objection-period'
      order by deadline.id limit 1) rule on true
    where delivery.city = ${scope.city} and delivery.sample_id = any(${[...sampleIds]}::uuid[])
    order by delivery.party`.execute(scope.tx)
  return rows.rows
}

/** Evidence of the objections of a sample, with the enterprise that filed each. */
export async function listEvidence(
  scope: Scope,
  sampleId: string,
): Promise<Array<{ id: string; name: string; objection_id: string; filed_for: string | null }>> {
  const rows = await sql<{ id: string; name: string; objection_id: string; filed_for: string | null }>`
    select file.id, file.name, attached.objection_id, objection.filed_for
    from spot_check_file attached
    join spot_check_objection objection on objection.city = attached.city and objection.id = attached.objection_id
    join file on file.city = attached.city and file.id = attached.file_id
    where attached.city = ${scope.city} and attached.sample_id = ${sampleId}::uuid
    order by attached.attached_at, file.id`.execute(scope.tx)
  return rows.rows
}

/**
 * Accounts that act for the enterprises a sample concerns; with `answering` only for the one that answers for it: the
 * producer, or the one sampled where no producer is named.
 */
export async function accountsConcerned(
  scope: Scope,
  sampleId: string,
  answering: boolean,
): Promise<string[]> {
  const sampled = answering ? sql`sample.producer_name is null` : sql`true`
  const rows = await sql<{ account_id: string }>`
    select distinct link.account_id from spot_check_sample sample
    join registry_subject subject on subject.city = sample.city
      and (subject.enterprise_id = sample.producer_id or subject.credit_code = sample.producer_code
        or (${sampled} and (subject.enterprise_id = sample.enterprise_id or subject.credit_code = sample.enterprise_code)))
    join supervision_enterprise_account link on link.city = sample.city and link.enterprise_id = subject.enterprise_id
    where sample.city = ${scope.city} and sample.id = ${sampleId}::uuid`.execute(scope.tx)
  return rows.rows.map((row) => row.account_id)
}
