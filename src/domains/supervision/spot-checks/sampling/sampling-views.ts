/** Samples and tasks as the API gives them. */
import { maskName, maskPhone } from '#kernel/access/mask.ts'
import type { Rule } from '../setup/rule-contract.ts'
import type { DeliveryRow, ObjectionRow, OrderRow, ResultRow } from '../tables.ts'
import type { JudgedValue, Sample, SampleSummary } from './sampling-contract.ts'
import type { SampleOverview } from './sampling-store.ts'

export const toSampleSummary = (row: SampleOverview): SampleSummary => ({
  id: row.id,
  sheetNumber: row.sheet_number,
  category: row.category,
  kind: row.kind,
  purpose: row.purpose,
  link: row.link,
  state: row.state,
  productName: row.product_name,
  model: row.model,
  batchNumber: row.batch_number,
  enterpriseId: row.enterprise_id,
  enterpriseName: row.enterprise_name,
  producerName: row.producer_name,
  region: row.region,
  sampledOn: row.sampled_on,
  judgedOn: row.judged_on,
  initialResult: row.initial_result,
  finalResult: row.final_result,
  serious: row.serious,
  followUp: row.follow_up,
  publishedOn: row.published_on,
  caseId: row.case_id,
})

/** A stored value as the judgement explains it. */
const toJudgedValue = (row: ResultRow): JudgedValue => ({
  round: row.round,
  attempt: row.attempt,
  unitNumber: row.unit_number,
  position: row.position,
  measured: row.measured,
  compared: row.compared,
  reported: row.reported,
  conforms: row.conforms,
})

/** What a sample page needs besides the sample's own row. */
interface SampleSurroundings {
  readonly rule: Rule
  readonly unitName: string
  readonly institutionName: string
  readonly results: readonly ResultRow[]
  readonly files: Sample['files']
  readonly deliveries: readonly DeliveryRow[]
  readonly objections: ReadonlyArray<ObjectionRow & { retest_institution: string | null }>
  readonly orders: readonly OrderRow[]
}

/** The whole sample; who signed is masked. */
export const toSample = (row: SampleOverview, around: SampleSurroundings): Sample => ({
  ...toSampleSummary(row),
  rule: around.rule,
  taskId: row.task_id,
  unitName: around.unitName,
  institutionName: around.institutionName,
  blindCode: row.blind_code,
  enterpriseCode: row.enterprise_code,
  address: row.address,
  producerId: row.producer_id,
  producerCode: row.producer_code,
  tradeMark: row.trade_mark,
  standard: row.standard,
  producedOn: row.produced_on,
  baseQuantity: row.base_quantity,
  sampleQuantity: row.sample_quantity,
  reserveQuantity: row.reserve_quantity,
  quantityUnit: row.quantity_unit,
  price: row.price,
  platform: row.platform,
  orderNumber: row.order_number,
  samplers: row.samplers,
  signatory: { name: maskName(row.signatory_name), phone: maskPhone(row.signatory_phone) },
  refusalReason: row.refusal_reason,
  voidReason: row.void_reason,
  note: row.note,
  handedOverAt: row.handed_over_at?.toISOString() ?? null,
  receivedAt: row.received_at?.toISOString() ?? null,
  receiptNote: row.receipt_note,
  reportNumber: row.report_number,
  failingUnits: row.failing_units,
  values: around.results.map(toJudgedValue),
  files: [...around.files],
  deliveries: around.deliveries.map((one) => ({
    party: one.party,
    addressee: one.addressee,
    receivedOn: one.received_on,
    objectUntil: one.object_until,
  })),
  objections: around.objections.map((one) => ({
    id: one.id,
    party: one.party,
    receivedOn: one.received_on,
    objector: one.objector,
    ground: one.ground,
    statement: one.statement,
    outcome: one.outcome,
    outcomeReason: one.outcome_reason,
    retestInstitution: one.retest_institution,
    retestResult: one.retest_result,
    feeBy: one.fee_by,
    online: one.filed_for !== null,
  })),
  orders: around.orders.map((one) => ({
    id: one.id,
    kind: one.kind,
    number: one.number,
    issuedOn: one.issued_on,
    addressee: one.addressee,
    detail: one.detail,
    amount: one.amount,
  })),
})
