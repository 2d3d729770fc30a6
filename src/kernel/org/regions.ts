/** Fills the reference table of administrative divisions: at the first start, and with a demo city's own. */
import type { Database } from '../db/database.ts'
import { isWithinRegion } from './region-codes.ts'
import { type Region, readRegions } from './region-data.ts'
import { countPresent, type RegionRow, upsertRegions } from './region-store.ts'

const toRow = (region: Region): RegionRow => ({
  code: region.code,
  name: region.name,
  level: region.level,
  parent_code: region.parentCode ?? null,
  edition: region.edition,
})

/**
 * Loads the divisions that ship with the program, unless this edition is in already: all down to counties, and
 * the towns within the given regions, or all of them. On PGlite the 3,200 divisions take 0.1–0.2 s and all 41,000
 * towns 1.5 s, so that a start asks for its own cities' towns and leaves the rest to the nightly job. Divisions
 * that a later edition no longer has stay, since records name them. Returns how many rows were written.
 */
export async function loadRegions(
  database: Pick<Database, 'kysely'>,
  townsWithin: readonly string[] | 'all' = [],
): Promise<number> {
  const regions = await readRegions()
  const wanted = regions.filter(
    (region) =>
      region.level !== 'town' ||
      townsWithin === 'all' ||
      townsWithin.some((container) => isWithinRegion(region.code, container)),
  )
  const rows = wanted.map(toRow)
  if ((await countPresent(database.kysely, rows)) === rows.length) return 0
  await upsertRegions(database.kysely, rows)
  return rows.length
}

/** Adds divisions of a fictional city, whose codes begin with 99 so that they meet no real one. */
export async function addFictionalRegions(
  database: Pick<Database, 'kysely'>,
  regions: ReadonlyArray<Omit<Region, 'edition'>>,
): Promise<void> {
  for (const region of regions)
    if (!region.code.startsWith('99')) throw new TypeError(`${region.code} is not a fictional region code`)
  await upsertRegions(
    database.kysely,
    regions.map((region) => toRow({ ...region, edition: 'fictional' })),
  )
}
