/** Lists of the demo city: entries of four years, and matters in every state. */
import { applyToLeave, proposeEntry } from '#domains/supervision/lists/entry-service.ts'
import { caseTypeOf } from '#domains/supervision/lists/list-cases.ts'
import type { MatterKind } from '#domains/supervision/lists/list-schemas.ts'
import { insertLink, listEntries } from '#domains/supervision/lists/list-store.ts'
import { listEntryFacts } from '#domains/supervision/lists/lists-facts.ts'
import { listAccounts } from '#kernel/access/store.ts'
import { localDate } from '#kernel/calendar/calendar.ts'
import { sendCaseEvent } from '#kernel/cases/cases.ts'
import type { Database } from '#kernel/db/database.ts'
import { type Identity, type Scope, systemIdentity, withScope } from '#kernel/db/scope.ts'
import { addFacts } from '#kernel/measures/change.ts'
import { demoCity } from '../city.ts'
import { demoClerk } from './demo-clerk.ts'
import { demoCaseEnterprises, insertDemoEntries } from './lists-store.ts'
import { demoAuthority } from './lists-words.ts'

const rights = ['lists.read', 'lists.propose', 'lists.decide', 'lists.apply', 'lists.link-accounts']

const words = {
  findings: { findings: '经核实，情况属实，证据充分。' },
  application: {
    statement: '我单位已补正相关信息、履行全部义务，并完成整改，请予核实。',
    corrected: true,
    harmRemoved: true,
    commitment: true,
  },
}

interface Demo {
  readonly database: Database
  readonly now: Date
  readonly officer: Identity
  readonly leader: Identity
}

const daysBefore = (now: Date, days: number): Date => new Date(now.getTime() - days * 86_400_000)

const as = <Result>(demo: Demo, who: Identity, daysAgo: number, work: (scope: Scope) => Promise<Result>) =>
  withScope(demo.database, who, work, { now: daysBefore(demo.now, daysAgo) })

type Step = readonly [event: string, input?: Readonly<Record<string, unknown>>]

/** Sends steps one after the other, a day apart; decisions by the leader. */
async function send(demo: Demo, kind: MatterKind, caseId: string, from: number, steps: readonly Step[]) {
  for (const [index, [event, input = {}]] of steps.entries())
    await as(demo, event === 'decide' ? demo.leader : demo.officer, Math.max(0, from - index - 1), (scope) =>
      sendCaseEvent(scope, caseTypeOf[kind], caseId, { type: event, input: { ...input } }),
    )
}

async function propose(demo: Demo, enterpriseId: string, list: 'abnormal' | 'serious', daysAgo: number) {
  const { caseId } = await as(demo, demo.officer, daysAgo, (scope) =>
    proposeEntry(scope, enterpriseId, {
      list,
      ground: list === 'abnormal' ? 'ordered-information' : 'quality-safety',
      facts:
        list === 'abnormal'
          ? '该单位未在责令期限内公示行政许可变更信息。'
          : '该单位生产的产品经监督抽查判定为不合格，货值金额大，情节严重，社会危害较大。',
      authority: demoAuthority,
      mailedOn: [],
      penaltyNumber: list === 'abnormal' ? null : '澄市监处罚〔2026〕108号',
    }),
  )
  return caseId
}

/** The notice before an entry for serious dishonesty, delivered some days ago. */
const noticeOf = (demo: Demo, daysAgo: number): Step => [
  'give-notice',
  { noticeNumber: '澄市监严告字〔2026〕3号', deliveredOn: localDate(daysBefore(demo.now, daysAgo)) },
]

/** Entries under way, one in each state. */
async function seedEntryMatters(demo: Demo, enterprises: readonly string[]): Promise<void> {
  const decision = (number: number): Step => [
    'decide',
    { decisionNumber: `澄市监列字〔2026〕${9000 + number}号` },
  ]
  const notice = noticeOf(demo, 8)
  const abnormal: ReadonlyArray<readonly Step[]> = [
    [],
    [['propose', words.findings]],
    [['propose', words.findings], decision(1)],
    [['drop', { reason: '该单位已在核实期间履行公示义务' }]],
  ]
  const serious: ReadonlyArray<readonly Step[]> = [
    [],
    [notice],
    [notice, ['ask-hearing', { statement: '我单位对货值认定有异议，要求听证。' }]],
    [notice, ['defend', { statement: '产品系受托加工，请求从轻处理。' }]],
    [notice, ['no-answer'], ['propose', words.findings]],
    [notice, ['no-answer'], ['propose', words.findings], decision(2)],
  ]
  for (const [index, steps] of abnormal.entries()) {
    const caseId = await propose(demo, enterprises[index] ?? '', 'abnormal', 8)
    await send(demo, 'abnormal-entry', caseId, 8, steps)
  }
  for (const [index, steps] of serious.entries()) {
    const caseId = await propose(demo, enterprises[abnormal.length + index] ?? '', 'serious', 8)
    await send(demo, 'serious-entry', caseId, 8, steps)
  }
}

