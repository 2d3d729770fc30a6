/** The tables of reporting as Kysely sees them. */
import type { PeriodKind } from '../period.ts'

export type Coverage = 'whole' | 'districts' | 'whole-and-districts'

export type AssignmentRow = {
  city: string
  id: string
  unit_id: string
  indicator_id: string
  frequency: PeriodKind
  coverage: Coverage
  district_sum: boolean
  starts_on: string
  ends_on: string | null
  created_at: Date
  created_by: string
}

export type ReportState = 'to-report' | 'submitted' | 'returned' | 'reviewed' | 'published' | 'cancelled'

export type ReportRow = {
  city: string
  id: string
  unit_id: string
  period: string
  frequency: PeriodKind
  period_end: string
  due_on: string
  round: number
  case_id: string
  state: ReportState
  first_submitted_on: string | null
  submitted_at: Date | null
  submitted_by: string | null
  created_at: Date
  created_by: string
}

export type RoundRow = {
  city: string
  report_id: string
  round: number
  case_id: string
  reason: string | null
  opened_at: Date
  opened_by: string
  published_at: Date | null
  published_by: string | null
}

export type FigureRow = {
  city: string
  report_id: string
  indicator_id: string
  region: string
  period: string
  position: number
  district_sum: boolean
  value: number | null
  explanation: string | null
  evidence_file_id: string | null
  observation_id: string | null
  changed_at: Date | null
  changed_by: string | null
}

export type ReportFileRow = {
  city: string
  file_id: string
  report_id: string
  round: number
  purpose: 'evidence' | 'workbook'
  name: string
  added_at: Date
  added_by: string
}

export type ReportingTables = {
  reporting_assignment: AssignmentRow
  report: ReportRow
  report_round: RoundRow
  report_figure: FigureRow
  report_file: ReportFileRow
}
