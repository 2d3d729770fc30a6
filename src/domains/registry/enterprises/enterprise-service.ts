/** The rules of the register: who may see and change what, and what is kept of it. */
import { v7 as newId } from 'uuid'
import { z } from 'zod'
import { isInReach, unitsInReach } from '#kernel/access/data-reach.ts'
import { recordAudit } from '#kernel/audit/audit.ts'
import { localDate } from '#kernel/calendar/calendar.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { compactCode } from '#methods/identity-codes/identity-code-error.ts'
import { followRegions } from '../records/follow-enterprises.ts'
import { cellAfterChange } from '../records/grid/grid-assignment.ts'
import { recordWork } from './bulk-store.ts'
import { enterpriseError } from './enterprise-errors.ts'
import { addEnterpriseFacts, changeEnterpriseFacts } from './enterprise-facts.ts'
import { checkEnterprise, type RuleContext } from './enterprise-rules.ts'
import type {
  Enterprise,
  EnterpriseChange,
  EnterpriseDetail,
  EnterpriseFields,
  EnterpriseListRequest,
  EnterpriseSort,
  NewEnterprise,
} from './enterprise-schemas.ts'
import { findRow, findRowByCode, listRows, lockRows, placeLength, placeOf } from './enterprise-store.ts'
import type { EnterpriseRow } from './enterprise-tables.ts'
import { columnsOf, toChange, toCreation, toDetail, toEnterprise, toFields } from './enterprise-views.ts'
import { insertChange, insertEnterprise, listChanges, updateEnterprise } from './history-store.ts'
import { cityRegions } from './region-set.ts'

export interface Page<Item> {
  readonly items: Item[]
  readonly next: string | null
}

const encodePlace = (place: readonly string[]): string =>
  Buffer.from(JSON.stringify(place)).toString('base64url')

const Place = z.array(z.string())

/** @throws registry.bad-cursor for what is no place of this order */
function decodePlace(cursor: string, sort: EnterpriseSort): string[] {
  try {
    const place = Place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
    if (place.length === placeLength(sort)) return place
  } catch {
    // Falls through to the refusal.
  }
  throw enterpriseError('registry.bad-cursor')
}

/** A page of the register. */
export async function listEnterprises(
  scope: Scope,
  request: EnterpriseListRequest,
): Promise<Page<Enterprise>> {
  const { sort, direction, after, limit, ...filter } = request
  const rows = await listRows(scope, filter, {
    sort,
    descending: direction === 'descending',
    after: after === undefined ? undefined : decodePlace(after, sort),
    limit: limit + 1,
  })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(toEnterprise),
    next: rows.length > limit && last ? encodePlace(placeOf(last, sort)) : null,
  }
}

function inReachOrNotFound(scope: Scope, row: EnterpriseRow | undefined, permission: string): EnterpriseRow {
  if (!row || !isInReach(unitsInReach(scope, permission), { region: row.region }))
    throw enterpriseError('registry.enterprise-not-found')
  return row
}

export async function getEnterprise(scope: Scope, id: string): Promise<EnterpriseDetail> {
  return toDetail(inReachOrNotFound(scope, await findRow(scope, id), 'registry.read'))
}

/** By its code, as typed; the code of a merged duplicate leads to the enterprise that took it over. */
export async function getEnterpriseByCode(scope: Scope, code: string): Promise<EnterpriseDetail> {
  const row = await findRowByCode(scope, compactCode(code))
  const leading = row?.merged_into ? await findRow(scope, row.merged_into) : row
  return toDetail(inReachOrNotFound(scope, leading, 'registry.read'))
}

/** Personal data as they are; who read them is on record. */
export async function readPersonalData(
  scope: Scope,
  id: string,
): Promise<Pick<EnterpriseFields, 'legalRepresentative' | 'phone'>> {
  const row = inReachOrNotFound(scope, await findRow(scope, id), 'registry.read-personal-data')
  recordAudit(scope, {
    action: 'registry.read-personal-data',
    objectType: 'enterprise',
    objectId: id,
    objectLabel: row.name,
  })
  return { legalRepresentative: row.legal_representative, phone: row.phone }
}

/** Fields as they are written: codes compact, texts trimmed, empty texts absent. */
export function cleaned(fields: EnterpriseFields): EnterpriseFields {
  const text = (value: string | null): string | null => value?.trim() || null
  return {
    ...fields,
    creditCode: compactCode(fields.creditCode),
    industry: compactCode(fields.industry),
    address: text(fields.address),
    legalRepresentative: text(fields.legalRepresentative),
    phone: text(fields.phone),
  }
}

/** A new enterprise with what was left out of it. */
export const completed = (given: NewEnterprise): EnterpriseFields =>
  cleaned({
    creditCode: given.creditCode,
    name: given.name,
    formerNames: given.formerNames ?? [],
    aliases: given.aliases ?? [],
    status: given.status ?? 'active',
    statusSince: given.statusSince ?? given.establishedOn,
    region: given.region,
    industry: given.industry,
    size: given.size,
    tags: given.tags ?? [],
    establishedOn: given.establishedOn,
    registeredCapital: given.registeredCapital ?? null,
    address: given.address ?? null,
    legalRepresentative: given.legalRepresentative ?? null,
    phone: given.phone ?? null,
    gridCellId: given.gridCellId ?? null,
  })

/** Fields that may be given, as a parsed request has them. */
type GivenFields = { readonly [Field in keyof EnterpriseFields]?: EnterpriseFields[Field] | undefined }

