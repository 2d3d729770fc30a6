/** The tables of lists as Kysely sees them. */
import type { CreditRecordRow, SubjectRow } from '../risk/tables.ts'
import type { ListName, MatterContent, MatterKind, Removal } from './list-schemas.ts'

export type GroundRow = {
  code: string
  list: ListName
  title_zh: string
  title_en: string
  cure_zh: string
  cure_en: string
  source: string
  clause: string | null
  confidence: 'confirmed' | 'recalled' | 'to be confirmed'
  effective_from: string
  effective_to: string | null
  position: number
}

export type ListEntryRow = {
  city: string
  id: string
  enterprise_id: string
  region: string
  industry: string
  list: ListName
  ground: string
  facts: string
  authority: string
  decision_number: string
  entered_on: string
  published_from: string
  publication_ends_on: string | null
  repair_from: string
  case_id: string | null
  removed_on: string | null
  removal: Removal | null
  removal_decision_number: string | null
  removal_case_id: string | null
  recorded_at: Date
  recorded_by: string
  entered_for: string | null
}

export type MatterRow = {
  city: string
  id: string
  kind: MatterKind
  enterprise_id: string
  entry_id: string | null
  record_id: string | null
  content: MatterContent
  opened_at: Date
  opened_by: string
  state: string
  done: boolean
}

export type EnterpriseAccountRow = {
  city: string
  account_id: string
  enterprise_id: string
  since: Date
  confirmed_by: string
}

export type ListsTables = {
  supervision_list_ground: GroundRow
  supervision_list_entry: ListEntryRow
  supervision_list_matter: MatterRow
  supervision_enterprise_account: EnterpriseAccountRow
  registry_subject: SubjectRow
  risk_credit_record: CreditRecordRow
}
