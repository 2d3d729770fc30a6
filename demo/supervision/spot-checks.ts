/** Two years of spot checks of the demo city: rules, plans, samples judged by them, published results, open follow-ups. */
import { familyOf } from '#domains/supervision/spot-checks/deadlines.ts'
import { spotCheckFacts } from '#domains/supervision/spot-checks/facts.ts'
import { followUpCaseTypes } from '#domains/supervision/spot-checks/follow-up/follow-up-case.ts'
import { type JudgedItem, judgeBatch } from '#domains/supervision/spot-checks/judgement.ts'
import { failedItems } from '#domains/supervision/spot-checks/laboratory/judge-sample.ts'
import { createCategory } from '#domains/supervision/spot-checks/setup/catalogue-service.ts'
import { createInstitution } from '#domains/supervision/spot-checks/setup/institution-service.ts'
import { spotCheckPlanCaseType } from '#domains/supervision/spot-checks/setup/plan-case.ts'
import { createPlan, savePlanLine, submitPlan } from '#domains/supervision/spot-checks/setup/plan-service.ts'
import type { Rule } from '#domains/supervision/spot-checks/setup/rule-contract.ts'
import { createRule } from '#domains/supervision/spot-checks/setup/rule-service.ts'
import type { SampleRow, TaskRow, WithoutCity } from '#domains/supervision/spot-checks/tables.ts'
import { SamplingPurpose, SpotCheckKind } from '#domains/supervision/spot-checks/terms.ts'
import { openCase, sendCaseEvent } from '#kernel/cases/cases.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { changeFacts } from '#kernel/measures/change.ts'
import { activeUnits } from '#kernel/org/store.ts'
import { chance } from '../indicators/behaviour.ts'
import { demoActor } from './actors.ts'
import { type DemoCategory, type DemoItem, demoCategories } from './spot-check-catalogue.ts'
import {
  addDays,
  insertOutputs,
  insertResultRows,
  insertSampleRows,
  insertTaskRows,
  knownFirms,
  publishOlder,
  type ResultValue,
  timeId,
} from './spot-checks-store.ts'

/** How large the demo is. */
type SpotCheckDemoSize = 'small' | 'full'

const share = { small: 0.12, full: 1 } as const
const laboratoryName = '澄州市产品质量检验检测院'
const retestName = '示范省质量检验研究院'
const districts = ['990102', '990103', '990121', '990171', '990181'] as const
const samplerPairs = [
  ['骆亦舟', '沈方圆'],
  ['韩知秋', '陆行简'],
  ['祝清越', '施怀远'],
] as const

const pick = <Value>(values: readonly Value[], key: string): Value | undefined =>
  values[Math.floor(chance(key) * values.length)]

interface Prepared {
  readonly category: DemoCategory
  readonly id: string
  readonly rule: Rule
}

interface Grounds {
  readonly scope: Scope
  readonly today: string
  readonly unitId: string
  readonly laboratoryId: string
  readonly firms: ReadonlyArray<{ id: string; name: string; credit_code: string | null; region: string }>
}

/** A scope at another moment, with the rights that following up needs. */
const at = (scope: Scope, moment: Date): Scope => ({
  ...scope,
  now: moment,
  permissions: new Map([
    ...scope.permissions,
    ['spot-checks.follow-up', 'city'],
    ['spot-checks.read', 'city'],
  ]),
})

async function prepareRules(scope: Scope): Promise<Prepared[]> {
  const prepared: Prepared[] = []
  for (const category of demoCategories) {
    const { id } = await createCategory(scope, {
      code: category.code,
      name: category.name,
      kind: category.kind,
      industry: category.industry,
    })
    const rule = await createRule(scope, {
      categoryId: id,
      title: `${category.name}质量抽查实施细则`,
      document: `澄市监〔2024〕${20 + prepared.length}号`,
      units: 1,
      failingLimit: 0,
      minorAllowed: 0,
      sampleUnit: category.unit,
      sampleQuantity: category.quantity[0],
      reserveQuantity: category.quantity[1],
      sampling: `从同一批次的${category.name}中随机抽取，分为检验样品和备用样品，当场封样。`,
      effectiveFrom: '2024-01-01',
      items: category.items.map(({ item }) => ({ ...item, comparison: 'full-value' as const })),
    })
    prepared.push({ category, id, rule })
  }
  return prepared
}

