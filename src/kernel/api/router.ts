/**
 * The server side of the API: turns a contract into a router whose every handler runs with a checked
 * permission and, unless its contract says otherwise, inside one scoped transaction.
 */
import { os } from '@orpc/server'
import type { Database } from '../db/database.ts'
import { type Identity, type Scope, withScope } from '../db/scope.ts'
import type { DomainDefinition } from '../domain.ts'
import type { BlobStore } from '../files/blob-store.ts'
import { kernelError } from '../language/kernel-errors.ts'
import type { ProcedureMeta } from './contract.ts'

/** What the HTTP layer hands to every procedure. */
export interface RequestContext {
  readonly database: Database
  /** Where file contents are kept. */
  readonly blobs: BlobStore
  /** Every module of the program: case types, jobs, permissions, rules. */
  readonly modules: readonly DomainDefinition[]
  /** The caller; undefined without a valid session. */
  readonly identity: Identity | undefined
  /** The public identity of the installation's city, for procedures that need no sign-in. */
  readonly publicIdentity: Identity
  readonly requestId: string
  readonly headers: Headers
  /** Address of the caller, for the audit trail. */
  readonly address: string
  readonly now: Date
}

/** The identity a procedure runs under, or the refusal. */
export function authorize(meta: ProcedureMeta, context: RequestContext): Identity {
  const required = meta.permission
  // A procedure that declares nothing is a mistake: deny.
  if (required === undefined) throw kernelError('kernel.no-right', { permission: 'undeclared' })
  if (required === 'public') return context.identity ?? context.publicIdentity
  if (!context.identity) throw kernelError('kernel.not-signed-in')
  if (required !== 'signed-in' && !context.identity.permissions.has(required))
    throw kernelError('kernel.no-right', { permission: required })
  return context.identity
}

/**
 * The middleware every router starts with: checks the permission, opens the scope, and rolls everything back
 * when the handler throws. The composition root refuses routers that lack it.
 *
 * @example
 * const os = implement(plansContract).$context<RequestContext>().use(scoped)
 * export const plansRouter = os.router({ getPlan: os.getPlan.handler(({ input, context }) => getPlan(context.scope, input.planId)) })
 */
export const scoped = os.$context<RequestContext>().middleware(async ({ context, procedure, next }) => {
  const meta: ProcedureMeta = procedure['~orpc'].meta
  const identity = authorize(meta, context)
  if (meta.transaction === false) {
    // Streams hold no transaction: they open scopes of their own, under the identity checked here.
    return next({
      context: { identity, scope: scopeWithoutTransaction(identity, context.now, context.database) },
    })
  }
  return withScope(context.database, identity, async (scope) => next({ context: { identity, scope } }), {
    now: context.now,
    readOnly: meta.readOnly,
  })
})

function scopeWithoutTransaction(identity: Identity, now: Date, database: Database): Scope {
  return {
    ...identity,
    now,
    get tx(): never {
      throw new TypeError('This procedure declares transaction: false; open a scope with withScope()')
    },
    beforeCommit: () => {
      throw new TypeError('This procedure declares transaction: false; open a scope with withScope()')
    },
    afterCommit: (effect) => effect(database),
  }
}
