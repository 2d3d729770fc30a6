/** SQL of verifications. */
import { sql } from 'kysely'
import type { Scope } from '#kernel/db/scope.ts'
import type { NewVerification, VerificationResult } from './record-schemas.ts'

export type VerificationRow = {
  id: string
  verified_on: string
  result: VerificationResult
  verifier: string
  certificate_number: string | null
  due_on: string | null
  recorded_at: Date
  recorded_by: string
}

/** Verifications of an instrument that the caller may read, newest first. */
export async function listVerifications(scope: Scope, instrumentId: string): Promise<VerificationRow[]> {
  const found = await sql<VerificationRow>`
    select id, verified_on, result, verifier, certificate_number, due_on, recorded_at, recorded_by
    from instrument_verification where city = ${scope.city} and instrument_id = ${instrumentId}::uuid
    order by verified_on desc, id desc limit 200`.execute(scope.tx)
  return found.rows
}

/** Adds a verification; the instrument shows that of the latest day. */
export async function insertVerification(
  scope: Scope,
  verification: NewVerification & {
    readonly id: string
    readonly instrumentId: string
    readonly dueOn: string | null
  },
): Promise<void> {
  const { id, instrumentId, verifiedOn, result, verifier, certificateNumber, dueOn } = verification
  await sql`insert into instrument_verification (city, id, instrument_id, verified_on, result, verifier,
      certificate_number, due_on, recorded_at, recorded_by)
    values (${scope.city}, ${id}, ${instrumentId}, ${verifiedOn}, ${result}, ${verifier}, ${certificateNumber}, ${dueOn},
      ${scope.now}, ${scope.actor.name})`.execute(scope.tx)
  await sql`update enterprise_instrument set last_verified_on = ${verifiedOn}, last_result = ${result},
      last_verifier = ${verifier}, last_certificate_number = ${certificateNumber}, due_on = ${dueOn},
      version = version + 1, changed_at = ${scope.now}, changed_by = ${scope.actor.name}
    where city = ${scope.city} and id = ${instrumentId}::uuid
      and (last_verified_on is null or last_verified_on <= ${verifiedOn}::date)`.execute(scope.tx)
}

/** A changed cycle moves the due day of the last verification. */
export async function moveDueDay(scope: Scope, instrumentId: string, dueOn: string | null): Promise<void> {
  await sql`update enterprise_instrument set due_on = ${dueOn}::date
    where city = ${scope.city} and id = ${instrumentId}::uuid`.execute(scope.tx)
}
