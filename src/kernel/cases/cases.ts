/**
 * Opening cases and moving them. Everything of one move happens in the scope's transaction: the new state, its
 * effects, deadlines, the timeline, the audit entry and whom it is told.
 */
import { v7 } from 'uuid'
import { z } from 'zod'
import { recordAudit } from '../audit/audit.ts'
import { localDate } from '../calendar/calendar.ts'
import type { Scope } from '../db/scope.ts'
import { kernelError } from '../language/kernel-errors.ts'
import { formatMessage, type Message } from '../language/messages.ts'
import { schemaMessage } from '../language/schema-messages.ts'
import { notify } from '../notify/notify.ts'
import { caseError } from './case-errors.ts'
import { requireRight } from './case-rights.ts'
import type { CaseMove, CaseType, CaseView } from './case-type.ts'
import { assignTurns, moveDeadlines } from './deadlines.ts'
import { caseMessages } from './messages.ts'
import { type ChartState, moveChart, startChart } from './statechart.ts'
import { type CaseRow, findCaseForUpdate, insertCase, insertEvent, updateCase } from './store.ts'

/** What a case begins with. */
export interface CaseOpening {
  readonly title: string
  /** In English; leave it out where the title is somebody's own words. */
  readonly titleEn?: string
  /** Input of the statechart: what its context is made of. */
  readonly data?: unknown
  readonly subject?: { readonly type: string; readonly id: string } | undefined
  readonly unitId?: string | undefined
  readonly region?: string | undefined
  readonly assigneeId?: string | undefined
  /** The date by which rules are looked up (receipt, sampling); today unless given. ISO date. */
  readonly governedOn?: string | undefined
  readonly comment?: string | undefined
}

/** The event's name in effects, audit and timeline when a case is opened. */
const opening = 'open'

/** A stored case as effects see it. */
export function viewOf(row: CaseRow): CaseView {
  return {
    id: row.id,
    type: row.type,
    title: row.title,
    titleEn: row.title_en ?? undefined,
    state: row.state,
    done: row.done,
    data: row.data,
    version: row.version,
    subject:
      row.subject_type === null || row.subject_id === null
        ? undefined
        : { type: row.subject_type, id: row.subject_id },
    unitId: row.unit_id ?? undefined,
    region: row.region ?? undefined,
    assigneeId: row.assignee_id ?? undefined,
    startedBy: row.started_by ?? undefined,
    governedOn: row.governed_on,
  }
}

// Stored by us from a statechart: a name, or an object of such.
const StoredValue: z.ZodType<ChartState['value']> = z.union([
  z.string(),
  z.record(
    z.string(),
    z.lazy(() => StoredValue),
  ),
])

/** The place in the statechart that a row stands for. */
export const chartStateOf = (row: CaseRow): Pick<ChartState, 'value' | 'data'> => ({
  value: StoredValue.parse(row.state_value),
  data: row.data,
})

/** Title of the state or states a case is in. */
export function stateTitle(type: CaseType, state: string): Message {
  const titles = state.split(' ').map((path) => type.states[path]?.title ?? { zh: path, en: path })
  return { zh: titles.map((title) => title.zh).join('、'), en: titles.map((title) => title.en).join(', ') }
}

/** A message about a case, filled in for both languages. */
export function aboutCase(
  message: Message,
  type: CaseType,
  view: Pick<CaseView, 'title' | 'titleEn'>,
  state: string,
  date = '',
): Message {
  const place = stateTitle(type, state)
  const fill = (locale: 'zh' | 'en') =>
    formatMessage(message, locale, {
      type: type.title[locale],
      title: (locale === 'en' ? view.titleEn : undefined) ?? view.title,
      state: place[locale],
      date,
    })
  return { zh: fill('zh'), en: fill('en') }
}

/** Path of the page on which a case is worked on. */
export const casePage = (type: CaseType | undefined, caseId: string): string =>
  type?.page?.(caseId) ?? `/cases/${caseId}`

/**
 * Tells those whose turn it is now, in states the case has just come to.
 */
