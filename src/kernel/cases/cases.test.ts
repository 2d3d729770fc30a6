import { call } from '@orpc/server'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { setup } from 'xstate'
import { z } from 'zod'
import { roles } from '../access/roles.ts'
import { insertAccount } from '../access/store.ts'
import { type Identity, type Scope, systemIdentity } from '../db/scope.ts'
import { insertFile } from '../files/store.ts'
import { databaseKinds } from '../testing/test-database.ts'
import { defineCaseType } from './case-type.ts'
import { openCase, sendCaseEvent } from './cases.ts'
import { noticeCaseType } from './notice-case.fixture.ts'
import { day, useNoticeCities } from './notice-cities.fixture.ts'
import { casesRouter } from './router.ts'
import { startChart } from './statechart.ts'

describe('defineCaseType', () => {
  const machine = setup({}).createMachine({
    id: 'x',
    initial: 'a',
    states: { a: { on: { go: 'b' } }, b: {} },
  })
  const title = { zh: '甲', en: 'A' }
  const go = { title, permission: 'x', form: z.object({}) }
  const common = { name: 'x.y', title, machine, readPermission: 'x' }
  it('refuses a statechart that the declaration does not fit', () => {
    expect(() => defineCaseType({ ...common, states: { a: { title } }, events: { go } })).toThrow(
      /states.*\[b\]/,
    )
    expect(() => defineCaseType({ ...common, states: { a: { title }, b: { title } }, events: {} })).toThrow(
      /events.*\[go\]/,
    )
    const states = { a: { title }, b: { title }, c: { title } }
    expect(() => defineCaseType({ ...common, states, events: { go } })).toThrow(
      /not in the statechart: \[c\]/,
    )
  })
  it('refuses effects inside the statechart', () => {
    const acting = setup({ actions: { mail: () => {} } }).createMachine({
      id: 'x',
      initial: 'a',
      states: { a: { entry: 'mail', on: { go: 'b' } }, b: {} },
    })
    const type = defineCaseType({
      ...common,
      machine: acting,
      states: { a: { title }, b: { title } },
      events: { go },
    })
    expect(() => startChart(type.machine, {})).toThrow('effects belong in onTransition')
  })
})

