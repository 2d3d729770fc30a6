import { v7 as newId } from 'uuid'
import { openCase } from '#kernel/cases/cases.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { createUnit } from '#kernel/org/units.ts'
import { caseTypeModelTest } from '#kernel/testing/case-type-model-test.ts'
import type { LawFamily } from '../deadlines.ts'
import { insertSample, insertTask } from '../sampling/sampling-store.ts'
import { createCategory } from '../setup/catalogue-service.ts'
import { createInstitution } from '../setup/institution-service.ts'
import { adoptVersion } from '../setup/plan-adoption.ts'
import { createPlan, savePlanLine } from '../setup/plan-service.ts'
import { createRule } from '../setup/rule-service.ts'
import { spotCheckModules } from '../spot-checks.fixture.ts'
import { followUpCaseTypes } from './follow-up-case.ts'

const items = [
  {
    position: 1,
    name: '铅',
    unit: 'mg/kg',
    requirement: 'limit' as const,
    limit: '≤0.2',
    comparison: 'full-value' as const,
    decimals: 2,
  },
]

/** A failed sample with a reserve, and the laboratory of the re-test. */
async function failedSample(scope: Scope, family: LawFamily): Promise<string> {
  const mark = newId().slice(-8)
  const category = await createCategory(scope, {
    code: `c-${mark}`,
    name: '糕点',
    kind: family,
    industry: null,
  })
  const rule = await createRule(scope, {
    categoryId: category.id,
    title: '细则',
    document: '文件',
    units: 1,
    failingLimit: 0,
    minorAllowed: 0,
    sampleUnit: '袋',
    sampleQuantity: 1,
    reserveQuantity: 1,
    sampling: '随机',
    effectiveFrom: '2020-01-01',
    items: [
      {
        ...items[0],
        name: '铅',
        standard: 'GB',
        clause: '',
        method: '',
        requirement: 'limit',
        limit: '≤0.2',
        comparison: 'full-value',
        unit: '',
        decimals: 2,
        severity: 'major',
      },
    ],
  })
  const laboratory = await createInstitution(scope, {
    name: `初检 ${mark}`,
    unitId: null,
    cmaNumber: null,
    qualifiedUntil: '2099-12-31',
    kinds: [family],
  })
  const others = { unitId: null, cmaNumber: null, qualifiedUntil: '2099-12-31', kinds: [family] }
  await createInstitution(scope, { name: '复检机构', ...others }).catch(() => undefined)
  const plan = await createPlan(scope, { year: 2026, title: '计划' })
  const line = await savePlanLine(scope, {
    planId: plan.id,
    categoryId: category.id,
    purpose: 'supervision',
    batches: 1,
    costPerBatch: 1,
    purchasePerBatch: 0,
  })
  await adoptVersion(
    { ...scope, actor: { userId: undefined, name: 'leader' } },
    { planId: plan.id, number: 1 },
  )
  const unit = await createUnit(scope, { name: `单位 ${mark}`, shortName: `单位 ${mark}` })
  const [task, sample] = [newId(), newId()]
  const lineId = line.draft?.lines[0]?.id ?? ''
  const by = { created_at: scope.now, created_by: 'test' }
  const common = {
    line_id: lineId,
    unit_id: unit.id,
    institution_id: laboratory.id,
    region: '990500',
    samplers: ['甲', '乙'],
    sampler_ids: [],
  }
  await insertTask(scope, {
    ...common,
    ...by,
    id: task,
    batches: 1,
    due_on: '2026-12-31',
    state: 'open',
    cancel_reason: null,
    note: '',
  })
  await insertSample(scope, {
    ...common,
    ...by,
    id: sample,
    task_id: task,
    category_id: category.id,
    rule_id: rule.id,
    kind: family,
    purpose: 'supervision',
    link: 'sale',
    state: 'judged',
    sheet_number: `CJ-${mark}`,
    blind_code: mark,
    sampled_on: '2026-03-20',
    enterprise_id: null,
    enterprise_name: '超市',
    enterprise_code: null,
    address: '一号',
    producer_id: null,
    producer_name: '糕点厂',
    producer_code: null,
    product_name: '绿豆糕',
    trade_mark: '',
    model: '',
    standard: '',
    batch_number: '',
    produced_on: null,
    base_quantity: 10,
    sample_quantity: 1,
    reserve_quantity: 1,
    quantity_unit: '袋',
    price: null,
    platform: '',
    order_number: '',
    signatory_name: '',
    signatory_phone: '',
    refusal_reason: null,
    void_reason: null,
    note: '',
    handed_over_at: null,
    received_at: null,
    received_by: null,
    receipt_note: '',
    report_number: 'R',
    judged_on: '2026-04-01',
    judged_by: 'test',
    initial_result: 'fail',
    final_result: 'fail',
    serious: false,
    failing_units: 1,
    judgement_note: '',
    case_id: null,
    follow_up: null,
    follow_up_since: null,
    published_on: null,
  })
  return sample
}

const words = '说明'
/** On the day of the test the producer may still object, while the time of the one sampled is over. */
const receipts = { receivedOn: '2026-04-01', producerReceivedOn: '2026-05-06' }
const rights = {
  sampled: { receivedOn: receipts.receivedOn, until: '2026-04-16' },
  producer: { receivedOn: receipts.producerReceivedOn, until: '2026-05-21' },
}
/** Came in within both periods, by post. */
const objection = { ground: 'result', receivedOn: '2026-04-10', statement: words }
const tested = [
  { reportNumber: 'R-2', measured: '1=0.1' },
  { reportNumber: 'R-3', measured: '1=0.3' },
]

/** Every path of the follow-up under the law of products, and the shortest ones under that of food. */
for (const [family, mostPaths] of [
  ['product', 12],
  ['food', 1],
] as const)
  caseTypeModelTest(followUpCaseTypes[family], {
    modules: spotCheckModules,
    data: { sampleId: newId(), items },
    mostPaths,
    inputs: {
      notify: [{ number: '一号', delivery: words, ...receipts }],
      confirm: [{ waived: true }],
      object: [
        { party: 'sampled', objector: '超市', ...objection },
        { party: 'producer', objector: '厂', ...objection },
      ],
      accept: [{ reason: words }],
      reject: [{ reason: words }],
      'set-aside': [{ reason: words }],
      'start-retest': [{ institution: '复检机构' }],
      lapse: [{ reason: words }],
      'record-retest': tested,
      'order-correction': [{ number: '二号', requirements: words }],
      transfer: [{ number: '三号', authority: '公安局', reason: words }],
      'report-correction': [{ measures: words }],
      'record-reinspection': tested,
      'record-penalty': [{ number: '四号', amount: 100, decision: words }],
      'hand-over-recall': [{ number: '五号', reason: words }],
      close: [{ noPenaltyReason: words }],
    },
    informed: { notify: { rights } },
    open: async (scope) => {
      const sampleId = await failedSample(scope, family)
      const opened = await openCase(scope, followUpCaseTypes[family], {
        title: '绿豆糕',
        data: { sampleId, items },
        subject: { type: 'spot-check-sample', id: sampleId },
      })
      return opened.id
    },
  })
