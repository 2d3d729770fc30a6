/** Targets over time and by district, in the words of the target: what pictures of them are drawn from. */
import type { Scope } from '#kernel/db/scope.ts'
import { readRegionNames } from '#kernel/org/region-names.ts'
import { findTargetStates, findTargets, type TargetRow } from '#kernel/targets/targets.ts'
import { getTargetRow } from '../binding-service.ts'
import { findBindings, findShares } from '../binding-store.ts'
import { type DefinedIndicator, latestVersion } from '../definitions.ts'
import type { FigureOf } from '../figure-engine.ts'
import { loadFigures, type Modules, periodsOf, readDefinitions, today } from '../figures-service.ts'
import { lastPeriodOver, type TargetCourse, targetCourse } from '../progress/target-progress.ts'
import { answeringOf, commitmentOf, inTargetWords, seriesOf } from '../progress-service.ts'
import { readableUnits } from '../reach.ts'
import { regionsBelow } from '../store.ts'
import type { BindingRow, ShareRow } from '../tables.ts'
import { toStanding } from '../views.ts'
import type { TargetDistricts, TargetTrend } from './trends-contract.ts'
import { targetsWithDistricts } from './trends-store.ts'

/** A target, what answers it, and a district's share of it. */
interface Answered {
  readonly target: TargetRow
  readonly binding: BindingRow
  readonly indicator: DefinedIndicator
  readonly share?: ShareRow | undefined
}

// Two five-year plans back are more than a picture can show.
const shownYears = 6

/** The course of a target and how its numbers are put into the target's words. */
function courseOf(one: Answered, figureOf: FigureOf, region: string, day: string) {
  const commitment = commitmentOf(one.target, one.binding, one.share)
  const figures = seriesOf(figureOf, one.indicator, one.binding, region, day)
  const answering = answeringOf(one.binding, one.indicator, figures, one.share)
  const course: TargetCourse = targetCourse(commitment, answering)
  const worded = (value: number | null): number | null => {
    const put = inTargetWords(commitment, answering.baseline?.value ?? null, value)
    return put === null ? null : Number(put.toPrecision(10))
  }
  return { commitment, course, worded }
}

/** Digits to show: those of the indicator, unless its figures are converted. */
function decimalsOf({ target, binding, indicator }: Answered): number {
  return binding.factor === 1 && !target.comparator.startsWith('delta')
    ? latestVersion(indicator).decimals
    : 2
}

/** Every so many-th, counted back from the end, so that the end is among them. */
function thinned<Item>(items: readonly Item[], most: number, end: number): Item[] {
  const step = Math.ceil(items.length / most)
  return items.filter((_, index) => (end - index) % step === 0 || index === items.length - 1)
}

function trendOf(
  one: Answered,
  figureOf: FigureOf,
  region: string,
  day: string,
  points: number,
): TargetTrend {
  const { commitment, course, worded } = courseOf(one, figureOf, region, day)
  const kind = latestVersion(one.indicator)
  const last = lastPeriodOver(day, kind.period)
  const firstYear = Math.max(
    Number(day.slice(0, 4)) - shownYears,
    Number(course.figures[0]?.period.slice(0, 4) ?? day.slice(0, 4)),
  )
  const lastYear = Math.max(commitment.year ?? 0, Number(last.slice(0, 4)))
  const all = periodsOf(kind, String(firstYear), String(lastYear))
  const values = new Map(course.figures.map((figure) => [figure.period, figure.value]))
  const latest = course.figures.at(-1)?.period ?? last
  const periods = thinned(all, points, all.indexOf(latest))
  return {
    targetId: one.target.id,
    unit: one.target.unit,
    decimals: decimalsOf(one),
    goal: commitment.value,
    periods,
    values: periods.map((period) => worded(values.get(period) ?? null)),
    required: periods.map((period) =>
      commitment.year !== null && Number(period.slice(0, 4)) > commitment.year
        ? null
        : worded(course.requiredAt(period)),
    ),
  }
}

