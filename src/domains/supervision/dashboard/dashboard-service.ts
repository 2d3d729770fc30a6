/** How supervision stands in a year. */
import { inReach, unitsInReach } from '#kernel/access/data-reach.ts'
import { localDate } from '#kernel/calendar/calendar.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { readRegionNames } from '#kernel/org/region-names.ts'
import { failingItems } from '../spot-checks/follow-up/statistics-store.ts'
import type { SupervisionDashboard } from './dashboard-contract.ts'
import * as store from './dashboard-store.ts'

/** Coverage against plan, findings, repeat offenders and districts; this year unless given. */
export async function supervisionDashboard(
  scope: Scope,
  given: number | undefined,
): Promise<SupervisionDashboard> {
  const today = localDate(scope.now)
  const year = given ?? Number(today.slice(0, 4))
  const reach = unitsInReach(scope, 'supervision.dashboard')
  const ofSamples = inReach(reach, { unit: 'sample.unit_id', region: 'sample.region' })
  const regions = await store.byRegion(scope, year, ofSamples)
  const placed = await readRegionNames(
    scope,
    regions.map((row) => row.region),
  )
  return {
    year,
    whole: reach === 'all',
    coverage:
      reach === 'all'
        ? await store.coverage(scope, year)
        : await store.coverageWithin(scope, year, {
            tasks: inReach(reach, { unit: 'task.unit_id', region: 'task.region' }),
            samples: ofSamples,
          }),
    inspections: await store.inspections(
      scope,
      year,
      inReach(reach, { unit: 'department_id', region: 'region' }),
    ),
    findings: await failingItems(scope, {
      from: `${year}-01-01`,
      to: `${year + 1}-01-01`,
      reach: ofSamples,
    }),
    repeatOffenders: await store.repeatOffenders(
      scope,
      `${Number(today.slice(0, 4)) - 2}${today.slice(4, 7)}-01`,
      ofSamples,
    ),
    regions: regions.map((row) => ({
      ...row,
      name: placed(row.region).name,
      failingRate: row.judged === 0 ? null : Number(((row.failed / row.judged) * 100).toFixed(2)),
    })),
  }
}