export async function tellActors(
  scope: Scope,
  type: CaseType,
  view: CaseView,
  states: readonly string[],
): Promise<void> {
  for (const state of states) {
    const permission = type.states[state]?.actor
    if (permission === undefined) continue
    const { unitId, region, assigneeId } = view
    await notify(scope, {
      recipients: assigneeId === undefined ? { permission, unitId, region } : { users: [assigneeId] },
      message: aboutCase(caseMessages['cases.your-turn'], type, view, state),
      link: casePage(type, view.id),
    })
  }
}

/** Deadlines, turns and news of a case that has come from the states `before` to those of `chart`. */
async function settle(
  scope: Scope,
  type: CaseType,
  view: CaseView,
  before: readonly string[],
  chart: ChartState,
): Promise<void> {
  await moveDeadlines(scope, type, view, before, chart.active)
  await assignTurns(scope, type, view, chart.active)
  if (view.done) {
    if (view.startedBy === undefined || view.startedBy === scope.actor.userId) return
    await notify(scope, {
      recipients: { users: [view.startedBy] },
      message: aboutCase(caseMessages['cases.done'], type, view, view.state),
      link: casePage(type, view.id),
    })
    return
  }
  await tellActors(
    scope,
    type,
    view,
    chart.active.filter((state) => !before.includes(state)),
  )
}

/**
 * Opens a case in the first state of its statechart.
 *
 * @throws `kernel.no-right` without the type's `openPermission`; whatever `onTransition` throws
 * @example
 * const opened = await openCase(scope, reviewCaseType, { title, subject: { type: 'plan-version', id }, data: { versionId: id } })
 */
export async function openCase(scope: Scope, type: CaseType, input: CaseOpening): Promise<CaseView> {
  const { openPermission } = type
  if (openPermission !== undefined && !scope.permissions.has(openPermission))
    throw kernelError('kernel.no-right', { permission: openPermission })
  const chart = startChart(type.machine, input.data ?? {})
  const fresh: CaseView = {
    id: v7(),
    type: type.name,
    title: input.title,
    titleEn: input.titleEn,
    state: chart.key,
    done: chart.done,
    data: chart.data,
    version: 1,
    subject: input.subject,
    unitId: input.unitId,
    region: input.region,
    assigneeId: input.assigneeId,
    startedBy: scope.actor.userId,
    governedOn: input.governedOn ?? localDate(scope.now),
  }
  const view = { ...fresh, ...(await type.place?.(scope, fresh)) }
  await insertCase(scope, {
    id: view.id,
    type: view.type,
    title: view.title,
    title_en: view.titleEn ?? null,
    state: view.state,
    state_value: chart.value,
    data: { ...view.data },
    done: view.done,
    subject_type: view.subject?.type ?? null,
    subject_id: view.subject?.id ?? null,
    unit_id: view.unitId ?? null,
    region: view.region ?? null,
    assignee_id: view.assigneeId ?? null,
    governed_on: view.governedOn,
  })
  await insertEvent(scope, {
    id: v7(),
    case_id: view.id,
    kind: 'opened',
    event: opening,
    state_before: null,
    state_after: view.state,
    input: {},
    comment: input.comment ?? null,
    version: 1,
  })
  await type.onTransition?.(scope, {
    before: undefined,
    after: view,
    event: opening,
    input: input.data ?? {},
  })
  await settle(scope, type, view, [], chart)
  audit(scope, type, view, opening, undefined, input.comment)
  return view
}

function audit(
  scope: Scope,
  type: CaseType,
  view: CaseView,
  event: string,
  before: CaseView | undefined,
  comment: string | undefined,
): void {
  recordAudit(scope, {
    action: `${type.name}.${event}`,
    objectType: 'case',
    objectId: view.id,
    objectLabel: view.title,
    detail: { before: before?.state ?? null, after: view.state, comment: comment ?? null },
  })
}

/** A case of a type as it stands, held until the transaction ends. */
export async function holdCase(
  scope: Scope,
  type: CaseType,
  caseId: string,
  expectedVersion: number | undefined,
): Promise<{ row: CaseRow; view: CaseView }> {
  const row = await findCaseForUpdate(scope, caseId)
  if (row?.type !== type.name) throw kernelError('kernel.not-found')
  if (expectedVersion !== undefined && row.version !== expectedVersion) throw kernelError('kernel.conflict')
  return { row, view: viewOf(row) }
}

