/**
 * Fewer trips to the server: what opens a transaction travels with its first statement, and nobody waits for the end of
 * one that only read. A trip costs more than most statements do.
 */
import { Socket } from 'node:net'

/** Begins the statement that gives a transaction its city and role: its result is nothing to wait for. */
export const openingMark = '/* opens the scope */'

/** A socket that sends what is written in one turn of the program in one piece. */
export class GatheringSocket extends Socket {
  #gathering = false

  constructor() {
    super()
    // Connecting puts the plain `write` in place, whatever a class says.
    this.once('connect', () => {
      const plain = this.write.bind(this)
      const value = (...given: Parameters<typeof plain>): boolean => {
        this.#gather()
        return plain(...given)
      }
      Object.defineProperty(this, 'write', { value, writable: true, configurable: true })
    })
  }

  /** Holds back what is written until all that is ready to run has run, so that a chain of promises is one piece. */
  #gather(): void {
    if (this.#gathering) return
    this.#gathering = true
    this.cork()
    // Ticks come before promises, unless they are asked for by a promise.
    queueMicrotask(() =>
      process.nextTick(() => {
        this.#gathering = false
        this.uncork()
      }),
    )
  }
}

type Query = (text: string, values?: readonly unknown[]) => Promise<unknown>

const nothing = { command: 'SELECT', rowCount: 0, rows: [] }

// What is not waited for here is waited for by whoever sends the next statement.
const unheard = (): void => {}

/**
 * Makes a client's `query` answer at once to statements that open a transaction; should one of them fail, the next
 * statement fails with its reason. The end of a transaction that was begun as read-only is sent and not waited for:
 * there is nothing in it that could fail.
 */
export function openingAhead(query: Query): Query {
  let opening: Promise<unknown> | undefined
  let readOnly = false
  const send = (text: string, values: readonly unknown[]): Promise<unknown> => {
    const sent = query(text, values)
    sent.catch(unheard)
    return sent
  }
  return async (text, values = []) => {
    if (/^(begin|start transaction)/.test(text)) {
      readOnly = text.endsWith('read only')
      opening = send(text, values)
      return nothing
    }
    const opened = opening
    if (opened !== undefined && text.startsWith(openingMark)) {
      const both = Promise.all([opened, send(text, values)])
      both.catch(unheard)
      opening = both
      return nothing
    }
    opening = undefined
    const sent = send(text, values)
    if (opened !== undefined) await opened
    if (text === 'commit' && readOnly) return nothing
    return sent
  }
}