/**
 * Many targets at once: their figures are read together, however many they are. Those that nothing answers, and in a
 * district those that were not rolled down to it, are left out.
 */
export async function targetTrends(
  scope: Scope,
  modules: Modules,
  request: { readonly ids: string; readonly region?: string | undefined; readonly points: number },
): Promise<{ items: TargetTrend[] }> {
  const targets = await findTargets(scope, { ids: request.ids.split(','), unitIds: readableUnits(scope) })
  const ids = targets.map((target) => target.id)
  const bindings = new Map((await findBindings(scope, { targetIds: ids })).map((row) => [row.target_id, row]))
  const definitions = await readDefinitions(scope, modules)
  const region = request.region ?? scope.city
  const shares =
    region === scope.city
      ? undefined
      : new Map(
          (await findShares(scope, ids))
            .filter((share) => share.region === region)
            .map((share) => [share.target_id, share]),
        )
  const answered = targets.flatMap((target): Answered[] => {
    const binding = bindings.get(target.id)
    const indicator = binding && definitions.byId.get(binding.indicator_id)
    const share = shares?.get(target.id)
    if (!binding || !indicator || (shares && !share)) return []
    return [{ target, binding, indicator, share }]
  })
  const figureOf = await loadFigures(
    scope,
    definitions,
    answered.map((one) => one.indicator),
  )
  const day = today(scope)
  return { items: answered.map((one) => trendOf(one, figureOf, region, day, request.points)) }
}

/** The targets in the caller's reach that a map can show. */
export async function listMappedTargets(
  scope: Scope,
): Promise<{ items: Array<{ id: string; indicator: string; unit: string }> }> {
  const targets = await findTargets(scope, {
    ids: await targetsWithDistricts(scope),
    unitIds: readableUnits(scope),
  })
  return { items: targets.map(({ id, indicator, unit }) => ({ id, indicator, unit })) }
}

/** Every district's value of one period, with its share where it has one. @throws indicators.target-not-found */
export async function targetDistricts(
  scope: Scope,
  modules: Modules,
  targetId: string,
): Promise<TargetDistricts> {
  const target = await getTargetRow(scope, targetId)
  const codes = await regionsBelow(scope, scope.city)
  const placed = await readRegionNames(scope, codes)
  const [binding] = await findBindings(scope, { targetIds: [targetId] })
  const definitions = await readDefinitions(scope, modules)
  const indicator = binding && definitions.byId.get(binding.indicator_id)
  const states = new Map((await findTargetStates(scope, [targetId])).map((row) => [row.region, row]))
  const shares = new Map((await findShares(scope, [targetId])).map((share) => [share.region, share]))
  const one = binding && indicator ? { target, binding, indicator } : undefined
  const figureOf = one && (await loadFigures(scope, definitions, [one.indicator]))
  const day = today(scope)
  const courses = new Map(
    [scope.city, ...codes].map((region) => [
      region,
      one && figureOf ? courseOf({ ...one, share: shares.get(region) }, figureOf, region, day) : undefined,
    ]),
  )
  const last = codes.map((code) => courses.get(code)?.course.figures.at(-1)?.period ?? '')
  const period = last.toSorted().at(-1) || null
  const valueIn = (region: string): number | null => {
    const found = courses.get(region)
    const figure = found?.course.figures.find((candidate) => candidate.period === period)
    return found && figure ? found.worded(figure.value) : null
  }
  return {
    targetId,
    indicator: target.indicator,
    unit: target.unit,
    decimals: one ? decimalsOf(one) : 0,
    period,
    city: valueIn(scope.city),
    districts: codes.map((code) => {
      const state = states.get(code)
      return {
        region: placed(code),
        value: valueIn(code),
        share: shares.get(code)?.value ?? null,
        standing: state ? toStanding(state) : null,
      }
    }),
  }
}
