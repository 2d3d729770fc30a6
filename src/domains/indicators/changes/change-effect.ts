/** What a proposed definition does: to the indicator's own figures, to what is computed from it, to targets. */
import type { Scope } from '#kernel/db/scope.ts'
import { readRegionNames } from '#kernel/org/region-names.ts'
import { findTargets, type TargetStanding } from '#kernel/targets/targets.ts'
import { findBindings } from '../binding-store.ts'
import {
  amended,
  type DefinedIndicator,
  type Definitions,
  dependentsOf,
  latestVersion,
  problemOf,
  withVersion,
} from '../definitions.ts'
import type { FigureEngine, FigureOf, UsedFigure } from '../figure-engine.ts'
import {
  figuresOver,
  loadFigureEngine,
  loadFigures,
  type Modules,
  periodsOf,
  today,
} from '../figures-service.ts'
import { nameProblemOf } from '../name-check.ts'
import { lastDay, periodOfDay } from '../period.ts'
import { lastPeriodOver } from '../progress/target-progress.ts'
import { standingsOf } from '../progress-service.ts'
import { regionsBelow } from '../store.ts'
import type { VersionRow } from '../tables.ts'
import { toNamed } from '../views.ts'
import type { ChangeEffect } from './changes-contract.ts'

export interface EffectWindow {
  readonly region?: string | undefined
  readonly children?: boolean | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

interface Compared {
  readonly scope: Scope
  readonly indicator: DefinedIndicator
  readonly version: VersionRow
  readonly before: Definitions
  readonly after: Definitions
  readonly periods: readonly string[]
}

const shownYears = 5

const differ = (a: number | null, b: number | null): boolean =>
  a !== b && (a === null || b === null || Math.abs(a - b) > 1e-9 * Math.max(1, Math.abs(a)))

/**
 * Works a proposal's effect out without keeping anything of it: the city's definitions with the version added are set
 * beside those without it.
 */
export async function effectOf(
  scope: Scope,
  modules: Modules,
  before: Definitions,
  indicator: DefinedIndicator,
  version: VersionRow,
  window: EffectWindow = {},
): Promise<ChangeEffect> {
  const problem =
    nameProblemOf(before, amended(indicator, version), today(scope)) ??
    problemOf(before, indicator.id, version, scope.locale)
  if (problem)
    return {
      problem: problem.message,
      place: problem.span ?? null,
      figures: [],
      dependents: dependentsOf(before, indicator.id).map((one) => ({ ...toNamed(one), changed: 0, lost: 0 })),
      targets: [],
    }
  const day = today(scope)
  const to = window.to ?? lastPeriodOver(day, version.period)
  const from = window.from ?? String(Number(day.slice(0, 4)) - shownYears)
  const compared: Compared = {
    scope,
    indicator,
    version,
    before,
    after: withVersion(before, indicator.id, version),
    periods: periodsOf(version, from, to),
  }
  const region = window.region ?? scope.city
  const regions = [region, ...(window.children ? await regionsBelow(scope, region) : [])]
  const placed = await readRegionNames(scope, [...regions, scope.city])
  return {
    problem: null,
    place: null,
    ...(await ownFigures(compared, regions, placed, day)),
    dependents: await changedDependents(compared, from, to),
    targets: await changedTargets(compared, modules),
  }
}

type Placed = (code: string) => { code: string; name: string }

/** The indicator's own figures by its definitions now, with the version added, and as if it had always held. */
interface OwnFigures {
  readonly now: FigureOf
  readonly next: FigureEngine
  readonly always: FigureOf
  readonly changed: DefinedIndicator
}

async function ownFigures(
  compared: Compared,
  regions: readonly string[],
  placed: Placed,
  day: string,
): Promise<Pick<ChangeEffect, 'figures' | 'running'>> {
  const { scope, indicator, version, before, after, periods } = compared
  const own: OwnFigures = {
    now: await loadFigures(scope, before, [indicator]),
    next: await loadFigureEngine(scope, after, [indicator]),
    always: await loadFigures(scope, after, [indicator], { id: indicator.id, version }),
    changed: after.byId.get(indicator.id) ?? indicator,
  }
  return {
    figures: figuresOver(own.now, indicator, regions, periods).map(({ region, period, value }) => ({
      region: placed(region),
      period,
      before: value,
      ...changedFigure(own, region, period),
    })),
    running: runningPeriod(compared, own, regions, placed, day),
  }
}

const changedFigure = ({ next, always, changed }: OwnFigures, region: string, period: string) => ({
  after: next.figureOf(changed, { region, period }),
  throughout: always(changed, { region, period }),
})

function runningPeriod(
  { indicator, version, after }: Compared,
  own: OwnFigures,
  regions: readonly string[],
  placed: Placed,
  day: string,
): ChangeEffect['running'] {
  const period = periodOfDay(day, version.period)
  const [region] = regions
  // On its last day a period counts as over.
  if (region === undefined || lastDay(period) <= day) return null
  const { value, used, derivation } = own.next.derive(own.changed, { region, period })
  const computed = derivation === 'expression' || derivation === 'method'
  const inputs = namesOf(
    after,
    used.filter((one) => one.value === null),
  )
  const reason = computed ? (inputs.length > 0 ? 'no-inputs' : 'not-computable') : 'not-reported'
  return {
    period,
    figures: regions.map((one) => ({
      region: placed(one),
      period,
      before: own.now(indicator, { region: one, period }),
      ...changedFigure(own, one, period),
    })),
    missing: value === null ? { reason, inputs: computed ? inputs : [] } : null,
  }
}

/** What figures were worked out from in words, each once. */
function namesOf(definitions: Definitions, used: readonly UsedFigure[]) {
  const names = used.flatMap(({ reference, indicator }) => {
    if (reference.kind === 'measure') return definitions.measures.get(reference.name)?.measure.title ?? []
    if (!indicator) return []
    const { name_zh: zh, name_en: en } = latestVersion(indicator)
    // A definition may rest on what is reported under its own name.
    return reference.kind === 'observation'
      ? [{ zh: `${zh}（填报数）`, en: `${en} (reported)` }]
      : [{ zh, en }]
  })
  return [...new Map(names.map((name) => [name.zh, name])).values()]
}

async function changedDependents(
  { scope, indicator, before, after }: Compared,
  from: string,
  to: string,
): Promise<ChangeEffect['dependents']> {
  const dependents = dependentsOf(before, indicator.id)
  const now = await loadFigures(scope, before, dependents)
  const then = await loadFigures(scope, after, dependents)
  return dependents.map((dependent) => {
    const version = dependent.versions.at(-1)
    const places = version
      ? periodsOf(version, from, to).map((period) => ({ region: scope.city, period }))
      : []
    const pairs = places.map((place) => [now(dependent, place), then(dependent, place)] as const)
    return {
      ...toNamed(dependent),
      changed: pairs.filter(([a, b]) => differ(a, b)).length,
      lost: pairs.filter(([a, b]) => a !== null && b === null).length,
    }
  })
}

async function changedTargets(
  { scope, indicator, before, after }: Compared,
  modules: Modules,
): Promise<ChangeEffect['targets']> {
  const concerned = [indicator, ...dependentsOf(before, indicator.id)].map((one) => one.id)
  const bindings = await findBindings(scope, { indicatorIds: concerned })
  const ids = bindings.map((row) => row.target_id)
  if (ids.length === 0) return []
  const targets = await findTargets(scope, { ids })
  const key = (one: TargetStanding): string => `${one.targetId}/${one.region}`
  const now = new Map((await standingsOf(scope, modules, targets, before)).map((one) => [key(one), one]))
  const changed = (await standingsOf(scope, modules, targets, after)).filter((one) => {
    const then = now.get(key(one))
    return !then || then.state !== one.state || differ(then.current, one.current)
  })
  const placed = await readRegionNames(
    scope,
    changed.map((one) => one.region),
  )
  return changed.flatMap((one) => {
    const target = targets.find((row) => row.id === one.targetId)
    if (!target) return []
    return [
      {
        id: target.id,
        indicator: target.indicator,
        sourceTitle: target.source_title,
        unit: target.unit,
        region: placed(one.region),
        before: shown(now.get(key(one))),
        after: shown(one),
      },
    ]
  })
}

function shown(standing: TargetStanding | undefined) {
  if (!standing) return null
  const { region, state, current, period, required, stale, reason } = standing
  const { soFar: value, soFarPeriod } = standing
  const soFar = value === null || soFarPeriod === null ? null : { period: soFarPeriod, value }
  return { region, state, current, period, required, stale, reason, soFar }
}
