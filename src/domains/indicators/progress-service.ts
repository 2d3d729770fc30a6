/** How targets stand: from bindings and figures to states in the register. */
import type { Scope } from '#kernel/db/scope.ts'
import { announce } from '#kernel/live/announce.ts'
import { numberRules } from '#kernel/rules/rules.ts'
import {
  clearTargetStates,
  findTargetStates,
  findTargets,
  recordTargetStates,
  type TargetRow,
  type TargetStanding,
  type TargetStateRow,
} from '#kernel/targets/targets.ts'
import { emitEvents } from '#kernel/webhooks/emit-events.ts'
import { findBindings, findShares } from './binding-store.ts'
import { type DefinedIndicator, type Definitions, dependentsOf, latestVersion } from './definitions.ts'
import type { FigureOf } from './figure-engine.ts'
import {
  figuresOver,
  loadFigures,
  type Modules,
  periodsOf,
  readDefinitions,
  today,
} from './figures-service.ts'
import { forecastTarget } from './forecast/target-forecast.ts'
import { lockFigures } from './observation-store.ts'
import { lastDay, periodOfDay } from './period.ts'
import { targetEvents } from './progress/target-events.ts'
import {
  type Answering,
  type Commitment,
  lastPeriodOver,
  type Outlook,
  type PeriodFigure,
  soFarOf,
  type Tolerances,
  targetProgress,
} from './progress/target-progress.ts'
import type { BindingRow, ShareRow } from './tables.ts'

// Enough for two five-year plans; a baseline further back widens it.
const yearsOfHistory = 11

/** The shares that separate the states, as they hold on a day. */
export async function tolerancesOn(scope: Scope, day: string): Promise<Tolerances> {
  const [path, keep, about] = await numberRules(
    scope,
    ['indicators.path-tolerance', 'indicators.keep-tolerance', 'indicators.about-tolerance'],
    day,
  )
  return { path: path?.value ?? 0, keep: keep?.value ?? 0, about: about?.value ?? 0 }
}

/** An indicator's figures in the target's unit, oldest first, missing ones left out. */
export function seriesOf(
  figureOf: FigureOf,
  indicator: DefinedIndicator,
  binding: Pick<BindingRow, 'factor' | 'baseline_year'>,
  region: string,
  day: string,
): PeriodFigure[] {
  const kind = latestVersion(indicator).period
  const first = Math.min(
    Number(day.slice(0, 4)) - yearsOfHistory,
    binding.baseline_year ?? Number.POSITIVE_INFINITY,
  )
  const periods = periodsOf({ period: kind }, String(first), lastPeriodOver(day, kind))
  return figuresOver(figureOf, indicator, [region], periods).flatMap(({ period, value }) =>
    value === null ? [] : [{ period, value: value * binding.factor }],
  )
}

/** The figure of the period that is not over on a day, in the target's unit. */
function runningFigure(
  figureOf: FigureOf,
  indicator: DefinedIndicator,
  binding: Pick<BindingRow, 'factor'>,
  region: string,
  day: string,
): PeriodFigure | undefined {
  const period = periodOfDay(day, latestVersion(indicator).period)
  // On its last day a period counts as over.
  const value = lastDay(period) > day ? figureOf(indicator, { region, period }) : null
  return value === null ? undefined : { period, value: value * binding.factor }
}

/** The commitment as judged: a district's share in place of the city's value. */
export function commitmentOf(target: TargetRow, binding: BindingRow, share?: ShareRow): Commitment {
  return {
    comparator: target.comparator,
    value: share?.value ?? target.value,
    valueHigh: share ? null : target.value_high,
    unit: target.unit,
    year: target.year ?? binding.year,
  }
}

/** How figures answer a commitment. */
export function answeringOf(
  binding: BindingRow,
  indicator: DefinedIndicator,
  figures: readonly PeriodFigure[],
  share?: ShareRow,
): Answering {
  const value = share ? share.baseline_value : binding.baseline_value
  return {
    direction: latestVersion(indicator).direction,
    basis: binding.basis,
    baseline:
      binding.baseline_year === null || value === null ? null : { year: binding.baseline_year, value },
    path: binding.path,
    milestones: share ? [] : binding.milestones,
    figures,
  }
}

/** A value as the target words it: changes as a change from the baseline, everything else as it is. */
export function inTargetWords(
  commitment: Commitment,
  baseline: number | null,
  value: number | null,
): number | null {
  if (value === null || baseline === null) return commitment.comparator.startsWith('delta') ? null : value
  const sign = commitment.comparator === 'delta-' ? -1 : 1
  if (!commitment.comparator.startsWith('delta')) return value
  return commitment.unit === '%' ? sign * (value / baseline - 1) * 100 : sign * (value - baseline)
}

// Changes and sums carry the noise of binary fractions; no target is worded in more digits.
const tidy = (value: number | null): number | null => (value === null ? null : Number(value.toPrecision(10)))

/** Limits of the indicator's figures in the unit of the target. */
export function limitsIn(binding: Pick<BindingRow, 'factor'>, indicator: DefinedIndicator) {
  const { minimum, maximum } = latestVersion(indicator)
  return {
    minimum: minimum === null ? null : minimum * binding.factor,
    maximum: maximum === null ? null : maximum * binding.factor,
  }
}

function outlookOf(
  commitment: Commitment,
  answering: Answering,
  binding: BindingRow,
  indicator: DefinedIndicator,
  day: string,
): Outlook | undefined {
  const forecast = forecastTarget(commitment, answering, limitsIn(binding, indicator), day)
  return forecast.outcome === 'forecast' ? forecast.points.at(-1) : undefined
}

