/** What narrows the lists of each kind, as SQL conditions on `r`, the record, and `e`, its enterprise. */
import { type RawBuilder, sql } from 'kysely'
import { containing } from '#kernel/db/like-pattern.ts'
import { regionPrefix } from '#kernel/org/region-codes.ts'
import type {
  CertificateFilter,
  InstrumentFilter,
  PersonFilter,
  ProductFilter,
  SiteFilter,
} from './record-schemas.ts'

/** The day and the periods before an end that standings are reckoned with. */
export interface StandingDays {
  readonly today: string
  readonly soon: number
}

type Condition = RawBuilder<boolean>

interface Common {
  readonly enterpriseId?: string | undefined
  readonly search?: string | undefined
}

function common(filter: Common, searched: readonly string[]): Condition[] {
  const conditions: Condition[] = []
  if (filter.enterpriseId !== undefined)
    conditions.push(sql<boolean>`r.enterprise_id = ${filter.enterpriseId}::uuid`)
  if (filter.search) {
    const pattern = containing(filter.search)
    const parts = searched.map((column) => sql`${sql.ref(column)} ilike ${pattern}`)
    conditions.push(sql<boolean>`(${sql.join(parts, sql` or `)})`)
  }
  return conditions
}

const inRegion = (region: string): Condition => sql<boolean>`starts_with(r.region, ${regionPrefix(region)})`

export function productConditions(filter: ProductFilter): Condition[] {
  const conditions = common(filter, ['r.name', 'r.model', 'r.gtin', 'e.name'])
  if (filter.category !== undefined)
    conditions.push(sql<boolean>`starts_with(r.category, ${filter.category})`)
  if (filter.state !== undefined) conditions.push(sql<boolean>`r.state = ${filter.state}`)
  return conditions
}

export function siteConditions(filter: SiteFilter): Condition[] {
  const conditions = common(filter, ['r.name', 'r.address', 'e.name'])
  if (filter.kind !== undefined) conditions.push(sql<boolean>`r.kind = ${filter.kind}`)
  if (filter.region !== undefined) conditions.push(inRegion(filter.region))
  return conditions
}

const certificateEnd = sql`coalesce(r.valid_to, date '9999-12-31')`
const dueDay = sql`coalesce(r.due_on, date '9999-12-31')`

/** The order of certificates: their last days, those without end last. */
export const certificateOrder = certificateEnd
/** The order of instruments: the days on which they are due, those that never are last. */
export const instrumentOrder = dueDay

const day = (date: string) => sql`${date}::date`

function certificateStanding(
  standing: CertificateFilter['standing'],
  days: StandingDays,
): Condition | undefined {
  const today = day(days.today)
  // Suspensions that begin later do not hold yet.
  const valid = sql`(r.status = 'valid' or r.status_since > ${today})`
  switch (standing) {
    case undefined:
      return undefined
    case 'suspended':
    case 'revoked':
    case 'cancelled':
      return sql<boolean>`r.status = ${standing} and r.status_since <= ${today}`
    case 'not-yet':
      return sql<boolean>`${valid} and r.valid_from > ${today}`
    case 'expired':
      return sql<boolean>`${valid} and ${certificateEnd} < ${today}`
    case 'expiring':
      return sql<boolean>`${valid} and r.valid_from <= ${today} and ${certificateEnd} >= ${today}
        and ${certificateEnd} <= ${today} + ${days.soon}::integer`
    case 'in-force':
      return sql<boolean>`${valid} and r.valid_from <= ${today} and ${certificateEnd} > ${today} + ${days.soon}::integer`
  }
}

export function certificateConditions(filter: CertificateFilter, days: StandingDays): Condition[] {
  const conditions = common(filter, ['r.number', 'r.issuer', 'e.name'])
  if (filter.kind !== undefined) conditions.push(sql<boolean>`r.kind = ${filter.kind}`)
  if (filter.region !== undefined) conditions.push(inRegion(filter.region))
  const standing = certificateStanding(filter.standing, days)
  if (standing) conditions.push(standing)
  if (filter.withinDays !== undefined) {
    const within = certificateStanding('expiring', { ...days, soon: filter.withinDays })
    if (within) conditions.push(within)
  }
  return conditions
}

export function instrumentConditions(filter: InstrumentFilter, days: StandingDays): Condition[] {
  const conditions = common(filter, ['r.name', 'r.number', 'e.name'])
  if (filter.kind !== undefined) conditions.push(sql<boolean>`r.kind = ${filter.kind}`)
  if (filter.region !== undefined) conditions.push(inRegion(filter.region))
  if (filter.compulsory !== undefined) conditions.push(sql<boolean>`r.compulsory = ${filter.compulsory}`)
  const today = day(days.today)
  const inUse = sql`(r.out_of_use_on is null or r.out_of_use_on > ${today})`
  const passed = sql`${inUse} and r.last_result in ('qualified', 'limited')`
  // Without an enterprise the list is one of work to do: what is out of use is left out unless asked for.
  if (filter.standing === undefined && filter.enterpriseId === undefined)
    conditions.push(sql<boolean>`${inUse}`)
  if (filter.standing === 'out-of-use') conditions.push(sql<boolean>`r.out_of_use_on <= ${today}`)
  if (filter.standing === 'failed') conditions.push(sql<boolean>`${inUse} and r.last_result = 'failed'`)
  if (filter.standing === 'unverified')
    conditions.push(
      sql<boolean>`${inUse} and r.last_verified_on is null and (r.compulsory or r.cycle_months is not null)`,
    )
  if (filter.standing === 'overdue') conditions.push(sql<boolean>`${passed} and ${dueDay} < ${today}`)
  if (filter.standing === 'due')
    conditions.push(
      sql<boolean>`${passed} and ${dueDay} >= ${today} and ${dueDay} <= ${today} + ${days.soon}::integer`,
    )
  return conditions
}

export function personConditions(filter: PersonFilter): Condition[] {
  // Names are personal data: looked up within one enterprise only by whoever may see them, so not searched here.
  const conditions = common(filter, ['r.post', 'e.name'])
  if (filter.role !== undefined) conditions.push(sql<boolean>`r.role = ${filter.role}`)
  return conditions
}
