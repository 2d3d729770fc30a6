/** What the steps of matters change: entries made and ended, classes, figures, and whom it is told. */
import { v7 as newId } from 'uuid'
import { z } from 'zod'
import { recordAudit } from '#kernel/audit/audit.ts'
import { localDate } from '#kernel/calendar/calendar.ts'
import type { CaseView } from '#kernel/cases/case-type.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { kernelError } from '#kernel/language/kernel-errors.ts'
import type { Message } from '#kernel/language/messages.ts'
import { changeFacts } from '#kernel/measures/change.ts'
import { notify } from '#kernel/notify/notify.ts'
import { findSubject } from '../risk/class-store.ts'
import { reclassifyEnterprises } from '../risk/classification-service.ts'
import type { ListName, MatterKind, Removal } from './list-schemas.ts'
import { endEntries, insertEntry, isListed, listEntries, listLinks } from './list-store.ts'
import { entryTerms } from './list-terms.ts'
import { listError } from './lists-errors.ts'
import { listEntryFacts } from './lists-facts.ts'
import { listMatters, type NamedMatterRow, updateMatter } from './matter-store.ts'
import { markRepaired } from './penalty-store.ts'

const Decision = z.object({ decisionNumber: z.string() })

async function getMatter(scope: Scope, id: string): Promise<NamedMatterRow> {
  const [matter] = await listMatters(scope, { ids: [id], reach: 'all', limit: 1 })
  if (!matter) throw kernelError('kernel.not-found')
  return matter
}

/** Tells the accounts of an enterprise. */
async function tellEnterprise(scope: Scope, enterpriseId: string, message: Message): Promise<void> {
  const links = await listLinks(scope, { enterpriseId })
  if (links.length === 0) return
  await notify(scope, {
    recipients: { users: links.map((link) => link.account_id) },
    message,
    link: '/my/lists',
  })
}

/** The account that has to answer for an enterprise; undefined when none is linked. */
export async function accountOf(scope: Scope, enterpriseId: string): Promise<string | undefined> {
  return (await listLinks(scope, { enterpriseId }))[0]?.account_id
}

/** Keeps what a step filled in, and the state it led to. */
export async function keepStep(
  scope: Scope,
  after: CaseView,
  event: string,
  input: unknown,
): Promise<NamedMatterRow> {
  const matter = await getMatter(scope, after.id)
  const filled = z.record(z.string(), z.unknown()).catch({}).parse(input)
  const content = {
    ...matter.content,
    steps: [
      ...matter.content.steps,
      { event, input: filled, by: scope.actor.name, at: scope.now.toISOString() },
    ],
  }
  await updateMatter(scope, after.id, { content, state: after.state, done: after.done })
  return { ...matter, content, state: after.state, done: after.done }
}

const entryNews: Readonly<Record<ListName, Message>> = {
  abnormal: {
    zh: '贵单位已被列入经营异常名录。履行相关义务后可申请移出。',
    en: 'Your enterprise was put on the list of abnormal operations; apply for removal once its duties are fulfilled.',
  },
  serious: {
    zh: '贵单位已被列入严重违法失信名单。最短公示期满且符合条件的，可申请信用修复。',
    en: 'Your enterprise was put on the list of serious dishonesty; repair may be applied for after the minimum time of publication.',
  },
}

/**
 * Puts the enterprise of a matter on its list.
 *
 * @throws `lists.already-listed`
 */
export async function enterOnList(scope: Scope, matter: NamedMatterRow, input: unknown): Promise<void> {
  const { proposal } = matter.content
  const subject = await findSubject(scope, matter.enterprise_id)
  if (!proposal || !subject) throw kernelError('kernel.not-found')
  const { decisionNumber } = Decision.parse(input)
  if (await isListed(scope, matter.enterprise_id, proposal.list, proposal.ground))
    throw listError('lists.already-listed')
  const today = localDate(scope.now)
  const terms = await entryTerms(scope, proposal.list, today)
  const id = newId()
  await changeFacts(scope, listEntryFacts, [id], () =>
    insertEntry(scope, {
      id,
      enterprise_id: matter.enterprise_id,
      region: subject.region.slice(0, 6),
      industry: subject.industry.slice(0, 3),
      list: proposal.list,
      ground: proposal.ground,
      facts: proposal.facts,
      authority: proposal.authority,
      decision_number: decisionNumber,
      entered_on: today,
      published_from: today,
      publication_ends_on: terms.publicationEndsOn,
      repair_from: terms.repairFrom,
      case_id: matter.id,
      removed_on: null,
      removal: null,
      removal_decision_number: null,
      removal_case_id: null,
      recorded_at: scope.now,
      recorded_by: scope.actor.name,
      entered_for: null,
    }),
  )
  await updateMatter(scope, matter.id, {
    content: matter.content,
    state: matter.state,
    done: matter.done,
    entry_id: id,
  })
  await reclassifyEnterprises(scope, [matter.enterprise_id], 'list')
  await tellEnterprise(scope, matter.enterprise_id, entryNews[proposal.list])
}

