/** Reported figures across indicators, with what they were before. */
import type { Scope } from '#kernel/db/scope.ts'
import { readRegionNames } from '#kernel/org/region-names.ts'
import { findUnits } from '#kernel/org/units.ts'
import { latestVersion } from '../definitions.ts'
import { type Modules, readDefinitions } from '../figures-service.ts'
import { listObservations } from '../observation-store.ts'
import { indicatorReach, readableUnits } from '../reach.ts'
import type { ObservationState } from '../tables.ts'
import { toNamedWithUnit, toObservation } from '../views.ts'
import type { ReportedObservation } from './reporting-contract.ts'

/** Entries within the caller's reach, newest first. */
export async function listReportedObservations(
  scope: Scope,
  modules: Modules,
  request: {
    readonly indicatorId?: string | undefined
    readonly region?: string | undefined
    readonly period?: string | undefined
    readonly state?: ObservationState | undefined
    readonly search?: string | undefined
    readonly after?: string | undefined
    readonly limit: number
  },
): Promise<{ items: ReportedObservation[]; next: string | null }> {
  const { indicatorId, search, limit, ...filter } = request
  const definitions = await readDefinitions(scope, modules)
  const reach = await indicatorReach(scope, 'indicators.read')
  const wanted = search?.toLowerCase()
  const readable = definitions.all.filter((indicator) => {
    const { name_zh: zh, name_en: en } = latestVersion(indicator)
    return (
      (indicatorId === undefined || indicator.id === indicatorId) &&
      (wanted === undefined ||
        [zh, en, indicator.code].some((name) => name.toLowerCase().includes(wanted))) &&
      reach.includes(indicator)
    )
  })
  const rows = await listObservations(scope, {
    ...filter,
    indicatorIds: readable.map((indicator) => indicator.id),
    draftsOf: readableUnits(scope),
    limit: limit + 1,
  })
  const shown = rows.slice(0, limit)
  const units = new Map(
    (await findUnits(scope, [...new Set(shown.flatMap((row) => row.unit_id ?? []))])).map((unit) => [
      unit.id,
      unit.shortName,
    ]),
  )
  const placed = await readRegionNames(
    scope,
    shown.map((row) => row.region),
  )
  return {
    items: shown.flatMap((row) => {
      const indicator = definitions.byId.get(row.indicator_id)
      if (!indicator) return []
      return [
        {
          ...toObservation(row),
          indicator: { ...toNamedWithUnit(indicator), decimals: latestVersion(indicator).decimals },
          regionName: placed(row.region).name,
          unit: row.unit_id === null ? null : { id: row.unit_id, name: units.get(row.unit_id) ?? '' },
        },
      ]
    }),
    next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  }
}