interface Judging {
  readonly scope: Scope
  readonly figureOf: FigureOf
  readonly day: string
  readonly tolerances: Tolerances
}

function standingOf(
  judging: Judging,
  target: TargetRow,
  binding: BindingRow,
  indicator: DefinedIndicator,
  share?: ShareRow,
): TargetStanding {
  const region = share?.region ?? judging.scope.city
  const commitment = commitmentOf(target, binding, share)
  const figures = seriesOf(judging.figureOf, indicator, binding, region, judging.day)
  const answering = answeringOf(binding, indicator, figures, share)
  // Of the city only: a fit takes up to 25 ms, and a report touches every district's share at once.
  const outlook = () =>
    share ? undefined : outlookOf(commitment, answering, binding, indicator, judging.day)
  const progress = targetProgress(commitment, answering, judging.day, judging.tolerances, outlook)
  const worded = (value: number | null) =>
    tidy(inTargetWords(commitment, answering.baseline?.value ?? null, value))
  const running = runningFigure(judging.figureOf, indicator, binding, region, judging.day)
  const soFar = soFarOf(commitment, answering, running)
  const soFarValue = worded(soFar?.value ?? null)
  return {
    targetId: target.id,
    region,
    state: progress.state,
    current: worded(progress.current),
    period: progress.period,
    required: worded(progress.required),
    stale: progress.stale,
    reason: progress.reason,
    soFar: soFarValue,
    soFarPeriod: soFarValue === null ? null : (soFar?.period ?? null),
  }
}

/** How targets stand by the figures there are, in the city and in the districts with a share; nothing is recorded. */
export async function standingsOf(
  scope: Scope,
  modules: Modules,
  targets: readonly TargetRow[],
  known?: Definitions,
): Promise<TargetStanding[]> {
  const ids = targets.map((target) => target.id)
  const day = today(scope)
  // Asked for together: they are one trip to the database.
  const [bindingRows, shareRows, definitions, tolerances] = await Promise.all([
    findBindings(scope, { targetIds: ids }),
    findShares(scope, ids),
    known ?? readDefinitions(scope, modules),
    tolerancesOn(scope, day),
  ])
  const bindings = new Map(bindingRows.map((row) => [row.target_id, row]))
  const shares = Map.groupBy(shareRows, (share) => share.target_id)
  const answered = targets.flatMap((target) => {
    const binding = bindings.get(target.id)
    const indicator = binding && definitions.byId.get(binding.indicator_id)
    return binding && indicator ? [{ target, binding, indicator }] : []
  })
  const figureOf = await loadFigures(
    scope,
    definitions,
    answered.map((one) => one.indicator),
  )
  const judging: Judging = { scope, day, figureOf, tolerances }
  return answered.flatMap(({ target, binding, indicator }) => [
    standingOf(judging, target, binding, indicator),
    ...(shares.get(target.id) ?? []).map((share) => standingOf(judging, target, binding, indicator, share)),
  ])
}

/** Works out anew how targets stand and records it; those that no indicator answers lose their state. */
export async function refreshTargets(
  scope: Scope,
  modules: Modules,
  targetIds?: readonly string[],
  known?: Definitions,
): Promise<number> {
  await lockFigures(scope)
  const targets = await findTargets(scope, { ids: targetIds })
  const ids = targets.map((target) => target.id)
  const [before, standings] = await Promise.all([
    findTargetStates(scope, ids),
    standingsOf(scope, modules, targets, known),
  ])
  // Shares and bindings may have gone: what is not recorded again must not stay.
  await clearTargetStates(scope, ids)
  await recordTargetStates(scope, standings)
  announce(scope, { topic: 'targets', ids: movedTargets(before, standings) })
  await emitEvents(scope, targetEvents(scope.city, targets, before, standings))
  return standings.length
}

/** The targets of which anything a board shows is not as before, in the city or in a district. */
function movedTargets(before: readonly TargetStateRow[], after: readonly TargetStanding[]): string[] {
  const was = new Map(
    before.map((row) => [
      `${row.target_id}/${row.region}`,
      JSON.stringify([
        row.state,
        row.current_value,
        row.current_period,
        row.required_value,
        row.stale,
        row.so_far_value,
        row.so_far_period,
      ]),
    ]),
  )
  const moved = new Set<string>()
  for (const { targetId, region, state, current, period, required, stale, soFar, soFarPeriod } of after) {
    const key = `${targetId}/${region}`
    if (was.get(key) !== JSON.stringify([state, current, period, required, stale, soFar, soFarPeriod]))
      moved.add(targetId)
    was.delete(key)
  }
  for (const gone of was.keys()) moved.add(gone.split('/', 1)[0] ?? '')
  return [...moved]
}

/** Works out anew how the targets stand that hang on these indicators, directly or through computed ones. */
export async function refreshForIndicators(
  scope: Scope,
  modules: Modules,
  indicatorIds: readonly string[],
): Promise<void> {
  const definitions = await readDefinitions(scope, modules)
  const concerned = new Set(indicatorIds)
  for (const id of indicatorIds)
    for (const dependent of dependentsOf(definitions, id)) concerned.add(dependent.id)
  const bindings = await findBindings(scope, { indicatorIds: [...concerned] })
  if (bindings.length > 0)
    await refreshTargets(
      scope,
      modules,
      bindings.map((row) => row.target_id),
      definitions,
    )
}
