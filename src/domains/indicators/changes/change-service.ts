/** Changes of definitions: proposed by one, decided by another, kept whatever came of them. */
import { openCase } from '#kernel/cases/cases.ts'
import { findCase } from '#kernel/cases/store.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { requireIndicator, versionRow } from '../catalogue-service.ts'
import {
  amended,
  checkComputation,
  type DefinedIndicator,
  type Definitions,
  latestVersion,
} from '../definitions.ts'
import { indicatorError } from '../errors.ts'
import { type Modules, readDefinitions, today } from '../figures-service.ts'
import { checkNames } from '../name-check.ts'
import { indicatorReach } from '../reach.ts'
import type { DefinitionFields } from '../schemas.ts'
import type { VersionRow } from '../tables.ts'
import { toNamedWithUnit, toVersion } from '../views.ts'
import { changeCaseType } from './change-case.ts'
import { type EffectWindow, effectOf } from './change-effect.ts'
import { changeError } from './change-errors.ts'
import {
  type ChangeFilter,
  type ChangeRow,
  findChange,
  insertChange,
  listChangeRows,
  rewriteChange,
} from './change-store.ts'
import type { ChangeDetail, ChangeEffect, ChangeSummary, ProposedDefinition } from './changes-contract.ts'

/** The version that a proposal would become. */
function proposedVersion(
  scope: Scope,
  indicator: DefinedIndicator,
  fields: DefinitionFields,
  validFrom: string,
): VersionRow {
  const number = latestVersion(indicator).number + 1
  return { city: scope.city, ...versionRow(scope, indicator.id, number, validFrom, fields, null) }
}

/** @throws indicators.name-taken, indicators.name-in-use, and those of {@link checkComputation} */
function checkProposed(
  scope: Scope,
  definitions: Definitions,
  indicator: DefinedIndicator,
  version: VersionRow,
): void {
  checkNames(definitions, amended(indicator, version), today(scope))
  checkComputation(definitions, indicator.id, version, scope.locale)
}

function requireOrder(indicator: DefinedIndicator, validFrom: string): void {
  const { valid_from: date } = latestVersion(indicator)
  if (validFrom <= date) throw indicatorError('indicators.version-order', { date })
}

function split(proposal: ProposedDefinition): {
  fields: DefinitionFields
  validFrom: string
  reason: string
} {
  const { validFrom, reason, ...fields } = proposal
  return { fields, validFrom, reason }
}

/** Names of the fields in which a proposal differs from the version it follows. */
function differingFields(base: VersionRow, fields: DefinitionFields): string[] {
  const present: Readonly<Record<string, unknown>> = { ...toVersion(base) }
  return Object.entries(fields).flatMap(([key, value]) =>
    JSON.stringify(value) === JSON.stringify(present[key]) ? [] : [key],
  )
}

/**
 * Proposes a version; its case waits for somebody else.
 *
 * @throws indicators.not-found, indicators.change-open, indicators.nothing-changed, indicators.version-order,
 * indicators.name-taken, indicators.name-in-use, indicators.bad-expression, indicators.cycle
 */
export async function proposeChange(
  scope: Scope,
  modules: Modules,
  indicatorId: string,
  proposal: ProposedDefinition,
): Promise<ChangeDetail> {
  const { fields, validFrom, reason } = split(proposal)
  const definitions = await readDefinitions(scope, modules)
  const indicator = requireIndicator(definitions, indicatorId)
  const base = latestVersion(indicator)
  const [open] = await listChangeRows(scope, { indicatorId, open: true, limit: 1 })
  if (open) throw changeError('indicators.change-open', { by: open.proposed_by })
  if (differingFields(base, fields).length === 0) throw changeError('indicators.nothing-changed')
  requireOrder(indicator, validFrom)
  checkProposed(scope, definitions, indicator, proposedVersion(scope, indicator, fields, validFrom))
  const view = await openCase(scope, changeCaseType, {
    title: base.name_zh,
    subject: { type: 'indicator', id: indicatorId },
    data: { indicatorId },
    comment: reason,
  })
  await insertChange(scope, {
    id: view.id,
    indicator_id: indicatorId,
    base_number: base.number,
    valid_from: validFrom,
    fields,
    reason,
  })
  return getChange(scope, modules, view.id)
}

/**
 * Mends a proposal that was returned; its proposer submits it again through the case.
 *
 * @throws indicators.change-not-found, indicators.change-not-returned, and those of {@link proposeChange}
 */
