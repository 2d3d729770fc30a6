/** Which indicator answers which target: suggested by name, confirmed by a person; and how each stands. */
import { recordAudit } from '#kernel/audit/audit.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { findTargetStates, findTargets, type TargetRow } from '#kernel/targets/targets.ts'
import { pathProblems, shareProblems } from './binding-check.ts'
import { deleteBinding, findBindings, replaceShares, upsertBindings } from './binding-store.ts'
import { requireIndicator } from './catalogue-service.ts'
import type { BindingFields, Suggestion, TargetSummary } from './contract.ts'
import { type DefinedIndicator, type Definitions, latestVersion } from './definitions.ts'
import { indicatorError } from './errors.ts'
import { type Modules, readDefinitions } from './figures-service.ts'
import { type ComparableName, comparableName, conversionFactor, nameLikeness } from './likeness.ts'
import { refreshTargets } from './progress-service.ts'
import { readableUnits } from './reach.ts'
import { knownRegions } from './store.ts'
import type { BindingRow, VersionRow } from './tables.ts'
import { toBinding, toNamedWithUnit, toStanding, toWording } from './views.ts'

/** Changes are compared in the indicator's own unit, so theirs need not convert. */
const factorFor = (target: Pick<TargetRow, 'comparator' | 'unit'>, unit: string): number | undefined => {
  const factor = conversionFactor(unit, target.unit)
  return target.comparator.startsWith('delta') && ['%', '个百分点'].includes(target.unit) ? 1 : factor
}

// Below this names share little more than 合格率 or 数量.
const leastLikeness = 0.45
const mostSuggestions = 5

type IndicatorName = { readonly text: string; readonly comparable: ComparableName }

// Every target of a page is compared with the names of every indicator.
const comparable = new WeakMap<VersionRow, readonly IndicatorName[]>()

function namesOf(version: VersionRow): readonly IndicatorName[] {
  const names =
    comparable.get(version) ??
    [version.name_zh, ...version.synonyms].map((text) => ({ text, comparable: comparableName(text) }))
  comparable.set(version, names)
  return names
}

/** The name of an indicator that is most like a target's wording; 1 only for equal ones. */
function bestMatch(
  version: VersionRow,
  wordings: readonly ComparableName[],
): Pick<Suggestion, 'likeness' | 'how' | 'matched'> {
  const scored = namesOf(version).map(({ text, comparable: name }) => ({
    matched: text,
    likeness: wordings.some((wording) => wording.key === name.key)
      ? 1
      : Math.max(...wordings.map((wording) => nameLikeness(name, wording))) * 0.99,
  }))
  const [best = { matched: version.name_zh, likeness: 0 }] = scored.toSorted(
    (a, b) => b.likeness - a.likeness,
  )
  if (best.likeness < 1) return { ...best, how: 'alike' }
  return { ...best, how: best.matched === version.name_zh ? 'same-name' : 'synonym' }
}

/** Indicators that may answer a target, best first: the same name or a synonym, then names alike in a fitting unit. */
export function suggestIndicators(
  definitions: Definitions,
  target: Pick<TargetRow, 'indicator' | 'action' | 'comparator' | 'unit'>,
): Suggestion[] {
  const wordings = [target.indicator, `${target.action}${target.indicator}`].map(comparableName)
  return definitions.all
    .flatMap((indicator) => {
      const version = latestVersion(indicator)
      const match = bestMatch(version, wordings)
      if (match.likeness < leastLikeness || factorFor(target, version.unit) === undefined) return []
      return [{ indicator: toNamedWithUnit(indicator), ...match }]
    })
    .toSorted((a, b) => b.likeness - a.likeness || a.indicator.code.localeCompare(b.indicator.code))
    .slice(0, mostSuggestions)
}

/** What a target counts by, from its wording: each year anew, since the baseline, or as a level. */
export function defaultBasis(
  target: Pick<TargetRow, 'scope_word' | 'unit'>,
  indicator: DefinedIndicator,
): BindingRow['basis'] {
  if (latestVersion(indicator).accumulation !== 'sum') return 'level'
  // A rate per head adds up within the year only.
  const yearly = /每年|年均|每届|每次|当年/.test(target.scope_word ?? '') || target.unit.includes('/')
  return yearly ? 'year-total' : 'since-baseline'
}

/** A target that the caller sees. @throws indicators.target-not-found */
export async function getTargetRow(scope: Scope, id: string): Promise<TargetRow> {
  const [target] = await findTargets(scope, { ids: [id], unitIds: readableUnits(scope) })
  if (!target) throw indicatorError('indicators.target-not-found')
  return target
}

/** @throws indicators.units-differ, indicators.path-impossible */
function bindingRow(
  target: TargetRow,
  indicator: DefinedIndicator,
  fields: Omit<BindingFields, 'indicatorId'>,
): Omit<BindingRow, 'city' | 'confirmed_at' | 'confirmed_by'> {
  const { unit } = latestVersion(indicator)
  const factor = factorFor(target, unit)
  if (factor === undefined)
    throw indicatorError('indicators.units-differ', { indicator: unit, target: target.unit })
  const problems = pathProblems(fields, target.year ?? fields.year)
  if (problems.length > 0) throw indicatorError('indicators.path-impossible', {}, problems)
  return {
    target_id: target.id,
    indicator_id: indicator.id,
    basis: fields.basis ?? defaultBasis(target, indicator),
    factor,
    baseline_year: fields.baseline?.year ?? null,
    baseline_value: fields.baseline?.value ?? null,
    year: fields.year,
    path: fields.path,
    milestones: fields.milestones,
  }
}

