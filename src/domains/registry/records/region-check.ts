/** Whether regions lie in the city. */
import type { Scope } from '#kernel/db/scope.ts'
import { isWithinRegion } from '#kernel/org/region-codes.ts'
import { findRegions } from '#kernel/org/store.ts'

/** Those of the codes that name no division of the scope's city. */
export async function regionsOutsideCity(scope: Scope, codes: readonly string[]): Promise<string[]> {
  if (codes.length === 0) return []
  const known = new Set((await findRegions(scope.tx, [...codes])).map((region) => region.code))
  return codes.filter((code) => !known.has(code) || !isWithinRegion(code, scope.city))
}
