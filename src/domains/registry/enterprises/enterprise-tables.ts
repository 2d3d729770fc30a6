/** The enterprise tables as Kysely sees them. */
import type { EnterpriseSize, EnterpriseStatus } from './enterprise-schemas.ts'

export type EnterpriseRow = {
  city: string
  id: string
  credit_code: string
  name: string
  former_names: string[]
  aliases: string[]
  status: EnterpriseStatus
  status_since: string
  region: string
  industry: string
  size: EnterpriseSize
  tags: string[]
  established_on: string
  registered_capital: number | null
  address: string | null
  legal_representative: string | null
  phone: string | null
  grid_cell_id: string | null
  initials: string
  search_text: string
  merged_into: string | null
  version: number
  created_at: Date
  created_by: string
  changed_at: Date
  changed_by: string
}

export type EnterpriseChangeRow = {
  city: string
  id: string
  enterprise_id: string
  kind: 'changed' | 'merged' | 'took-over'
  before: Record<string, unknown>
  after: Record<string, unknown>
  reason: string | null
  at: Date
  by_name: string
  by_user: string | null
}

export type EnterpriseTables = {
  enterprise: EnterpriseRow & { search: string }
  enterprise_found: EnterpriseRow
  enterprise_change: EnterpriseChangeRow
}