/** Ends entries and lets figures and classes follow. */
async function takeOffLists(
  scope: Scope,
  entries: ReadonlyArray<{ readonly id: string; readonly enterprise_id: string }>,
  ending: {
    readonly removal: Removal
    readonly decisionNumber: string | null
    readonly caseId: string | null
  },
): Promise<void> {
  const ids = entries.map((entry) => entry.id)
  await changeFacts(scope, listEntryFacts, ids, () =>
    endEntries(scope, ids, {
      removed_on: localDate(scope.now),
      removal: ending.removal,
      removal_decision_number: ending.decisionNumber,
      removal_case_id: ending.caseId,
    }),
  )
  await reclassifyEnterprises(
    scope,
    entries.map((entry) => entry.enterprise_id),
    'list',
  )
}

const removalOf: Readonly<Partial<Record<MatterKind, Removal>>> = {
  correction: 'corrected',
  repair: 'repaired',
  objection: 'revoked',
}

/**
 * Takes the entry of a matter off its list because the application was granted.
 *
 * @throws `lists.not-listed` when it has ended in between
 */
export async function leaveList(scope: Scope, matter: NamedMatterRow, input: unknown): Promise<void> {
  const removal = removalOf[matter.kind]
  const [entry] =
    matter.entry_id === null
      ? []
      : await listEntries(scope, { ids: [matter.entry_id], reach: 'all', limit: 1 })
  if (!entry || !removal) throw kernelError('kernel.not-found')
  if (entry.removed_on !== null) throw listError('lists.not-listed')
  const { decisionNumber } = Decision.parse(input)
  await takeOffLists(scope, [entry], { removal, decisionNumber, caseId: matter.id })
}

/**
 * Takes a penalty out of use because its repair was granted; the class of the enterprise follows.
 *
 * @throws `lists.already-repaired`
 */
export async function repairPenalty(scope: Scope, matter: NamedMatterRow, input: unknown): Promise<void> {
  const { decisionNumber } = Decision.parse(input)
  const today = localDate(scope.now)
  const done =
    matter.record_id !== null && (await markRepaired(scope, matter.record_id, { on: today, decisionNumber }))
  if (!done) throw listError('lists.already-repaired', { date: today })
  await reclassifyEnterprises(scope, [matter.enterprise_id], 'new-fact')
}

/** Tells the enterprise how its matter stands. */
export async function tellOutcome(scope: Scope, matter: NamedMatterRow, after: CaseView): Promise<void> {
  const outcome: Readonly<Record<string, Message>> = {
    granted: { zh: '已同意，相关信息即停止公示', en: 'is granted; publication stops at once' },
    refused: { zh: '未予同意，理由见决定书', en: 'is refused; the decision gives the reasons' },
    declined: { zh: '未予受理', en: 'is not accepted' },
    supplementing: { zh: '需要补充材料', en: 'needs further papers' },
    notified: {
      zh: '已送达告知书，请在期限内陈述、申辩或要求听证',
      en: 'has a notice that waits for your answer',
    },
  }
  const words = outcome[after.state]
  if (!words) return
  await tellEnterprise(scope, matter.enterprise_id, {
    zh: `“${after.title}”${words.zh}。`,
    en: `“${after.title}” ${words.en}.`,
  })
}

/** Ends the entries whose longest time of publication is over; returns how many. */
export async function endTerms(
  scope: Scope,
  entries: ReadonlyArray<{ readonly id: string; readonly enterprise_id: string }>,
): Promise<void> {
  if (entries.length === 0) return
  await takeOffLists(scope, entries, { removal: 'term-ended', decisionNumber: null, caseId: null })
  recordAudit(scope, {
    action: 'lists.end-terms',
    objectType: 'list-entries',
    objectId: scope.city,
    objectLabel: String(entries.length),
    detail: { entries: entries.map((entry) => entry.id) },
  })
}
