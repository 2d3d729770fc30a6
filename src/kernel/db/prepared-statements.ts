/**
 * Frequent statements are parsed and planned once per connection, as most drivers do by themselves: `pg` does so for
 * statements with a name only, and Kysely gives none.
 */
import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type pg from 'pg'
import type { Query } from './pipelining.ts'

// A statement that came this often is worth keeping; a connection keeps at most so many.
const preparedFrom = 3
const mostPrepared = 500
// Statements with lists of changing length would fill the memory of what was seen.
const mostRemembered = 5_000

/** Gives names to statements that come again and again; undefined for the others. */
function statementNaming(): (text: string) => string | undefined {
  const uses = new Map<string, number>()
  const names = new Map<string, string>()
  return (text) => {
    const known = names.get(text)
    if (known !== undefined || names.size >= mostPrepared) return known
    const count = (uses.get(text) ?? 0) + 1
    if (uses.size >= mostRemembered) uses.clear()
    uses.set(text, count)
    if (count < preparedFrom) return undefined
    const name = `zhiheng_${names.size + 1}`
    names.set(text, name)
    return name
  }
}

/**
 * A pool for Kysely whose clients prepare what comes often; they have to be pipelining.
 *
 * @param sending what a client does with statements before they are sent
 */
export function preparingPool(pool: pg.Pool, sending: (query: Query) => Query): PostgresPool {
  const nameOf = statementNaming()
  const wrapped = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  const wrap = (client: pg.PoolClient): PostgresPoolClient => {
    const send = sending((text, values = []) => {
      if (values.length === 0) return client.query(text)
      const name = nameOf(text)
      return client.query({ text, values: [...values], ...(name === undefined ? {} : { name }) })
    })
    const query = (text: unknown, values?: readonly unknown[]): unknown => {
      if (typeof text !== 'string') throw new TypeError('Cursors are not used here')
      return send(text, values)
    }
    return { query: query as PostgresPoolClient['query'], release: (destroy) => client.release(destroy) }
  }
  return {
    options: pool.options,
    end: () => pool.end(),
    connect: async () => {
      const client = await pool.connect()
      const known = wrapped.get(client) ?? wrap(client)
      wrapped.set(client, known)
      return known
    },
  }
}
