/** The rules of sampling: who may sample for whom to test, what a sheet must say, and when the laboratory gets it. */
import { randomInt } from 'node:crypto'
import { v7 as newId } from 'uuid'
import { inReach, unitsInReach } from '#kernel/access/data-reach.ts'
import { recordAudit } from '#kernel/audit/audit.ts'
import { localDate } from '#kernel/calendar/calendar.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { notify } from '#kernel/notify/notify.ts'
import { findUnits } from '#kernel/org/units.ts'
import { periodRule } from '#kernel/rules/rules.ts'
import { decodeId, decodePlace, encodePlace } from '../cursor.ts'
import { noRepeatKey } from '../deadlines.ts'
import { spotCheckError } from '../errors.ts'
import { stateTitles } from '../messages.ts'
import type { Category } from '../setup/catalogue-contract.ts'
import { categoriesById, requireActiveCategory } from '../setup/catalogue-service.ts'
import { findInstitution } from '../setup/catalogue-store.ts'
import { requireQualified } from '../setup/institution-service.ts'
import { findPlanLine } from '../setup/plan-store.ts'
import { ruleOn } from '../setup/rule-service.ts'
import type { InstitutionRow, SampleRow, TaskRow, WithoutCity } from '../tables.ts'
import type { SpotCheckKind } from '../terms.ts'
import { attachFile } from './sample-files.ts'
import { requireSample } from './sample-in-reach.ts'
import type {
  Sample,
  SampleFilter,
  SampleSummary,
  SamplingRefusal,
  SamplingSheet,
  SamplingSubject,
  SamplingTask,
  SamplingTaskDetail,
} from './sampling-contract.ts'
import * as store from './sampling-store.ts'
import { toSampleSummary } from './sampling-views.ts'
import { wholeSample } from './whole-sample.ts'

const reachOf = (scope: Scope, alias: 'task' | 'sample') =>
  inReach(unitsInReach(scope, 'spot-checks.read'), { unit: `${alias}.unit_id`, region: `${alias}.region` })

function audit(
  scope: Scope,
  action: string,
  objectId: string,
  objectLabel: string,
  detail: Record<string, string | number | null> = {},
): void {
  recordAudit(scope, {
    action: `spot-checks.${action}`,
    objectType: 'spot-check-sample',
    objectId,
    objectLabel,
    detail,
  })
}

const toTask = (
  row: store.TaskOverview,
  category: Category,
  unitNames: ReadonlyMap<string, string>,
): SamplingTask => ({
  id: row.id,
  category,
  purpose: row.purpose,
  unit: { id: row.unit_id, name: unitNames.get(row.unit_id) ?? '' },
  institution: { id: row.institution_id, name: row.institution_name },
  region: row.region,
  samplers: row.samplers,
  batches: row.batches,
  sampled: row.sampled,
  dueOn: row.due_on,
  state: row.state,
  cancelReason: row.cancel_reason,
  note: row.note,
})

async function toTasks(scope: Scope, rows: readonly store.TaskOverview[]): Promise<SamplingTask[]> {
  const categories = await categoriesById(scope)
  const units = await findUnits(scope, [...new Set(rows.map((row) => row.unit_id))])
  const names = new Map(units.map((unit) => [unit.id, unit.shortName || unit.name]))
  return rows.flatMap((row) => {
    const category = categories.get(row.category_id)
    return category ? [toTask(row, category, names)] : []
  })
}

export async function listTasks(
  scope: Scope,
  request: {
    readonly state?: TaskRow['state'] | undefined
    readonly after?: string | undefined
    readonly limit: number
  },
): Promise<{ items: SamplingTask[]; next: string | null }> {
  const rows = await store.listTasks(scope, {
    reach: reachOf(scope, 'task'),
    state: request.state,
    after: decodePlace(request.after),
    limit: request.limit + 1,
  })
  const shown = rows.slice(0, request.limit)
  const last = rows.length > request.limit ? shown.at(-1) : undefined
  return { items: await toTasks(scope, shown), next: last ? encodePlace([last.due_on, last.id]) : null }
}

export async function requireTask(scope: Scope, taskId: string): Promise<store.TaskOverview> {
  const [row] = await store.listTasks(scope, { reach: reachOf(scope, 'task'), id: taskId, limit: 1 })
  if (!row) throw spotCheckError('spot-checks.not-found')
  return row
}

