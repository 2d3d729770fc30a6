/** The demo city's indicators: the shipped catalogue, some of its own, their bindings and five years of history. */
import {
  confirmBindings,
  defaultBasis,
  setShares,
  suggestIndicators,
} from '#domains/indicators/binding-service.ts'
import type { CatalogueEntry } from '#domains/indicators/catalogue/national-catalogue.ts'
import { addIndicators, addNationalCatalogue } from '#domains/indicators/catalogue-service.ts'
import { type DefinedIndicator, latestVersion } from '#domains/indicators/definitions.ts'
import { periodsOf, readDefinitions, today } from '#domains/indicators/figures-service.ts'
import { conversionFactor } from '#domains/indicators/likeness.ts'
import { insertDrafts, type NewObservation, publishDrafts } from '#domains/indicators/observation-store.ts'
import { lastDay } from '#domains/indicators/period.ts'
import { lastPeriodOver } from '#domains/indicators/progress/target-progress.ts'
import { refreshTargets } from '#domains/indicators/progress-service.ts'
import { roundToDecimals } from '#domains/indicators/rounding.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { findUnits } from '#kernel/org/units.ts'
import { findTargets, type TargetRow } from '#kernel/targets/targets.ts'
import { modules } from '#server/domains.ts'
import { behaviourOf, type Course, chance, levelOn, seasonalShare, yearlyFactor } from './behaviour.ts'
import { catalogueLevels } from './catalogue-levels.ts'
import { englishName } from './english-names.ts'
import { isLeftToReport } from './reporting-plan.ts'

const baselineYear = 2024
const firstYear = 2021

/** What the plan's own text says of 2024. */
const known: ReadonlyMap<string, number> = new Map([
  ['制造业质量竞争力指数', 86.7],
  ['制造业产品质量合格率', 94.1],
  ['社会公用计量标准', 368],
  ['国家质检中心', 1],
  ['省级质检中心', 9],
  ['质量基础设施“一站式”服务点', 32],
  ['公共服务质量满意度', 81.6],
  ['工业产品监督抽查不合格发现率', 6.8],
  ['每万人口高价值发明专利拥有量', 7.3],
  ['食品检验量', 6.1],
  ['获得市级以上政府质量奖的组织', 41],
])

// These count something else than the catalogue's indicator of the same name; a clerk would leave them open.
const leftOpen = (target: TargetRow): boolean =>
  target.action === '新建、改造' ||
  ['省级质量奖', '国家优质工程奖'].includes(target.indicator) ||
  (target.comparator.startsWith('delta') && target.scope_word !== null)

const districts: ReadonlyArray<readonly [code: string, weight: number]> = [
  ['990102', 0.28],
  ['990103', 0.24],
  ['990121', 0.14],
  ['990171', 0.12],
  ['990181', 0.22],
]

const senseOf = (target: TargetRow): 1 | -1 => (/^(<|<=|delta-)$/.test(target.comparator) ? -1 : 1)

/** The value of 2024 that the goal starts from, in the target's unit; for changes an index of 100. */
function startOf(target: TargetRow): number {
  const written = known.get(target.indicator)
  if (written !== undefined) return written
  if (target.comparator.startsWith('delta')) return target.unit === '个百分点' ? 89 : 100
  const { value } = target
  if (target.unit === '%') {
    if (value >= 99.9) return target.indicator.includes('合格率') ? 100 : 86
    return value >= 95 ? value - 1.6 : value * 0.93
  }
  if (senseOf(target) === -1) return value * 1.3
  if (target.unit === '分' || target.unit === '') return value === 0 ? 3 : value * 0.96
  const start = value * (0.6 + 0.2 * chance(`start/${target.indicator}`))
  return Number.isInteger(value) && value < 10_000 ? Math.floor(start) : start
}

const goalOf = (target: TargetRow, start: number): number => {
  if (target.comparator === 'delta+')
    return target.unit === '%' ? start * (1 + target.value / 100) : start + target.value
  if (target.comparator === 'delta-')
    return target.unit === '%' ? start * (1 - target.value / 100) : start - target.value
  return target.value
}

