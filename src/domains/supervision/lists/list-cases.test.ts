import { v7 as newId } from 'uuid'
import { expect } from 'vitest'
import { localDate } from '#kernel/calendar/calendar.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { caseTypeModelTest } from '#kernel/testing/case-type-model-test.ts'
import { addMonths } from '#methods/working-days/iso-date.ts'
import { insertCreditRecords } from '../risk/credit-record-store.ts'
import { addEnterprises } from '../risk/enterprises.fixture.ts'
import { roomsUnderTest } from '../risk/rooms.fixture.ts'
import { applyToLeave, proposeEntry } from './entry-service.ts'
import {
  abnormalEntryCaseType,
  correctionCaseType,
  objectionCaseType,
  penaltyRepairCaseType,
  repairCaseType,
  seriousEntryCaseType,
} from './list-cases.ts'
import { addListedEntry } from './list-entries.fixture.ts'
import type { ListName } from './list-schemas.ts'
import { entryOf, findMatter } from './list-service.ts'
import { listEntries } from './list-store.ts'
import { applyForPenaltyRepair, findPenalty } from './penalty-service.ts'

const modules = roomsUnderTest
const facts = '该企业未在规定期限内公示2025年度报告。'
const authority = '澄州市市场监督管理局'
const words = {
  reason: '证据不足',
  findings: '情况属实',
  decisionNumber: '澄市监〔2026〕1号',
  statement: '我单位已补报年度报告',
}

const enterprise = async (scope: Scope): Promise<string> => {
  const [id = ''] = await addEnterprises(scope.tx, scope.city, [{ region: '990502' }])
  return id
}

/** A listed enterprise is on the list, and only then. */
const entered = async (scope: Scope, caseId: string, state: string): Promise<void> => {
  const matter = await findMatter(scope, caseId)
  const entries = await listEntries(scope, {
    enterpriseIds: [matter?.enterprise_id ?? ''],
    standing: 'present',
    reach: 'all',
    limit: 10,
  })
  expect(entries.map((entry) => entry.case_id)).toEqual(state === 'listed' ? [caseId] : [])
}

/** A granted application ends its entry, nothing else does. */
const left = async (scope: Scope, caseId: string, state: string): Promise<void> => {
  const matter = await findMatter(scope, caseId)
  const entry = matter && (await entryOf(scope, matter))
  expect(entry?.removal_case_id).toBe(state === 'granted' ? caseId : null)
}

caseTypeModelTest(abnormalEntryCaseType, {
  modules,
  data: { enterpriseId: newId() },
  inputs: {
    propose: [{ findings: words.findings }],
    decide: [{ decisionNumber: words.decisionNumber }],
    return: [{ reason: words.reason }],
    drop: [{ reason: words.reason }],
  },
  open: async (scope) =>
    (
      await proposeEntry(scope, await enterprise(scope), {
        list: 'abnormal',
        ground: 'annual-report',
        facts,
        authority,
        mailedOn: [],
        penaltyNumber: null,
      })
    ).caseId,
  check: entered,
})

caseTypeModelTest(seriousEntryCaseType, {
  modules,
  data: { enterpriseId: newId() },
  inputs: {
    'give-notice': [{ noticeNumber: '澄市监严告字〔2026〕1号', deliveredOn: '2026-05-06' }],
    defend: [{ statement: words.statement }],
    'ask-hearing': [{ statement: words.statement }],
    'hold-hearing': [{ heldOn: '2026-05-20', record: '双方陈述意见' }],
    propose: [{ findings: words.findings }],
    decide: [{ decisionNumber: words.decisionNumber }],
    return: [{ reason: words.reason }],
    drop: [{ reason: words.reason }],
  },
  open: async (scope) =>
    (
      await proposeEntry(scope, await enterprise(scope), {
        list: 'serious',
        ground: 'quality-safety',
        facts,
        authority,
        mailedOn: [],
        penaltyNumber: '澄市监处罚〔2026〕9号',
      })
    ).caseId,
  check: entered,
})

const leavingInputs = {
  decline: [{ reason: words.reason }],
  ask: [{ missing: '整改报告' }],
  supplement: [{ statement: words.statement }],
  'propose-granting': [{ findings: words.findings }],
  'propose-refusing': [{ findings: words.findings }],
  return: [{ reason: words.reason }],
  decide: [{ decisionNumber: words.decisionNumber }],
}

const leaving = (list: ListName, kind: 'correction' | 'repair' | 'objection', enteredOn: string) => ({
  modules,
  data: { enterpriseId: newId(), entryId: newId() },
  inputs: leavingInputs,
  open: async (scope: Scope) => {
    const entryId = await addListedEntry(scope, await enterprise(scope), list, enteredOn)
    const application = { statement: words.statement, corrected: true, harmRemoved: true, commitment: true }
    return (
      await applyToLeave(scope, entryId, kind, application, { appliedBy: 'officer', mayFor: () => true })
    ).caseId
  },
  check: left,
})

caseTypeModelTest(correctionCaseType, leaving('abnormal', 'correction', '2026-01-12'))
caseTypeModelTest(repairCaseType, leaving('serious', 'repair', '2025-05-06'))
caseTypeModelTest(objectionCaseType, leaving('abnormal', 'objection', '2026-04-20'))

/** A granted application takes the penalty out of use, nothing else does. */
caseTypeModelTest(penaltyRepairCaseType, {
  modules,
  data: { enterpriseId: newId(), entryId: newId() },
  inputs: leavingInputs,
  open: async (scope: Scope) => {
    const id = newId()
    await insertCreditRecords(
      scope,
      [
        {
          id,
          enterpriseId: await enterprise(scope),
          kind: 'penalty',
          number: `处罚${id.slice(-8)}`,
          decidedOn: addMonths(localDate(scope.now), -6),
          authority,
          summary: '未按要求标注厂址',
          amount: 5000,
        },
      ],
      'by-hand',
    )
    const application = { statement: words.statement, corrected: true, harmRemoved: true, commitment: true }
    return (await applyForPenaltyRepair(scope, id, application, { appliedBy: 'officer', mayFor: () => true }))
      .caseId
  },
  check: async (scope, caseId, state) => {
    const matter = await findMatter(scope, caseId)
    const penalty = await findPenalty(scope, matter?.record_id ?? '')
    expect(penalty?.repaired_on ?? null).toBe(state === 'granted' ? localDate(scope.now) : null)
  },
})