describe.each(databaseKinds)('cases on %s', (kind) => {
  const { database, freshCity, person, within, contextOf, open, send, inboxOf, addUnit } =
    useNoticeCities(kind)
  it('shows a case in the inbox of whoever has to act, with the working days left', async () => {
    const city = freshCity()
    const [unit, other] = [await addUnit(city, '市场监管局'), await addUnit(city, '商务局')]
    const clerk = person(city, 'clerk')
    const [liaison, stranger] = [
      person(city, 'liaison', { units: [unit] }),
      person(city, 'liaison', { units: [other] }),
    ]
    const { id } = await open(clerk, { unitId: unit })
    expect(await inboxOf(clerk)).toMatchObject([
      { caseId: id, state: 'draft', due: null, unit: { name: '市场监管局' } },
    ])
    expect(await inboxOf(liaison)).toEqual([])
    await send(clerk, id, 'submit', { measures: 2 })
    expect(await inboxOf(clerk)).toEqual([])
    expect(await inboxOf(stranger)).toEqual([])
    expect(await inboxOf(liaison)).toMatchObject([
      {
        caseId: id,
        typeTitle: { zh: '督办通知' },
        stateTitle: { zh: '初审' },
        due: { date: '2026-05-14', workingDaysLeft: 7, overdue: false, provisional: false },
      },
    ])
    const late = (await inboxOf(liaison, day('2026-05-15')))[0]
    expect(late?.due).toMatchObject({ workingDaysLeft: -1, overdue: true })
    const context = contextOf(liaison, day('2026-05-15'))
    expect(await call(casesRouter.countInbox, undefined, { context })).toEqual({
      waiting: 1,
      overdue: 1,
      capped: false,
    })
    // Its own deadline runs through both steps of the check.
    await send(liaison, id, 'pass')
    expect(await inboxOf(liaison)).toMatchObject([{ state: 'check.second', due: { date: '2026-05-14' } }])
    const done = await send(liaison, id, 'pass')
    expect(done).toMatchObject({ state: 'published', done: true, version: 4 })
    expect(await inboxOf(liaison)).toEqual([])
  })
  it('orders the inbox by deadline and pages it by key', async () => {
    const city = freshCity()
    const unit = await addUnit(city, '市场监管局')
    const [clerk, liaison] = [person(city, 'clerk'), person(city, 'liaison', { units: [unit] })]
    const ids: string[] = []
    for (const date of ['2026-05-08', '2026-05-06', '2026-05-07']) {
      const { id } = await open(clerk, { unitId: unit, title: date })
      await send(clerk, id, 'submit', { measures: 1 }, day(date))
      ids.push(date)
    }
    const context = contextOf(liaison, day('2026-05-08'))
    const first = await call(casesRouter.listInbox, { limit: 2 }, { context })
    expect(first.items.map((item) => item.title)).toEqual(['2026-05-06', '2026-05-07'])
    const rest = await call(casesRouter.listInbox, { limit: 2, after: first.next ?? '' }, { context })
    expect(rest).toMatchObject({ items: [{ title: '2026-05-08' }], next: null })
    const soon = await call(casesRouter.listInbox, { dueBefore: '2026-05-15' }, { context })
    expect(soon.items.map((item) => item.title)).toEqual(['2026-05-06'])
    await expect(call(casesRouter.listInbox, { after: 'x' }, { context })).rejects.toThrow('bad-input')
  })
  it('tells the whole case: timeline, diagram, and what I may do', async () => {
    const city = freshCity()
    const clerk = person(city, 'clerk')
    const { id } = await open(clerk, { subject: { type: 'thing', id: '7' }, comment: '请审核' })
    await send(clerk, id, 'submit', { measures: 2 })
    const detail = await call(casesRouter.getCase, { id }, { context: contextOf(clerk) })
    expect(detail).toMatchObject({
      state: 'check.first',
      stateTitle: { zh: '初审' },
      subject: { type: 'thing', id: '7' },
      data: { measures: 2, returned: 0 },
      version: 2,
      governedOn: '2026-05-06',
    })
    expect(
      detail.timeline.map((entry) => [entry.title.zh, entry.stateAfter.zh, entry.comment, entry.by]),
    ).toEqual([
      ['提交', '初审', '理由', 'clerk'],
      ['发起', '起草', '请审核', 'clerk'],
    ])
    expect(detail.events.map((event) => event.event)).toEqual(['withdraw'])
    expect(detail.events[0]).toMatchObject({ confirm: { zh: '撤回后不再办理。' }, form: { type: 'object' } })
    const node = (path: string) => detail.diagram.nodes.find((one) => one.path === path)
    expect(node('check.first')).toMatchObject({ current: true, visited: true, parent: 'check' })
    expect(node('check')).toMatchObject({ current: true, kind: 'compound' })
    expect(node('draft')).toMatchObject({ current: false, visited: true, initial: true })
    expect(node('published')).toMatchObject({ current: false, visited: false, kind: 'final' })
    expect(detail.diagram.edges).toContainEqual({
      from: 'check',
      to: 'draft',
      event: 'return',
      title: { zh: '退回', en: 'Return' },
    })
    const blank = await call(
      casesRouter.getCaseTypeDiagram,
      { type: 'test.notice' },
      { context: contextOf(clerk) },
    )
    expect(blank.nodes.some((one) => one.current)).toBe(false)
    const unknown = call(casesRouter.getCaseTypeDiagram, { type: 'x' }, { context: contextOf(clerk) })
    await expect(unknown).rejects.toThrow('unknown-type')
  })
  it('refuses who has no right, is out of reach, or is the wrong one of two', async () => {
    const city = freshCity()
    const unit = await addUnit(city, '市场监管局')
    const clerk = person(city, 'clerk')
    const { id } = await open(clerk, { unitId: unit, region: '990699' })
    await expect(open(person(city, 'liaison'))).rejects.toThrow('no-right')
    await expect(send(person(city, 'leader'), id, 'submit', { measures: 1 })).rejects.toThrow('no-right')
    // Who does not even see it learns nothing of it.
    await expect(send(person(city, 'liaison'), id, 'submit', { measures: 1 })).rejects.toThrow('not-found')
    await expect(send(person(freshCity(), 'clerk'), id, 'submit', { measures: 1 })).rejects.toThrow(
      'not-found',
    )
    await expect(send(person(city, 'clerk'), id, 'withdraw')).rejects.toThrow('starter-only')
    const [near, far] = [
      person(city, 'inspector', { regions: ['990699'] }),
      person(city, 'inspector', { regions: ['990698'] }),
    ]
    await expect(send(far, id, 'submit', { measures: 1 })).rejects.toThrow('not-found')
    await send(near, id, 'submit', { measures: 1 })
    const own = await open(near, { unitId: unit, region: '990699' })
    await send(near, own.id, 'submit', { measures: 1 })
    await expect(send(near, own.id, 'pass')).rejects.toThrow('not-by-starter')
    await send(near, id, 'pass')
    await expect(call(casesRouter.getCase, { id }, { context: contextOf(far) })).rejects.toThrow('not-found')
  })
  it('refuses what the form, the statechart or another writer does not allow, and changes nothing', async () => {
    const city = freshCity()
    const clerk = person(city, 'clerk')
    const { id } = await open(clerk)
    const attempt = (
      type: string,
      input: unknown,
      more: { expectedVersion?: number; comment?: string } = {},
    ) => within(clerk, (scope) => sendCaseEvent(scope, noticeCaseType, id, { type, input, ...more }))
    await expect(attempt('submit', { measures: 'many' })).rejects.toMatchObject({
      code: 'kernel.bad-input',
      fields: [{ path: 'input.measures', message: { zh: '应为数字' } }],
    })
    await expect(attempt('submit', { measures: 0 })).rejects.toThrow('not-open-here')
    await expect(attempt('publish', {})).rejects.toThrow('unknown-event')
    await expect(attempt('submit', { measures: 1 }, { expectedVersion: 2 })).rejects.toThrow(
      'kernel.conflict',
    )
    const detail = await call(casesRouter.getCase, { id }, { context: contextOf(clerk) })
    expect(detail).toMatchObject({ state: 'draft', version: 1 })
    expect(detail.timeline).toHaveLength(1)
    // Of two who have seen the same version, one is refused.
    const both = await Promise.allSettled([
      attempt('submit', { measures: 1 }, { expectedVersion: 1 }),
      attempt('withdraw', {}, { expectedVersion: 1 }),
    ])
    expect(both.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(String(both.find((one) => one.status === 'rejected')?.reason)).toContain('kernel.conflict')
  })
  it('needs a reason for returning, and nothing more once it is closed', async () => {
    const city = freshCity()
    const unit = await addUnit(city, '市场监管局')
    const [clerk, liaison] = [person(city, 'clerk'), person(city, 'liaison', { units: [unit] })]
    const { id } = await open(clerk, { unitId: unit })
    await send(clerk, id, 'submit', { measures: 1 })
    const silent = within(liaison, (scope) =>
      sendCaseEvent(scope, noticeCaseType, id, { type: 'return', comment: ' ' }),
    )
    await expect(silent).rejects.toThrow('comment-required')
    await send(liaison, id, 'return')
    await send(clerk, id, 'withdraw')
    await expect(send(clerk, id, 'submit', { measures: 1 })).rejects.toThrow('cases.closed')
  })
  it('rolls everything back when an effect refuses, and audits what happened', async () => {
    const city = freshCity()
    const clerk = person(city, 'clerk')
    const refusing = {
      ...noticeCaseType,
      onTransition: async (scope: Scope, { event }: { event: string }) => {
        if (event !== 'submit') return
        await sql`update case_instance set title = 'changed'`.execute(scope.tx)
        throw new Error('not like this')
      },
    }
    const { id } = await within(clerk, (scope) => openCase(scope, refusing, { title: '通知' }))
    const refused = within(clerk, (scope) =>
      sendCaseEvent(scope, refusing, id, { type: 'submit', input: { measures: 1 } }),
    )
    await expect(refused).rejects.toThrow('not like this')
    expect(await inboxOf(clerk)).toMatchObject([{ caseId: id, state: 'draft', title: '通知' }])
    await send(clerk, id, 'submit', { measures: 1 })
    const { rows } = await sql<{ action: string; detail: unknown }>`
      select action, detail from audit_entry where city = ${city} order by sequence`.execute(
      database().kysely,
    )
    expect(rows).toMatchObject([
      { action: 'test.notice.open', detail: { before: null, after: 'draft' } },
      { action: 'test.notice.submit', detail: { before: 'draft', after: 'check.first', comment: '理由' } },
    ])
    const forged = within(clerk, (scope) => sql`update case_event set comment = 'forged'`.execute(scope.tx))
    await expect(forged).rejects.toThrow(/permission denied/)
  })
  it('is handed over to another unit or a person, who finds it in his inbox', async () => {
    const city = freshCity()
    const [unit, other] = [await addUnit(city, '市场监管局'), await addUnit(city, '商务局')]
    const clerk = person(city, 'clerk')
    const [liaison, colleague] = [
      person(city, 'liaison', { units: [unit] }),
      person(city, 'liaison', { units: [other] }),
    ]
    const { id } = await open(clerk, { unitId: unit })
    await send(clerk, id, 'submit', { measures: 1 })
    const handOver = (who: Identity, to: { unitId?: string; assigneeId?: string }, version: number) =>
      call(casesRouter.handOverCase, { id, version, comment: '职责调整', ...to }, { context: contextOf(who) })
    await expect(handOver(clerk, { unitId: other }, 2)).rejects.toThrow('no-right')
    await expect(handOver(colleague, { unitId: other }, 2)).rejects.toThrow('not-found')
    await expect(handOver(liaison, { unitId: crypto.randomUUID() }, 2)).rejects.toThrow('no-such-recipient')
    await expect(handOver(liaison, {}, 2)).rejects.toThrow('no-such-recipient')
    await expect(handOver(liaison, { unitId: other }, 1)).rejects.toThrow('kernel.conflict')
    expect(await handOver(liaison, { unitId: other }, 2)).toMatchObject({ version: 3, state: 'check.first' })
    expect(await inboxOf(liaison)).toEqual([])
    expect(await inboxOf(colleague)).toMatchObject([{ caseId: id, due: { date: '2026-05-14' } }])
    // To a person: then it waits for nobody else.
    const account = await within(systemIdentity(city, 'test'), (scope) =>
      insertAccount(scope, {
        username: `zhang${kind}${city}`,
        name: '甲某',
        mustChangePassword: false,
        passwordHash: 'x',
      }),
    )
    await handOver(colleague, { assigneeId: account ?? '' }, 3)
    expect(await inboxOf(colleague)).toEqual([])
    const assignee = { ...person(city, 'liaison'), actor: { userId: account, name: '甲某' } }
    expect(await inboxOf(assignee)).toMatchObject([{ caseId: id, personal: true }])
    const detail = await call(casesRouter.getCase, { id }, { context: contextOf(assignee) })
    expect(detail).toMatchObject({ assignee: { name: '甲某' }, unit: { name: '商务局' }, mayHandOver: true })
    expect(detail.timeline[0]).toMatchObject({
      kind: 'hand-over',
      comment: '职责调整',
      title: { zh: '移交' },
    })
    await send(assignee, id, 'pass')
    // The next step is for whoever of the unit holds the right.
    expect(await inboxOf(colleague)).toMatchObject([{ caseId: id, state: 'check.second', personal: false }])
  })
  it('takes comments and files from who sees it', async () => {
    const city = freshCity()
    const [clerk, stranger] = [person(city, 'clerk'), person(city, 'liaison')]
    const { id } = await open(clerk)
    const context = contextOf(clerk)
    const store = (readPermission: string) =>
      within(clerk, async (scope) => {
        const file = {
          id: crypto.randomUUID(),
          sha256: 'a'.repeat(64),
          name: '证据.pdf',
          mediaType: 'application/pdf',
          size: 3,
          readPermission,
          storedAt: scope.now,
          storedBy: 'clerk',
        }
        await insertFile(scope, file)
        return file.id
      })
    const [fileId, secret] = [await store('test.read-notices'), await store('test.lead')]
    await call(casesRouter.commentOnCase, { id, text: '请补充证据' }, { context })
    await call(casesRouter.attachToCase, { id, fileId }, { context })
    await expect(call(casesRouter.attachToCase, { id, fileId }, { context })).rejects.toThrow(
      'already-attached',
    )
    await expect(call(casesRouter.attachToCase, { id, fileId: secret }, { context })).rejects.toThrow(
      'file-not-found',
    )
    const detail = await call(casesRouter.getCase, { id }, { context })
    expect(detail.comments).toMatchObject([{ text: '请补充证据', by: 'clerk' }])
    expect(detail.attachments).toMatchObject([{ fileId, name: '证据.pdf', size: 3, readable: true }])
    const outside = contextOf(stranger)
    await expect(call(casesRouter.commentOnCase, { id, text: 'x' }, { context: outside })).rejects.toThrow(
      'not-found',
    )
    await expect(call(casesRouter.attachToCase, { id, fileId }, { context: outside })).rejects.toThrow(
      'not-found',
    )
  })
  it('lists what I started, and what I may see', async () => {
    const city = freshCity()
    const [clerk, second] = [person(city, 'clerk'), person(city, 'clerk')]
    const inspector = person(city, 'inspector', { regions: ['990601'] })
    const mine = await open(clerk, { region: '990601' })
    const closed = await open(clerk)
    await send(clerk, closed.id, 'withdraw')
    const others = await open(second, { region: '990602' })
    const idsOf = (page: { items: Array<{ id: string }> }) => page.items.map((item) => item.id)
    const context = contextOf(clerk)
    expect(idsOf(await call(casesRouter.listMyCases, {}, { context }))).toEqual([closed.id, mine.id])
    expect(idsOf(await call(casesRouter.listMyCases, { done: 'false' }, { context }))).toEqual([mine.id])
    expect(idsOf(await call(casesRouter.listCases, {}, { context }))).toEqual([others.id, closed.id, mine.id])
    const first = await call(casesRouter.listCases, { limit: 2 }, { context })
    expect(
      idsOf(await call(casesRouter.listCases, { limit: 2, after: first.next ?? '' }, { context })),
    ).toEqual([mine.id])
    expect(idsOf(await call(casesRouter.listCases, {}, { context: contextOf(inspector) }))).toEqual([mine.id])
    expect(idsOf(await call(casesRouter.listCases, { type: 'x' }, { context }))).toEqual([])
    const liaison = contextOf(person(city, 'liaison'))
    expect(idsOf(await call(casesRouter.listCases, {}, { context: liaison }))).toEqual([])
  })
  it.each(roles)('opens its pages to the roles declared: %s', async (role) => {
    const city = freshCity()
    const id = (await open(person(city, 'clerk'))).id
    const context = contextOf(person(city, role))
    const attempts = await Promise.allSettled([
      call(casesRouter.listInbox, {}, { context }),
      call(casesRouter.countInbox, undefined, { context }),
      call(casesRouter.listMyCases, {}, { context }),
      call(casesRouter.listCases, {}, { context }),
      call(casesRouter.getCaseTypeDiagram, { type: 'test.notice' }, { context }),
    ])
    const administrator = role.endsWith('-administrator')
    for (const one of attempts) expect(one.status).toBe(administrator ? 'rejected' : 'fulfilled')
    const reads = ['clerk', 'leader'].includes(role)
    const detail = await Promise.allSettled([call(casesRouter.getCase, { id }, { context })])
    expect(detail[0]?.status).toBe(reads ? 'fulfilled' : 'rejected')
    const sent = call(
      casesRouter.sendCaseEvent,
      { id, event: 'submit', input: { measures: 1 }, version: 1 },
      { context },
    )
    expect((await Promise.allSettled([sent]))[0]?.status).toBe(role === 'clerk' ? 'fulfilled' : 'rejected')
  })
})
