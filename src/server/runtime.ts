/** What the running program is made of, wired by hand in one place. */
import type { Authentication } from '#kernel/access/authentication.ts'
import type { Database } from '#kernel/db/database.ts'
import type { Identity } from '#kernel/db/scope.ts'
import type { BlobStore } from '#kernel/files/blob-store.ts'

export interface Runtime {
  readonly database: Database
  readonly blobs: BlobStore
  readonly authentication: Authentication
  /** The identity of a visitor without an account, in the city this installation serves. */
  readonly publicIdentity: () => Promise<Identity>
  /** Token that commands of the same user on this machine present. */
  readonly operatorToken: string
}
