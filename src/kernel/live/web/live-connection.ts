/** The page's one connection to the server's live messages, shared by everything on it that listens. */
import { LiveMessage } from '../contract.ts'

/** What a part of the page does when a topic it shows has changed; ids are null when everything may have. */
export type LiveListener = (topic: string, ids: readonly string[] | null) => void

const listeners = new Map<string, Set<LiveListener>>()
let source: EventSource | undefined
let connected: string | undefined
let lastId: string | undefined
let planned: ReturnType<typeof setTimeout> | undefined

/** Waits until the parts of a page that come and go together have all done so, in milliseconds. */
const settleAfter = 60

/** Waits before a connection that the server refused is tried again, in milliseconds. */
const refusedFor = 60_000

const wanted = (): string => [...listeners.keys()].toSorted().join(',')

/** Listens to a topic; returns what stops it. */
export function listenTo(topic: string, listener: LiveListener): () => void {
  const own = listeners.get(topic) ?? new Set()
  listeners.set(topic, own)
  own.add(listener)
  connectSoon()
  return () => {
    own.delete(listener)
    if (own.size === 0) listeners.delete(topic)
    connectSoon()
  }
}

function connectSoon(delay = settleAfter): void {
  clearTimeout(planned)
  planned = globalThis.setTimeout(connect, delay)
}

// A browser keeps six connections to a server over HTTP/1.1, so that only the page in front holds one.
const inFront = (): boolean => document.visibilityState === 'visible'

function disconnect(): void {
  source?.close()
  source = undefined
  connected = undefined
}

function connect(): void {
  const topics = wanted()
  const useful = topics !== '' && inFront()
  if (useful && topics === connected) return
  disconnect()
  if (!useful) return
  connected = topics
  const query = new URLSearchParams({ topics, ...(lastId === undefined ? {} : { after: lastId }) })
  const opened = new EventSource(`/api/live?${query}`)
  source = opened
  opened.addEventListener('message', (event) => hear(event))
  opened.addEventListener('error', () => {
    // The browser connects again by itself unless the answer was no stream: signed out, or too many requests.
    if (opened.readyState !== EventSource.CLOSED || source !== opened) return
    disconnect()
    connectSoon(refusedFor)
  })
}

function hear(event: MessageEvent<string>): void {
  const read = LiveMessage.safeParse(JSON.parse(event.data))
  if (!read.success) return
  const message = read.data
  if (event.lastEventId !== '') lastId = event.lastEventId
  if (message.kind === 'changed') tell(message.topic, message.ids)
  if (message.kind === 'reload') for (const topic of [...listeners.keys()]) tell(topic, null)
  // Newer pages of the same person have taken the place; this one comes back when it is in front again.
  if (message.kind === 'closed') source?.close()
}

function tell(topic: string, ids: readonly string[] | null): void {
  for (const listener of listeners.get(topic) ?? []) listener(topic, ids)
}

globalThis.document?.addEventListener('visibilitychange', () => {
  if (!inFront() || source?.readyState === EventSource.CLOSED) disconnect()
  connect()
})
