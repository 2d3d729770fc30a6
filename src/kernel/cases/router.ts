/** Binds the cases contract to the service. Case types come from the modules of the program. */
import { implement } from '@orpc/server'
import { type RequestContext, scoped } from '../api/router.ts'
import { kernelError } from '../language/kernel-errors.ts'
import { caseError } from './case-errors.ts'
import type { CaseType, CaseView } from './case-type.ts'
import { caseDetail, caseDiagram, caseSummaries, inboxItems } from './case-views.ts'
import { attachFile, caseFile, commentOnCase, getVisibleCase, handOverCase } from './case-work.ts'
import { sendCaseEvent } from './cases.ts'
import { casesContract } from './contract.ts'
import { caseTypesOf } from './deadline-job.ts'
import { type CaseRow, countInbox, type InboxRow, listCases, listInbox } from './store.ts'

const os = implement(casesContract).$context<RequestContext>().use(scoped)

const countCap = 100
// An account id that no account has: the list of what a program started is nobody's.
const nobody = '00000000-0000-0000-0000-000000000000'

const moved = ({ id, version, state, done }: CaseView) => ({ id, version, state, done })

/** Where the next page of an inbox begins: deadline and id of the last row. */
const inboxCursor = (row: InboxRow): string => `${row.sort_due.toISOString()}_${row.id}`
function parsedInboxCursor(after: string | undefined): { due: string; id: string } | undefined {
  if (after === undefined) return undefined
  const [due = '', id = ''] = after.split('_')
  if (Number.isNaN(Date.parse(due)) || !/^[0-9a-f-]{36}$/.test(id))
    throw kernelError('kernel.bad-input', { count: 1 })
  return { due, id }
}

const nextOf = (rows: readonly CaseRow[], limit: number): string | null =>
  rows.length > limit ? (rows[limit - 1]?.id ?? null) : null

export const casesRouter = os.router({
  listInbox: os.listInbox.handler(async ({ input, context: { scope, modules } }) => {
    const { after, limit, type, dueBefore } = input
    const rows = await listInbox(
      scope,
      { type, dueBefore: dueBefore === undefined ? undefined : new Date(`${dueBefore}T00:00:00+08:00`) },
      parsedInboxCursor(after),
      limit + 1,
    )
    const shown = rows.slice(0, limit)
    const last = shown.at(-1)
    return {
      items: await inboxItems(scope, caseTypesOf(modules), shown),
      next: rows.length > limit && last ? inboxCursor(last) : null,
    }
  }),
  countInbox: os.countInbox.handler(async ({ context: { scope } }) => {
    const { waiting, overdue } = await countInbox(scope, countCap)
    return { waiting, overdue, capped: waiting >= countCap }
  }),
  listMyCases: os.listMyCases.handler(async ({ input, context: { scope, modules } }) => {
    const { after, limit, type, done } = input
    const filter = { startedBy: scope.actor.userId ?? nobody, type, done }
    const rows = await listCases(scope, filter, after, limit + 1)
    return {
      items: await caseSummaries(scope, caseTypesOf(modules), rows.slice(0, limit)),
      next: nextOf(rows, limit),
    }
  }),
  listCaseTypes: os.listCaseTypes.handler(({ context: { scope, modules } }) => ({
    items: [...caseTypesOf(modules).values()]
      .filter(({ readPermission, openPermission, events }) =>
        [readPermission, openPermission, ...Object.values(events).map((event) => event.permission)].some(
          (permission) => permission !== undefined && scope.permissions.has(permission),
        ),
      )
      .map(({ name, title }) => ({ type: name, title })),
  })),
  listCases: os.listCases.handler(async ({ input, context: { scope, modules } }) => {
    const { after, limit, type, done } = input
    const types = caseTypesOf(modules)
    const readable = [...types.values()].map((one) => ({ type: one.name, permission: one.readPermission }))
    const rows = await listCases(scope, { readable, type, done }, after, limit + 1)
    return { items: await caseSummaries(scope, types, rows.slice(0, limit)), next: nextOf(rows, limit) }
  }),
  getCase: os.getCase.handler(async ({ input, context: { scope, modules } }) => {
    const types = caseTypesOf(modules)
    const { type, row, view } = await getVisibleCase(scope, types, input.id)
    return caseDetail(scope, types, type, row, view)
  }),
  getCaseTypeDiagram: os.getCaseTypeDiagram.handler(({ input, context: { modules } }) => {
    const type = caseTypesOf(modules).get(input.type)
    if (!type) throw caseError('cases.unknown-type', { type: input.type })
    return caseDiagram(type)
  }),
  sendCaseEvent: os.sendCaseEvent.handler(async ({ input, context: { scope, modules } }) => {
    const type = await typeOfCase(scope, modules, input.id)
    return moved(
      await sendCaseEvent(scope, type, input.id, {
        type: input.event,
        input: input.input,
        comment: input.comment,
        expectedVersion: input.version,
        modules,
      }),
    )
  }),
  handOverCase: os.handOverCase.handler(async ({ input, context: { scope, modules } }) => {
    const { id, version, ...to } = input
    const type = await typeOfCase(scope, modules, id)
    return moved(await handOverCase(scope, type, id, { ...to, expectedVersion: version }))
  }),
  commentOnCase: os.commentOnCase.handler(async ({ input, context: { scope, modules } }) => {
    const { view } = await getVisibleCase(scope, caseTypesOf(modules), input.id)
    return { id: await commentOnCase(scope, view, input.text) }
  }),
  attachToCase: os.attachToCase.handler(async ({ input, context: { scope, modules } }) => {
    const { view } = await getVisibleCase(scope, caseTypesOf(modules), input.id)
    return { id: await attachFile(scope, view, input.fileId) }
  }),
  caseFile: os.caseFile.handler(async ({ input, context: { scope, modules, blobs } }) => {
    const { view } = await getVisibleCase(scope, caseTypesOf(modules), input.id)
    return caseFile(scope, blobs, view, input.fileId)
  }),
})

async function typeOfCase(
  scope: Parameters<typeof getVisibleCase>[0],
  modules: RequestContext['modules'],
  caseId: string,
): Promise<CaseType> {
  return (await getVisibleCase(scope, caseTypesOf(modules), caseId)).type
}
