/** Finds the city's own units behind the names that a plan uses. */
import type { Scope } from '#kernel/db/scope.ts'
import { resolveUnitNames } from '#kernel/org/units.ts'
import type { ResolveUnit } from './lay-out.ts'

/** Resolves all names of a document at once. Names that fit no unit, or several, stay open for the reviewer. */
export async function resolveUnits(scope: Scope, names: readonly string[]): Promise<ResolveUnit> {
  const found = await resolveUnitNames(scope, [...new Set(names)])
  return (name) => {
    const unit = found.get(name)
    return unit && { unitId: unit.id, type: unit.type }
  }
}
