/** The catalogue: reading it, adding to it, amending it, trying a definition out. */
import { v7 as newId } from 'uuid'
import { recordAudit } from '#kernel/audit/audit.ts'
import type { Scope } from '#kernel/db/scope.ts'
import type { Message } from '#kernel/language/messages.ts'
import { findTargets } from '#kernel/targets/targets.ts'
import { findBindings } from './binding-store.ts'
import { type CatalogueEntry, readNationalCatalogue } from './catalogue/national-catalogue.ts'
import type {
  DefinitionFields,
  DefinitionTrial,
  Figure,
  FiguresRequest,
  Indicator,
  IndicatorDetail,
  NewIndicator,
} from './contract.ts'
import {
  amended,
  checkComputation,
  type DefinedIndicator,
  type Definitions,
  defineIndicators,
  dependenciesOf,
  dependentsOf,
  latestVersion,
  problemOf,
  versionOn,
  withIndicator,
} from './definitions.ts'
import { indicatorError } from './errors.ts'
import {
  figuresOver,
  loadFigures,
  type Modules,
  periodsOf,
  readDefinitions,
  today,
} from './figures-service.ts'
import { checkNames, nameProblemOf, nameProblems } from './name-check.ts'
import { lockFigures } from './observation-store.ts'
import { refreshForIndicators } from './progress-service.ts'
import { indicatorReach } from './reach.ts'
import { isReported } from './reported.ts'
import { endVersion, insertIndicators, insertVersions, readIndicators, regionsBelow } from './store.ts'
import type { VersionRow } from './tables.ts'
import { fromFields, toIndicator, toNamed, toVersion } from './views.ts'

// Before any figure: the shipped definitions hold for whatever history a city enters.
const shippedFrom = '2000-01-01'

/** What became of entries that were to be added. */
export interface AddedEntries {
  readonly added: number
  /** Entries left out because an indicator of the city has their name. */
  readonly leftOut: ReadonlyArray<ReturnType<typeof toNamed>>
}

/**
 * Adds observed indicators whose codes the city does not have, nor their names; what it has is left alone.
 * Entries that are computed go through {@link createIndicator} instead, which checks their expressions.
 */
export async function addIndicators(
  scope: Scope,
  origin: 'national' | 'city',
  entries: readonly CatalogueEntry[],
): Promise<AddedEntries> {
  await lockFigures(scope)
  const definitions = defineIndicators(await readIndicators(scope), [])
  const known = new Set(definitions.all.map((indicator) => indicator.code))
  const made = entries
    .filter((entry) => !known.has(entry.code))
    .map(({ code, fields }): DefinedIndicator => {
      const id = newId()
      const version = versionRow(scope, id, 1, shippedFrom, fields, null)
      return { id, code, origin, versions: [{ ...version, city: scope.city }] }
    })
  if (made.length === 0) return { added: 0, leftOut: [] }
  const refused = new Set(nameProblems(definitions, made, today(scope)).map((one) => one.indicatorId))
  const fitting = made.filter((indicator) => !refused.has(indicator.id))
  await insertIndicators(
    scope,
    fitting.map(({ id, code }) => ({
      id,
      code,
      origin,
      created_at: scope.now,
      created_by: scope.actor.name,
    })),
    fitting.flatMap((indicator) => indicator.versions),
  )
  if (fitting.length > 0)
    recordAudit(scope, {
      action: 'indicators.load-catalogue',
      objectType: 'indicator',
      objectId: scope.city,
      objectLabel: String(fitting.length),
      detail: { origin },
    })
  return {
    added: fitting.length,
    leftOut: made.filter((indicator) => refused.has(indicator.id)).map(toNamed),
  }
}

/** Adds the entries of the shipped catalogue that the city does not have. */
export const addNationalCatalogue = async (scope: Scope): Promise<AddedEntries> =>
  addIndicators(scope, 'national', await readNationalCatalogue())

