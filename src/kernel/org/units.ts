/** The city's own tree of units: keeping it, and finding the unit that a name in a document means. */
import { v7 } from 'uuid'
import { recordAudit } from '../audit/audit.ts'
import type { Scope } from '../db/scope.ts'
import { kernelError } from '../language/kernel-errors.ts'
import { orgError } from './errors.ts'
import { isWithinRegion } from './region-codes.ts'
import { unitResolver, withoutJurisdiction } from './resolve-unit.ts'
import {
  activeUnits,
  findCity,
  findRegions,
  findUnits,
  insertUnit,
  isBelow,
  isUnitNameTaken,
  listUnits,
  memberAccountIds,
  saveCity,
  type Unit,
  type UnitFilter,
  updateUnit,
} from './store.ts'
import { resolveUnitType, UNIT_TYPES } from './unit-types.ts'

export { findUnits, memberAccountIds, type Unit }

/** The unit with this id, or the refusal that the city has none. */
export async function getUnit(scope: Scope, id: string): Promise<Unit> {
  const [unit] = await findUnits(scope, [id])
  if (!unit) throw kernelError('kernel.not-found')
  return unit
}

const idLength = 36

/** A page of units by name. */
export async function unitPage(
  scope: Scope,
  filter: UnitFilter,
  after: string | undefined,
  limit: number,
): Promise<{ items: Unit[]; next: string | null }> {
  const from = after === undefined ? undefined : { id: after.slice(0, idLength), name: after.slice(idLength) }
  const units = await listUnits(scope, filter, from, limit + 1)
  const items = units.slice(0, limit)
  const last = items.at(-1)
  return { items, next: units.length > limit && last ? `${last.id}${last.name}` : null }
}

export interface UnitInput {
  readonly name: string
  /** The name itself unless given. */
  readonly shortName?: string | undefined
  /** Key of a canonical type; read from the name unless given, null for a unit of no canonical type. */
  readonly type?: string | null | undefined
  readonly parentId?: string | null | undefined
  /** The city itself unless given. */
  readonly region?: string | undefined
}

/** What may be changed of a unit. */
export type UnitChange = Omit<UnitInput, 'name'> & { readonly name?: string | undefined }

async function checkUnit(scope: Scope, unit: Unit): Promise<void> {
  if (unit.type !== undefined && !UNIT_TYPES.some((known) => known.key === unit.type))
    throw orgError('org.unknown-unit-type', { type: unit.type })
  if (unit.region !== scope.city) {
    const [region] = await findRegions(scope.tx, [unit.region])
    if (!region || !isWithinRegion(region.code, scope.city))
      throw orgError('org.region-outside-city', { region: unit.region })
  }
  if (unit.parentId === undefined) return
  if (await isBelow(scope, unit.parentId, unit.id)) throw orgError('org.parent-ring')
  const [parent] = await findUnits(scope, [unit.parentId])
  if (!parent?.active) throw orgError('org.parent-not-found')
}

const unitDetail = (unit: Unit) => ({
  name: unit.name,
  shortName: unit.shortName,
  type: unit.type ?? null,
  parentId: unit.parentId ?? null,
  region: unit.region,
  active: unit.active,
})

// A branch's full name (衡安市生态环境局临湖分局) is understood without the city in front, a party office's
// (中共衡安市委…办公室) by its short name.
function typeByName(name: string, shortName: string, cityName: string): string | undefined {
  for (const candidate of [name, withoutJurisdiction(name, { name: cityName }), shortName]) {
    const { type } = resolveUnitType(candidate)
    if (type !== undefined) return type
  }
  return undefined
}

/** The city as units' names write it: by its division, else by its own settings. */
async function namedCity(scope: Scope): Promise<{ code: string; name: string }> {
  const [region] = await findRegions(scope.tx, [scope.city])
  return { code: scope.city, name: region?.name ?? (await cityProfile(scope)).name }
}