interface Line {
  readonly id: string
  readonly year: number
  readonly batches: number
  readonly purpose: SamplingPurpose
  readonly prepared: Prepared
}

/** What the samples of a batch were planned to cost: of consumer goods too little, so that those lines overspend. */
const plannedPurchase = ({ category, rule }: Prepared): number =>
  Math.round(
    category.price * (rule.sampleQuantity + rule.reserveQuantity) * (category.kind === 'consumer' ? 0.6 : 1),
  )

async function preparePlans(
  scope: Scope,
  prepared: readonly Prepared[],
  years: readonly number[],
  size: SpotCheckDemoSize,
): Promise<Line[]> {
  const may = (permission: string) => new Map([...scope.permissions, [permission, 'city'] as const])
  const clerk = { ...scope, actor: await demoActor(scope, 'clerk'), permissions: may('spot-checks.plan') }
  const leader = { ...scope, actor: await demoActor(scope, 'leader'), permissions: may('spot-checks.adopt') }
  const lines: Line[] = []
  for (const year of years) {
    const plan = await createPlan(clerk, { year, title: `${year}年度产品质量抽查计划` })
    for (const one of prepared)
      for (const purpose of SamplingPurpose.options) {
        const wanted = one.category.batches[purpose]
        if (wanted === undefined) continue
        const batches = Math.max(3, Math.round(wanted * share[size]))
        const saved = await savePlanLine(clerk, {
          planId: plan.id,
          categoryId: one.id,
          purpose,
          batches,
          costPerBatch: one.category.cost,
          purchasePerBatch: plannedPurchase(one),
        })
        const line = saved.draft?.lines.find((row) => row.category.id === one.id && row.purpose === purpose)
        if (line) lines.push({ id: line.id, year, batches, purpose, prepared: one })
      }
    const { draft } = await submitPlan(clerk, plan.id)
    await sendCaseEvent(leader, spotCheckPlanCaseType, draft?.caseId ?? '', { type: 'approve' })
  }
  return lines
}

/** A task of each line, done or still open, and who sampled. */
function tasksOf(grounds: Grounds, lines: readonly Line[]): Map<string, WithoutCity<TaskRow>> {
  const { scope, today } = grounds
  return new Map(
    lines.map((line, index) => {
      const open = line.year === Number(today.slice(0, 4))
      const created = `${line.year}-01-15`
      return [
        line.id,
        {
          id: timeId(created, `task/${line.id}`),
          line_id: line.id,
          unit_id: grounds.unitId,
          institution_id: grounds.laboratoryId,
          region: districts[index % districts.length] ?? '990102',
          samplers: [...(samplerPairs[index % samplerPairs.length] ?? samplerPairs[0])],
          sampler_ids: [],
          batches: line.batches,
          due_on: open ? addDays(today, 14 + (index % 5) * 9) : `${line.year}-11-30`,
          state: open ? ('open' as const) : ('done' as const),
          cancel_reason: null,
          note: '',
          created_at: scope.now,
          created_by: '示范数据',
        },
      ]
    }),
  )
}

function measuredOf({ item, passing, failing }: DemoItem, fails: boolean, key: string): string {
  if (item.requirement === 'complies') return fails ? '不符合' : '符合'
  if (item.requirement === 'not-detected') return fails ? '检出' : '未检出'
  const [low, high] = fails ? failing : passing
  return (low + (high - low) * chance(key)).toFixed(item.decimals)
}

interface Judged {
  readonly row: WithoutCity<SampleRow>
  readonly values: readonly ResultValue[]
  readonly prepared: Prepared
}

const judgedItems = (rule: Rule): JudgedItem[] => [...rule.items]