/** A version as it is kept. */
export function versionRow(
  scope: Scope,
  indicatorId: string,
  number: number,
  validFrom: string,
  fields: DefinitionFields,
  reason: string | null,
): Omit<VersionRow, 'city'> {
  return {
    id: newId(),
    indicator_id: indicatorId,
    number,
    valid_from: validFrom,
    valid_to: null,
    ...fromFields(fields),
    reason,
    created_at: scope.now,
    created_by: scope.actor.name,
    approved_by: null,
  }
}

/** @throws indicators.not-found */
export function requireIndicator(definitions: Definitions, id: string): DefinedIndicator {
  const indicator = definitions.byId.get(id)
  if (!indicator) throw indicatorError('indicators.not-found')
  return indicator
}

/** A page of the catalogue by code. */
export async function listIndicators(
  scope: Scope,
  filter: {
    search?: string | undefined
    category?: string | undefined
    reported: boolean
    after?: string | undefined
    limit: number
  },
): Promise<{ items: Indicator[]; next: string | null }> {
  const day = today(scope)
  const { after, search, category } = filter
  const fitting = (await readIndicators(scope))
    .filter((indicator) => after === undefined || indicator.code > after)
    .filter((indicator) => !filter.reported || isReported(indicator.code, latestVersion(indicator)))
    .map((indicator) => toIndicator(indicator, day))
    .filter(({ code, version }) => {
      if (category !== undefined && version.category !== category) return false
      return (
        !search ||
        [code, version.nameZh, version.nameEn, ...version.synonyms].some((name) =>
          name.toLowerCase().includes(search.toLowerCase()),
        )
      )
    })
  const items = fitting.slice(0, filter.limit)
  return { items, next: fitting.length > items.length ? (items.at(-1)?.code ?? null) : null }
}

/** @throws indicators.not-found */
export async function getIndicator(scope: Scope, modules: Modules, id: string): Promise<IndicatorDetail> {
  const definitions = await readDefinitions(scope, modules)
  const indicator = requireIndicator(definitions, id)
  const bindings = await findBindings(scope, { indicatorIds: [id] })
  const targets = await findTargets(scope, { ids: bindings.map((row) => row.target_id) })
  return {
    ...toIndicator(indicator, today(scope)),
    versions: indicator.versions.map(toVersion),
    dependencies: dependenciesOf(definitions, latestVersion(indicator)).map(toNamed),
    dependents: dependentsOf(definitions, id).map(toNamed),
    targets: targets.map((row) => ({ id: row.id, indicator: row.indicator, sourceTitle: row.source_title })),
  }
}

function audit(
  scope: Scope,
  action: string,
  indicator: { id: string; nameZh: string },
  detail: Record<string, string | number>,
): void {
  recordAudit(scope, {
    action,
    objectType: 'indicator',
    objectId: indicator.id,
    objectLabel: indicator.nameZh,
    detail,
  })
}

/**
 * @throws indicators.code-taken, indicators.name-taken, indicators.name-in-use, indicators.bad-expression,
 * indicators.cycle
 */
export async function createIndicator(
  scope: Scope,
  modules: Modules,
  input: NewIndicator,
): Promise<Indicator> {
  const { code, validFrom, ...fields } = input
  // Nobody else takes the same name meanwhile.
  await lockFigures(scope)
  const definitions = await readDefinitions(scope, modules)
  if (definitions.all.some((indicator) => indicator.code === code))
    throw indicatorError('indicators.code-taken', { code })
  const id = newId()
  const version = versionRow(scope, id, 1, validFrom, fields, null)
  const made: DefinedIndicator = { id, code, origin: 'city', versions: [{ ...version, city: scope.city }] }
  checkNames(definitions, made, today(scope))
  checkComputation(withIndicator(definitions, made), id, version, scope.locale)
  await insertIndicators(
    scope,
    [{ id, code, origin: 'city', created_at: scope.now, created_by: scope.actor.name }],
    [version],
  )
  audit(scope, 'indicators.create', { id, nameZh: fields.nameZh }, { code })
  // What named it before it was there has figures now.
  await refreshForIndicators(scope, modules, [id])
  return await getIndicator(scope, modules, id)
}

/**
 * A new version from a day on; figures of earlier periods keep the one before. Only an approved change brings one.
 *
 * @throws indicators.not-found, indicators.version-order, indicators.name-taken, indicators.name-in-use,
 * indicators.bad-expression, indicators.cycle
 */
