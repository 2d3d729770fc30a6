/** People and requests for tests that call procedures as the server does, without HTTP. */
import type { Role } from '../access/roles.ts'
import { permissionsOf } from '../access/roles.ts'
import type { RequestContext } from '../api/router.ts'
import type { Database } from '../db/database.ts'
import { type Identity, systemIdentity } from '../db/scope.ts'
import type { DomainDefinition } from '../domain.ts'
import type { BlobStore } from '../files/blob-store.ts'

/** A signed-in person with the permissions that the modules give the roles. */
export function personIdentity(
  city: string,
  modules: readonly DomainDefinition[],
  person: {
    readonly userId: string
    readonly name?: string
    readonly roles: readonly Role[]
    readonly units?: readonly string[]
    readonly regions?: readonly string[]
  },
): Identity {
  const declarations = Object.assign({}, ...modules.map((module) => module.permissions))
  return {
    city,
    actor: { userId: person.userId, name: person.name ?? person.userId },
    roles: person.roles,
    permissions: permissionsOf(declarations, person.roles),
    units: person.units ?? [],
    regions: person.regions ?? [city],
    locale: 'zh',
  }
}

/** File contents kept in memory. */
export function memoryBlobs(): BlobStore {
  const blobs = new Map<string, Uint8Array>()
  return {
    put: async (key, bytes) => {
      blobs.set(key, bytes)
    },
    get: async (key) => blobs.get(key),
    open: async (key) => {
      const bytes = blobs.get(key)
      return bytes && new Blob([new Uint8Array(bytes)])
    },
    putBlob: async (key, content) => {
      blobs.set(key, new Uint8Array(await content.arrayBuffer()))
    },
  }
}

/**
 * The context of a request, for `call(router.procedure, input, { context })` of `@orpc/server`.
 *
 * @param identity the caller; undefined for a caller without a session
 */
export function requestContext(
  database: Database,
  modules: readonly DomainDefinition[],
  identity: Identity | undefined,
  now: Date = new Date(),
): RequestContext {
  return {
    database,
    blobs: memoryBlobs(),
    modules,
    identity,
    publicIdentity: systemIdentity(identity?.city ?? '990000', 'public'),
    requestId: 'test',
    headers: new Headers(),
    address: '127.0.0.1',
    now,
  }
}