/** Adds a unit. */
export async function createUnit(scope: Scope, input: UnitInput): Promise<Unit> {
  const name = input.name.trim()
  const { name: cityName } = await namedCity(scope)
  const shortName = input.shortName?.trim() || name
  const unit: Unit = {
    id: v7(),
    name,
    shortName,
    type: input.type === undefined ? typeByName(name, shortName, cityName) : (input.type ?? undefined),
    parentId: input.parentId ?? undefined,
    region: input.region ?? scope.city,
    active: true,
  }
  await checkUnit(scope, unit)
  if (!(await insertUnit(scope, unit))) throw orgError('org.unit-name-taken', { name })
  recordAudit(scope, {
    action: 'org.create-unit',
    objectType: 'unit',
    objectId: unit.id,
    objectLabel: unit.name,
    detail: unitDetail(unit),
  })
  return unit
}

/** Changes what is given of a unit and leaves the rest. Plans and cases keep naming it by its id. */
export async function changeUnit(scope: Scope, id: string, input: UnitChange): Promise<Unit> {
  const before = await getUnit(scope, id)
  const after: Unit = {
    ...before,
    name: input.name?.trim() ?? before.name,
    shortName: input.shortName?.trim() ?? before.shortName,
    type: input.type === undefined ? before.type : (input.type ?? undefined),
    parentId: input.parentId === undefined ? before.parentId : (input.parentId ?? undefined),
    region: input.region ?? before.region,
  }
  return saveUnit(scope, before, after, 'org.update-unit')
}

/** Closes a unit, or opens it again. Those who acted for a closed unit no longer do. */
export async function setUnitActive(scope: Scope, id: string, active: boolean): Promise<Unit> {
  const before = await getUnit(scope, id)
  return saveUnit(scope, before, { ...before, active }, active ? 'org.reopen-unit' : 'org.close-unit')
}

async function saveUnit(scope: Scope, before: Unit, after: Unit, action: string): Promise<Unit> {
  if (after.active) {
    await checkUnit(scope, after)
    if (await isUnitNameTaken(scope, after.name, after.id))
      throw orgError('org.unit-name-taken', { name: after.name })
  }
  await updateUnit(scope, after)
  recordAudit(scope, {
    action,
    objectType: 'unit',
    objectId: after.id,
    objectLabel: after.name,
    detail: { before: unitDetail(before), after: unitDetail(after) },
  })
  return after
}

/** Name and short name of the scope's city; its code where nothing has been set. */
export async function cityProfile(scope: Scope): Promise<{ code: string; name: string; shortName: string }> {
  const city = await findCity(scope)
  return { code: scope.city, name: city?.name ?? scope.city, shortName: city?.shortName ?? scope.city }
}

/** Sets name and short name of the scope's city. */
export async function setCityProfile(scope: Scope, name: string, shortName: string): Promise<void> {
  const before = await findCity(scope)
  await saveCity(scope, name, shortName)
  recordAudit(scope, {
    action: 'org.update-city',
    objectType: 'city',
    objectId: scope.city,
    objectLabel: name,
    detail: { before: before ? { ...before } : null, after: { name, shortName } },
  })
}

/**
 * The city's units behind the names in a document. Names that fit no unit, or more than one, are left out.
 *
 * @example (await resolveUnitNames(scope, ['市发改委', '有关单位'])).get('市发改委')?.name // '衡安市发展和改革委员会'
 */
export async function resolveUnitNames(
  scope: Scope,
  names: readonly string[],
): Promise<ReadonlyMap<string, Unit>> {
  const units = await activeUnits(scope)
  const city = await namedCity(scope)
  const below = [...new Set(units.map((unit) => unit.region))].filter((code) => code !== scope.city)
  const resolve = unitResolver({ city, regions: await findRegions(scope.tx, below), units })
  const found = new Map<string, Unit>()
  for (const name of names) {
    const unit = resolve(name)
    if (unit) found.set(name, unit)
  }
  return found
}

/** {@link resolveUnitNames} for one name. */
export async function resolveUnit(scope: Scope, name: string): Promise<Unit | undefined> {
  return (await resolveUnitNames(scope, [name])).get(name)
}
