/** What a city shares, and what it sees of others: results by periods that are over with the definition that made them. */
import { createHash } from 'node:crypto'
import { recordAudit } from '#kernel/audit/audit.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { cityProfile } from '#kernel/org/units.ts'
import { type DefinedIndicator, latestVersion } from '../definitions.ts'
import { indicatorError } from '../errors.ts'
import type { FigureOf } from '../figure-engine.ts'
import { loadFigures, type Modules, periodsOf, readDefinitions, today } from '../figures-service.ts'
import { conversionFactor } from '../likeness.ts'
import { dayAfter, isFiner, kindOfPeriod, type PeriodKind } from '../period.ts'
import type { VersionRow } from '../tables.ts'
import type { CityComparison, ComparableIndicator, ComparedCity } from './comparison-contract.ts'
import {
  deleteShared,
  findShared,
  findSharedFigures,
  replaceShared,
  type SharedFigure,
  type SharedIndicatorRow,
} from './comparison-store.ts'

/** How many years of each kind of period are shared: two five-year plans, and within the year one. */
const sharedYears: Readonly<Record<PeriodKind, number>> = { year: 10, quarter: 5, month: 5 }
const kinds = ['year', 'quarter', 'month'] as const

/** The same for definitions that say the same and are computed alike. */
export function fingerprintOf(version: VersionRow): string {
  const { definition_zh, unit, accumulation, computation, expression, method } = version
  const told = [definition_zh.replaceAll(/\s/g, ''), unit, accumulation, computation, expression, method]
  return createHash('sha256').update(JSON.stringify(told)).digest('hex').slice(0, 16)
}

/** City-wide values of the periods that are over: those that the indicator is counted in, and longer ones. */
function sharedFigures(scope: Scope, figureOf: FigureOf, indicator: DefinedIndicator): SharedFigure[] {
  const day = today(scope)
  const year = Number(day.slice(0, 4))
  const { period: finest } = latestVersion(indicator)
  return kinds
    .filter((kind) => !isFiner(kind, finest))
    .flatMap((kind) =>
      periodsOf({ period: kind }, String(year - sharedYears[kind]), String(year)).filter(
        (period) => dayAfter(period) <= day,
      ),
    )
    .flatMap((period) => {
      const value = figureOf(indicator, { region: scope.city, period })
      return value === null ? [] : [{ period, value }]
    })
}

/** Brings what is shared to the figures and the definition of now. Returns the number of figures. */
async function share(
  scope: Scope,
  cityName: string,
  figureOf: FigureOf,
  indicator: DefinedIndicator,
  by: { readonly at: Date; readonly name: string },
): Promise<number> {
  const version = latestVersion(indicator)
  const figures = sharedFigures(scope, figureOf, indicator)
  await replaceShared(
    scope,
    {
      code: indicator.code,
      city_name: cityName,
      name_zh: version.name_zh,
      name_en: version.name_en,
      definition_zh: version.definition_zh,
      definition_en: version.definition_en,
      unit: version.unit,
      period: version.period,
      decimals: version.decimals,
      direction: version.direction,
      source_standard: version.source_standard,
      version_number: version.number,
      fingerprint: fingerprintOf(version),
      shared_at: by.at,
      shared_by: by.name,
    },
    figures,
  )
  return figures.length
}

/** Shares an indicator of the city with the others. @throws indicators.not-found */
export async function shareIndicator(scope: Scope, modules: Modules, code: string): Promise<number> {
  const definitions = await readDefinitions(scope, modules)
  const indicator = definitions.all.find((one) => one.code === code)
  if (!indicator) throw indicatorError('indicators.not-found')
  const figureOf = await loadFigures(scope, definitions, [indicator])
  const { name } = await cityProfile(scope)
  const figures = await share(scope, name, figureOf, indicator, { at: scope.now, name: scope.actor.name })
  recordAudit(scope, {
    action: 'indicators.share',
    objectType: 'indicator',
    objectId: indicator.id,
    objectLabel: latestVersion(indicator).name_zh,
    detail: { figures },
  })
  return figures
}

/** Takes an indicator back from the comparison. */
export async function withdrawIndicator(scope: Scope, code: string): Promise<boolean> {
  const withdrawn = await deleteShared(scope, code)
  if (withdrawn)
    recordAudit(scope, {
      action: 'indicators.withdraw',
      objectType: 'indicator',
      objectId: code,
      objectLabel: code,
    })
  return withdrawn
}

