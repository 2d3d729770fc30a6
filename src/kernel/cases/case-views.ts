/** Cases as pages see them. */
import { z } from 'zod'
import { findAccount } from '../access/store.ts'
import { localDate, workingDayCalendar, workingDaysLeft } from '../calendar/calendar.ts'
import type { Scope } from '../db/scope.ts'
import type { Message } from '../language/messages.ts'
import { findUnits } from '../org/store.ts'
import { mayHandOver, refusalOf } from './case-rights.ts'
import type { CaseEventDeclaration, CaseType, CaseView } from './case-type.ts'
import { isReadable } from './case-work.ts'
import { activePaths, casePage, chartStateOf, stateTitle } from './cases.ts'
import type { CaseDetail, CaseDiagram, CaseDueView, CaseSummary, InboxItem } from './contract.ts'
import { type DeadlineRow, listDeadlines } from './deadline-store.ts'
import { caseMessages } from './messages.ts'
import { chartGraph, openEvents } from './statechart.ts'
import {
  type CaseEventRow,
  type CaseRow,
  type InboxRow,
  listAttachments,
  listComments,
  listEvents,
} from './store.ts'

const timelineLength = 200

/** A type that this program no longer has is shown by its name. */
const titleOf = (scope: Scope, row: Pick<CaseRow, 'title' | 'title_en'>): string =>
  (scope.locale === 'en' ? row.title_en : null) ?? row.title

const typeTitle = (type: CaseType | undefined, name: string): Message => type?.title ?? { zh: name, en: name }
const titleIn = (type: CaseType | undefined, state: string): Message =>
  type ? stateTitle(type, state) : { zh: state, en: state }

async function unitNames(
  scope: Scope,
  rows: ReadonlyArray<{ readonly unit_id: string | null }>,
): Promise<(id: string | null) => { id: string; name: string } | null> {
  const ids = [...new Set(rows.flatMap((row) => (row.unit_id === null ? [] : [row.unit_id])))]
  const units = new Map((await findUnits(scope, ids)).map((unit) => [unit.id, unit.shortName]))
  return (id) => (id === null ? null : { id, name: units.get(id) ?? '' })
}

interface Due {
  readonly due_at: Date
  readonly due_date: string
  readonly provisional: boolean
}

/** Adds to deadlines how many working days are left. The calendar is read once for all. */
async function dueViews(
  scope: Scope,
  dues: readonly Due[],
  at = scope.now,
): Promise<(due: Due) => CaseDueView> {
  const today = localDate(at)
  const years = [today, ...dues.map((due) => due.due_date)].map((date) => Number(date.slice(0, 4)))
  const calendar = await workingDayCalendar(scope, Math.min(...years), Math.max(...years))
  return (due) => ({
    date: due.due_date,
    dueAt: due.due_at.toISOString(),
    provisional: due.provisional,
    workingDaysLeft: workingDaysLeft(calendar, today, due.due_date),
    overdue: due.due_at < at,
  })
}

/** Rows of the inbox as the page shows them. */
export async function inboxItems(
  scope: Scope,
  types: ReadonlyMap<string, CaseType>,
  rows: readonly InboxRow[],
): Promise<InboxItem[]> {
  const dues = rows.flatMap(({ due_at, due_date, provisional }) =>
    due_at === null || due_date === null ? [] : [{ due_at, due_date, provisional }],
  )
  const dueOf = await dueViews(scope, dues)
  const unitOf = await unitNames(scope, rows)
  return rows.map((row) => {
    const type = types.get(row.type)
    const { due_at, due_date, provisional } = row
    return {
      caseId: row.case_id,
      type: row.type,
      typeTitle: typeTitle(type, row.type),
      title: titleOf(scope, row),
      state: row.state,
      stateTitle: titleIn(type, row.state),
      version: row.version,
      unit: unitOf(row.unit_id),
      personal: row.assignee_id !== null,
      page: casePage(type, row.case_id),
      due: due_at === null || due_date === null ? null : dueOf({ due_at, due_date, provisional }),
      since: row.since.toISOString(),
      openedAt: row.opened_at.toISOString(),
      startedBy: row.started_by_name,
    }
  })
}

/** Cases in a list. */
export async function caseSummaries(
  scope: Scope,
  types: ReadonlyMap<string, CaseType>,
  rows: readonly CaseRow[],
): Promise<CaseSummary[]> {
  const unitOf = await unitNames(scope, rows)
  return rows.map((row) => ({
    id: row.id,
    type: row.type,
    typeTitle: typeTitle(types.get(row.type), row.type),
    title: titleOf(scope, row),
    state: row.state,
    stateTitle: titleIn(types.get(row.type), row.state),
    done: row.done,
    page: casePage(types.get(row.type), row.id),
    unit: unitOf(row.unit_id),
    startedBy: row.started_by_name,
    openedAt: row.opened_at.toISOString(),
    changedAt: row.changed_at.toISOString(),
    closedAt: row.closed_at?.toISOString() ?? null,
  }))
}

/**
 * The statechart of a case type for the page: boxes, arrows, and where a case is and has been.
 *
 * @param state state key of a case; undefined for the type itself
 * @param visited state keys the case has been in
 */
