/** The counties and towns of the city, for checking codes. */
import type { Scope } from '#kernel/db/scope.ts'
import { listRegions } from '#kernel/org/store.ts'

// A city has some hundred towns; the limit only guards against a wrong city code.
const most = 5000

export async function cityRegions(scope: Scope): Promise<ReadonlySet<string>> {
  const regions = await listRegions(scope, { within: scope.city }, undefined, most)
  return new Set(
    regions.filter(({ level }) => level === 'county' || level === 'town').map(({ code }) => code),
  )
}