/** @throws spot-checks.not-found */
export async function getTask(scope: Scope, taskId: string): Promise<SamplingTaskDetail> {
  const row = await requireTask(scope, taskId)
  const [task] = await toTasks(scope, [row])
  if (!task) throw spotCheckError('spot-checks.not-found')
  const samples = await store.listTaskSamples(scope, taskId)
  return {
    ...task,
    rule: (await ruleOn(scope, row.category_id, localDate(scope.now))) ?? null,
    samples: samples.map((sample) => ({
      id: sample.id,
      sheetNumber: sample.sheet_number,
      productName: sample.product_name,
      enterpriseName: sample.enterprise_name,
      sampledOn: sample.sampled_on,
      state: sample.state,
    })),
  }
}

/** The institution, if it may test a kind today and is not the one that samples. */
async function requireTester(
  scope: Scope,
  institutionId: string,
  kind: SpotCheckKind,
  samplingUnit: string,
): Promise<InstitutionRow> {
  const institution = await findInstitution(scope, institutionId)
  if (!institution) throw spotCheckError('spot-checks.not-found')
  requireQualified(institution, kind, localDate(scope.now))
  if (institution.unit_id === samplingUnit)
    throw spotCheckError('spot-checks.sampler-tests', { name: institution.name })
  return institution
}

/**
 * Gives a sampling task out of an adopted plan.
 *
 * @throws spot-checks.not-found, spot-checks.category-retired, spot-checks.plan-not-adopted, spot-checks.beyond-plan,
 * spot-checks.unknown-unit, spot-checks.institution-retired, spot-checks.not-qualified, spot-checks.sampler-tests
 */
export async function createTask(
  scope: Scope,
  input: {
    readonly lineId: string
    readonly unitId: string
    readonly institutionId: string
    readonly region: string
    readonly samplers: readonly string[]
    readonly batches: number
    readonly dueOn: string
    readonly note: string
  },
): Promise<SamplingTask> {
  const line = await findPlanLine(scope, input.lineId)
  if (!line) throw spotCheckError('spot-checks.not-found')
  const category = await requireActiveCategory(scope, line.category_id)
  if (line.plan_state !== 'adopted') throw spotCheckError('spot-checks.plan-not-adopted')
  const given = await store.batchesGiven(scope, line.id)
  const left = Math.max(0, line.batches - given)
  if (input.batches > left)
    throw spotCheckError('spot-checks.beyond-plan', { planned: line.batches, given, left })
  const [unit] = await findUnits(scope, [input.unitId])
  if (!unit?.active) throw spotCheckError('spot-checks.unknown-unit')
  await requireTester(scope, input.institutionId, category.kind, input.unitId)
  const id = newId()
  await store.insertTask(scope, {
    id,
    line_id: line.id,
    unit_id: input.unitId,
    institution_id: input.institutionId,
    region: input.region,
    samplers: [...input.samplers],
    sampler_ids: [],
    batches: input.batches,
    due_on: input.dueOn,
    state: 'open',
    cancel_reason: null,
    note: input.note,
    created_at: scope.now,
    created_by: scope.actor.name,
  })
  audit(scope, 'give-task', id, category.name, { batches: input.batches, due: input.dueOn })
  await notify(scope, {
    recipients: { permission: 'spot-checks.sample', unitId: input.unitId, region: input.region },
    message: {
      zh: `新的抽样任务：${category.name} ${input.batches} 批次，${input.dueOn} 前完成`,
      en: `New sampling task: ${category.name}, ${input.batches} batches by ${input.dueOn}`,
    },
    link: `/supervision/spot-checks/tasks/${id}`,
  })
  const [row] = await store.listTasks(scope, {
    reach: inReach('all', {}),
    id,
    limit: 1,
  })
  const [task] = row ? await toTasks(scope, [row]) : []
  if (!task) throw spotCheckError('spot-checks.not-found')
  return task
}

export async function findSubjects(scope: Scope, search: string): Promise<{ items: SamplingSubject[] }> {
  const rows = await store.findSubjects(scope, search)
  return {
    items: rows.map(({ id, name, credit_code: creditCode, region }) => ({ id, name, creditCode, region })),
  }
}

/** Says nothing of who was sampled: eight characters that are hard to misread. */
function newBlindCode(): string {
  const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
  return Array.from({ length: 8 }, () => alphabet[randomInt(alphabet.length)]).join('')
}

