/** Cities with people and units for the tests of cases. */
import { call } from '@orpc/server'
import { beforeAll } from 'vitest'
import { accessModule } from '../access/access-module.ts'
import type { Role } from '../access/roles.ts'
import { auditModule } from '../audit/audit-module.ts'
import { syncCalendar } from '../calendar/calendar.ts'
import { calendarModule } from '../calendar/calendar-module.ts'
import { type Identity, type Scope, systemIdentity, withScope } from '../db/scope.ts'
import { filesModule } from '../files/files-module.ts'
import { jobsModule } from '../jobs/jobs-module.ts'
import { notifyModule } from '../notify/notify-module.ts'
import { orgModule } from '../org/org-module.ts'
import { insertUnit } from '../org/store.ts'
import { syncRules } from '../rules/rules.ts'
import { rulesModule } from '../rules/rules-module.ts'
import { personIdentity, requestContext } from '../testing/request-context.ts'
import { type TestDatabaseKind, useTestDatabase } from '../testing/test-database.ts'
import { type CaseOpening, openCase, sendCaseEvent } from './cases.ts'
import { casesModule } from './cases-module.ts'
import { noticeCaseType, noticeModule } from './notice-case.fixture.ts'
import { casesRouter } from './router.ts'

/** All that the notice case type needs. */
export const noticeCaseModules = [
  auditModule,
  orgModule,
  accessModule,
  filesModule,
  rulesModule,
  calendarModule,
  jobsModule,
  notifyModule,
  casesModule,
  noticeModule,
]
/** A Wednesday; seven working days later is Thursday 14 May, Saturday 9 May being worked. */
export const wednesday = new Date('2026-05-06T02:00:00Z')
/** An instant of local time. */
export const day = (date: string, time = '10:00') => new Date(`${date}T${time}:00+08:00`)

/** A database with the notice case type, and what tests do with it. Called inside a `describe`. */
export function useNoticeCities(kind: TestDatabaseKind) {
  const database = useTestDatabase(kind, noticeCaseModules)
  beforeAll(async () => {
    await syncRules(database(), noticeModule.rules)
    await syncCalendar(database())
  }, 60_000)
  let counter = 0
  const freshCity = () => `9906${String(++counter).padStart(2, '0')}`
  const person = (city: string, role: Role, place: { units?: string[]; regions?: string[] } = {}): Identity =>
    personIdentity(city, noticeCaseModules, {
      userId: crypto.randomUUID(),
      name: role,
      roles: [role],
      regions: [],
      ...place,
    })
  const within = <Result>(who: Identity, work: (scope: Scope) => Promise<Result>, now = wednesday) =>
    withScope(database(), who, work, { now })
  const contextOf = (who: Identity | undefined, now = wednesday) =>
    requestContext(database(), noticeCaseModules, who, now)
  const open = (who: Identity, opening: Partial<CaseOpening> = {}, now = wednesday) =>
    within(who, (scope) => openCase(scope, noticeCaseType, { title: '关于整改的通知', ...opening }), now)
  const send = (who: Identity, id: string, type: string, input: unknown = {}, now = wednesday) =>
    within(who, (scope) => sendCaseEvent(scope, noticeCaseType, id, { type, input, comment: '理由' }), now)
  const inboxOf = async (who: Identity, now = wednesday) =>
    (await call(casesRouter.listInbox, {}, { context: contextOf(who, now) })).items
  const addUnit = (city: string, name: string) =>
    within(systemIdentity(city, 'test'), async (scope) => {
      const id = crypto.randomUUID()
      const unit = {
        id,
        name,
        shortName: name,
        type: undefined,
        parentId: undefined,
        region: city,
        active: true,
      }
      await insertUnit(scope, unit)
      return id
    })
  return { database, freshCity, person, within, contextOf, open, send, inboxOf, addUnit }
}