export interface BindingRequest extends BindingFields {
  readonly targetId: string
}

/**
 * Confirms bindings and works out how the targets stand.
 *
 * @throws indicators.target-not-found, indicators.not-found, indicators.units-differ, indicators.path-impossible
 */
export async function confirmBindings(
  scope: Scope,
  modules: Modules,
  requests: readonly BindingRequest[],
): Promise<number> {
  const definitions = await readDefinitions(scope, modules)
  const targets = new Map(
    (await findTargets(scope, { ids: requests.map((one) => one.targetId) })).map((row) => [row.id, row]),
  )
  const rows = requests.map(({ targetId, indicatorId, ...fields }) => {
    const target = targets.get(targetId)
    if (!target) throw indicatorError('indicators.target-not-found')
    const indicator = requireIndicator(definitions, indicatorId)
    recordAudit(scope, {
      action: 'indicators.bind',
      objectType: 'target',
      objectId: targetId,
      objectLabel: target.indicator,
      detail: { indicator: indicator.code },
    })
    return bindingRow(target, indicator, fields)
  })
  const unique = [...new Map(rows.map((row) => [row.target_id, row])).values()]
  await upsertBindings(scope, unique)
  await refreshTargets(
    scope,
    modules,
    unique.map((row) => row.target_id),
    definitions,
  )
  return unique.length
}

/** @throws indicators.target-not-found */
export async function removeBinding(scope: Scope, modules: Modules, targetId: string): Promise<boolean> {
  const target = await getTargetRow(scope, targetId)
  const removed = await deleteBinding(scope, targetId)
  if (removed)
    recordAudit(scope, {
      action: 'indicators.unbind',
      objectType: 'target',
      objectId: targetId,
      objectLabel: target.indicator,
    })
  await refreshTargets(scope, modules, [targetId])
  return removed
}

/**
 * Rolls a bound target down to districts.
 *
 * @throws indicators.target-not-found when it is not bound, indicators.shares-refused
 */
export async function setShares(
  scope: Scope,
  modules: Modules,
  targetId: string,
  shares: ReadonlyArray<{ region: string; value: number; baselineValue: number | null }>,
): Promise<void> {
  const target = await getTargetRow(scope, targetId)
  if ((await findBindings(scope, { targetIds: [targetId] })).length === 0)
    throw indicatorError('indicators.target-not-found')
  const regions = shares.map((share) => share.region)
  const within = await knownRegions(scope, regions)
  const problems = shareProblems(regions, scope.city, (region) => within.has(region))
  if (problems.length > 0) throw indicatorError('indicators.shares-refused', {}, problems)
  await replaceShares(
    scope,
    targetId,
    shares.map(({ region, value, baselineValue }) => ({ region, value, baseline_value: baselineValue })),
  )
  recordAudit(scope, {
    action: 'indicators.roll-down',
    objectType: 'target',
    objectId: targetId,
    objectLabel: target.indicator,
    detail: { regions },
  })
  await refreshTargets(scope, modules, [targetId])
}

/** Targets as lists show them. */
export async function summariesOf(
  scope: Scope,
  definitions: Definitions,
  targets: readonly TargetRow[],
): Promise<TargetSummary[]> {
  const ids = targets.map((target) => target.id)
  const bindings = new Map((await findBindings(scope, { targetIds: ids })).map((row) => [row.target_id, row]))
  const states = (await findTargetStates(scope, ids)).filter((row) => row.region === scope.city)
  const stateOf = new Map(states.map((row) => [row.target_id, row]))
  return targets.map((target) => {
    const binding = bindings.get(target.id)
    const indicator = binding && definitions.byId.get(binding.indicator_id)
    const state = stateOf.get(target.id)
    return {
      ...toWording(target),
      binding: binding && indicator ? toBinding(binding, indicator) : null,
      standing: state ? toStanding(state) : null,
      suggestions: binding ? [] : suggestIndicators(definitions, target),
    }
  })
}

/** A page of targets by id, with their bindings, or with suggestions where there is none. */
export async function listTargets(
  scope: Scope,
  modules: Modules,
  request: {
    bound?: boolean | undefined
    search?: string | undefined
    after?: string | undefined
    limit: number
  },
): Promise<{ items: TargetSummary[]; next: string | null }> {
  const all = await findTargets(scope, { unitIds: readableUnits(scope), after: request.after })
  const bound = new Set((await findBindings(scope)).map((row) => row.target_id))
  const fitting = all.filter(
    (target) =>
      (request.bound === undefined || bound.has(target.id) === request.bound) &&
      (!request.search ||
        `${target.action}${target.indicator}${target.source_title}`.includes(request.search)),
  )
  const page = fitting.slice(0, request.limit)
  return {
    items: await summariesOf(scope, await readDefinitions(scope, modules), page),
    next: fitting.length > page.length ? (page.at(-1)?.id ?? null) : null,
  }
}
