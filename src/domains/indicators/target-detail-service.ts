/** All about one target: its course, its path, what is forecast, its districts. */
import type { Scope } from '#kernel/db/scope.ts'
import { findTargetStates, type TargetRow } from '#kernel/targets/targets.ts'
import { getTargetRow, summariesOf } from './binding-service.ts'
import { findBindings, findShares } from './binding-store.ts'
import type { Forecast, TargetDetail } from './contract.ts'
import { type DefinedIndicator, latestVersion } from './definitions.ts'
import { indicatorError } from './errors.ts'
import type { FigureOf } from './figure-engine.ts'
import {
  figuresOver,
  loadFigures,
  type Modules,
  periodsOf,
  readDefinitions,
  today,
} from './figures-service.ts'
import { forecastLevel } from './forecast/series-forecast.ts'
import { forecastTarget } from './forecast/target-forecast.ts'
import { requiredOn } from './progress/path.ts'
import {
  type Answering,
  type Commitment,
  figuresOnBasis,
  lastPeriodOver,
  prospectOf,
  type Tolerances,
} from './progress/target-progress.ts'
import {
  answeringOf,
  commitmentOf,
  inTargetWords,
  limitsIn,
  seriesOf,
  tolerancesOn,
} from './progress-service.ts'
import type { BindingRow } from './tables.ts'
import { toStanding } from './views.ts'

const noForecast = (outcome: Forecast['outcome']): Forecast => ({
  outcome,
  method: null,
  level: forecastLevel,
  basedOn: 0,
  points: [],
  atDeadline: null,
  prospect: null,
})

/** @throws indicators.target-not-found */
export async function getTarget(scope: Scope, modules: Modules, targetId: string): Promise<TargetDetail> {
  const target = await getTargetRow(scope, targetId)
  const definitions = await readDefinitions(scope, modules)
  const [summary] = await summariesOf(scope, definitions, [target])
  if (!summary) throw indicatorError('indicators.target-not-found')
  const [binding] = await findBindings(scope, { targetIds: [targetId] })
  const indicator = binding && definitions.byId.get(binding.indicator_id)
  const states = await findTargetStates(scope, [targetId])
  const shares = await findShares(scope, [targetId])
  const answered =
    binding && indicator
      ? answeredPart(
          scope,
          { target, binding, indicator },
          await loadFigures(scope, definitions, [indicator]),
          await tolerancesOn(scope, today(scope)),
        )
      : { figures: [], course: [], path: [], forecast: noForecast('not-bound') }
  return {
    ...summary,
    ...answered,
    shares: shares.map((share) => {
      const state = states.find((row) => row.region === share.region)
      return {
        region: share.region,
        value: share.value,
        baselineValue: share.baseline_value,
        standing: state ? toStanding(state) : null,
      }
    }),
  }
}

interface Answered {
  readonly target: TargetRow
  readonly binding: BindingRow
  readonly indicator: DefinedIndicator
}

const shownYears = 6

function answeredPart(
  scope: Scope,
  { target, binding, indicator }: Answered,
  figureOf: FigureOf,
  tolerances: Tolerances,
): Pick<TargetDetail, 'figures' | 'course' | 'path' | 'forecast'> {
  const day = today(scope)
  const from = String(
    Math.min(Number(day.slice(0, 4)) - shownYears, binding.baseline_year ?? Number.POSITIVE_INFINITY),
  )
  const periods = periodsOf(
    latestVersion(indicator),
    from,
    lastPeriodOver(day, latestVersion(indicator).period),
  )
  const commitment = commitmentOf(target, binding)
  const answering = answeringOf(binding, indicator, seriesOf(figureOf, indicator, binding, scope.city, day))
  const worded = wordingOf(commitment, answering)
  return {
    figures: figuresOver(figureOf, indicator, [scope.city], periods).map((figure) => ({
      ...figure,
      value: figure.value === null ? null : figure.value * binding.factor,
    })),
    course: figuresOnBasis(answering)
      .filter(({ period }) => period >= from)
      .flatMap(({ period, value }) => {
        const shown = worded(value)
        return shown === null ? [] : [{ period, value: shown }]
      }),
    path: yearlyPath(commitment, binding),
    forecast: forecastOf(commitment, answering, limitsIn(binding, indicator), day, tolerances),
  }
}

// Sums and changes carry the noise of binary fractions; no target is worded in more digits.
const tidy = (value: number): number => Number(value.toPrecision(10))

const wordingOf = (commitment: Commitment, answering: Answering) => (value: number) => {
  const shown = inTargetWords(commitment, answering.baseline?.value ?? null, value)
  return shown === null ? null : tidy(shown)
}

function forecastOf(
  commitment: Commitment,
  answering: Answering,
  limits: { minimum: number | null; maximum: number | null },
  day: string,
  tolerances: Tolerances,
): Forecast {
  const made = forecastTarget(commitment, answering, limits, day)
  if (made.outcome !== 'forecast') return noForecast(made.outcome)
  const worded = wordingOf(commitment, answering)
  const points = made.points.flatMap(({ period, ...point }) => {
    const [value, one, other] = [worded(point.value), worded(point.low), worded(point.high)]
    if (value === null || one === null || other === null) return []
    // A fall worded as a figure above nothing turns the interval round.
    return [{ period, value, low: Math.min(one, other), high: Math.max(one, other) }]
  })
  const last = made.points.at(-1)
  return {
    outcome: 'forecast',
    method: made.method,
    level: forecastLevel,
    basedOn: made.basedOn,
    points,
    atDeadline: points.at(-1) ?? null,
    prospect: (last && prospectOf(commitment, answering, last, tolerances)) ?? null,
  }
}

/** What is required at the end of each year, in the words of the target. */
function yearlyPath(commitment: Commitment, binding: BindingRow): Array<{ year: number; value: number }> {
  const { baseline_year: start, baseline_value: value, basis } = binding
  if (start === null || value === null || commitment.year === null || basis === 'year-total') return []
  const end = commitment.year
  const delta = commitment.comparator.startsWith('delta')
  const baseline =
    delta || basis === 'since-baseline' ? 0 : (inTargetWords(commitment, value, value) ?? value)
  const path = {
    kind: binding.path,
    baseline: { year: start, value: baseline },
    goal: { year: end, value: commitment.value },
    milestones: binding.milestones,
  }
  return Array.from({ length: Math.max(0, end - start + 1) }, (_, step) => ({
    year: start + step,
    value: tidy(requiredOn(path, `${start + step}-12-31`)),
  }))
}
