/** The indicators tables as Kysely sees them. */
import type { MethodCall } from './contract.ts'

export type IndicatorRow = {
  city: string
  id: string
  code: string
  origin: 'national' | 'city'
  created_at: Date
  created_by: string
}

export type VersionRow = {
  city: string
  id: string
  indicator_id: string
  number: number
  valid_from: string
  valid_to: string | null
  name_zh: string
  name_en: string
  synonyms: string[]
  definition_zh: string
  definition_en: string
  unit: string
  direction: 'higher' | 'lower' | 'neutral'
  decimals: number
  category: string
  period: 'month' | 'quarter' | 'year'
  accumulation: 'sum' | 'mean' | 'last' | 'none'
  source_standard: string | null
  owner_unit_type: string | null
  computation: 'observed' | 'expression' | 'method'
  expression: string | null
  method: MethodCall | null
  minimum: number | null
  maximum: number | null
  largest_jump: number | null
  reason: string | null
  created_at: Date
  created_by: string
  /** Who approved it; null for first versions. */
  approved_by: string | null
}

export type ObservationState = 'draft' | 'published' | 'superseded' | 'discarded'

export type ObservationRow = {
  city: string
  id: string
  indicator_id: string
  region: string
  period: string
  value: number
  state: ObservationState
  explanation: string | null
  evidence_file_id: string | null
  unit_id: string | null
  entered_at: Date
  entered_by: string
  published_at: Date | null
  published_by: string | null
}

export type Milestone = { readonly year: number; readonly value: number }

export type BindingRow = {
  city: string
  target_id: string
  indicator_id: string
  basis: 'level' | 'year-total' | 'since-baseline'
  factor: number
  baseline_year: number | null
  baseline_value: number | null
  year: number | null
  path: 'linear' | 'stepped' | 'milestones'
  milestones: Milestone[]
  confirmed_at: Date
  confirmed_by: string
}

export type ShareRow = {
  city: string
  target_id: string
  region: string
  value: number
  baseline_value: number | null
}

export type IndicatorsTables = {
  indicator: IndicatorRow
  indicator_version: VersionRow
  observation: ObservationRow
  target_binding: BindingRow
  target_share: ShareRow
  figures_followed: { city: string; totals: Record<string, number>; followed_at: Date }
}
