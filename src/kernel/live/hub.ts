/** One process's listeners: hears the database's announcements and hands each to whom it concerns. */
import pg from 'pg'
import { v7 as newId } from 'uuid'
import { z } from 'zod'
import type { Database } from '../db/database.ts'
import type { Identity } from '../db/scope.ts'
import { type Announcement, liveChannel } from './announce.ts'
import type { LiveMessage } from './contract.ts'

/** A message with the id under which a later connection can go on behind it. */
export interface LiveEvent {
  readonly id: string
  readonly message: LiveMessage
}

/** Who listens to what. */
export interface Listener {
  readonly city: string
  readonly personId: string
  /** Topic and whether the listener may know which things changed. */
  readonly topics: ReadonlyMap<string, { readonly named: boolean }>
  /** Id of the last message heard on an earlier connection. */
  readonly after?: string | undefined
}

/** One open connection. */
export interface Subscription {
  /** The next message, in order; undefined once it has ended. */
  readonly next: () => Promise<LiveEvent | undefined>
  readonly end: () => void
}

/** Connections that one person may hold at a process: some tabs and a second device. The oldest gives way. */
export const mostConnections = 6

/** Announcements kept for those who come back. */
const kept = 1_000

/** Messages that a slow connection may have waiting before they are replaced by one `reload`. */
const mostWaiting = 100

const Received: z.ZodType<Announcement> = z.object({
  id: z.string(),
  city: z.string(),
  topic: z.string(),
  ids: z.array(z.string()).nullable(),
})

interface Connection {
  readonly listener: Listener
  readonly push: (event: LiveEvent) => void
  readonly finish: () => void
}

/** Hands announcements to listeners; see {@link hubOf}. */
export class LiveHub {
  readonly #connections = new Set<Connection>()
  #recent: Announcement[] = []
  #lastId: string = newId()

  /** Opens a connection. Starts with `ready`, or with what was missed since `listener.after`. */
  subscribe(listener: Listener): Subscription {
    this.#makeRoom(listener)
    const queue: LiveEvent[] = []
    let wake: (() => void) | undefined
    let ended = false
    const stir = (): void => {
      wake?.()
      wake = undefined
    }
    const connection: Connection = {
      listener,
      push: (event) => {
        if (queue.length >= mostWaiting) queue.splice(0, queue.length, reload(event.id))
        else queue.push(event)
        stir()
      },
      finish: () => {
        ended = true
        this.#connections.delete(connection)
        stir()
      },
    }
    this.#connections.add(connection)
    for (const event of this.#opening(listener)) connection.push(event)
    return {
      next: async () => {
        while (queue.length === 0 && !ended)
          await new Promise<void>((resolve) => {
            wake = resolve
          })
        return queue.shift()
      },
      end: connection.finish,
    }
  }

  /** Takes an announcement in and hands it on. */
  receive(announcement: Announcement): void {
    this.#lastId = announcement.id
    this.#recent.push(announcement)
    if (this.#recent.length > kept * 2) this.#recent = this.#recent.slice(-kept)
    for (const { listener, push } of this.#connections) {
      const event = heard(listener, announcement)
      if (event) push(event)
    }
  }

  /** Announcements may have been lost: nobody can go on from before, and everybody asks anew. */
  missed(): void {
    this.#recent = []
    this.#lastId = newId()
    for (const { push } of this.#connections) push(reload(this.#lastId))
  }

  /** Ends all connections. */
  close(): void {
    for (const { finish } of [...this.#connections]) finish()
  }

  #opening(listener: Listener): LiveEvent[] {
    const ready: LiveEvent = { id: this.#lastId, message: { kind: 'ready' } }
    if (listener.after === undefined || listener.after === this.#lastId) return [ready]
    const place = this.#recent.findIndex((one) => one.id === listener.after)
    if (place === -1) return [ready, reload(this.#lastId)]
    return [ready, ...this.#recent.slice(place + 1).flatMap((one) => heard(listener, one) ?? [])]
  }

  #makeRoom(listener: Listener): void {
    const own = [...this.#connections].filter(
      (one) => one.listener.personId === listener.personId && one.listener.city === listener.city,
    )
    // A set keeps the order of insertion: the first are the oldest.
    for (const old of own.slice(0, Math.max(0, own.length - mostConnections + 1))) {
      old.push({ id: this.#lastId, message: { kind: 'closed' } })
      old.finish()
    }
  }
}

const reload = (id: string): LiveEvent => ({ id, message: { kind: 'reload' } })

function heard(listener: Listener, { id, city, topic, ids }: Announcement): LiveEvent | undefined {
  const right = city === listener.city ? listener.topics.get(topic) : undefined
  return right && { id, message: { kind: 'changed', topic, ids: right.named ? ids && [...ids] : null } }
}

/**
 * The topics an identity may hear: the permission decides, and ids are named only to whom it reaches the whole city.
 *
 * @returns the first permission that is missing instead, when one is
 */
export function topicsFor(
  identity: Identity,
  wanted: readonly string[],
  permissions: ReadonlyMap<string, string>,
): Listener['topics'] | { readonly missing: string } {
  const topics = new Map<string, { named: boolean }>()
  for (const topic of wanted) {
    const permission = permissions.get(topic) ?? topic
    const reach = identity.permissions.get(permission)
    if (reach === undefined) return { missing: permission }
    topics.set(topic, { named: reach === 'city' })
  }
  return topics
}

const hubs = new WeakMap<Database, LiveHub>()

/** The hub of this process for a database; it hears nothing until {@link startLive}. */
export function hubOf(database: Database): LiveHub {
  const hub = hubs.get(database) ?? new LiveHub()
  hubs.set(database, hub)
  return hub
}

/** Waits before the listening connection is opened again, in milliseconds. */
const reconnectAfter = 2_000

/** Starts hearing announcements; returns what stops it and ends all connections. */
export async function startLive(database: Database): Promise<() => Promise<void>> {
  const hub = hubOf(database)
  const receive = (payload: string): void => {
    const read = Received.safeParse(parsed(payload))
    if (read.success) hub.receive(read.data)
  }
  const stop = database.pglite
    ? await database.pglite.listen(liveChannel, receive)
    : await listenOn(database.pool?.options.connectionString, receive, () => hub.missed())
  return async () => {
    hub.close()
    await stop()
  }
}

function parsed(payload: string): unknown {
  try {
    return JSON.parse(payload)
  } catch {
    // Somebody else's notification on our channel is not ours to fail on.
    return undefined
  }
}

/** A connection of its own that listens, opened again whenever it breaks. */
async function listenOn(
  connectionString: string | undefined,
  receive: (payload: string) => void,
  missed: () => void,
): Promise<() => Promise<void>> {
  if (!connectionString) throw new TypeError('The database pool was opened without a connection string')
  let stopped = false
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined
  const open = async (): Promise<void> => {
    const opened = new pg.Client({ connectionString, keepAlive: true })
    opened.on('notification', ({ payload }) => receive(payload ?? ''))
    opened.on('error', () => {})
    opened.on('end', again)
    await opened.connect()
    await opened.query(`listen ${liveChannel}`)
    client = opened
  }
  const again = (): void => {
    if (stopped) return
    clearTimeout(timer)
    timer = setTimeout(() => void open().then(missed, again), reconnectAfter)
  }
  await open()
  return async () => {
    stopped = true
    clearTimeout(timer)
    await client?.end().catch(() => {})
  }
}