/** Applications under way, one in each state, on entries of the past years. */
async function seedApplications(demo: Demo): Promise<void> {
  const decision = (number: number): Step => [
    'decide',
    { decisionNumber: `澄市监修字〔2026〕${9000 + number}号` },
  ]
  const courses: ReadonlyArray<readonly Step[]> = [
    [],
    [['ask', { missing: '请补充整改前后对比照片和付款凭证' }]],
    [['accept']],
    [['accept'], ['propose-granting', words.findings]],
    [['accept'], ['propose-granting', words.findings], decision(1)],
    [['accept'], ['propose-refusing', { findings: '罚款尚未缴清，义务未履行完毕。' }], decision(2)],
    [['decline', { reason: '申请材料与登记信息不一致' }]],
  ]
  for (const list of ['abnormal', 'serious'] as const) {
    const kind = list === 'abnormal' ? 'correction' : 'repair'
    const entries = await as(demo, demo.officer, 0, (scope) =>
      listEntries(scope, { list, standing: 'present', reach: 'all', limit: 200 }),
    )
    const today = demo.now.toISOString().slice(0, 10)
    const ready = entries.filter(
      (entry) => entry.case_id === null && entry.repair_from < today && entry.entered_on < today,
    )
    for (const [index, steps] of courses.entries()) {
      const entry = ready[index]
      if (!entry) continue
      const { caseId } = await as(demo, demo.officer, 6, (scope) =>
        applyToLeave(scope, entry.id, kind, words.application, { appliedBy: 'officer', mayFor: () => true }),
      )
      await send(demo, kind, caseId, 6, steps)
    }
  }
}

/**
 * The enterprise of the demo's enterprise user: on the list of serious dishonesty long enough to apply for repair, on
 * that of abnormal operations, and with a notice to answer.
 */
async function seedOwnEnterprise(demo: Demo, enterpriseId: string): Promise<void> {
  const [account] = await as(demo, demo.officer, 0, (scope) =>
    listAccounts(scope, { search: 'enterprise' }, undefined, 1),
  )
  if (account) await as(demo, demo.officer, 500, (scope) => insertLink(scope, account.id, enterpriseId))
  for (const [list, daysAgo] of [
    ['serious', 430],
    ['abnormal', 60],
  ] as const) {
    const caseId = await propose(demo, enterpriseId, list, daysAgo)
    const steps: Step[] = [
      ['propose', words.findings],
      ['decide', { decisionNumber: `澄市监列字〔2025〕80${daysAgo}号` }],
    ]
    const kind = list === 'abnormal' ? 'abnormal-entry' : 'serious-entry'
    const heard: Step[] = list === 'serious' ? [noticeOf(demo, daysAgo), ['no-answer']] : []
    await send(demo, kind, caseId, daysAgo, [...heard, ...steps])
  }
}

/** Entries on the lists as they stand and were, before the classes are worked out. */
export async function seedListEntries(database: Database, now: Date): Promise<void> {
  const identity = systemIdentity(demoCity.code, '示范数据')
  await withScope(
    database,
    identity,
    async (scope) => addFacts(scope, listEntryFacts, await insertDemoEntries(scope)),
    { now },
  )
}

/** Matters in every state, and the enterprise of the demo's enterprise user. */
export async function seedListMatters(database: Database, now: Date): Promise<void> {
  const actor = await withScope(database, systemIdentity(demoCity.code, '示范数据'), demoClerk)
  const officer = { ...systemIdentity(demoCity.code, '', rights), actor }
  const leader = systemIdentity(demoCity.code, '闵思远', rights)
  const demo: Demo = { database, now, officer, leader }
  const enterprises = await as(demo, officer, 0, (scope) => demoCaseEnterprises(scope, 11))
  const [own = '', ...others] = enterprises
  await seedOwnEnterprise(demo, own)
  await seedEntryMatters(demo, others)
  await seedApplications(demo)
}
