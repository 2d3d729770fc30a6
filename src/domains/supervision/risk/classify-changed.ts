/** Reads the changes of the register in the order of committing, and classifies whom they concern. */
import type { Database } from '#kernel/db/database.ts'
import { type Identity, type Scope, withScope } from '#kernel/db/scope.ts'
import { reclassifyEnterprises } from './classification-service.ts'
import { findLastRun } from './classification-store.ts'
import { nextWork, readPosition, writePosition } from './register-position-store.ts'

/** Enterprises after which a transaction ends: a second's work. */
const mostEnterprises = 5_000

/** A step of reading. */
interface Step {
  readonly enterprises: number
  readonly read: number
  readonly latest: number
}

/**
 * Takes the next pieces of work that the register has committed and classifies their enterprises, in one transaction
 * with the place to go on from. What changed before the last full pass is in it and is not looked at again.
 *
 * @returns undefined when everything has been read
 */
export function reclassifyChanged(
  database: Database,
  identity: Identity,
  now: Date,
): Promise<Step | undefined> {
  return withScope(database, identity, (scope) => oneStep(scope), { now })
}

async function oneStep(scope: Scope): Promise<Step | undefined> {
  const from = await readPosition(scope)
  const work = await nextWork(scope, from, mostEnterprises)
  const last = work.at(-1)
  if (!last) return undefined
  const pass = await findLastRun(scope)
  const ids = new Set(
    work
      .filter(({ at }) => pass === undefined || at > pass.started_at)
      .flatMap(({ enterprise_ids: changed }) => changed),
  )
  await reclassifyEnterprises(scope, [...ids], 'new-fact')
  await writePosition(scope, last.revision)
  return { enterprises: ids.size, read: last.revision, latest: last.latest }
}
