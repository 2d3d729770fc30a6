/**
 * What the phone keeps so that it works without a network: tasks, what has been filled in, pictures, and the steps
 * that wait to be sent. One database for each person; it survives a closed browser.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { z } from 'zod'
import type {
  OperationAnswer as AnswerSchema,
  InspectionOperation as OperationSchema,
} from '../../../inspections/inspections-contract.ts'
import type { InspectionRecord } from '../../../inspections/record-contract.ts'
import type { TaskView } from '../inspections-api.ts'

export type Operation = z.infer<typeof OperationSchema>
export type Answer = z.infer<typeof AnswerSchema>

/** What has been filled in and not handed in yet. */
export interface KeptDraft {
  readonly inspectionId: string
  readonly record: InspectionRecord
  readonly changedAt: string
}

/** A photo or signature; its bytes stay until the server has them. */
export interface KeptPicture {
  readonly id: string
  readonly inspectionId: string
  readonly kind: 'photo' | 'signature'
  readonly checkKey: string | null
  readonly sha256: string
  readonly takenAt: string
  readonly blob: Blob
  readonly sent: boolean
}

/** A step that waits to be sent, or for a person's decision. */
export interface WaitingOperation {
  /** The operation's id; UUIDv7, so that the order of keys is the order of making. */
  readonly id: string
  readonly inspectionId: string
  readonly operation: Operation
  readonly state: 'waiting' | 'conflict' | 'refused'
  readonly theirs: Answer['theirs']
  /** The server's words when it refused. */
  readonly problem: string
}

interface PhoneSchema extends DBSchema {
  tasks: { key: string; value: TaskView }
  drafts: { key: string; value: KeptDraft }
  pictures: { key: string; value: KeptPicture; indexes: { inspection: string } }
  outbox: { key: string; value: WaitingOperation; indexes: { inspection: string } }
  notes: { key: string; value: string }
}

export type PhoneStore = IDBPDatabase<PhoneSchema>

/** Opens a person's database on this device. */
export function openPhoneStore(personId: string): Promise<PhoneStore> {
  return openDB<PhoneSchema>(`zhiheng-inspections-${personId}`, 1, {
    upgrade: (database) => {
      database.createObjectStore('tasks', { keyPath: 'id' })
      database.createObjectStore('drafts', { keyPath: 'inspectionId' })
      database.createObjectStore('pictures', { keyPath: 'id' }).createIndex('inspection', 'inspectionId')
      database.createObjectStore('outbox', { keyPath: 'id' }).createIndex('inspection', 'inspectionId')
      database.createObjectStore('notes')
    },
  })
}

/** Everything the pages show, read at one moment. */
export interface PhoneState {
  readonly tasks: readonly TaskView[]
  readonly drafts: ReadonlyMap<string, KeptDraft>
  readonly pictures: readonly KeptPicture[]
  readonly outbox: readonly WaitingOperation[]
  /** When the server was heard last. */
  readonly refreshedAt: string | undefined
}

/** Reads what the phone keeps. */
export async function readPhone(store: PhoneStore): Promise<PhoneState> {
  const reading = store.transaction(['tasks', 'drafts', 'pictures', 'outbox', 'notes'])
  const [tasks, drafts, pictures, outbox, refreshedAt] = await Promise.all([
    reading.objectStore('tasks').getAll(),
    reading.objectStore('drafts').getAll(),
    reading.objectStore('pictures').getAll(),
    reading.objectStore('outbox').getAll(),
    reading.objectStore('notes').get('refreshed-at'),
  ])
  return {
    tasks,
    drafts: new Map(drafts.map((draft) => [draft.inspectionId, draft])),
    pictures,
    outbox,
    refreshedAt,
  }
}

/**
 * Takes over what the server says. A task that the server no longer gives is dropped, unless something of it has not
 * been sent.
 */
export async function keepTasks(store: PhoneStore, tasks: readonly TaskView[], at: string): Promise<void> {
  const writing = store.transaction(['tasks', 'drafts', 'pictures', 'outbox', 'notes'], 'readwrite')
  const given = new Set(tasks.map((task) => task.id))
  const unsent = new Set((await writing.objectStore('outbox').getAll()).map((one) => one.inspectionId))
  for (const draft of await writing.objectStore('drafts').getAll()) unsent.add(draft.inspectionId)
  for (const id of await writing.objectStore('tasks').getAllKeys())
    if (!given.has(id) && !unsent.has(id)) await writing.objectStore('tasks').delete(id)
  for (const picture of await writing.objectStore('pictures').getAll())
    if (picture.sent && !unsent.has(picture.inspectionId))
      await writing.objectStore('pictures').delete(picture.id)
  for (const task of tasks) await writing.objectStore('tasks').put(task)
  await writing.objectStore('notes').put(at, 'refreshed-at')
  await writing.done
}

/** Puts a step into the outbox. Handing a result in ends its draft in the same moment. */
export async function keepOperation(store: PhoneStore, operation: Operation): Promise<void> {
  const writing = store.transaction(['outbox', 'drafts'], 'readwrite')
  const handsIn = operation.kind === 'record' || operation.kind === 'unable'
  if (handsIn) await writing.objectStore('drafts').delete(operation.inspectionId)
  await writing.objectStore('outbox').put({
    id: operation.operationId,
    inspectionId: operation.inspectionId,
    operation,
    state: 'waiting',
    theirs: null,
    problem: '',
  })
  await writing.done
}
