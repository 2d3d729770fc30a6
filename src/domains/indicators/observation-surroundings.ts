/** Reads what figures are checked against before they are taken in, whichever way they come. */
import type { Scope } from '#kernel/db/scope.ts'
import { type Definitions, latestVersion } from './definitions.ts'
import { placeKey } from './figure-engine.ts'
import { today } from './figures-service.ts'
import { addsUp } from './likeness.ts'
import type { Surroundings } from './observation-check.ts'
import { publishedValues } from './observation-store.ts'
import { indicatorReach } from './reach.ts'
import { findAssignments } from './reporting/assignment-store.ts'
import { regionTree } from './store.ts'
import type { ObservationRow } from './tables.ts'

/** A place as it is read from the database. */
type PlaceRow = Pick<ObservationRow, 'indicator_id' | 'region' | 'period'>

const keyOf = (row: PlaceRow): string => placeKey(row.indicator_id, row.region, row.period)

/** Of these indicators, those whose regions add up: as the assignments to report them say, else by their unit. */
async function summedIndicators(
  scope: Scope,
  definitions: Definitions,
  indicatorIds: readonly string[],
): Promise<Set<string>> {
  const assignments = await findAssignments(scope, { indicatorIds, inForceFrom: today(scope) })
  const byRegions = Map.groupBy(
    assignments.filter((one) => one.coverage !== 'whole'),
    (one) => one.indicator_id,
  )
  return new Set(
    indicatorIds.filter((id) => {
      const indicator = definitions.byId.get(id)
      const said = byRegions.get(id)?.some((one) => one.district_sum)
      return said ?? (indicator !== undefined && addsUp(latestVersion(indicator).unit))
    }),
  )
}

/** @param given the indicators that are named, the regions there are, and places whose draft is under review */
export async function readSurroundings(
  scope: Scope,
  definitions: Definitions,
  given: {
    readonly indicatorIds: readonly string[]
    readonly regions: ReadonlySet<string>
    readonly underReview: readonly PlaceRow[]
  },
): Promise<Surroundings> {
  const { indicatorIds, regions } = given
  const values = new Map(
    (await publishedValues(scope, indicatorIds)).map((row): [string, number] => [keyOf(row), row.value]),
  )
  const underReview = new Set(given.underReview.map(keyOf))
  const summed = await summedIndicators(scope, definitions, indicatorIds)
  const parts = summed.size > 0 ? await regionTree(scope) : new Map<string, string[]>()
  const wholes = new Map([...parts].flatMap(([whole, below]) => below.map((region) => [region, whole])))
  return {
    reach: await indicatorReach(scope, 'indicators.report'),
    hasRegion: (code) => regions.has(code),
    published: (key) => values.get(key),
    isUnderReview: (key) => underReview.has(key),
    day: today(scope),
    sums: {
      isSummed: ({ id }) => summed.has(id),
      partsOf: (region) => parts.get(region) ?? [],
      wholeOf: (region) => wholes.get(region),
    },
  }
}
