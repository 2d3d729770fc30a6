/** Enterprises for tests, written straight into the register's table. */
import { sql } from 'kysely'
import { v7 as newId } from 'uuid'
import type { Connection } from '#kernel/db/database.ts'

/** What tests care about; the rest has a value that does no harm. */
export interface TestEnterprise {
  readonly id?: string
  readonly name?: string
  readonly creditCode?: string
  readonly region?: string
  readonly industry?: string
  readonly size?: 'large' | 'medium' | 'small' | 'micro'
  readonly status?: 'active' | 'suspended' | 'revoked' | 'cancelled'
  readonly tags?: readonly string[]
  readonly establishedOn?: string
}

let made = 0

/** Adds enterprises and returns their ids in order. */
export async function addEnterprises(
  connection: Connection,
  city: string,
  enterprises: readonly TestEnterprise[],
): Promise<string[]> {
  const rows = enterprises.map((one) => {
    made += 1
    const number = String(made).padStart(6, '0')
    const established = one.establishedOn ?? '2010-05-01'
    return {
      city,
      id: one.id ?? newId(),
      credit_code: one.creditCode ?? `91990100MA${number}XX`,
      name: one.name ?? `澄州示例${number}有限公司`,
      former_names: [],
      aliases: [],
      status: one.status ?? 'active',
      status_since: established,
      region: one.region ?? '990102',
      industry: one.industry ?? 'C1411',
      size: one.size ?? 'small',
      tags: one.tags ?? [],
      established_on: established,
      initials: 'CZSL',
      search: '',
      search_text: '',
      version: 1,
      work_id: newId(),
      created_at: '2026-01-01T00:00:00Z',
      created_by: 'test',
      changed_at: '2026-01-01T00:00:00Z',
      changed_by: 'test',
    }
  })
  await sql`insert into enterprise select * from jsonb_populate_recordset(null::enterprise, ${JSON.stringify(rows)}::jsonb)`.execute(
    connection,
  )
  return rows.map((row) => row.id)
}