/** What the form of an event takes, checked; the statechart gets its fields on the event. */
function parsedInput(form: z.ZodType, input: unknown): Record<string, unknown> {
  const parsed = form.safeParse(input ?? {}, { error: (issue) => schemaMessage(issue).zh })
  if (!parsed.success) {
    // The same check again for the other language: the issues come in the same order.
    const inEnglish =
      form.safeParse(input ?? {}, { error: (issue) => schemaMessage(issue).en }).error?.issues ?? []
    const fields = parsed.error.issues.map((issue, index) => ({
      path: ['input', ...issue.path].join('.'),
      message: { zh: issue.message, en: inEnglish[index]?.message ?? issue.message },
    }))
    throw kernelError('kernel.bad-input', { count: fields.length }, fields)
  }
  return typeof parsed.data === 'object' && parsed.data !== null ? { ...parsed.data } : {}
}

/**
 * Sends an event to a case: checks the right, the form and the statechart, moves the case and runs its effects.
 *
 * @throws `kernel.not-found`, `kernel.no-right`, `kernel.conflict` (somebody else was faster), `kernel.bad-input`,
 * `cases.closed`, `cases.not-open-here`, `cases.unknown-event`, `cases.starter-only`, `cases.not-by-starter`,
 * `cases.comment-required`; whatever `inform` and `onTransition` throw. Nothing has changed then.
 * @example
 * await sendCaseEvent(scope, reviewCaseType, caseId, { type: 'publish', expectedVersion: 3 })
 */
export async function sendCaseEvent(
  scope: Scope,
  type: CaseType,
  caseId: string,
  move: CaseMove,
): Promise<CaseView> {
  const declaration = type.events[move.type]
  if (!declaration) throw caseError('cases.unknown-event', { event: move.type })
  const { row, view: before } = await holdCase(scope, type, caseId, move.expectedVersion)
  await requireRight(scope, type, before, declaration)
  if (row.done) throw caseError('cases.closed')
  const title = declaration.title[scope.locale]
  const comment = move.comment?.trim() || undefined
  if (declaration.commentRequired && comment === undefined)
    throw caseError('cases.comment-required', { event: title })
  const input = parsedInput(declaration.form, move.input)
  const place = chartStateOf(row)
  const chart = moveChart(type.machine, place, {
    ...input,
    ...(await type.inform?.(scope, { view: before, event: move.type, input })),
    type: move.type,
    at: scope.now.toISOString(),
    by: scope.actor.userId,
  })
  if (!chart)
    throw caseError('cases.not-open-here', { state: stateTitle(type, row.state)[scope.locale], event: title })
  const moved: CaseView = {
    ...before,
    state: chart.key,
    done: chart.done,
    data: chart.data,
    version: before.version + 1,
    // Handed to a person for one state; the next one is for whoever holds the right.
    assigneeId: chart.key === before.state ? before.assigneeId : undefined,
  }
  const after = { ...moved, ...(await type.place?.(scope, moved)) }
  await updateCase(scope, caseId, {
    state: after.state,
    state_value: chart.value,
    data: { ...after.data },
    done: after.done,
    version: after.version,
    unit_id: after.unitId ?? null,
    region: after.region ?? null,
    assignee_id: after.assigneeId ?? null,
  })
  await insertEvent(scope, {
    id: v7(),
    case_id: caseId,
    kind: 'event',
    event: move.type,
    state_before: before.state,
    state_after: after.state,
    input,
    comment: comment ?? null,
    version: after.version,
  })
  await type.onTransition?.(scope, { before, after, event: move.type, input, modules: move.modules })
  await settle(scope, type, after, activePaths(before.state), chart)
  audit(scope, type, after, move.type, before, comment)
  return after
}

/** All states, outer ones included, that a stored state key stands for. */
export function activePaths(state: string): string[] {
  const paths = state.split(' ').flatMap((leaf) => {
    const names = leaf.split('.')
    return names.map((_, index) => names.slice(0, index + 1).join('.'))
  })
  return [...new Set(paths)]
}
