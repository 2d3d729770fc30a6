/** Saying that something changed, from inside the transaction that changes it. */
import { sql } from 'kysely'
import { v7 as newId } from 'uuid'
import { goesAhead } from '../db/pipelining.ts'
import type { Scope } from '../db/scope.ts'

/** Channel of PostgreSQL's LISTEN and NOTIFY. */
export const liveChannel = 'zhiheng_live'

/** What goes over the channel. */
export interface Announcement {
  readonly id: string
  readonly city: string
  readonly topic: string
  /** Null when they were too many to name. */
  readonly ids: readonly string[] | null
}

// A notification holds 8,000 bytes; 150 UUIDs with quotes and commas take 5,850.
const mostIds = 150

/** What a transaction has to say, by topic, so that a change in many steps is said once. */
const waiting = new WeakMap<Scope['tx'], Map<string, Set<string>>>()

/**
 * Tells everybody in the city who listens to the topic that these things changed. Sent when the transaction commits,
 * by whichever process, to listeners of all processes; a transaction that rolls back says nothing.
 *
 * @example
 * announce(scope, { topic: 'targets', ids: changed.map((standing) => standing.targetId) })
 */
export function announce(
  scope: Scope,
  change: { readonly topic: string; readonly ids: readonly string[] },
): void {
  if (change.ids.length === 0) return
  let topics = waiting.get(scope.tx)
  if (!topics) {
    const opened = new Map<string, Set<string>>()
    topics = opened
    waiting.set(scope.tx, opened)
    // NOTIFY is part of the transaction: the server delivers at commit. It takes a lock that all notifying
    // transactions share, so it comes last.
    scope.beforeCommit(() => send(scope, opened))
  }
  const ids = topics.get(change.topic) ?? new Set()
  topics.set(change.topic, ids)
  for (const id of change.ids) ids.add(id)
}

async function send(scope: Scope, topics: ReadonlyMap<string, ReadonlySet<string>>): Promise<void> {
  for (const [topic, ids] of topics) {
    const announcement: Announcement = {
      id: newId(),
      city: scope.city,
      topic,
      ids: ids.size > mostIds ? null : [...ids],
    }
    await sql`${goesAhead} select pg_notify(${liveChannel}, ${JSON.stringify(announcement)})`.execute(
      scope.tx,
    )
  }
}
