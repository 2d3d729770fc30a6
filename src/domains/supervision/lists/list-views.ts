/** Entries and matters as the API gives them. */
import { z } from 'zod'
import { stateTitle } from '#kernel/cases/cases.ts'
import { caseTypeOf } from './list-cases.ts'
import type { NamedEntryRow } from './list-store.ts'
import type { ListEntry, Matter, PublicEntry } from './lists-contract.ts'
import type { NamedMatterRow } from './matter-store.ts'

export const toEntry = (row: NamedEntryRow): ListEntry => ({
  id: row.id,
  enterpriseId: row.enterprise_id,
  enterpriseName: row.name,
  creditCode: row.credit_code,
  region: row.region,
  list: row.list,
  ground: row.ground,
  groundTitle: { zh: row.title_zh, en: row.title_en },
  facts: row.facts,
  authority: row.authority,
  decisionNumber: row.decision_number,
  enteredOn: row.entered_on,
  publicationEndsOn: row.publication_ends_on,
  repairFrom: row.repair_from,
  caseId: row.case_id,
  removedOn: row.removed_on,
  removal: row.removal,
  removalDecisionNumber: row.removal_decision_number,
})

/** What the public sees: nothing of the facts, the case or the people. */
export const toPublicEntry = (row: NamedEntryRow): PublicEntry => ({
  name: row.name,
  creditCode: row.credit_code,
  list: row.list,
  ground: { zh: row.title_zh, en: row.title_en },
  authority: row.authority,
  decisionNumber: row.decision_number,
  enteredOn: row.entered_on,
  publicationEndsOn: row.publication_ends_on,
})

const Words = z.object({
  missing: z.string().optional(),
  reason: z.string().optional(),
  findings: z.string().optional(),
  decisionNumber: z.string().optional(),
})

/** The steps whose words answer the applicant, by the state they led to. */
const answering: Readonly<Record<string, readonly string[]>> = {
  supplementing: ['ask'],
  declined: ['decline'],
  granted: ['propose-granting', 'decide'],
  refused: ['propose-refusing', 'decide'],
}

/** What the office said to an application: what is missing, or the decision with its reason. */
function answerOf({ state, content }: NamedMatterRow): Matter['answer'] {
  const events = answering[state] ?? []
  const said = events.map((event) =>
    Words.catch({}).parse(content.steps.findLast((step) => step.event === event)?.input),
  )
  const text = said.map((one) => one.missing ?? one.reason ?? one.findings).find((one) => one !== undefined)
  if (text === undefined) return null
  return { text, decisionNumber: said.find((one) => one.decisionNumber)?.decisionNumber ?? null }
}

export const toMatter = (row: NamedMatterRow): Matter => ({
  caseId: row.id,
  kind: row.kind,
  state: row.state,
  stateTitle: stateTitle(caseTypeOf[row.kind], row.state),
  done: row.done,
  enterpriseId: row.enterprise_id,
  enterpriseName: row.name,
  creditCode: row.credit_code,
  entryId: row.entry_id,
  recordId: row.record_id,
  aboutNumber: row.about_number,
  openedAt: row.opened_at.toISOString(),
  openedBy: row.opened_by,
  dueOn: row.due_on,
  overdue: row.overdue,
  answer: answerOf(row),
})
