/** The counties and towns of the city, for checking codes. */
import type { Scope } from '#kernel/db/scope.ts'
import { listRegions } from '#kernel/org/store.ts'

// A city has some hundred towns; the limit only guards against a wrong city code.
const most = 5000

/** Names of the counties and towns by their codes. */
export async function cityRegionNames(scope: Scope): Promise<ReadonlyMap<string, string>> {
  const regions = await listRegions(scope, { within: scope.city }, undefined, most)
  return new Map(
    regions
      .filter(({ level }) => level === 'county' || level === 'town')
      .map(({ code, name }) => [code, name]),
  )
}

/** Codes of the counties and towns. */
export const cityRegions = async (scope: Scope): Promise<ReadonlySet<string>> =>
  new Set((await cityRegionNames(scope)).keys())