type SheetHead = Pick<
  SamplingSheet,
  | 'taskId'
  | 'link'
  | 'sampledOn'
  | 'region'
  | 'enterpriseId'
  | 'enterpriseName'
  | 'enterpriseCode'
  | 'address'
  | 'productName'
  | 'samplers'
  | 'signatoryName'
  | 'signatoryPhone'
  | 'note'
>

/** What a sheet and a refusal have in common, checked. */
async function sheetHead(scope: Scope, input: SheetHead) {
  const task = await requireTask(scope, input.taskId)
  if (task.state !== 'open') throw spotCheckError('spot-checks.task-closed')
  const today = localDate(scope.now)
  const sampledOn = input.sampledOn ?? today
  if (sampledOn > today) throw spotCheckError('spot-checks.in-the-future', { date: today })
  const category = (await categoriesById(scope)).get(task.category_id)
  const rule = category && (await ruleOn(scope, category.id, sampledOn))
  if (!category || !rule)
    throw spotCheckError('spot-checks.no-rule', { category: category?.name ?? '', date: sampledOn })
  const sheet = await store.nextSheet(scope, sampledOn)
  const own = scope.actor.userId === undefined ? [] : [scope.actor.userId]
  const row: WithoutCity<SampleRow> = {
    ...blankSample,
    id: newId(),
    task_id: task.id,
    line_id: task.line_id,
    category_id: category.id,
    rule_id: rule.id,
    kind: category.kind,
    purpose: task.purpose,
    link: input.link,
    unit_id: task.unit_id,
    institution_id: task.institution_id,
    sheet_number: `CJ${sampledOn.replaceAll('-', '')}${String(sheet).padStart(4, '0')}`,
    blind_code: newBlindCode(),
    sampled_on: sampledOn,
    region: input.region,
    enterprise_id: input.enterpriseId,
    enterprise_name: input.enterpriseName,
    enterprise_code: input.enterpriseCode,
    address: input.address,
    product_name: input.productName,
    samplers: [...(input.samplers ?? task.samplers)],
    sampler_ids: own,
    signatory_name: input.signatoryName,
    signatory_phone: input.signatoryPhone,
    note: input.note,
    quantity_unit: rule.sampleUnit,
    created_at: scope.now,
    created_by: scope.actor.name,
  }
  return { task, category, rule, row }
}

const blankSample = {
  state: 'sampled',
  producer_id: null,
  producer_name: null,
  producer_code: null,
  trade_mark: '',
  model: '',
  standard: '',
  batch_number: '',
  produced_on: null,
  base_quantity: null,
  sample_quantity: null,
  reserve_quantity: null,
  price: null,
  platform: '',
  order_number: '',
  refusal_reason: null,
  void_reason: null,
  handed_over_at: null,
  received_at: null,
  received_by: null,
  receipt_note: '',
  report_number: null,
  judged_on: null,
  judged_by: null,
  initial_result: null,
  final_result: null,
  serious: false,
  failing_units: null,
  judgement_note: '',
  case_id: null,
  follow_up: null,
  follow_up_since: null,
  published_on: null,
} as const

/**
 * Records a sampling sheet. The task is done once its batches are sampled.
 *
 * @throws spot-checks.task-closed, spot-checks.in-the-future, spot-checks.no-rule, spot-checks.too-few-samples,
 * spot-checks.base-too-small, spot-checks.order-missing, spot-checks.repeated, spot-checks.file-not-found
 */
export async function recordSample(scope: Scope, input: SamplingSheet): Promise<SampleSummary> {
  const { task, category, rule, row: head } = await sheetHead(scope, input)
  const { sampleQuantity, reserveQuantity, baseQuantity } = input
  if (sampleQuantity < rule.sampleQuantity || reserveQuantity < rule.reserveQuantity)
    throw spotCheckError('spot-checks.too-few-samples', {
      least: rule.sampleQuantity,
      reserve: rule.reserveQuantity,
      unit: rule.sampleUnit,
    })
  if (baseQuantity < sampleQuantity + reserveQuantity)
    throw spotCheckError('spot-checks.base-too-small', {
      base: baseQuantity,
      taken: sampleQuantity + reserveQuantity,
    })
  if (input.link === 'online' && (input.platform === '' || input.orderNumber === ''))
    throw spotCheckError('spot-checks.order-missing')
  const row: WithoutCity<SampleRow> = {
    ...head,
    producer_id: input.producerId,
    producer_name: input.producerName,
    producer_code: input.producerCode,
    trade_mark: input.tradeMark,
    model: input.model,
    standard: input.standard,
    batch_number: input.batchNumber,
    produced_on: input.producedOn,
    base_quantity: baseQuantity,
    sample_quantity: sampleQuantity,
    reserve_quantity: reserveQuantity,
    price: input.price,
    platform: input.platform,
    order_number: input.orderNumber,
  }
  await refuseRepetition(scope, row)
  await store.insertSample(scope, row)
  for (const { fileId, role } of input.files) await attachFile(scope, row.id, fileId, role)
  await store.settleTask(scope, task.id)
  audit(scope, 'sample', row.id, row.sheet_number, { product: row.product_name })
  return toSampleSummary({ ...row, city: scope.city, category: category.name })
}