/** Indicators of the city's own for targets that no shipped entry answers, but for a few that nobody has defined yet. */
async function createOwnIndicators(scope: Scope, targets: readonly TargetRow[]): Promise<void> {
  const definitions = await readDefinitions(scope, modules)
  const unitTypes = new Map(
    (await findUnits(scope, [...new Set(targets.flatMap((target) => target.unit_ids))])).map((unit) => [
      unit.id,
      unit.type,
    ]),
  )
  const names = new Set<string>()
  const entries: CatalogueEntry[] = []
  for (const target of targets) {
    const answered = suggestIndicators(definitions, target).some((one) => one.likeness === 1)
    if (answered || leftOpen(target) || names.has(target.indicator)) continue
    if (chance(`undefined/${target.indicator}`) < 0.12) continue
    names.add(target.indicator)
    const isYearly = /每年|年均/.test(target.scope_word ?? '')
    entries.push({
      code: `chengzhou-${String(names.size).padStart(3, '0')}`,
      fields: {
        nameZh: target.indicator,
        nameEn: englishName(target.indicator),
        synonyms: [],
        definitionZh: `按《${target.source_title}》的口径统计的“${target.indicator}”。`,
        definitionEn: `Counted as the city's plan words it: ${englishName(target.indicator)}.`,
        unit: target.comparator.startsWith('delta') ? (target.unit === '%' ? '' : '%') : target.unit,
        direction: senseOf(target) === 1 ? 'higher' : 'lower',
        decimals: Number.isInteger(target.value) && !/%|分|亿|万/.test(target.unit) ? 0 : 2,
        category: 'city',
        period: isYearly ? 'month' : 'quarter',
        accumulation: isYearly && target.unit !== '%' ? 'sum' : 'last',
        sourceStandard: null,
        ownerUnitType: unitTypes.get(target.unit_ids[0] ?? '') ?? 'market-regulation',
        computation: { kind: 'observed' },
        minimum: 0,
        maximum: target.unit === '%' && !target.comparator.startsWith('delta') ? 100 : null,
        largestJump: 50,
      },
    })
  }
  await addIndicators(scope, 'city', entries)
}

interface Bound {
  readonly indicator: DefinedIndicator
  readonly targets: TargetRow[]
}

/** How an indicator's figures go. */
interface History {
  readonly indicator: DefinedIndicator
  readonly course: Course
  /** Multiplied into the course to give the indicator's unit. */
  readonly toIndicator: number
  /** Of numbers that add up, what a year is meant to bring. */
  readonly ofYear: (year: number) => number
}

/** One history per indicator: its targets are stations on one way. */
function historyOfTargets({ indicator, targets }: Bound): History[] {
  const [target] = targets
  const version = latestVersion(indicator)
  if (!target) return []
  const start = startOf(target)
  const ordered = targets.toSorted((a, b) => (a.year ?? 2030) - (b.year ?? 2030))
  const goals = ordered.map((one) => ({ year: one.year ?? 2030, value: goalOf(one, start) }))
  const [goal] = goals
  const isOfYear = defaultBasis(target, indicator) === 'year-total'
  return [
    {
      indicator,
      course: { name: version.name_zh, start, goals, sense: senseOf(target), isShare: version.unit === '%' },
      toIndicator: target.comparator.startsWith('delta')
        ? 1
        : (conversionFactor(target.unit, version.unit) ?? 1),
      ofYear: () => (goal ? (isOfYear ? goal.value : goal.value / Math.max(1, goal.year - baselineYear)) : 0),
    },
  ]
}

/** The histories of shipped indicators that no target asks for. */
function historiesOfTheRest(all: readonly DefinedIndicator[], bound: ReadonlyMap<string, Bound>): History[] {
  return all.flatMap((indicator) => {
    const levels = catalogueLevels.get(indicator.code)
    if (!levels || bound.has(indicator.id)) return []
    const [start, goal] = levels
    const { name_zh: name, unit, direction } = latestVersion(indicator)
    const sense = direction === 'lower' ? -1 : 1
    const course: Course = { name, start, goals: [{ year: 2030, value: goal }], sense, isShare: unit === '%' }
    return [{ indicator, course, toIndicator: 1, ofYear: (year) => levelOn(course, `${year}-12-31`) }]
  })
}