/** Brings everything the city shares up to date: periods that are over by now, corrections, amended definitions. */
export async function refreshShared(scope: Scope, modules: Modules): Promise<number> {
  const shared = await findShared(scope, { own: true })
  if (shared.length === 0) return 0
  const definitions = await readDefinitions(scope, modules)
  const byCode = new Map(definitions.all.map((indicator) => [indicator.code, indicator]))
  const kept = shared.flatMap((row) => {
    const indicator = byCode.get(row.code)
    return indicator ? [{ row, indicator }] : []
  })
  const figureOf = await loadFigures(
    scope,
    definitions,
    kept.map((one) => one.indicator),
  )
  const { name } = await cityProfile(scope)
  for (const { row, indicator } of kept)
    await share(scope, name, figureOf, indicator, { at: row.shared_at, name: row.shared_by })
  return kept.length
}

export async function listOwnShared(scope: Scope) {
  const rows = await findShared(scope, { own: true })
  return {
    items: rows.map((row) => ({
      code: row.code,
      sharedAt: row.shared_at.toISOString(),
      sharedBy: row.shared_by,
    })),
  }
}

const ownFirst = (scope: Scope) => (a: SharedIndicatorRow, b: SharedIndicatorRow) =>
  Number(b.city === scope.city) - Number(a.city === scope.city) ||
  a.city_name.localeCompare(b.city_name, 'zh')

const nameOf = (row: SharedIndicatorRow) => ({ zh: row.name_zh, en: row.name_en })

/** Indicators that any city shares, those of most cities first. */
export async function listComparable(scope: Scope): Promise<{ items: ComparableIndicator[] }> {
  const byCode = Map.groupBy(await findShared(scope), (row) => row.code)
  const items = [...byCode].flatMap(([code, rows]) => {
    const [first] = rows.toSorted(ownFirst(scope))
    if (!first) return []
    return [
      {
        code,
        name: nameOf(first),
        unit: first.unit,
        cities: rows.length,
        own: rows.some((row) => row.city === scope.city),
      },
    ]
  })
  return { items: items.toSorted((a, b) => b.cities - a.cities || a.code.localeCompare(b.code)) }
}

/** All periods from the first to the last, so that a gap is seen as one. */
function withoutGaps(periods: readonly string[], kind: PeriodKind): string[] {
  const sorted = periods.toSorted()
  const [first, last] = [sorted[0], sorted.at(-1)]
  return first === undefined || last === undefined ? [] : periodsOf({ period: kind }, first, last)
}

/**
 * An indicator in all cities that share it, by periods of a kind, in the unit of the caller's own city, or of the first.
 *
 * @throws indicators.not-found when no city shares it
 */
export async function compareCities(
  scope: Scope,
  code: string,
  kind: PeriodKind = 'year',
): Promise<CityComparison> {
  const rows = (await findShared(scope, { code })).toSorted(ownFirst(scope))
  const [base] = rows
  if (!base) throw indicatorError('indicators.not-found')
  const byKind = Map.groupBy(await findSharedFigures(scope, code), (figure) => kindOfPeriod(figure.period))
  const figures = byKind.get(kind) ?? []
  const periods = withoutGaps(
    figures.map((figure) => figure.period),
    kind,
  )
  const values = new Map(figures.map((figure) => [`${figure.city}/${figure.period}`, figure.value]))
  const cities = rows.map((row): ComparedCity => {
    const factor = conversionFactor(row.unit, base.unit)
    return {
      city: row.city,
      name: row.city_name,
      own: row.city === scope.city,
      unit: row.unit,
      period: row.period,
      definition: { zh: row.definition_zh, en: row.definition_en },
      sourceStandard: row.source_standard,
      version: row.version_number,
      sharedAt: row.shared_at.toISOString(),
      comparability:
        factor === undefined ? 'other-unit' : row.fingerprint === base.fingerprint ? 'same' : 'differs',
      values: periods.map((period) => {
        const value = values.get(`${row.city}/${period}`)
        return value === undefined || factor === undefined ? null : Number((value * factor).toPrecision(12))
      }),
    }
  })
  return {
    code,
    name: nameOf(base),
    unit: base.unit,
    decimals: base.decimals,
    direction: base.direction,
    kinds: kinds.filter((one) => byKind.has(one)),
    kind,
    periods,
    cities,
  }
}
