/** SQL of penalties as credit repair sees them. */
import { sql } from 'kysely'
import type { Scope } from '#kernel/db/scope.ts'
import type { CreditRecordRow, SubjectRow } from '../risk/tables.ts'
import type { PenaltyTier } from './list-schemas.ts'

export type PenaltyRow = CreditRecordRow & Pick<SubjectRow, 'name' | 'region'>

/** Penalties and warnings that stand, the newest decision first; repaired ones too. */
export async function listPenalties(
  scope: Scope,
  filter: { readonly enterpriseIds?: readonly string[]; readonly id?: string; readonly limit: number },
): Promise<PenaltyRow[]> {
  const rows = await sql<PenaltyRow>`
    select record.*, subject.name, subject.region from risk_credit_record record
    join registry_subject subject on subject.city = record.city and subject.enterprise_id = record.enterprise_id
    where record.city = ${scope.city} and record.kind in ('penalty', 'warning') and record.withdrawn_at is null
      ${filter.enterpriseIds ? sql`and record.enterprise_id = any(${[...filter.enterpriseIds]}::uuid[])` : sql``}
      ${filter.id ? sql`and record.id = ${filter.id}::uuid` : sql``}
    order by record.decided_on desc, record.id limit ${filter.limit}`.execute(scope.tx)
  return rows.rows
}

/** Marks a record as repaired; false when it was already, or is withdrawn. */
export async function markRepaired(
  scope: Scope,
  id: string,
  repair: { readonly on: string; readonly decisionNumber: string },
): Promise<boolean> {
  const rows = await sql<{ id: string }>`
    update risk_credit_record set repaired_on = ${repair.on}::date, repair_decision_number = ${repair.decisionNumber}
    where city = ${scope.city} and id = ${id}::uuid and repaired_on is null and withdrawn_at is null
    returning id`.execute(scope.tx)
  return rows.rows.length > 0
}

export async function setTier(scope: Scope, id: string, tier: PenaltyTier): Promise<void> {
  await sql`update risk_credit_record set tier = ${tier} where city = ${scope.city} and id = ${id}::uuid`.execute(
    scope.tx,
  )
}