/** One batch of a line with what was measured of it. */
function sampleOf(
  grounds: Grounds,
  line: Line,
  task: WithoutCity<TaskRow>,
  number: number,
  sampledOn: string,
): Judged {
  const { category, rule } = line.prepared
  const key = `${category.code}/${line.purpose}/${line.year}/${number}`
  // Some firms are drawn again and again: risk goes before.
  const producerAt = chance(`producer/${key}`) ** 2
  const producer = grounds.firms[Math.floor(producerAt * grounds.firms.length)]
  const shop = pick(grounds.firms, `shop/${key}`)
  const atProducer = chance(`link/${key}`) < 0.55
  const link = atProducer ? 'production' : chance(`online/${key}`) < 0.3 ? 'online' : 'sale'
  // Online goods fail more than twice as often as goods at their producer; evaluation takes at random.
  const factor =
    (link === 'online' ? 1.8 : link === 'sale' ? 1.1 : 0.75) * (line.purpose === 'supervision' ? 1 : 0.85)
  const fails = chance(`fails/${key}`) < category.failure * factor
  const failing = Math.floor(chance(`item/${key}`) * category.items.length)
  const values = category.items.map((item, index) => ({
    unitNumber: 1,
    position: index + 1,
    measured: measuredOf(item, fails && index === failing, `value/${key}/${index}`),
  }))
  const judgement = judgeBatch(judgedItems(rule), rule, values)
  const judgedOn = addDays(sampledOn, 14 + Math.floor(chance(`days/${key}`) * 12))
  const id = timeId(sampledOn, `sample/${key}`)
  const place = atProducer ? producer : shop
  const row: WithoutCity<SampleRow> = {
    id,
    task_id: task.id,
    line_id: line.id,
    category_id: line.prepared.id,
    rule_id: rule.id,
    kind: category.kind,
    purpose: line.purpose,
    link,
    unit_id: grounds.unitId,
    institution_id: grounds.laboratoryId,
    state: 'judged',
    sheet_number: `CJ${sampledOn.replaceAll('-', '')}${id.slice(-6).toUpperCase()}`,
    blind_code: id.slice(-10).toUpperCase(),
    sampled_on: sampledOn,
    region: place?.region.slice(0, 6) ?? districts[number % districts.length] ?? '990102',
    enterprise_id: place?.id ?? null,
    enterprise_name: place?.name ?? '澄州示范商行',
    enterprise_code: place?.credit_code ?? null,
    address: `${1 + (number % 88)}号`,
    producer_id: producer?.id ?? null,
    producer_name: producer?.name ?? '澄州示范制造有限公司',
    producer_code: producer?.credit_code ?? null,
    product_name: pick(category.products, `product/${key}`) ?? category.name,
    trade_mark: '',
    model: `${category.code.slice(0, 2).toUpperCase()}-${100 + Math.floor(chance(`model/${key}`) * 900)}`,
    standard: category.items[0]?.item.standard ?? '',
    batch_number: `${sampledOn.slice(2, 4)}${sampledOn.slice(5, 7)}${String(number).padStart(3, '0')}`,
    produced_on: addDays(sampledOn, -20 - Math.floor(chance(`age/${key}`) * 60)),
    base_quantity: 200 + Math.floor(chance(`lot/${key}`) * 1800),
    sample_quantity: category.quantity[0],
    reserve_quantity: category.quantity[1],
    quantity_unit: category.unit,
    price: category.price,
    platform: link === 'online' ? '示范电商平台' : '',
    order_number: link === 'online' ? `DD${id.slice(-8).toUpperCase()}` : '',
    samplers: task.samplers,
    sampler_ids: [],
    signatory_name: '',
    signatory_phone: '',
    refusal_reason: null,
    void_reason: null,
    note: '',
    handed_over_at: new Date(`${addDays(sampledOn, 1)}T02:00:00Z`),
    received_at: new Date(`${addDays(sampledOn, 2)}T02:00:00Z`),
    received_by: '邰书衡',
    receipt_note: '',
    report_number: `BG${id.slice(-8).toUpperCase()}`,
    judged_on: judgedOn,
    judged_by: '邰书衡',
    initial_result: judgement.result,
    final_result: judgement.result,
    serious: judgement.serious,
    failing_units: judgement.failingUnits,
    judgement_note: '',
    case_id: null,
    follow_up: judgement.result === 'fail' ? 'closed' : null,
    follow_up_since: judgement.result === 'fail' ? new Date(`${addDays(judgedOn, 75)}T02:00:00Z`) : null,
    published_on: null,
    created_at: new Date(`${sampledOn}T02:00:00Z`),
    created_by: task.samplers[0] ?? '示范数据',
  }
  const judgedAt = new Date(`${judgedOn}T08:00:00Z`)
  return {
    row,
    prepared: line.prepared,
    values: judgement.items.map((one) => ({ ...one, sampleId: id, enteredAt: judgedAt })),
  }
}

