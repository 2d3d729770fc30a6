/** The tables of risk classes as Kysely sees them. */

import type { WhatIf } from './risk-contract.ts'
import type { Borders, RiskClass, ScorecardDefinition, ScorecardState } from './scorecard.ts'

export type ScorecardVersionRow = {
  city: string
  id: string
  number: number
  title: string
  state: ScorecardState
  definition: ScorecardDefinition
  valid_from: string | null
  valid_to: string | null
  based_on_id: string | null
  case_id: string | null
  what_if: WhatIf | null
  created_at: Date
  created_by: string
  changed_at: Date
  changed_by: string
  adopted_at: Date | null
  adopted_by: string | null
}

export type ClassificationRunRow = {
  city: string
  id: string
  scorecard_version_id: string
  as_of: string
  cause: 'scorecard' | 'daily' | 'by-hand'
  enterprises: number
  changed: number
  by_class: Record<RiskClass, number>
  borders: Borders
  started_at: Date
  finished_at: Date
  started_by: string
}

export type ClassOverrideRow = {
  city: string
  id: string
  enterprise_id: string
  class: RiskClass
  reason: string
  effective_from: string
  effective_to: string
  set_at: Date
  set_by: string
  lifted_at: Date | null
  lifted_by: string | null
}

type Explained = {
  city: string
  enterprise_id: string
  region: string
  industry: string
  class: RiskClass
  class_by_score: RiskClass
  /** Hundredths of points. */
  score: number
  scorecard_version_id: string
  part: string
  facts: Array<string | null>
  points: number[]
  vetoes: string[]
  override_id: string | null
}

export type EnterpriseClassRow = Explained & {
  as_of: string
  classified_at: Date
  class_since: string
}

export type ChangeCause = 'scorecard' | 'daily' | 'by-hand' | 'new-fact' | 'override' | 'list'

export type ClassPeriodRow = Explained & {
  id: string
  cause: ChangeCause
  from_on: string
  to_on: string | null
  began_at: Date
  ended_at: Date | null
}

export type CreditRecordRow = {
  city: string
  id: string
  enterprise_id: string
  kind: string
  number: string
  decided_on: string
  authority: string
  summary: string
  amount: number | null
  origin: 'import' | 'by-hand' | 'interface' | 'spot-check'
  recorded_at: Date
  recorded_by: string
  withdrawn_at: Date | null
  withdrawn_by: string | null
  withdrawal_reason: string | null
  tier: 'minor' | 'general' | 'serious' | null
  repaired_on: string | null
  repair_decision_number: string | null
  same_as: string | null
}

/** The published view of the register, as far as risk classes need it. */
export type SubjectRow = {
  city: string
  enterprise_id: string
  credit_code: string
  name: string
  region: string
  industry: string
  size: string
  status: string
  tags: string[]
  established_on: string
}

export type RiskTables = {
  risk_scorecard_version: ScorecardVersionRow
  risk_classification_run: ClassificationRunRow
  risk_class_override: ClassOverrideRow
  risk_enterprise_class: EnterpriseClassRow
  risk_class_period: ClassPeriodRow
  risk_credit_record: CreditRecordRow
  registry_subject: SubjectRow
}