/** Product Quality Law art. 15 ¶2: what has passed is not checked again within the period. Evaluation goes its own way. */
async function refuseRepetition(scope: Scope, row: WithoutCity<SampleRow>): Promise<void> {
  if (row.purpose !== 'supervision' || (row.kind !== 'product' && row.kind !== 'consumer')) return
  const { value } = await periodRule(scope, noRepeatKey, row.sampled_on)
  const since = new Date(`${row.sampled_on}T00:00:00Z`)
  if (value.unit === 'month') since.setUTCMonth(since.getUTCMonth() - value.count)
  else if (value.unit === 'year') since.setUTCFullYear(since.getUTCFullYear() - value.count)
  else since.setUTCDate(since.getUTCDate() - value.count)
  const before = await store.findPassedBefore(scope, row, since.toISOString().slice(0, 10))
  if (before)
    throw spotCheckError('spot-checks.repeated', { date: before.sampled_on, sheet: before.sheet_number })
}

/** Records that sampling was refused; refusals are counted apart from batches. */
export async function recordRefusal(scope: Scope, input: SamplingRefusal): Promise<SampleSummary> {
  const { category, row: head } = await sheetHead(scope, input)
  const row: WithoutCity<SampleRow> = { ...head, state: 'refused', refusal_reason: input.reason }
  await store.insertSample(scope, row)
  audit(scope, 'refusal', row.id, row.sheet_number, { enterprise: row.enterprise_name })
  return toSampleSummary({ ...row, city: scope.city, category: category.name })
}

/**
 * Hands samples over to their laboratories, which see nothing but the blind code from then on.
 *
 * @throws spot-checks.not-found, spot-checks.wrong-state
 */
export async function handOver(scope: Scope, sampleIds: readonly string[]): Promise<{ handedOver: number }> {
  for (const id of sampleIds) {
    const sample = await requireSample(scope, id)
    if (sample.state !== 'sampled' && sample.state !== 'rejected')
      throw spotCheckError('spot-checks.wrong-state', { state: stateTitles[sample.state][scope.locale] })
    await store.updateSample(scope, id, { state: 'handed-over', handed_over_at: scope.now })
    // One that the laboratory sent back counts again.
    if (sample.state === 'rejected') await store.settleTask(scope, sample.task_id)
    audit(scope, 'hand-over', id, sample.sheet_number)
  }
  return { handedOver: sampleIds.length }
}

export async function listSamples(
  scope: Scope,
  request: SampleFilter & { readonly after?: string | undefined; readonly limit: number },
): Promise<{ items: SampleSummary[]; next: string | null }> {
  const rows = await store.listSamples(scope, {
    reach: reachOf(scope, 'sample'),
    conditions: store.sampleConditions(request),
    after: decodeId(request.after),
    limit: request.limit + 1,
  })
  const shown = rows.slice(0, request.limit)
  return {
    items: shown.map(toSampleSummary),
    next: rows.length > request.limit ? (shown.at(-1)?.id ?? null) : null,
  }
}

/** @throws spot-checks.not-found */
export const getSample = async (scope: Scope, sampleId: string): Promise<Sample> =>
  wholeSample(scope, await requireSample(scope, sampleId))

/** Who signed the sheet, unmasked; that it was read is on record. */
export async function readSignatory(
  scope: Scope,
  sampleId: string,
): Promise<{ name: string; phone: string }> {
  const row = await requireSample(scope, sampleId)
  audit(scope, 'read-signatory', row.id, row.sheet_number)
  return { name: row.signatory_name, phone: row.signatory_phone }
}
