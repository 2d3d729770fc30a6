/** Keeps the states of targets right whose figures come out of recorded work: when somebody looks, not before. */
import type { Scope } from '#kernel/db/scope.ts'
import { type MeasureTotals, measureTotals } from '#kernel/measures/totals.ts'
import { findBindings } from './binding-store.ts'
import { type Definitions, dependentsOf, measuresIn } from './definitions.ts'
import { type Modules, readDefinitions } from './figures-service.ts'
import { lockFigures, tryLockFigures } from './observation-store.ts'
import { refreshTargets } from './progress-service.ts'
import { followedTotals, recordFollowed } from './store.ts'

const changedMeasures = (now: MeasureTotals, before: MeasureTotals): string[] =>
  Object.keys(now).filter((measure) => now[measure] !== before[measure])

/** Indicators that hang on measures, directly or through other indicators. */
function hangingOn(definitions: Definitions, measures: ReadonlySet<string>): Set<string> {
  const found = new Set<string>()
  for (const indicator of definitions.all) {
    if (!measuresIn([indicator]).some((reference) => measures.has(reference.name))) continue
    found.add(indicator.id)
    for (const dependent of dependentsOf(definitions, indicator.id)) found.add(dependent.id)
  }
  return found
}

/**
 * Works out anew how the targets stand whose measures changed since this was last done. Costs one small statement when
 * nothing changed, and one more without any waiting when somebody else is just doing it.
 */
export async function followMeasures(scope: Scope, modules: Modules): Promise<void> {
  // Numbers first, figures after: what is changed in between is worked out now and once more the next time.
  let totals = await measureTotals(scope)
  let changed = changedMeasures(totals, await followedTotals(scope))
  if (changed.length === 0) return
  if (!(await tryLockFigures(scope))) {
    await lockFigures(scope)
    // Somebody else has just done it, so that mostly nothing is left to do.
    totals = await measureTotals(scope)
    changed = changedMeasures(totals, await followedTotals(scope))
    if (changed.length === 0) return
  }
  const definitions = await readDefinitions(scope, modules)
  const indicatorIds = [...hangingOn(definitions, new Set(changed))]
  const bindings = indicatorIds.length > 0 ? await findBindings(scope, { indicatorIds }) : []
  if (bindings.length > 0)
    await refreshTargets(
      scope,
      modules,
      bindings.map((row) => row.target_id),
      definitions,
    )
  await recordFollowed(scope, totals)
}