export async function reviseChange(
  scope: Scope,
  modules: Modules,
  id: string,
  proposal: ProposedDefinition,
): Promise<ChangeDetail> {
  const row = await requireChange(scope, id)
  const held = await findCase(scope, id)
  if (row.state !== 'revising' || held?.started_by !== scope.actor.userId)
    throw changeError('indicators.change-not-returned')
  const { fields, validFrom, reason } = split(proposal)
  const definitions = await readDefinitions(scope, modules)
  const indicator = requireIndicator(definitions, row.indicator_id)
  requireOrder(indicator, validFrom)
  checkProposed(scope, definitions, indicator, proposedVersion(scope, indicator, fields, validFrom))
  await rewriteChange(scope, id, {
    base_number: latestVersion(indicator).number,
    valid_from: validFrom,
    fields,
    reason,
  })
  return getChange(scope, modules, id)
}

/** @throws indicators.change-not-found */
async function requireChange(scope: Scope, id: string): Promise<ChangeRow> {
  const row = await findChange(scope, id)
  if (!row) throw changeError('indicators.change-not-found')
  return row
}

function toSummary(row: ChangeRow, indicator: DefinedIndicator): ChangeSummary {
  return {
    id: row.id,
    indicator: toNamedWithUnit(indicator),
    state: row.state,
    validFrom: row.valid_from,
    reason: row.reason,
    proposedAt: row.proposed_at.toISOString(),
    proposedBy: row.proposed_by,
    decidedAt: row.decided_at?.toISOString() ?? null,
    decidedBy: row.decided_by,
  }
}

/** Proposals on indicators in the caller's reach, newest first. */
export async function listChanges(
  scope: Scope,
  modules: Modules,
  filter: ChangeFilter,
): Promise<{ items: ChangeSummary[]; next: string | null }> {
  const definitions = await readDefinitions(scope, modules)
  const reach = await indicatorReach(scope, 'indicators.read')
  const rows = await listChangeRows(scope, { ...filter, limit: filter.limit + 1 })
  const shown = rows.slice(0, filter.limit)
  return {
    items: shown.flatMap((row) => {
      const indicator = definitions.byId.get(row.indicator_id)
      return indicator && reach.includes(indicator) ? [toSummary(row, indicator)] : []
    }),
    next: rows.length > shown.length ? (shown.at(-1)?.id ?? null) : null,
  }
}

async function readable(scope: Scope, modules: Modules, id: string) {
  const row = await requireChange(scope, id)
  const definitions = await readDefinitions(scope, modules)
  const indicator = requireIndicator(definitions, row.indicator_id)
  if (!(await indicatorReach(scope, 'indicators.read')).includes(indicator))
    throw changeError('indicators.change-not-found')
  return { row, definitions, indicator }
}

/** @throws indicators.change-not-found */
export async function getChange(scope: Scope, modules: Modules, id: string): Promise<ChangeDetail> {
  const { row, indicator } = await readable(scope, modules, id)
  const base =
    indicator.versions.find((version) => version.number === row.base_number) ?? latestVersion(indicator)
  const open = row.state === 'reviewing' || row.state === 'revising'
  return {
    ...toSummary(row, indicator),
    fields: row.fields,
    base: toVersion(base),
    differing: differingFields(base, row.fields),
    outdated: open && latestVersion(indicator).number !== row.base_number,
    versionNumber: indicator.versions.find((version) => version.id === row.version_id)?.number ?? null,
    decidedEffect: row.effect,
  }
}

/**
 * What an open proposal would change as things stand now, or what a decided one did when it was decided.
 *
 * @throws indicators.change-not-found
 */
export async function changeEffect(
  scope: Scope,
  modules: Modules,
  id: string,
  window: EffectWindow,
): Promise<ChangeEffect> {
  const { row, definitions, indicator } = await readable(scope, modules, id)
  if (row.effect) return row.effect
  const version = proposedVersion(scope, indicator, row.fields, row.valid_from)
  return effectOf(scope, modules, definitions, indicator, version, window)
}

/** As {@link changeEffect}, of what is not proposed yet. @throws indicators.not-found */
export async function previewChange(
  scope: Scope,
  modules: Modules,
  input: DefinitionFields & EffectWindow & { indicatorId: string; validFrom: string },
): Promise<ChangeEffect> {
  const { indicatorId, validFrom, region, children, from, to, ...fields } = input
  const definitions = await readDefinitions(scope, modules)
  const indicator = requireIndicator(definitions, indicatorId)
  const version = proposedVersion(scope, indicator, fields, validFrom)
  return effectOf(scope, modules, definitions, indicator, version, { region, children, from, to })
}
