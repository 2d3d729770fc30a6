/** Whether figures changed since somebody looked: a number per measure that goes up with every change. */
import { sql } from 'kysely'
import type { Database } from '../db/database.ts'
import type { CityCode, Scope } from '../db/scope.ts'

/** By measure, how many changes were ever made to it; unknown measures have none. */
export type MeasureTotals = Readonly<Record<string, number>>

/** The numbers as of this statement. */
export async function measureTotals(scope: Scope): Promise<MeasureTotals> {
  const found = await sql<{ measure: string; changes: number }>`
    select measure, sum(changes)::bigint as changes from (
      select measure, changes from measure_folded where city = ${scope.city}
      union all
      select measure, count(*) from measure_delta where city = ${scope.city} group by measure
    ) parts group by measure`.execute(scope.tx)
  return Object.fromEntries(found.rows.map(({ measure, changes }) => [measure, changes]))
}

type Listener = (city: CityCode) => void

// By what is behind it: scopes of other kinds hand on copies of a database.
const listeners = new WeakMap<object, Set<Listener>>()

const behind = (database: Database): object => database.pool ?? database.pglite ?? database

/**
 * Calls the listener after each transaction of this process that changed figures. Returns how to stop. Other processes
 * have listeners of their own.
 */
export function followFigures(database: Database, listener: Listener): () => void {
  const all = listeners.get(behind(database)) ?? new Set()
  listeners.set(behind(database), all)
  all.add(listener)
  return () => {
    all.delete(listener)
  }
}

/** Tells the process's listeners that figures of the city have changed. */
export function tellFigureChange(database: Database, city: CityCode): void {
  for (const listener of listeners.get(behind(database)) ?? []) listener(city)
}

/** Tells the process's listeners, once the transaction has committed. */
export function noteFigureChange(scope: Scope): void {
  scope.afterCommit((database) => tellFigureChange(database, scope.city))
}
