/** Reading lists and matters, for officers and for the public. */
import { z } from 'zod'
import { isInReach, unitsInReach } from '#kernel/access/data-reach.ts'
import { listAccounts } from '#kernel/access/store.ts'
import { localDate } from '#kernel/calendar/calendar.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { kernelError } from '#kernel/language/kernel-errors.ts'
import { type Figure, readFigures } from '#kernel/measures/figures.ts'
import { addMonths as monthAfter, monthsThrough } from '#kernel/measures/period.ts'
import { periodRule } from '#kernel/rules/rules.ts'
import { addDays, addMonths } from '#methods/working-days/iso-date.ts'
import { decodePlace, pageOfRows } from '../risk/cursor.ts'
import { getSubject } from './entry-service.ts'
import { ListName, type MatterKind } from './list-schemas.ts'
import {
  countPresent,
  listGrounds as findGrounds,
  listEntries,
  listLinks,
  type NamedEntryRow,
  penaltiesSince,
} from './list-store.ts'
import { toEntry, toMatter, toPublicEntry } from './list-views.ts'
import type {
  DocumentName,
  EntryListFilter,
  Ground,
  ListsOverview,
  MatterDetail,
  Penalty,
  RepairCondition,
} from './lists-contract.ts'
import { listEntryFacts } from './lists-facts.ts'
import { countOpenMatters, listMatters as findMatters, type NamedMatterRow } from './matter-store.ts'
import { findPenalty, penaltiesOf, toPenalty } from './penalty-service.ts'

const EntryPlace = z.object({ on: z.iso.date(), id: z.uuid() })
const placeOf = (row: NamedEntryRow) => ({ on: row.entered_on, id: row.id })

/** Days before its end on which an entry is shown as ending. */
const endingDays = 30

/** Grounds in force. */
export async function listGrounds(scope: Scope): Promise<Ground[]> {
  const today = localDate(scope.now)
  return (await findGrounds(scope))
    .filter((row) => row.effective_from <= today && (row.effective_to === null || row.effective_to > today))
    .map((row) => ({
      code: row.code,
      list: row.list,
      title: { zh: row.title_zh, en: row.title_en },
      cure: { zh: row.cure_zh, en: row.cure_en },
      source: row.source,
      clause: row.clause,
      confidence: row.confidence,
    }))
}

type Filter = z.infer<typeof EntryListFilter>

async function attentionFilter(scope: Scope, attention: Filter['attention']) {
  const today = localDate(scope.now)
  if (attention === 'ending') return { endingBefore: addDays(today, endingDays) }
  if (attention !== 'long') return {}
  const { value } = await periodRule(scope, 'lists.abnormal-long', today)
  return { list: 'abnormal' as const, enteredBefore: addMonths(today, -12 * value.count) }
}

/** Entries in the caller's reach, newest first. */
export async function listListEntries(
  scope: Scope,
  input: Filter & { readonly after?: string | undefined; readonly limit: number },
) {
  const rows = await listEntries(scope, {
    ...input,
    ...(await attentionFilter(scope, input.attention)),
    reach: unitsInReach(scope, 'lists.read'),
    after: decodePlace(EntryPlace, input.after),
    limit: input.limit + 1,
  })
  return pageOfRows(rows, input.limit, toEntry, placeOf)
}

/** What is published today; an entry that has ended, or whose time is over, is gone whether or not a job has run. */
export async function publicLists(
  scope: Scope,
  input: {
    readonly list?: ListName | undefined
    readonly search?: string | undefined
    readonly after?: string | undefined
    readonly limit: number
  },
) {
  const rows = await listEntries(scope, {
    ...input,
    publishedOn: localDate(scope.now),
    reach: 'all',
    after: decodePlace(EntryPlace, input.after),
    limit: input.limit + 1,
  })
  return pageOfRows(rows, input.limit, toPublicEntry, placeOf)
}

/** Matters in the caller's reach, newest first. */
export async function listMatters(
  scope: Scope,
  input: {
    readonly kind?: MatterKind | undefined
    readonly done?: boolean | undefined
    readonly after?: string | undefined
    readonly limit: number
  },
) {
  const rows = await findMatters(scope, {
    ...input,
    reach: unitsInReach(scope, 'lists.read'),
    after: decodePlace(z.uuid(), input.after),
    limit: input.limit + 1,
  })
  return pageOfRows(rows, input.limit, toMatter, (row) => row.id)
}

/** The conditions of early removal, as far as records tell. */
export async function repairConditions(
  scope: Scope,
  entry: NamedEntryRow,
  matter?: NamedMatterRow,
): Promise<RepairCondition[]> {
  const application = matter?.content.application
  const said = (value: boolean | undefined) => (value === undefined ? null : value)
  const corrected: RepairCondition = { code: 'corrected', met: said(application?.corrected), detail: null }
  if (entry.list === 'abnormal') return [corrected]
  const penalties = await penaltiesSince(scope, entry.enterprise_id, entry.entered_on)
  return [
    {
      code: 'minimum-publication',
      met: localDate(scope.now) >= entry.repair_from,
      detail: entry.repair_from,
    },
    corrected,
    { code: 'harm-removed', met: said(application?.harmRemoved), detail: null },
    { code: 'commitment', met: said(application?.commitment), detail: null },
    { code: 'no-new-penalty', met: penalties === 0, detail: String(penalties) },
  ]
}

