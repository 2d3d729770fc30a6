/** The spot-check tables as Kysely sees them. */
import type {
  FollowUpState,
  NoticeParty,
  SampleFileRole,
  SampleResult,
  SampleState,
  SamplingLink,
  SamplingPurpose,
  Severity,
  SpotCheckKind,
} from './terms.ts'

export type CategoryRow = {
  city: string
  id: string
  code: string
  name: string
  kind: SpotCheckKind
  industry: string | null
  active: boolean
}

export type RuleRow = {
  city: string
  id: string
  category_id: string
  number: number
  title: string
  document: string
  units: number
  failing_limit: number
  minor_allowed: number
  sample_unit: string
  sample_quantity: number
  reserve_quantity: number
  sampling: string
  effective_from: string
  effective_to: string | null
  created_at: Date
  created_by: string
}

export type RuleItemRow = {
  city: string
  rule_id: string
  position: number
  name: string
  standard: string
  clause: string
  method: string
  requirement: 'limit' | 'not-detected' | 'complies'
  limit_text: string | null
  comparison: 'full-value' | 'rounded-value'
  unit: string
  decimals: number
  severity: Severity
}

export type InstitutionRow = {
  city: string
  id: string
  name: string
  unit_id: string | null
  cma_number: string | null
  qualified_until: string
  kinds: SpotCheckKind[]
  active: boolean
}

export type OutputRow = {
  city: string
  year: number
  region: string
  industry: string
  output: number
  source: string
}

export type PlanRow = {
  city: string
  id: string
  year: number
  title: string
  state: 'draft' | 'adopted' | 'withdrawn'
  adopted_at: Date | null
  adopted_by: string | null
  created_at: Date
  created_by: string
}

export type PlanLineRow = {
  city: string
  id: string
  plan_id: string
  category_id: string
  purpose: SamplingPurpose
  batches: number
  cost_per_batch: number
  purchase_per_batch: number
}

export type PlanVersionRow = {
  city: string
  plan_id: string
  number: number
  state: 'draft' | 'approving' | 'adopted' | 'withdrawn'
  reason: string | null
  returned: string | null
  case_id: string | null
  drafted_at: Date
  drafted_by: string
  drafter_id: string | null
  adopted_at: Date | null
  adopted_by: string | null
}

export type PlanVersionLineRow = Omit<PlanLineRow, 'id'> & { number: number; line_id: string }

export type TaskRow = {
  city: string
  id: string
  line_id: string
  unit_id: string
  institution_id: string
  region: string
  samplers: string[]
  sampler_ids: string[]
  batches: number
  due_on: string
  state: 'open' | 'done' | 'cancelled'
  cancel_reason: string | null
  note: string
  created_at: Date
  created_by: string
}

export type SampleRow = {
  city: string
  id: string
  task_id: string
  line_id: string
  category_id: string
  rule_id: string
  kind: SpotCheckKind
  purpose: SamplingPurpose
  link: SamplingLink
  unit_id: string
  institution_id: string
  state: SampleState
  sheet_number: string
  blind_code: string
  sampled_on: string
  region: string
  enterprise_id: string | null
  enterprise_name: string
  enterprise_code: string | null
  address: string
  producer_id: string | null
  producer_name: string | null
  producer_code: string | null
  product_name: string
  trade_mark: string
  model: string
  standard: string
  batch_number: string
  produced_on: string | null
  base_quantity: number | null
  sample_quantity: number | null
  reserve_quantity: number | null
  quantity_unit: string
  price: number | null
  platform: string
  order_number: string
  samplers: string[]
  sampler_ids: string[]
  signatory_name: string
  signatory_phone: string
  refusal_reason: string | null
  void_reason: string | null
  note: string
  handed_over_at: Date | null
  received_at: Date | null
  received_by: string | null
  receipt_note: string
  report_number: string | null
  judged_on: string | null
  judged_by: string | null
  initial_result: SampleResult | null
  final_result: SampleResult | null
  serious: boolean
  failing_units: number | null
  judgement_note: string
  case_id: string | null
  follow_up: FollowUpState | null
  follow_up_since: Date | null
  published_on: string | null
  created_at: Date
  created_by: string
}

export type ResultRow = {
  city: string
  sample_id: string
  round: 'initial' | 'retest' | 'reinspection'
  attempt: number
  unit_number: number
  position: number
  measured: string
  compared: string | null
  reported: string | null
  conforms: boolean
  entered_at: Date
  entered_by: string
}

export type SampleFileRow = {
  city: string
  sample_id: string
  file_id: string
  role: SampleFileRole
  objection_id: string | null
  attached_at: Date
  attached_by: string
}

export type ImportRow = {
  city: string
  id: string
  institution_id: string
  file_name: string
  sha256: string
  samples: number
  results: number
  imported_at: Date
  imported_by: string
}

export type DeliveryRow = {
  city: string
  sample_id: string
  party: NoticeParty
  addressee: string
  received_on: string
  object_until: string
}

export type ObjectionRow = {
  city: string
  id: string
  sample_id: string
  party: NoticeParty
  received_on: string
  objector: string
  ground: 'result' | 'authenticity' | 'sampling'
  statement: string
  outcome: 'retest' | 'rejected' | 'set-aside' | null
  outcome_reason: string | null
  decided_on: string | null
  retest_institution_id: string | null
  retest_result: SampleResult | null
  retest_report: string | null
  fee_by: 'objector' | 'organiser' | null
  filed_for: string | null
}

export type OrderRow = {
  city: string
  id: string
  sample_id: string
  kind: 'notice' | 'correction' | 'transfer' | 'penalty' | 'recall'
  number: string
  issued_on: string
  addressee: string
  detail: string
  amount: number | null
  issued_by: string
}

export type NoticeRow = {
  city: string
  id: string
  title: string
  number: string
  published_on: string
  published_by: string
}

export type PublishedRow = {
  city: string
  notice_id: string
  sample_id: string
  product: string
  category: string
  kind: SpotCheckKind
  model: string
  batch_number: string
  produced_on: string | null
  enterprise: string
  producer: string
  region: string
  result: SampleResult
  failing_items: string
  published_on: string
}

export type SpotCheckTables = {
  spot_check_category: CategoryRow
  spot_check_rule: RuleRow
  spot_check_rule_item: RuleItemRow
  spot_check_institution: InstitutionRow
  spot_check_output: OutputRow
  spot_check_plan: PlanRow
  spot_check_plan_line: PlanLineRow
  spot_check_plan_version: PlanVersionRow
  spot_check_plan_version_line: PlanVersionLineRow
  spot_check_task: TaskRow
  spot_check_sample: SampleRow
  spot_check_result: ResultRow
  spot_check_file: SampleFileRow
  spot_check_import: ImportRow
  spot_check_delivery: DeliveryRow
  spot_check_objection: ObjectionRow
  spot_check_order: OrderRow
  spot_check_notice: NoticeRow
  spot_check_published: PublishedRow
}

/** A row without its city, which comes from the scope. */
export type WithoutCity<Row> = Omit<Row, 'city'>