/** Figures for the city, and for districts where they report; none while an indicator is silent. */
function figuresOf(scope: Scope, { indicator, course, toIndicator, ofYear }: History): NewObservation[] {
  const version = latestVersion(indicator)
  const behaviour = behaviourOf(version.name_zh)
  if (behaviour === 'silent') return []
  const day = today(scope)
  const last = lastPeriodOver(day, version.period)
  const periods = periodsOf(version, String(firstYear), last)
  const reported = behaviour === 'stopped' ? periods.slice(0, -Math.ceil(periods.length / 6)) : periods
  const isShared = version.unit !== '%' && version.unit !== '分' && version.unit !== ''
  return reported.flatMap((period) => {
    const value =
      (version.accumulation === 'sum'
        ? numberOf(course.name, ofYear(Number(period.slice(0, 4))), period, version.period)
        : levelOn(course, lastDay(period))) * toIndicator
    const rounded = (one: number): number => roundToDecimals(one, version.decimals)
    const observation = (region: string, one: number): NewObservation => ({
      indicatorId: indicator.id,
      region,
      period,
      value: rounded(one),
      explanation: null,
    })
    // Districts report quarters and years, since the plan began: more would only make the first start longer.
    const reporting = version.period !== 'month' && period.slice(0, 4) > String(baselineYear) ? districts : []
    const below = reporting.map(([region, weight]) => {
      const tilt = (chance(`${course.name}/${region}`) - 0.5) * 0.05
      const own = isShared ? value * weight * (1 + tilt) : value * (1 + tilt)
      return observation(region, course.isShare ? Math.min(100, own) : own)
    })
    return [observation(scope.city, value), ...below]
  })
}

/** What a period adds, for indicators whose periods add up. */
function numberOf(name: string, aYear: number, period: string, kind: 'month' | 'quarter' | 'year'): number {
  const periodsAYear = { month: 12, quarter: 4, year: 1 }[kind]
  const growth = 1 + 0.03 * Math.min(0, Number(period.slice(0, 4)) - baselineYear - 1)
  const noise = 1 + (chance(`${name}/${period}`) - 0.5) * 0.06
  return aYear * seasonalShare(period, periodsAYear) * yearlyFactor(name) * growth * noise
}

/**
 * Binds what has an indicator of its name, enters the history of these and of the rest of the catalogue, and works the
 * states out. What units still have to report is left out and given back.
 */
export async function seedIndicators(
  scope: Scope,
): Promise<{ bound: readonly DefinedIndicator[]; unreported: NewObservation[] }> {
  await addNationalCatalogue(scope)
  const targets = await findTargets(scope)
  await createOwnIndicators(scope, targets)
  const definitions = await readDefinitions(scope, modules)
  const bound = new Map<string, Bound>()
  const requests = targets.flatMap((target) => {
    const [best] = suggestIndicators(definitions, target)
    const indicator = best?.likeness === 1 ? definitions.byId.get(best.indicator.id) : undefined
    if (!indicator || leftOpen(target)) return []
    const entry = bound.get(indicator.id) ?? { indicator, targets: [] }
    bound.set(indicator.id, entry)
    entry.targets.push(target)
    const isSum = latestVersion(indicator).accumulation === 'sum'
    return [
      {
        targetId: target.id,
        indicatorId: indicator.id,
        baseline: { year: baselineYear, value: isSum ? 0 : startOf(entry.targets[0] ?? target) },
        year: null,
        path: 'linear' as const,
        milestones: [],
      },
    ]
  })
  await confirmBindings(scope, modules, requests)
  const histories = [
    ...[...bound.values()].flatMap(historyOfTargets),
    ...historiesOfTheRest(definitions.all, bound),
  ]
  const observations = histories.flatMap((history) => figuresOf(scope, history))
  const isUnreported = (one: NewObservation): boolean => {
    const indicator = bound.get(one.indicatorId)?.indicator
    return indicator !== undefined && isLeftToReport(scope, indicator, one)
  }
  const { reported = [], unreported = [] } = Object.groupBy(observations, (one) =>
    isUnreported(one) ? 'unreported' : 'reported',
  )
  await publishDrafts(scope, await insertDrafts(scope, reported, null))
  await refreshTargets(scope, modules)
  await rollDown(scope, requests, targets)
  return { bound: [...bound.values()].map((entry) => entry.indicator), unreported }
}

/** Two counted targets are rolled down to the districts. */
async function rollDown(
  scope: Scope,
  requests: ReadonlyArray<{ targetId: string }>,
  targets: readonly TargetRow[],
): Promise<void> {
  const bound = new Set(requests.map((one) => one.targetId))
  const counted = targets.filter(
    (target) =>
      bound.has(target.id) && ['社会公用计量标准', '质量基础设施“一站式”服务点'].includes(target.indicator),
  )
  for (const target of counted)
    await setShares(
      scope,
      modules,
      target.id,
      districts.map(([region, weight]) => ({
        region,
        value: Math.ceil(target.value * weight),
        baselineValue: Math.floor(startOf(target) * weight),
      })),
    )
}
