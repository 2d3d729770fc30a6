/** The plans tables as Kysely sees them. */
import type { Comparator, PlanStanding, Review, VersionState } from './contract.ts'

export type PlanRow = {
  city: string
  id: string
  title: string
  issuer: string | null
  doc_number: string | null
  issued_on: string | null
  place: string | null
  standing: PlanStanding
  published_version_id: string | null
  created_at: Date
  created_by: string
}

export type DocumentRow = {
  city: string
  id: string
  plan_id: string | null
  file_id: string | null
  name: string
  content_hash: string
  standing: PlanStanding
  place: string | null
  state: 'waiting' | 'read' | 'failed'
  pasted_text: string | null
  source_text: string | null
  warnings: string[]
  failure: { zh: string; en: string } | null
  job_run_id: string | null
  version_id: string | null
  imported_at: Date
  imported_by: string
}

export type VersionRow = {
  city: string
  id: string
  plan_id: string
  document_id: string
  number: number
  state: VersionState
  base_version_id: string | null
  case_id: string | null
  created_at: Date
  published_at: Date | null
  published_by: string | null
}

export type SectionRow = {
  city: string
  version_id: string
  position: number
  path: string
  kind: 'chapter' | 'section' | 'item' | 'box'
  heading: string
  span_start: number
  span_end: number
}

type ReviewedRow = {
  city: string
  id: string
  version_id: string
  lineage_id: string
  position: number
  section_path: string
  span_start: number
  span_end: number
  review: Review
  changed_at: Date
  changed_by: string
}

export type TargetRow = ReviewedRow & {
  indicator: string
  action: string
  comparator: Comparator
  value: number
  value_high: number | null
  unit: string
  year: number | null
  scope_word: string | null
  quote: string
  doubt: string | null
}

export type TaskRow = ReviewedRow & { heading: string }

export type AnswerableUnitRow = {
  city: string
  item_id: string
  item_kind: 'target' | 'task'
  version_id: string
  position: number
  name_as_written: string
  is_lead: boolean
  unit_id: string | null
  unit_type: string | null
}

export type PlansTables = {
  plan: PlanRow
  plan_document: DocumentRow
  plan_version: VersionRow
  plan_section: SectionRow
  plan_target: TargetRow
  plan_task: TaskRow
  plan_answerable_unit: AnswerableUnitRow
}
