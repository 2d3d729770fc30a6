/** Keeps the states of targets right whose figures come out of recorded work: when somebody looks, not before. */
import type { Scope } from '#kernel/db/scope.ts'
import { type MeasureTotals, measureTotals } from '#kernel/measures/totals.ts'
import { findBindings } from './binding-store.ts'
import { hangingOn } from './definitions.ts'
import { type Modules, readDefinitions } from './figures-service.ts'
import { lockFigures, tryLockFigures } from './observation-store.ts'
import { refreshTargets } from './progress-service.ts'
import { followedTotals, recordFollowed } from './store.ts'

const changedMeasures = (now: MeasureTotals, before: MeasureTotals): string[] =>
  Object.keys(now).filter((measure) => now[measure] !== before[measure])

interface Movement {
  /** Of all measures, as they are now. */
  readonly totals: MeasureTotals
  /** Measures that changed since figures were last followed. */
  readonly changed: readonly string[]
}

async function movement(scope: Scope): Promise<Movement> {
  const [totals, followed] = await Promise.all([measureTotals(scope), followedTotals(scope)])
  return { totals, changed: changedMeasures(totals, followed) }
}

/**
 * Works out anew how the targets stand whose measures changed since this was last done. Costs one trip to the database
 * when nothing changed, and one more without any waiting when somebody else is just doing it.
 */
export async function followMeasures(scope: Scope, modules: Modules): Promise<void> {
  // Numbers first, figures after: what is changed in between is worked out now and once more the next time.
  let { totals, changed } = await movement(scope)
  if (changed.length === 0) return
  const [taken, definitions] = await Promise.all([tryLockFigures(scope), readDefinitions(scope, modules)])
  if (!taken) {
    await lockFigures(scope)
    // Somebody else has just done it, so that mostly nothing is left to do.
    ;({ totals, changed } = await movement(scope))
    if (changed.length === 0) return
  }
  const indicatorIds = [...hangingOn(definitions, changed)].map((indicator) => indicator.id)
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
