/** Which cells an enterprise may lie in, told by their regions. Used by the pages too. */
import { isWithinRegion } from '#kernel/org/region-codes.ts'

/** The county of a region: itself, or the one that a town lies in. */
export const countyOf = (region: string): string => region.slice(0, 6)

/**
 * Whether an enterprise may lie in a cell: both belong to one county. A cell of a town takes enterprises of the whole
 * county, since the grid follows beats and not the lines of towns; a cell of the city takes any of the city.
 *
 * @example fitsCell('990102', '990102001') // true
 * @example fitsCell('990102', '990103') // false
 */
export const fitsCell = (enterpriseRegion: string, cellRegion: string): boolean =>
  isWithinRegion(enterpriseRegion, countyOf(cellRegion))