/** The conditions for the repair of a penalty, as far as records tell. */
function penaltyConditions(
  scope: Scope,
  { repairFrom }: Pick<Penalty, 'repairFrom'>,
  matter: NamedMatterRow,
): RepairCondition[] {
  const { application } = matter.content
  const said = (value: boolean | undefined) => value ?? null
  return [
    { code: 'minimum-publication', met: localDate(scope.now) >= repairFrom, detail: repairFrom },
    { code: 'corrected', met: said(application?.corrected), detail: null },
    { code: 'harm-removed', met: said(application?.harmRemoved), detail: null },
    { code: 'commitment', met: said(application?.commitment), detail: null },
  ]
}

/** Which documents a matter has come to. */
export function documentsOf(matter: NamedMatterRow): DocumentName[] {
  const happened = new Set(matter.content.steps.map((step) => step.event))
  const documents: DocumentName[] = []
  // The draft of the notice is what is delivered.
  if (matter.kind === 'serious-entry' && matter.state !== 'dropped') documents.push('notice')
  if (happened.has('decide') || matter.state === 'declined') documents.push('decision')
  return documents
}

/** A matter by its case. */
export async function findMatter(scope: Scope, caseId: string): Promise<NamedMatterRow | undefined> {
  const [matter] = await findMatters(scope, { ids: [caseId], reach: 'all', limit: 1 })
  return matter
}

/** The entry a matter is about. */
export async function entryOf(scope: Scope, matter: NamedMatterRow): Promise<NamedEntryRow | undefined> {
  if (matter.entry_id === null) return undefined
  const [entry] = await listEntries(scope, { ids: [matter.entry_id], reach: 'all', limit: 1 })
  return entry
}

/**
 * A matter in the caller's reach.
 *
 * @throws `kernel.not-found`
 */
export async function getReachableMatter(scope: Scope, caseId: string): Promise<NamedMatterRow> {
  const matter = await findMatter(scope, caseId)
  if (!matter || !isInReach(unitsInReach(scope, 'lists.read'), { region: matter.region }))
    throw kernelError('kernel.not-found')
  return matter
}

/** A matter with its papers. */
export async function matterDetail(scope: Scope, caseId: string): Promise<MatterDetail> {
  const matter = await getReachableMatter(scope, caseId)
  const entry = await entryOf(scope, matter)
  const record = matter.record_id === null ? undefined : await findPenalty(scope, matter.record_id)
  const penalty = record && (await toPenalty(scope, record))
  return {
    ...toMatter(matter),
    proposal: matter.content.proposal ?? null,
    application: matter.content.application ?? null,
    appliedBy: matter.content.appliedBy ?? null,
    steps: matter.content.steps,
    entry: entry ? toEntry(entry) : null,
    penalty: penalty ?? null,
    conditions: penalty
      ? penaltyConditions(scope, penalty, matter)
      : entry && matter.kind === 'repair'
        ? await repairConditions(scope, entry, matter)
        : [],
    documents: documentsOf(matter),
  }
}

/** Entries, matters, penalties and accounts of an enterprise. */
export async function enterpriseLists(scope: Scope, enterpriseId: string) {
  await getSubject(scope, enterpriseId, 'lists.read')
  const about = { enterpriseIds: [enterpriseId], reach: 'all' as const, limit: 100 }
  const links = await listLinks(scope, { enterpriseId })
  const accounts = await listAccounts(scope, { ids: links.map((link) => link.account_id) }, undefined, 100)
  return {
    entries: (await listEntries(scope, about)).map(toEntry),
    matters: (await findMatters(scope, about)).map(toMatter),
    penalties: await penaltiesOf(scope, [enterpriseId]),
    accounts: accounts.map(({ id, username, name }) => ({ id, username, name })),
  }
}

/** For each list every month from the first to the last in which anything came or went. */
function byMonth(figures: readonly Figure[]): ListsOverview['months'] {
  const sums = new Map<string, number>()
  for (const { period, dimensions, measure, value } of figures) {
    const key = `${period} ${dimensions.list} ${measure}`
    sums.set(key, (sums.get(key) ?? 0) + value)
  }
  return monthsThrough(figures.map(({ period }) => period)).flatMap((month) =>
    ListName.options.map((list) => ({
      month,
      list,
      entries: sums.get(`${month} ${list} supervision.list-entries`) ?? 0,
      removals: sums.get(`${month} ${list} supervision.list-removals`) ?? 0,
    })),
  )
}

/** The lists in numbers. */
export async function listsOverview(scope: Scope): Promise<ListsOverview> {
  const reach = unitsInReach(scope, 'lists.read')
  const month = `${localDate(scope.now).slice(0, 7)}-01`
  const figures = await readFigures(scope, {
    measures: listEntryFacts.measures.filter((measure) => measure.kind === 'flow'),
    within: scope.city,
    regionDigits: 6,
    from: monthAfter(month, -23),
    to: monthAfter(month, 1),
    period: 'month',
    by: ['list'],
  })
  const grounds = new Map((await findGrounds(scope)).map((ground) => [ground.code, ground]))
  const present = await countPresent(scope, reach)
  return {
    present: present.map((row) => ({
      ...row,
      title: {
        zh: grounds.get(row.ground)?.title_zh ?? row.ground,
        en: grounds.get(row.ground)?.title_en ?? row.ground,
      },
    })),
    months: byMonth(figures.filter((figure) => isInReach(reach, { region: figure.region }))),
    openMatters: await countOpenMatters(scope, reach),
  }
}