const blank = {
  report_number: null,
  judged_on: null,
  judged_by: null,
  initial_result: null,
  final_result: null,
  serious: false,
  failing_units: null,
  follow_up: null,
  follow_up_since: null,
} as const

/** What is sampled but not judged yet: refused, on its way, or in the laboratory. */
function unfinished(judged: Judged, today: string): WithoutCity<SampleRow> | undefined {
  const { row } = judged
  if (chance(`refused/${row.id}`) < 0.006)
    return {
      ...row,
      ...blank,
      state: 'refused',
      refusal_reason: '以负责人不在场为由拒绝抽样',
      handed_over_at: null,
      received_at: null,
      received_by: null,
    }
  if ((row.judged_on ?? '') < today) return undefined
  const days = (Date.parse(today) - Date.parse(row.sampled_on)) / 86_400_000
  if (days < 2)
    return { ...row, ...blank, state: 'sampled', handed_over_at: null, received_at: null, received_by: null }
  if (days < 5) return { ...row, ...blank, state: 'handed-over', received_at: null, received_by: null }
  return { ...row, ...blank, state: 'received' }
}

/** Evenly over the year, as far as it has come. */
function sampledOn(line: Line, number: number, today: string): string | undefined {
  const day = Math.floor(((number + chance(`day/${line.id}/${number}`)) / line.batches) * 330) + 12
  const date = addDays(`${line.year}-01-01`, day)
  return date <= today ? date : undefined
}

/** The stations that an open follow-up has come to: steps with the days after the judgement. */
type Step = readonly [days: number, event: string, input: Readonly<Record<string, unknown>>]

function stepsOf(sample: Judged, today: string): Step[] {
  const { row } = sample
  const objects = chance(`objects/${row.id}`) < 0.25
  const number = row.sheet_number.slice(-6)
  const failing = sample.values.filter((value) => !value.conforms)
  const again = failing.map((value) => `${value.position}=${value.measured}`).join('；')
  const judgedOn = row.judged_on ?? today
  const objection: Step[] = [
    [
      8,
      'object',
      {
        party: row.producer_name === row.enterprise_name ? 'sampled' : 'producer',
        objector: row.producer_name ?? row.enterprise_name,
        ground: 'result',
        receivedOn: addDays(judgedOn, 8),
        statement: '对检验结果有异议，申请复检。',
      },
    ],
    [12, 'accept', { reason: '材料齐全，予以受理。' }],
    [17, 'start-retest', { institution: retestName }],
    [30, 'record-retest', { reportNumber: `FJ${number}`, measured: again }],
  ]
  const handling: Step[] = [
    [
      36,
      'order-correction',
      {
        number: `澄市监责改〔${judgedOn.slice(0, 4)}〕${number}号`,
        requirements: '停止销售该批次产品，查明原因并改正。',
      },
    ],
    [
      48,
      'record-penalty',
      {
        number: `澄市监罚〔${judgedOn.slice(0, 4)}〕${number}号`,
        amount: 8000 + Math.floor(chance(`fine/${row.id}`) * 40) * 500,
        decision: '没收违法所得，并处罚款。',
      },
    ],
    [82, 'report-correction', { measures: '更换原料供应商，完善出厂检验。' }],
  ]
  return [
    [
      3,
      'notify',
      {
        number: `澄市监告〔${judgedOn.slice(0, 4)}〕${number}号`,
        delivery: '直接送达',
        receivedOn: addDays(judgedOn, 2),
        producerReceivedOn: addDays(judgedOn, 3),
      },
    ],
    ...(objects ? objection : ([[28, 'confirm', { waived: true }]] satisfies Step[])),
    ...handling,
  ]
}