export async function addVersion(
  scope: Scope,
  modules: Modules,
  version: Omit<VersionRow, 'city'>,
): Promise<void> {
  await lockFigures(scope)
  const definitions = await readDefinitions(scope, modules)
  const indicator = requireIndicator(definitions, version.indicator_id)
  const before = latestVersion(indicator)
  if (version.valid_from <= before.valid_from)
    throw indicatorError('indicators.version-order', { date: before.valid_from })
  checkNames(definitions, amended(indicator, { ...version, city: scope.city }), today(scope))
  checkComputation(definitions, indicator.id, version, scope.locale)
  await endVersion(scope, before.id, version.valid_from)
  await insertVersions(scope, [version])
  audit(
    scope,
    'indicators.amend',
    { id: indicator.id, nameZh: version.name_zh },
    { validFrom: version.valid_from, reason: version.reason ?? '' },
  )
  await refreshForIndicators(scope, modules, [indicator.id])
}

const neutralFields = {
  nameZh: '试算',
  nameEn: 'Trial',
  definitionZh: '试算',
  definitionEn: 'Trial',
  direction: 'neutral',
  category: 'trial',
  sourceStandard: null,
  ownerUnitType: null,
  minimum: null,
  maximum: null,
  largestJump: null,
} as const

/** What a definition would give over past periods, beside what there is now. */
export async function previewDefinition(
  scope: Scope,
  modules: Modules,
  input: DefinitionTrial,
): Promise<{
  problem: Message | null
  place: { start: number; end: number } | null
  items: Array<Figure & { before: number | null }>
  dependents: Array<ReturnType<typeof toNamed>>
}> {
  const known = await readDefinitions(scope, modules)
  const present = input.indicatorId === undefined ? undefined : requireIndicator(known, input.indicatorId)
  const id = present?.id ?? newId()
  const { unit, decimals, period, accumulation, computation } = input
  const version = {
    city: scope.city,
    ...versionRow(
      scope,
      id,
      1,
      shippedFrom,
      {
        ...neutralFields,
        ...(input.nameZh === undefined ? {} : { nameZh: input.nameZh }),
        synonyms: [],
        unit,
        decimals,
        period,
        accumulation,
        computation,
      },
      null,
    ),
  }
  const tried: DefinedIndicator = present ?? { id, code: 'trial', origin: 'city', versions: [version] }
  const definitions = present ? known : withIndicator(known, tried)
  const dependents = dependentsOf(definitions, id).map(toNamed)
  const misnamed =
    present || input.nameZh === undefined ? undefined : nameProblemOf(known, tried, today(scope))
  const problem = misnamed ?? problemOf(definitions, id, version, scope.locale)
  if (problem) return { problem: problem.message, place: problem.span ?? null, items: [], dependents }
  const places = [input.region ?? scope.city]
  const periods = periodsOf(version, input.from, input.to)
  const figureOf = await loadFigures(scope, definitions, [tried], { id, version })
  const items = figuresOver(figureOf, tried, places, periods)
  const beforeOf = present && (await loadFigures(scope, definitions, [present]))
  return {
    problem: null,
    place: null,
    items: items.map((item) => ({ ...item, before: (present && beforeOf?.(present, item)) ?? null })),
    dependents,
  }
}

/** @throws indicators.not-found also for indicators outside the caller's reach */
export async function indicatorFigures(
  scope: Scope,
  modules: Modules,
  request: FiguresRequest,
): Promise<Figure[]> {
  const definitions = await readDefinitions(scope, modules)
  const indicator = requireIndicator(definitions, request.indicatorId)
  if (!(await indicatorReach(scope, 'indicators.read')).includes(indicator))
    throw indicatorError('indicators.not-found')
  const region = request.region ?? scope.city
  const regions = [region, ...(request.children ? await regionsBelow(scope, region) : [])]
  const figureOf = await loadFigures(scope, definitions, [indicator])
  const version = versionOn(indicator, today(scope))
  return figuresOver(figureOf, indicator, regions, periodsOf(version, request.from, request.to))
}
