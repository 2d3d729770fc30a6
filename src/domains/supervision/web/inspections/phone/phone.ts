/** The phone as components see it: what it keeps, whether there is a network, and what may be done. */
import { createContext, useContext, useEffect, useMemo, useSyncExternalStore } from 'react'
import { ApiProblem } from '#ui/api/problem.ts'
import { uploadFile } from '#ui/api/upload.ts'
import { useSession } from '#ui/session/session.tsx'
import type { InspectionRecord } from '../../../inspections/record-contract.ts'
import { inspectionsApi } from '../inspections-api.ts'
import {
  type KeptDraft,
  type KeptPicture,
  keepOperation,
  keepTasks,
  type Operation,
  openPhoneStore,
  type PhoneState,
  type PhoneStore,
  readPhone,
  type WaitingOperation,
} from './phone-store.ts'
import { decide, type InspectionServer, synchronise } from './synchronise.ts'
import { emptyRecord } from './task-view.ts'

const server: InspectionServer = {
  sendOperation: (operation) => inspectionsApi.sendOperation.call(operation),
  sendPicture: ({ id, inspectionId, kind, checkKey, sha256, takenAt, blob }) =>
    uploadFile({
      url: `/api/supervision/inspections/${inspectionId}/files`,
      file: new File([blob], `${kind}.${blob.type === 'image/png' ? 'png' : 'jpg'}`, { type: blob.type }),
      fields: { id, kind, sha256, takenAt, ...(checkKey === null ? {} : { checkKey }) },
    }),
  failureOf: (error) => {
    // A session that has ended is no refusal of the step: it goes once the person has signed in again.
    const passing = [0, 401, 408, 429, 500, 502, 503, 504]
    if (error instanceof ApiProblem && !passing.includes(error.status)) {
      const fields = error.fields.map((field) => field.message)
      return { kind: 'refused', words: [error.message, ...fields].join(' ') }
    }
    return { kind: 'unreachable', words: '' }
  },
}

/** What pages show of the connection. */
export type Connection = 'online' | 'offline' | 'sending'

export interface PhoneView extends PhoneState {
  readonly ready: boolean
  /** Whether something filled in is shown and not kept yet: for a moment. */
  readonly saving: boolean
  readonly connection: Connection
}

const nothing: PhoneView = {
  tasks: [],
  drafts: new Map(),
  pictures: [],
  outbox: [],
  refreshedAt: undefined,
  ready: false,
  saving: false,
  connection: 'online',
}

/** Time between attempts while something waits. */
const pause = 20_000

/** A person's phone: reads and writes what is kept, sends it when it can, and tells who listens. */
export class Phone {
  readonly #store: Promise<PhoneStore>
  readonly #listeners = new Set<() => void>()
  #view = nothing
  /** What has been filled in and is on its way to the store, by inspection. */
  readonly #unsaved = new Map<string, KeptDraft>()
  #sending = false
  #again = false
  #timer: ReturnType<typeof setInterval> | undefined