/** Opens the follow-ups of the last months through the engine, as far as each has come. */
async function openFollowUps(scope: Scope, failed: readonly Judged[], today: string): Promise<void> {
  const newest = failed.reduce((last, { row }) => (row.id > last ? row.id : last), '')
  for (const sample of failed) {
    const { row, prepared } = sample
    const type = followUpCaseTypes[familyOf(row.kind)]
    const judgedOn = row.judged_on ?? today
    const judgement = judgeBatch(judgedItems(prepared.rule), prepared.rule, sample.values)
    const moment = (days: number) => new Date(`${addDays(judgedOn, days)}T07:00:00Z`)
    const opened = await openCase(at(scope, moment(0)), type, {
      title: `${row.product_name} ${row.model}（${row.sheet_number}）`,
      subject: { type: 'spot-check-sample', id: row.id },
      data: { sampleId: row.id, items: failedItems(prepared.rule, judgement) },
      unitId: row.unit_id,
      region: row.region,
      governedOn: row.sampled_on,
    })
    // The newest waits to be notified: it becomes that of the demo's enterprise user.
    if (row.id === newest) continue
    for (const [days, event, input] of stepsOf(sample, today)) {
      // One in five is left where it is, and falls behind.
      if (addDays(judgedOn, days) >= today || chance(`stuck/${row.id}/${event}`) < 0.12) break
      await sendCaseEvent(at(scope, moment(days)), type, opened.id, { type: event, input })
    }
  }
}

/** Days after which a demo follow-up is over. */
const openDays = 110

async function prepareGrounds(scope: Scope): Promise<Grounds | undefined> {
  const units = await activeUnits(scope)
  const sampling = units.find((unit) => unit.shortName === '市市场监管局')
  const laboratory = units.find((unit) => unit.name === laboratoryName)
  if (!sampling) return undefined
  const kinds = [...SpotCheckKind.options]
  const qualified = { cmaNumber: null, qualifiedUntil: '2029-12-31', kinds }
  const own = await createInstitution(scope, {
    name: laboratoryName,
    unitId: laboratory?.id ?? null,
    ...qualified,
  })
  await createInstitution(scope, { name: retestName, unitId: null, ...qualified })
  return {
    scope,
    today: scope.now.toISOString().slice(0, 10),
    unitId: sampling.id,
    laboratoryId: own.id,
    firms: await knownFirms(scope, 400),
  }
}

/** Fills the demo city with spot checks. Comes after units and firms; whatever is there of them is used. */
export async function seedSpotChecks(scope: Scope, size: SpotCheckDemoSize): Promise<void> {
  const grounds = await prepareGrounds(scope)
  if (!grounds) return
  const { today } = grounds
  const prepared = await prepareRules(scope)
  const year = Number(today.slice(0, 4))
  const lines = await preparePlans(scope, prepared, [year - 1, year], size)
  const tasks = tasksOf(grounds, lines)
  await insertTaskRows(scope, [...tasks.values()])
  const rows: WithoutCity<SampleRow>[] = []
  const judged: Judged[] = []
  for (const line of lines)
    for (let number = 0; number < line.batches; number += 1) {
      const task = tasks.get(line.id)
      const date = sampledOn(line, number, today)
      if (!task || date === undefined) continue
      const sample = sampleOf(grounds, line, task, number, date)
      const open = unfinished(sample, today)
      if (!open) judged.push(sample)
      rows.push(open ?? sample.row)
    }
  await changeFacts(
    scope,
    spotCheckFacts,
    judged.map(({ row }) => row.id),
    () => insertSampleRows(scope, rows),
  )
  await insertResultRows(
    scope,
    judged.flatMap((sample) => sample.values),
  )
  const recent = judged.filter(
    ({ row }) => row.final_result === 'fail' && (row.judged_on ?? '') > addDays(today, -openDays),
  )
  await openFollowUps(scope, recent, today)
  await publishOlder(scope, year, today)
  await insertOutputs(
    scope,
    year - 1,
    districts,
    demoCategories.flatMap((category) =>
      category.industry !== null && (category.kind === 'product' || category.kind === 'consumer')
        ? [category.industry]
        : [],
    ),
  )
}
