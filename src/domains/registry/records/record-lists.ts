/** The lists of records as pages show them: standings reckoned for today, personal data masked, paged by key. */
import type { RawBuilder } from 'kysely'
import { localDate } from '#kernel/calendar/calendar.ts'
import type { Scope } from '#kernel/db/scope.ts'
import type { Period, periodUnits } from '#kernel/rules/rule.ts'
import { periodRule } from '#kernel/rules/rules.ts'
import { certificateKind, certificateStanding } from './kinds/certificate.ts'
import { instrumentKind, instrumentStanding, type LastVerification } from './kinds/instrument.ts'
import { personKind } from './kinds/person.ts'
import { productKind } from './kinds/product.ts'
import { siteKind } from './kinds/site.ts'
import * as filters from './record-filters-store.ts'
import type { RecordKind, StoredRecord } from './record-kind.ts'
import type {
  Certificate,
  CertificateFields,
  CertificateFilter,
  Instrument,
  InstrumentFields,
  InstrumentFilter,
  Person,
  PersonFields,
  PersonFilter,
  ProductFilter,
  SiteFilter,
} from './record-schemas.ts'
import { shown } from './record-service.ts'
import { listRecords } from './record-store.ts'

/** An instrument with what the services keep of its last verification. */
type StoredInstrument = StoredRecord<InstrumentFields, LastVerification>

interface Page {
  readonly after?: string | undefined
  readonly limit: number
}

const separator = '/'

function placeOf(after: string | undefined): { order: string; id: string } | undefined {
  if (after === undefined) return undefined
  const [order = '', id = ''] = after.split(separator)
  return /^([0-9]{4}-[0-9]{2}-[0-9]{2})?$/.test(order) && /^[0-9a-f-]{36}$/.test(id)
    ? { order, id }
    : undefined
}

async function page<Own extends object, Kept extends object, Shown>(
  scope: Scope,
  kind: RecordKind<Own, Kept>,
  request: Page,
  conditions: readonly RawBuilder<boolean>[],
  show: (record: StoredRecord<Own, Kept>) => Shown,
  order?: RawBuilder<unknown>,
): Promise<{ items: Shown[]; next: string | null }> {
  const rows = await listRecords(scope, kind, {
    conditions,
    after: placeOf(request.after),
    limit: request.limit + 1,
    ...(order ? { order } : {}),
  })
  const items = rows.slice(0, request.limit)
  const last = items.at(-1)
  return {
    items: items.map((record) => show(record)),
    next: rows.length > request.limit && last ? `${last.place}${separator}${last.id}` : null,
  }
}

const daysPerUnit: Readonly<Record<(typeof periodUnits)[number], number>> = {
  'working-day': 1,
  day: 1,
  month: 30,
  year: 365,
  hour: 1 / 24,
}

const daysOf = (period: Period): number => Math.ceil(period.count * daysPerUnit[period.unit])

/** Today, and how many days before an end it counts as near, by the city's rule. */
export async function standingDays(
  scope: Scope,
  rule: 'registry.certificate-expiring' | 'registry.verification-due',
): Promise<filters.StandingDays> {
  const today = localDate(scope.now)
  return { today, soon: daysOf((await periodRule(scope, rule, today)).value) }
}

export function showCertificate(
  record: StoredRecord<CertificateFields>,
  days: filters.StandingDays,
): Certificate {
  return { ...shown(record), ...certificateStanding(record, days.today, days.soon) }
}

export function showInstrument(record: StoredInstrument, days: filters.StandingDays): Instrument {
  return { ...shown(record), ...instrumentStanding(record, days.today, days.soon) }
}

export function showPerson(record: StoredRecord<PersonFields>, today: string): Person {
  const { appointedOn, endedOn } = record
  return {
    ...shown({ ...record, ...personKind.mask(record) }),
    active: (appointedOn === null || appointedOn <= today) && (endedOn === null || endedOn > today),
  }
}

export const listProducts = (scope: Scope, request: ProductFilter) =>
  page(scope, productKind, request, filters.productConditions(request), shown)

export const listSites = (scope: Scope, request: SiteFilter) =>
  page(scope, siteKind, request, filters.siteConditions(request), shown)

/** Certificates, those that end first in front. */
export async function listCertificates(scope: Scope, request: CertificateFilter) {
  const days = await standingDays(scope, 'registry.certificate-expiring')
  return page(
    scope,
    certificateKind,
    request,
    filters.certificateConditions(request, days),
    (record) => showCertificate(record, days),
    filters.certificateOrder,
  )
}

/** Instruments, those due first in front. */
export async function listInstruments(scope: Scope, request: InstrumentFilter) {
  const days = await standingDays(scope, 'registry.verification-due')
  return page(
    scope,
    instrumentKind,
    request,
    filters.instrumentConditions(request, days),
    (record) => showInstrument(record, days),
    filters.instrumentOrder,
  )
}

export function listPeople(scope: Scope, request: PersonFilter) {
  const today = localDate(scope.now)
  return page(scope, personKind, request, filters.personConditions(request), (record) =>
    showPerson(record, today),
  )
}
