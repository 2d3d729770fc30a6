/** Beginning a matter: an entry proposed by officers, an application of the enterprise. */
import { isInReach, unitsInReach } from '#kernel/access/data-reach.ts'
import { localDate } from '#kernel/calendar/calendar.ts'
import type { CaseView } from '#kernel/cases/case-type.ts'
import { openCase } from '#kernel/cases/cases.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { kernelError } from '#kernel/language/kernel-errors.ts'
import { periodRule } from '#kernel/rules/rules.ts'
import { findSubject } from '../risk/class-store.ts'
import type { SubjectRow } from '../risk/tables.ts'
import { caseTypeOf } from './list-cases.ts'
import type { Application, EntryProposal, MatterContent, MatterKind } from './list-schemas.ts'
import { findGround, isListed, listEntries, type NamedEntryRow } from './list-store.ts'
import { dayAfter } from './list-terms.ts'
import { listError } from './lists-errors.ts'
import { insertMatter, openMattersOf } from './matter-store.ts'

/**
 * An enterprise in the caller's reach.
 *
 * @throws `lists.no-such-enterprise`
 */
export async function getSubject(scope: Scope, id: string, permission: string): Promise<SubjectRow> {
  const subject = await findSubject(scope, id)
  if (!subject || !isInReach(unitsInReach(scope, permission), { region: subject.region }))
    throw listError('lists.no-such-enterprise')
  return subject
}

/** Keeps what a matter is about beside its case. */
export async function keepMatter(
  scope: Scope,
  opened: CaseView,
  kind: MatterKind,
  about: {
    readonly enterpriseId: string
    readonly entryId: string | null
    readonly recordId?: string
  },
  content: MatterContent,
): Promise<void> {
  await insertMatter(scope, {
    id: opened.id,
    kind,
    enterprise_id: about.enterpriseId,
    entry_id: about.entryId,
    record_id: about.recordId ?? null,
    content,
    opened_at: scope.now,
    opened_by: scope.actor.name,
    state: opened.state,
    done: opened.done,
  })
}

/** What the ground itself asks for: two letters, or a penalty. */
async function requireGroundFits(scope: Scope, proposal: EntryProposal): Promise<void> {
  const ground = await findGround(scope, proposal.ground)
  if (ground?.list !== proposal.list) throw listError('lists.ground-does-not-fit')
  if (proposal.ground === 'unreachable-address') {
    const { value } = await periodRule(scope, 'lists.mailing-gap', localDate(scope.now))
    const [first, ...later] = proposal.mailedOn.toSorted()
    const last = later.at(-1)
    if (!first || !last || last < dayAfter(first, value))
      throw listError('lists.needs-two-mailings', { days: value.count })
  }
  if (proposal.list === 'serious' && proposal.ground !== 'abnormal-three-years' && !proposal.penaltyNumber)
    throw listError('lists.needs-penalty')
}

/**
 * Begins the entry of an enterprise on a list; returns its case.
 *
 * @throws `lists.no-such-enterprise`, `lists.ground-does-not-fit`, `lists.needs-two-mailings`, `lists.needs-penalty`,
 * `lists.already-listed`, `lists.already-proposed`
 */
export async function proposeEntry(
  scope: Scope,
  enterpriseId: string,
  proposal: EntryProposal,
): Promise<{ caseId: string }> {
  const subject = await getSubject(scope, enterpriseId, 'lists.propose')
  await requireGroundFits(scope, proposal)
  if (await isListed(scope, enterpriseId, proposal.list, proposal.ground))
    throw listError('lists.already-listed')
  const kind: MatterKind = proposal.list === 'abnormal' ? 'abnormal-entry' : 'serious-entry'
  const under = await openMattersOf(scope, enterpriseId, kind)
  if (under.some((matter) => matter.content.proposal?.ground === proposal.ground))
    throw listError('lists.already-proposed')
  const type = caseTypeOf[kind]
  const opened = await openCase(scope, type, {
    title: `${type.title.zh}：${subject.name}`,
    data: { enterpriseId },
    subject: { type: 'enterprise', id: enterpriseId },
  })
  await keepMatter(scope, opened, kind, { enterpriseId, entryId: null }, { proposal, steps: [] })
  return { caseId: opened.id }
}

async function requireMayApply(
  scope: Scope,
  entry: NamedEntryRow,
  kind: Extract<MatterKind, 'correction' | 'repair' | 'objection'>,
  application: Application,
): Promise<void> {
  const today = localDate(scope.now)
  if (entry.removed_on !== null) throw listError('lists.not-listed')
  if (kind === 'objection') {
    const { value } = await periodRule(scope, 'lists.objection-window', entry.entered_on)
    const last = dayAfter(entry.published_from, value)
    if (today > last) throw listError('lists.objection-too-late', { date: last })
    return
  }
  if ((kind === 'correction') !== (entry.list === 'abnormal')) throw listError('lists.wrong-way-out')
  if (today < entry.repair_from) throw listError('lists.too-early', { date: entry.repair_from })
  const { corrected, harmRemoved, commitment } = application
  if (!corrected || (kind === 'repair' && !(harmRemoved && commitment)))
    throw listError('lists.conditions-not-met')
}

/**
 * Applies for the end of an entry: correction (abnormal operations), credit repair (serious dishonesty), objection.
 *
 * @throws `kernel.not-found`, `lists.not-listed`, `lists.wrong-way-out`, `lists.too-early`, `lists.objection-too-late`,
 * `lists.conditions-not-met`, `lists.already-applied`
 */
export async function applyToLeave(
  scope: Scope,
  entryId: string,
  kind: Extract<MatterKind, 'correction' | 'repair' | 'objection'>,
  application: Application,
  by: { readonly appliedBy: 'enterprise' | 'officer'; readonly mayFor: (entry: NamedEntryRow) => boolean },
): Promise<{ caseId: string }> {
  const [entry] = await listEntries(scope, { ids: [entryId], reach: 'all', limit: 1 })
  if (!entry || !by.mayFor(entry)) throw kernelError('kernel.not-found')
  await requireMayApply(scope, entry, kind, application)
  const under = await openMattersOf(scope, entry.enterprise_id, kind)
  if (under.some((matter) => matter.entry_id === entryId)) throw listError('lists.already-applied')
  const type = caseTypeOf[kind]
  const opened = await openCase(scope, type, {
    title: `${type.title.zh}：${entry.name}`,
    data: { enterpriseId: entry.enterprise_id, entryId },
    subject: { type: 'enterprise', id: entry.enterprise_id },
  })
  await keepMatter(
    scope,
    opened,
    kind,
    { enterpriseId: entry.enterprise_id, entryId },
    { application, appliedBy: by.appliedBy, steps: [] },
  )
  return { caseId: opened.id }
}
