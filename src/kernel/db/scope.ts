/**
 * Who asks, for which city, with which rights, in which transaction: the first argument of every service
 * and store function.
 */
import { sql, type Transaction } from 'kysely'
import type { Database, NoTables } from './database.ts'
import { openingMark } from './pipelining.ts'
import { applicationRole } from './security.ts'

/** Six-digit code of the jurisdiction (GB/T 2260). */
export type CityCode = string

/** How far a permission reaches: own unit, own district, or the whole city. Ordered from narrow to wide. */
export const reaches = ['unit', 'district', 'city'] as const
export type Reach = (typeof reaches)[number]

export type Locale = 'zh' | 'en'

/** The person or program behind a change; programs (timers, imports) have no user id. */
export interface Actor {
  readonly userId: string | undefined
  readonly name: string
}

/** What is known of the caller before any database work. */
export interface Identity {
  readonly city: CityCode
  readonly actor: Actor
  readonly roles: readonly string[]
  /** Permission -> how far it reaches. Absent means refused. */
  readonly permissions: ReadonlyMap<string, Reach>
  /** Ids of the units the caller belongs to. */
  readonly units: readonly string[]
  /** Region codes the caller answers for (own district and what lies in it). */
  readonly regions: readonly string[]
  readonly locale: Locale
}

export interface Scope extends Identity {
  /** The instant that counts as "now" for this piece of work: passed, never read, so that deadlines can be tested. */
  readonly now: Date
  readonly tx: Transaction<NoTables>
  /**
   * Runs last in the transaction, after all other work: for what takes a lock that everybody in the city needs
   * (the audit chain), so that it is held only for the moment of committing.
   */
  readonly beforeCommit: (work: () => Promise<void>) => void
  /** Runs once the transaction has committed; dropped when it rolls back. */
  readonly afterCommit: (effect: (database: Database) => void) => void
}

/** Options of {@link withScope}. */
export interface ScopeOptions {
  readonly now?: Date
  /** The database refuses every change. */
  readonly readOnly?: boolean | undefined
}

/**
 * Opens a transaction as the application role with the city set for row-level security, and runs the work
 * with the scope. Commits when it returns, rolls back when it throws. The role and the city are local to the
 * transaction, so a pooled connection carries nothing over. Work that only reads needs no transaction where the
 * database can do without; each of its statements then sees what was committed when it began, as it would in one.
 */
export async function withScope<Result>(
  database: Database,
  identity: Identity,
  work: (scope: Scope) => Promise<Result>,
  options: ScopeOptions = {},
): Promise<Result> {
  const effects: Array<(database: Database) => void> = []
  const lastWork: Array<() => Promise<void>> = []
  const scoped = async (tx: Transaction<NoTables>): Promise<Result> => {
    const value = await work({
      ...identity,
      now: options.now ?? new Date(),
      tx,
      beforeCommit: (last) => lastWork.push(last),
      afterCommit: (effect) => effects.push(effect),
    })
    for (const last of lastWork) await last()
    return value
  }
  const result =
    options.readOnly && database.reading
      ? await database.reading(identity.city, scoped)
      : await database.kysely.transaction().execute(async (tx) => {
          const readOnly = options.readOnly ? sql`, set_config('transaction_read_only', 'on', true)` : sql``
          await sql`${sql.raw(openingMark)} select set_config('zhiheng.city', ${identity.city}, true),
            set_config('role', ${applicationRole}, true)${readOnly}`.execute(tx)
          return scoped(await database.sideBySide(tx))
        })
  for (const effect of effects) effect(database)
  return result
}

/** The identity under which timers, imports and commands work in a city: every right, no person. */
export function systemIdentity(city: CityCode, name: string, permissions: Iterable<string> = []): Identity {
  return {
    city,
    actor: { userId: undefined, name },
    roles: [],
    permissions: new Map([...permissions].map((permission) => [permission, 'city'])),
    units: [],
    regions: [city],
    locale: 'zh',
  }
}
