/**
 * Reads what `COPY … TO STDOUT (FORMAT binary)` sends, row by row where it lies in the socket's buffers. Libraries hand
 * out a buffer per row, which for millions of narrow rows costs more than summing them does.
 */
import type pg from 'pg'
import { LendingSocket } from '../db/lending-socket.ts'
import { headerLength, int32 } from './copy-format.ts'

const copyData = 0x64
const copyOutResponse = 0x48
const copyDone = 0x63
/** Code and length before each message's content. */
const messageHead = 5

/** Gets rows that stand one behind the other between two places. */
export type RowSink = (bytes: Uint8Array, from: number, end: number) => void

type Socket = NodeJS.EventEmitter & { listeners: (event: 'data') => unknown[] }

/** A statement for `client.query`; resolves `done` when all rows have been given out. */
export class CopyReader implements pg.Submittable {
  readonly done: Promise<void>
  readonly #text: string
  readonly #sink: RowSink
  #resolve: () => void = () => {}
  #reject: (error: unknown) => void = () => {}
  /** What was read and not yet given out: the beginning of a message, and what came behind it. */
  #bytes = new Uint8Array(1 << 18)
  #filled = 0
  #first = true
  #failure: unknown

  constructor(text: string, sink: RowSink) {
    this.#text = text
    this.#sink = sink
    this.done = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
  }

  submit(connection: pg.Connection): void {
    const socket = connection.stream as unknown as Socket
    const usual = socket.listeners('data')[0] as (chunk: Uint8Array) => void
    const lend = (lending: boolean): void => {
      // An encrypted connection is read from another socket, which only gives away.
      if (socket instanceof LendingSocket) socket.lending = lending
    }
    const listen = (chunk: Uint8Array): void => {
      const left = this.#read(chunk)
      if (left === undefined) return
      lend(false)
      socket.removeListener('data', listen)
      socket.on('data', usual)
      usual(left)
    }
    socket.removeListener('data', usual)
    socket.on('data', listen)
    lend(true)
    connection.query(this.#text)
  }

  /** Takes in all whole messages; what follows the last row is given back, for the library to read. */
  #read(chunk: Uint8Array): Uint8Array | undefined {
    const bytes = this.#append(chunk)
    let at = 0
    while (this.#filled - at >= messageHead) {
      const code = bytes[at]
      const end = at + 1 + int32(bytes, at + 1)
      if (code !== copyData && code !== copyOutResponse && code !== copyDone)
        return Buffer.from(bytes.subarray(at, this.#filled))
      if (end > this.#filled) break
      if (code === copyData) this.#take(bytes, at + messageHead, end)
      at = end
    }
    bytes.copyWithin(0, at, this.#filled)
    this.#filled -= at
    return undefined
  }

  #append(chunk: Uint8Array): Uint8Array {
    const filled = this.#filled + chunk.length
    if (filled > this.#bytes.length) {
      const wider = new Uint8Array(filled * 2)
      wider.set(this.#bytes.subarray(0, this.#filled))
      this.#bytes = wider
    }
    this.#bytes.set(chunk, this.#filled)
    this.#filled = filled
    return this.#bytes
  }

  #take(bytes: Uint8Array, from: number, end: number): void {
    if (this.#failure !== undefined) return
    try {
      this.#sink(bytes, this.#first ? from + headerLength(bytes.subarray(from)) : from, end)
    } catch (error) {
      // The rest of the rows must still be read off the wire.
      this.#failure = error
    }
    this.#first = false
  }

  handleError(error: unknown): void {
    this.#reject(error)
  }

  handleReadyForQuery(): void {
    if (this.#failure === undefined) this.#resolve()
    else this.#reject(this.#failure)
  }

  handleCommandComplete(): void {}
}