/** The fields with those that are given in place of what is there. */
function overlaid(before: EnterpriseFields, given: GivenFields): EnterpriseFields {
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  return cleaned({ ...before, ...set })
}

/** The rules' surroundings. */
export async function ruleContext(scope: Scope): Promise<RuleContext> {
  return {
    city: scope.city,
    today: localDate(scope.now),
    regions: await cityRegions(scope),
  }
}

async function refuseInvalid(scope: Scope, fields: EnterpriseFields): Promise<void> {
  const problems = checkEnterprise(fields, await ruleContext(scope))
  if (problems.length > 0)
    throw enterpriseError('registry.invalid-fields', { count: problems.length }, problems)
}

/** @throws registry.invalid-fields, registry.code-taken */
export async function createEnterprise(scope: Scope, given: NewEnterprise): Promise<EnterpriseDetail> {
  const fields = completed(given)
  await refuseInvalid(scope, fields)
  const taken = await findRowByCode(scope, fields.creditCode)
  if (taken) throw enterpriseError('registry.code-taken', { code: fields.creditCode, name: taken.name })
  await cellAfterChange(scope, undefined, fields)
  const id = newId()
  await insertEnterprise(scope, id, fields)
  await addEnterpriseFacts(scope, [id])
  recordWork(scope, 'entry', [id])
  recordAudit(scope, {
    action: 'registry.create-enterprise',
    objectType: 'enterprise',
    objectId: id,
    objectLabel: fields.name,
    detail: { creditCode: fields.creditCode },
  })
  return getEnterprise(scope, id)
}

/** The columns in which two rows differ, before and after. */
export function differences(before: EnterpriseFields, after: EnterpriseFields) {
  const [old, now] = [columnsOf(before), columnsOf(after)]
  const changed = Object.entries(now).filter(
    ([column, value]) =>
      JSON.stringify(value) !== JSON.stringify(Object.entries(old).find(([key]) => key === column)?.[1]),
  )
  const names = new Set(changed.map(([column]) => column))
  return {
    before: Object.fromEntries(Object.entries(old).filter(([column]) => names.has(column))),
    after: Object.fromEntries(changed),
  }
}

export interface EnterpriseChangeRequest {
  readonly enterpriseId: string
  /** The version that the caller has seen. */
  readonly version: number
  readonly reason: string
  readonly fields: GivenFields
}

/**
 * Changes an enterprise. A new name makes the old one a former name.
 *
 * @throws registry.changed-meanwhile, registry.already-merged, registry.invalid-fields, registry.nothing-changed
 */
export async function changeEnterprise(
  scope: Scope,
  request: EnterpriseChangeRequest,
): Promise<EnterpriseDetail> {
  const { enterpriseId: id } = request
  const [locked] = await lockRows(scope, [id])
  const row = inReachOrNotFound(scope, locked, 'registry.manage')
  if (row.merged_into) throw enterpriseError('registry.already-merged', { name: row.name })
  if (row.version !== request.version)
    throw enterpriseError('registry.changed-meanwhile', { by: row.changed_by })
  const before = toFields(row)
  const given = overlaid(before, request.fields)
  const after = renamed(
    before,
    { ...given, gridCellId: await cellAfterChange(scope, before, given) },
    request.fields.formerNames !== undefined,
  )
  const { before: old, after: now } = differences(before, after)
  if (Object.keys(now).length === 0) throw enterpriseError('registry.nothing-changed')
  await refuseInvalid(scope, after)
  await refuseTakenCode(scope, id, after.creditCode)
  await changeEnterpriseFacts(scope, [id], () => updateEnterprise(scope, id, after))
  if (before.region !== after.region) await followRegions(scope, [id])
  await insertChange(scope, {
    enterpriseId: id,
    kind: 'changed',
    before: old,
    after: now,
    reason: request.reason,
  })
  recordWork(scope, 'entry', [id])
  recordAudit(scope, {
    action: 'registry.change-enterprise',
    objectType: 'enterprise',
    objectId: id,
    objectLabel: after.name,
    detail: { fields: Object.keys(now), reason: request.reason },
  })
  return getEnterprise(scope, id)
}

function renamed(before: EnterpriseFields, after: EnterpriseFields, formerGiven: boolean): EnterpriseFields {
  if (before.name === after.name || formerGiven || after.formerNames.includes(before.name)) return after
  return {
    ...after,
    formerNames: [before.name, ...after.formerNames.filter((name) => name !== after.name)].slice(0, 20),
  }
}

async function refuseTakenCode(scope: Scope, id: string, code: string): Promise<void> {
  const taken = await findRowByCode(scope, code)
  if (taken && taken.id !== id) throw enterpriseError('registry.code-taken', { code, name: taken.name })
}

/** Changes, latest first; the taking in comes last. */
export async function enterpriseHistory(
  scope: Scope,
  request: { readonly enterpriseId: string; readonly after?: string | undefined; readonly limit: number },
): Promise<Page<EnterpriseChange>> {
  const row = inReachOrNotFound(scope, await findRow(scope, request.enterpriseId), 'registry.read')
  const after = request.after === undefined ? undefined : z.uuid().safeParse(request.after).data
  if (request.after !== undefined && after === undefined) throw enterpriseError('registry.bad-cursor')
  const rows = await listChanges(scope, row.id, after, request.limit + 1)
  const shown = rows.slice(0, request.limit).map(toChange)
  if (rows.length > request.limit) return { items: shown, next: shown.at(-1)?.id ?? null }
  return { items: [...shown, toCreation(row)], next: null }
}