export function caseDiagram(type: CaseType, state?: string, visited: readonly string[] = []): CaseDiagram {
  const graph = chartGraph(type.machine)
  const current = new Set(state === undefined ? [] : activePaths(state))
  const past = new Set(visited.flatMap(activePaths))
  return {
    nodes: graph.nodes.map((node) => ({
      path: node.path,
      parent: node.parent ?? null,
      title: type.states[node.path]?.title ?? { zh: node.path, en: node.path },
      kind: node.kind,
      initial: node.initial,
      current: current.has(node.path),
      visited: past.has(node.path),
    })),
    edges: graph.edges.map((edge) => ({ ...edge, title: type.events[edge.event]?.title ?? null })),
  }
}

function deadlineView(
  type: CaseType,
  row: DeadlineRow,
  dueOf: (due: Due) => CaseDueView,
): CaseDetail['deadlines'][number] {
  return {
    ...dueOf(row),
    // Of a deadline that has ended it is asked whether it was kept, not whether it is past by now.
    overdue:
      (row.ended_at ?? new Date(Number.NaN)) > row.due_at || (row.ended_at === null && dueOf(row).overdue),
    state: row.state,
    stateTitle: stateTitle(type, row.state),
    period: { count: row.period.count, unit: row.period.unit },
    rule: {
      key: row.rule_key,
      title: { zh: row.rule_title_zh, en: row.rule_title_en },
      source: row.rule_source,
      clause: row.rule_clause,
      confidence: row.rule_confidence,
      overridden: row.rule_overridden,
    },
    startedAt: row.started_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
  }
}

const kindTitles: Record<Exclude<CaseEventRow['kind'], 'event'>, Message> = {
  opened: caseMessages['cases.opened'],
  'hand-over': caseMessages['cases.hand-over'],
  reminder: caseMessages['cases.reminder'],
  escalation: caseMessages['cases.escalation'],
}

function timelineEntry(type: CaseType, row: CaseEventRow): CaseDetail['timeline'][number] {
  return {
    id: row.id,
    kind: row.kind,
    event: row.event,
    title:
      row.kind === 'event'
        ? (type.events[row.event]?.title ?? { zh: row.event, en: row.event })
        : kindTitles[row.kind],
    stateBefore: row.state_before === null ? null : stateTitle(type, row.state_before),
    stateAfter: stateTitle(type, row.state_after),
    input: row.input,
    comment: row.comment,
    by: row.actor_name,
    at: row.at.toISOString(),
  }
}

/** The event's form as JSON Schema, its fields and choices titled in the caller's language. */
function formSchema(
  scope: Scope,
  { form, fieldTitles = {}, choiceTitles = {} }: CaseEventDeclaration,
): Record<string, unknown> {
  const schema = z.toJSONSchema(form, { io: 'input', unrepresentable: 'any' })
  for (const [field, property] of Object.entries(schema.properties ?? {})) {
    const title = fieldTitles[field]
    if (typeof property !== 'object') continue
    if (title) property.title = title[scope.locale]
    const choices = choiceTitles[field]
    if (choices)
      property.oneOf = Object.entries(choices).map(([value, name]) => ({
        const: value,
        title: name[scope.locale],
      }))
  }
  return { ...schema }
}

/** Events the caller may send now: the statechart knows them here, and he has the right. Guards are asked on sending. */
function eventOptions(scope: Scope, type: CaseType, row: CaseRow, view: CaseView): CaseDetail['events'] {
  return openEvents(type.machine, chartStateOf(row)).flatMap((event) => {
    const declaration = type.events[event]
    if (!declaration || refusalOf(scope, view, declaration) !== undefined) return []
    return [
      {
        event,
        title: declaration.title,
        confirm: declaration.confirm ?? null,
        commentRequired: declaration.commentRequired === true,
        form: formSchema(scope, declaration),
      },
    ]
  })
}

/** A case with everything about it, for who may see it. */
export async function caseDetail(
  scope: Scope,
  types: ReadonlyMap<string, CaseType>,
  type: CaseType,
  row: CaseRow,
  view: CaseView,
): Promise<CaseDetail> {
  const [summary] = await caseSummaries(scope, types, [row])
  if (!summary) throw new TypeError('One row gives one summary')
  const deadlines = await listDeadlines(scope, row.id)
  const dueOf = await dueViews(scope, deadlines)
  const events = await listEvents(scope, row.id, timelineLength)
  const comments = await listComments(scope, row.id, timelineLength)
  const attachments = await listAttachments(scope, row.id)
  const assignee = row.assignee_id === null ? undefined : await findAccount(scope, row.assignee_id)
  return {
    ...summary,
    version: row.version,
    data: row.data,
    subject: view.subject ? { ...view.subject } : null,
    region: row.region,
    assignee: row.assignee_id === null ? null : { id: row.assignee_id, name: assignee?.name ?? '' },
    governedOn: row.governed_on,
    deadlines: deadlines.map((deadline) => deadlineView(type, deadline, dueOf)),
    events: row.done ? [] : eventOptions(scope, type, row, view),
    mayHandOver: !row.done && mayHandOver(scope, type, view, activePaths(row.state)),
    diagram: caseDiagram(
      type,
      row.state,
      events.map((event) => event.state_after),
    ),
    timeline: events.map((event) => timelineEntry(type, event)),
    comments: comments.map((one) => ({
      id: one.id,
      text: one.text,
      by: one.author_name,
      at: one.at.toISOString(),
    })),
    attachments: attachments.map((one) => ({
      id: one.id,
      fileId: one.file_id,
      name: one.name,
      mediaType: one.media_type,
      size: one.size,
      readable: isReadable(scope, one.read_permission),
      by: one.attached_by_name,
      at: one.at.toISOString(),
    })),
  }
}
