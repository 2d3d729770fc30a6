/** After work that changed figures, how targets stand is worked out at once, so that open boards hear of it. */
import type { Database } from '#kernel/db/database.ts'
import { systemIdentity, withScope } from '#kernel/db/scope.ts'
import type { DomainDefinition } from '#kernel/domain.ts'
import { followFigures } from '#kernel/measures/totals.ts'
import { bringTargetsUpToDate } from '#kernel/targets/targets.ts'

// Work comes in bursts (a file of results, a whole draw): one look at the end of each. Whoever reads a board meanwhile
// brings it up to date by reading.
const restAfterChange = 200

/**
 * Starts following this process's changes.
 *
 * @returns how to stop; what is being worked out is waited for
 */
export function startFollowingFigures(
  database: Database,
  modules: readonly DomainDefinition[],
  log: { readonly error: (problem: unknown, message: string) => void },
): () => Promise<void> {
  const timers = new Map<string, NodeJS.Timeout>()
  const running = new Set<Promise<void>>()
  const work = async (city: string): Promise<void> => {
    timers.delete(city)
    try {
      await withScope(database, systemIdentity(city, '指标自动更新'), (scope) =>
        bringTargetsUpToDate(scope, modules),
      )
    } catch (error) {
      // The hourly job does the same; the next reader does it at once.
      log.error({ err: error, city }, 'targets could not be brought up to date')
    }
  }
  const stop = followFigures(database, (city) => {
    clearTimeout(timers.get(city))
    timers.set(
      city,
      setTimeout(() => {
        const one = work(city)
        running.add(one)
        void one.finally(() => running.delete(one))
      }, restAfterChange),
    )
  })
  return async () => {
    stop()
    for (const timer of timers.values()) clearTimeout(timer)
    await Promise.all(running)
  }
}
