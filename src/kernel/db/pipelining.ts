/**
 * Fewer trips to the server: what opens a transaction travels with its first statement. A trip costs more than most
 * statements do.
 */
import { Socket } from 'node:net'
import { sql } from 'kysely'
import pg from 'pg'

const { escapeLiteral } = pg

/** Begins the statement that gives a transaction its city and role: its result is nothing to wait for. */
export const openingMark = '/* opens the scope */'

/** Begins a statement whose result nobody waits for: it travels with the next one, which fails should it fail. */
export const aheadMark = '/* goes ahead */'

/** The same for statements written with `sql`: they begin with it. */
export const goesAhead = sql.raw(aheadMark)

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

/** How a client is asked. */
export type Query = (text: string, values?: readonly unknown[]) => Promise<unknown>

const nothing = { command: 'SELECT', rowCount: 0, rows: [] }

// What is not waited for here is waited for by whoever sends the next statement.
const unheard = (): void => {}

const beginning = /^(begin|start transaction)/

/** The statement with its values written into it, since several statements in one message take none. */
const written = (text: string, values: readonly unknown[]): string =>
  text.replaceAll(/\$(\d+)/g, (_, place) => escapeLiteral(String(values[Number(place) - 1])))

/**
 * Makes a client's `query` answer at once to statements that open a transaction or go ahead: they are sent together with
 * the next statement, which fails with their reason should one of them fail; those that open it as one message.
 */
export function openingAhead(query: Query): Query {
  let begin: string | undefined
  let ahead: Promise<unknown> | undefined
  const send = (text: string, values: readonly unknown[] = []): Promise<unknown> => {
    const sent = query(text, values)
    sent.catch(unheard)
    return sent
  }
  const sendAhead = (text: string, values: readonly unknown[] = []): void => {
    const sent = send(text, values)
    ahead = ahead === undefined ? sent : Promise.all([ahead, sent])
    ahead.catch(unheard)
  }
  const open = (text: string): void => {
    begin = undefined
    sendAhead(text)
  }
  return async (text, values = []) => {
    if (beginning.test(text)) {
      begin = text
      return nothing
    }
    if (begin !== undefined && text.startsWith(openingMark)) {
      open(`${begin}; ${written(text, values)}`)
      return nothing
    }
    if (begin !== undefined) open(begin)
    if (text.startsWith(aheadMark)) {
      sendAhead(text, values)
      return nothing
    }
    const before = ahead
    ahead = undefined
    const sent = send(text, values)
    // Whoever takes everything back has a reason of his own to tell.
    if (before !== undefined && text !== 'rollback') await before
    return sent
  }
}
