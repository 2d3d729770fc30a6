/** Reads and appends audit entries. Nothing here can change one: the application role has no right to. */
import { sql } from 'kysely'
import type { Connection } from '../db/database.ts'
import { goesAhead } from '../db/pipelining.ts'
import type { Scope } from '../db/scope.ts'
import { type ChainedContent, chainStart, type Json, linkHash } from './chain.ts'

export type { Json }

export interface AuditEntry extends ChainedContent {
  readonly sequence: number
  readonly previousHash: string
  readonly hash: string
}

type AuditRow = {
  city: string
  sequence: number
  at: Date
  actor_id: string | null
  actor_name: string
  action: string
  object_type: string
  object_id: string
  object_label: string
  detail: Json
  previous_hash: string
  hash: string
}

type AuditTables = { audit_entry: AuditRow; audit_head: { city: string; sequence: number; hash: string } }

/**
 * Appends entries to the chain of the scope's city, as the last work of a transaction. The city's chain is held from the
 * first of two statements on; the second travels with the end of the transaction.
 */
export async function appendEntries(scope: Scope, contents: readonly ChainedContent[]): Promise<void> {
  const tx = scope.tx.withTables<AuditTables>()
  const head = await tx
    .insertInto('audit_head')
    .values({ city: scope.city, sequence: 0, hash: chainStart })
    // Changes nothing, but holds the row and gives it back.
    .onConflict((conflict) =>
      conflict.column('city').doUpdateSet({ sequence: sql.ref<number>('audit_head.sequence') }),
    )
    .returning(['sequence', 'hash'])
    .executeTakeFirstOrThrow()
  let { sequence, hash } = head
  const rows = contents.map((content): AuditRow => {
    sequence += 1
    const previousHash = hash
    hash = linkHash(previousHash, scope.city, sequence, content)
    return {
      city: scope.city,
      sequence,
      at: content.at,
      actor_id: content.actorId,
      actor_name: content.actorName,
      action: content.action,
      object_type: content.objectType,
      object_id: content.objectId,
      object_label: content.objectLabel,
      detail: content.detail,
      previous_hash: previousHash,
      hash,
    }
  })
  await sql`${goesAhead} with appended as (
      insert into audit_entry select * from jsonb_populate_recordset(null::audit_entry, ${JSON.stringify(rows)}::jsonb))
    update audit_head set sequence = ${sequence}, hash = ${hash} where city = ${scope.city}`.execute(tx)
}

function toEntry(row: AuditRow): AuditEntry {
  return {
    sequence: row.sequence,
    at: row.at,
    actorId: row.actor_id,
    actorName: row.actor_name,
    action: row.action,
    objectType: row.object_type,
    objectId: row.object_id,
    objectLabel: row.object_label,
    detail: row.detail,
    previousHash: row.previous_hash,
    hash: row.hash,
  }
}

export interface AuditFilter {
  readonly action?: string | undefined
  readonly actor?: string | undefined
  readonly objectType?: string | undefined
  readonly objectId?: string | undefined
  readonly from?: Date | undefined
  /** Exclusive. */
  readonly to?: Date | undefined
}

/** Entries from the newest back, at most `limit`, older than `before` when given. `action` is a prefix. */
export async function listEntries(
  scope: Scope,
  filter: AuditFilter,
  before: number | undefined,
  limit: number,
): Promise<AuditEntry[]> {
  let query = scope.tx
    .withTables<AuditTables>()
    .selectFrom('audit_entry')
    .selectAll()
    .where('city', '=', scope.city)
    .orderBy('sequence', 'desc')
    .limit(limit)
  if (before !== undefined) query = query.where('sequence', '<', before)
  if (filter.action) query = query.where(sql`starts_with(action, ${filter.action})`, '=', true)
  if (filter.actor) query = query.where('actor_name', '=', filter.actor)
  if (filter.objectType) query = query.where('object_type', '=', filter.objectType)
  if (filter.objectId) query = query.where('object_id', '=', filter.objectId)
  if (filter.from) query = query.where('at', '>=', filter.from)
  if (filter.to) query = query.where('at', '<', filter.to)
  return (await query.execute()).map(toEntry)
}

/** The next stretch of a city's chain in its order, for verification and export; outside a scope. */
export async function chainStretch(
  connection: Connection,
  city: string,
  after: number,
  limit: number,
): Promise<AuditEntry[]> {
  const rows = await connection
    .withTables<AuditTables>()
    .selectFrom('audit_entry')
    .selectAll()
    .where('city', '=', city)
    .where('sequence', '>', after)
    .orderBy('sequence')
    .limit(limit)
    .execute()
  return rows.map(toEntry)
}

/** The recorded end of a city's chain. */
export async function chainHead(
  connection: Connection,
  city: string,
): Promise<{ sequence: number; hash: string } | undefined> {
  return connection
    .withTables<AuditTables>()
    .selectFrom('audit_head')
    .select(['sequence', 'hash'])
    .where('city', '=', city)
    .executeTakeFirst()
}

/** Every city that has a chain, or rows that should be in one. */
export async function auditedCities(connection: Connection): Promise<string[]> {
  const tables = connection.withTables<AuditTables>()
  const rows = await tables
    .selectFrom('audit_head')
    .select('city')
    .union(tables.selectFrom('audit_entry').select('city'))
    .orderBy('city')
    .execute()
  return rows.map((row) => row.city)
}
