/** Reads a report with all that its figures are judged by. */
import type { Scope } from '#kernel/db/scope.ts'
import { findUnits, type Unit } from '#kernel/org/units.ts'
import { type DefinedIndicator, type Definitions, versionOn } from '../definitions.ts'
import { indicatorError } from '../errors.ts'
import { placeKey } from '../figure-engine.ts'
import { type Modules, readDefinitions, today } from '../figures-service.ts'
import { publishedAt } from '../observation-store.ts'
import { lastDay, offsetPeriod } from '../period.ts'
import { regionsBelow } from '../store.ts'
import type { VersionRow } from '../tables.ts'
import { type CheckedFigure, checkReport, type ReportSurroundings } from './report-rules.ts'
import { findFigures } from './report-store.ts'
import type { ReportFinding } from './reporting-contract.ts'
import type { FigureRow, ReportRow } from './tables.ts'

/** A figure of a report with its definition as it held at the end of its period. */
export interface LoadedFigure {
  readonly row: FigureRow
  readonly indicator: DefinedIndicator
  readonly version: VersionRow
}

/** A report with its unit, its figures and what they are judged against. */
export interface LoadedReport {
  readonly report: ReportRow
  readonly unit: Unit
  readonly figures: readonly LoadedFigure[]
  readonly around: ReportSurroundings
}

/** The published values that a report is compared with: of each place now, before and a year before; and of its parts. */
async function readPublished(
  scope: Scope,
  figures: readonly LoadedFigure[],
  regions: readonly string[],
): Promise<ReportSurroundings['published']> {
  const places = figures.flatMap(({ row }) => [
    ...[row.period, offsetPeriod(row.period, -1), offsetPeriod(row.period, -1, 'year')].map((period) => ({
      indicatorId: row.indicator_id,
      region: row.region,
      period,
    })),
    ...(row.district_sum
      ? regions.map((region) => ({ indicatorId: row.indicator_id, region, period: row.period }))
      : []),
  ])
  const distinct = new Map(
    places.map((place) => [placeKey(place.indicatorId, place.region, place.period), place]),
  )
  const values = new Map(
    (await publishedAt(scope, [...distinct.values()])).map((row) => [
      placeKey(row.indicator_id, row.region, row.period),
      row.value,
    ]),
  )
  return (indicatorId, region, period) => values.get(placeKey(indicatorId, region, period))
}

/** @throws indicators.report-not-found when its unit is gone */
export async function loadReport(
  scope: Scope,
  modules: Modules,
  report: ReportRow,
  known?: Definitions,
): Promise<LoadedReport> {
  const definitions = known ?? (await readDefinitions(scope, modules))
  const [unit] = await findUnits(scope, [report.unit_id])
  if (!unit) throw indicatorError('indicators.report-not-found')
  const figures = (await findFigures(scope, report.id)).flatMap((row) => {
    const indicator = definitions.byId.get(row.indicator_id)
    return indicator ? [{ row, indicator, version: versionOn(indicator, lastDay(row.period)) }] : []
  })
  const parts = await regionsBelow(scope, unit.region)
  return {
    report,
    unit,
    figures,
    around: {
      day: today(scope),
      round: report.round,
      whole: unit.region,
      parts,
      published: await readPublished(scope, figures, [unit.region, ...parts]),
    },
  }
}

const toChecked = ({ row, version }: LoadedFigure): CheckedFigure => ({
  indicatorId: row.indicator_id,
  region: row.region,
  period: row.period,
  version,
  districtSum: row.district_sum,
  value: row.value,
  explanation: row.explanation,
})

/** Findings of a report as it stands, or with other values in place of its own. */
export function findingsOf(
  loaded: LoadedReport,
  instead: ReadonlyMap<string, Pick<FigureRow, 'value' | 'explanation'>> = new Map(),
): ReportFinding[] {
  const figures = loaded.figures.map((figure) => {
    const { indicator_id: id, region, period } = figure.row
    return { ...toChecked(figure), ...instead.get(placeKey(id, region, period)) }
  })
  return checkReport(figures, loaded.around)
}