  constructor(personId: string) {
    this.#store = openPhoneStore(personId)
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly view = (): PhoneView => this.#view

  /** Begins to listen for the network; returns how to stop. */
  start(): () => void {
    const refresh = () => void this.refresh()
    const lost = () => this.#show({ connection: 'offline' })
    const seen = () => {
      if (document.visibilityState === 'visible') refresh()
    }
    globalThis.addEventListener('online', refresh)
    globalThis.addEventListener('offline', lost)
    document.addEventListener('visibilitychange', seen)
    this.#timer = setInterval(() => {
      if (this.#view.outbox.some((one) => one.state === 'waiting') || this.#view.connection === 'offline')
        refresh()
    }, pause)
    void this.#read().then(refresh)
    return () => {
      globalThis.removeEventListener('online', refresh)
      globalThis.removeEventListener('offline', lost)
      document.removeEventListener('visibilitychange', seen)
      clearInterval(this.#timer)
    }
  }

  /** Sends what waits and takes in what is new. One round at a time, in all tabs. */
  async refresh(): Promise<void> {
    if (this.#sending) {
      this.#again = true
      return
    }
    this.#sending = true
    try {
      do {
        this.#again = false
        await navigator.locks.request('zhiheng-inspections', () => this.#round())
      } while (this.#again)
    } finally {
      this.#sending = false
    }
  }

  async #round(): Promise<void> {
    const store = await this.#store
    if (this.#view.outbox.length > 0) this.#show({ connection: 'sending' })
    const { reached } = await synchronise(store, server)
    let online = reached
    if (reached) {
      try {
        const { items } = await inspectionsApi.listMyInspections.call()
        await keepTasks(store, items, new Date().toISOString())
      } catch (error) {
        online = !(error instanceof ApiProblem && error.status === 0)
      }
    }
    await this.#read()
    this.#show({ connection: online ? 'online' : 'offline' })
  }

  async #read(): Promise<void> {
    const kept = await readPhone(await this.#store)
    this.#show({ ...kept, drafts: new Map([...kept.drafts, ...this.#unsaved]), ready: true })
  }

  #show(change: Partial<PhoneView>): void {
    this.#view = { ...this.#view, ...change }
    for (const listener of this.#listeners) listener()
  }

  /** Takes a step: kept at once, sent as soon as there is a network. */
  async take(operation: Operation): Promise<void> {
    await keepOperation(await this.#store, operation)
    await this.#read()
    void this.refresh()
  }

  /**
   * Changes what has been filled in: as it is at that moment, not as it was when somebody began, since a photo is made
   * smaller and a place is looked for while the person goes on. Shown at once, and kept.
   */
  async changeRecord(
    inspectionId: string,
    change: (record: InspectionRecord) => InspectionRecord,
  ): Promise<void> {
    const record = change(this.#view.drafts.get(inspectionId)?.record ?? emptyRecord)
    const draft = { inspectionId, record, changedAt: new Date().toISOString() }
    this.#unsaved.set(inspectionId, draft)
    this.#show({ drafts: new Map(this.#view.drafts).set(inspectionId, draft), saving: true })
    await (await this.#store).put('drafts', draft)
    if (this.#unsaved.get(inspectionId) === draft) this.#unsaved.delete(inspectionId)
    this.#show({ saving: this.#unsaved.size > 0 })
  }

  async keepPicture(picture: KeptPicture): Promise<void> {
    await (await this.#store).put('pictures', picture)
    this.#show({ pictures: [...this.#view.pictures, picture] })
  }

  async dropPicture(id: string): Promise<void> {
    await (await this.#store).delete('pictures', id)
    this.#show({ pictures: this.#view.pictures.filter((picture) => picture.id !== id) })
  }

  /** Puts a decision on a held step into effect. */
  async decide(waiting: WaitingOperation, decision: 'mine' | 'theirs' | 'again'): Promise<void> {
    await decide(await this.#store, waiting, decision)
    await this.#read()
    void this.refresh()
  }

  /** Takes a refused result back into the form, to be completed. */
  async reopen(waiting: WaitingOperation): Promise<void> {
    const { operation } = waiting
    const store = await this.#store
    if (operation.kind === 'record')
      await store.put('drafts', {
        inspectionId: waiting.inspectionId,
        record: operation.record,
        changedAt: new Date().toISOString(),
      })
    await store.delete('outbox', waiting.id)
    await this.#read()
  }
}

export const PhoneContext = createContext<Phone | null>(null)

const phones = new Map<string, Phone>()

/** The signed-in person's phone, the same one on every page. */
export function useOwnPhone(): Phone {
  const { personId } = useSession()
  const phone = useMemo(() => {
    const known = phones.get(personId) ?? new Phone(personId)
    phones.set(personId, known)
    return known
  }, [personId])
  useEffect(() => phone.start(), [phone])
  return phone
}

/** The phone of the page and what it keeps. */
export function usePhone(): readonly [Phone, PhoneView] {
  const phone = useContext(PhoneContext)
  if (!phone) throw new TypeError('usePhone() outside of a phone page')
  return [phone, useSyncExternalStore(phone.subscribe, phone.view)]
}
