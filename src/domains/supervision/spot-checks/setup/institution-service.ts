/** The rules of the testing institutions and their qualification. */
import { v7 as newId } from 'uuid'
import { localDate } from '#kernel/calendar/calendar.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { findUnits } from '#kernel/org/store.ts'
import { spotCheckError } from '../errors.ts'
import type { InstitutionRow } from '../tables.ts'
import type { SpotCheckKind } from '../terms.ts'
import type { Institution, InstitutionFields } from './catalogue-contract.ts'
import * as store from './catalogue-store.ts'
import { auditSetup } from './setup-audit.ts'

/**
 * Refuses an institution that may not test a kind on a day.
 *
 * @throws spot-checks.institution-retired, spot-checks.not-qualified
 */
export function requireQualified(row: InstitutionRow, kind: SpotCheckKind, day: string): void {
  if (!row.active) throw spotCheckError('spot-checks.institution-retired', { institution: row.name })
  if (row.qualified_until < day || !row.kinds.includes(kind))
    throw spotCheckError('spot-checks.not-qualified', {
      institution: row.name,
      date: row.qualified_until,
    })
}

async function toInstitutions(scope: Scope, rows: readonly InstitutionRow[]): Promise<Institution[]> {
  const day = localDate(scope.now)
  const units = await findUnits(
    scope,
    rows.flatMap((row) => row.unit_id ?? []),
  )
  const names = new Map(units.map((unit) => [unit.id, unit.name]))
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    unitId: row.unit_id,
    unitName: row.unit_id === null ? null : (names.get(row.unit_id) ?? null),
    cmaNumber: row.cma_number,
    qualifiedUntil: row.qualified_until,
    qualified: row.qualified_until >= day,
    kinds: row.kinds,
    active: row.active,
  }))
}

/** The institutions; those in use, unless the retired ones are asked for as well. */
export async function listInstitutions(
  scope: Scope,
  filter: { readonly retired: boolean },
): Promise<{ items: Institution[] }> {
  const rows = await store.listInstitutions(scope)
  return {
    items: await toInstitutions(
      scope,
      rows.filter((row) => row.active || filter.retired),
    ),
  }
}

async function requireInstitution(scope: Scope, id: string): Promise<InstitutionRow> {
  const row = await store.findInstitution(scope, id)
  if (!row) throw spotCheckError('spot-checks.not-found')
  return row
}

async function getInstitution(scope: Scope, id: string): Promise<Institution> {
  const [found] = await toInstitutions(scope, [await requireInstitution(scope, id)])
  if (!found) throw spotCheckError('spot-checks.not-found')
  return found
}

async function requireUnit(scope: Scope, unitId: string | null): Promise<void> {
  if (unitId === null) return
  const [unit] = await findUnits(scope, [unitId])
  if (!unit?.active) throw spotCheckError('spot-checks.unknown-unit')
}

function requireQualificationAhead(scope: Scope, until: string): void {
  if (until < localDate(scope.now)) throw spotCheckError('spot-checks.qualification-ended', { date: until })
}

const rowFields = (fields: InstitutionFields) => ({
  name: fields.name,
  unit_id: fields.unitId,
  cma_number: fields.cmaNumber || null,
  qualified_until: fields.qualifiedUntil,
  kinds: fields.kinds,
})

/** @throws spot-checks.name-taken, spot-checks.qualification-ended, spot-checks.unknown-unit */
export async function createInstitution(scope: Scope, input: InstitutionFields): Promise<Institution> {
  requireQualificationAhead(scope, input.qualifiedUntil)
  await requireUnit(scope, input.unitId)
  const row = { id: newId(), ...rowFields(input), active: true }
  if (!(await store.insertInstitution(scope, row)))
    throw spotCheckError('spot-checks.name-taken', { name: input.name })
  auditSetup(scope, 'register-institution', row.id, input.name, { until: input.qualifiedUntil })
  return getInstitution(scope, row.id)
}

/**
 * Changes an institution; a renewed qualification must not have ended already.
 *
 * @throws spot-checks.not-found, spot-checks.name-taken, spot-checks.qualification-ended, spot-checks.unknown-unit
 */
export async function changeInstitution(
  scope: Scope,
  { institutionId, ...fields }: InstitutionFields & { readonly institutionId: string },
): Promise<Institution> {
  const row = await requireInstitution(scope, institutionId)
  if (fields.qualifiedUntil !== row.qualified_until) requireQualificationAhead(scope, fields.qualifiedUntil)
  if (fields.unitId !== row.unit_id) await requireUnit(scope, fields.unitId)
  const { city: _, ...before } = row
  const after = { ...before, ...rowFields(fields) }
  if (!(await store.updateInstitution(scope, after)))
    throw spotCheckError('spot-checks.name-taken', { name: fields.name })
  auditSetup(scope, 'change-institution', row.id, fields.name, { before, after })
  return getInstitution(scope, row.id)
}

/**
 * Takes an institution out of use, or back into it while its qualification holds, for a reason on record.
 *
 * @throws spot-checks.not-found, spot-checks.qualification-ended
 */
export async function setInstitutionActive(
  scope: Scope,
  input: { readonly institutionId: string; readonly reason: string },
  active: boolean,
): Promise<Institution> {
  const { city: _, ...row } = await requireInstitution(scope, input.institutionId)
  if (row.active !== active) {
    if (active) requireQualificationAhead(scope, row.qualified_until)
    await store.updateInstitution(scope, { ...row, active })
    const action = active ? 'reinstate-institution' : 'retire-institution'
    auditSetup(scope, action, row.id, row.name, { reason: input.reason })
  }
  return getInstitution(scope, row.id)
}
