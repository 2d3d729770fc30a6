/** Work that outlives a request: declared by a module, run by a worker, watched through its progress. */
import type { z } from 'zod'
import type { Database } from '../db/database.ts'
import type { Identity } from '../db/scope.ts'
import type { DomainDefinition } from '../domain.ts'
import type { BlobStore } from '../files/blob-store.ts'
import type { Message } from '../language/messages.ts'

/** What a running job has at hand. It opens scopes of its own with `withScope(job.database, job.identity, …)`. */
export interface JobContext {
  readonly database: Database
  /** Contents of stored files. */
  readonly blobs: BlobStore
  /** The identity of the person who started it, with the rights held at that moment; the system's for timers. */
  readonly identity: Identity
  readonly runId: string
  /** Every module of the program: case types, permissions. */
  readonly modules: readonly DomainDefinition[]
  readonly now: () => Date
  /**
   * Reports how far it is; `done` and `total` in the job's own units. Only remembers and returns at once: what
   * was reported last is written about once a second, so it may be called in a tight loop and inside a scope.
   */
  readonly progress: (done: number, total: number, note?: Message) => void
  /**
   * Aborted when the process is asked to stop or a person cancels the run. A job that takes longer than a few
   * seconds looks at it between steps (`signal.throwIfAborted()`): after a stop it runs again when the program is
   * back, after a cancellation it does not. Returning instead of throwing means that it has finished.
   */
  readonly signal: AbortSignal
}

export interface JobDefinition {
  /** Kebab-case, module first: `plans.read-document`. */
  readonly name: string
  readonly title: Message
  readonly input: z.ZodType
  /** Runs with parsed input; returns a small JSON result that the page shows. Must be safe to run again. */
  readonly run: (input: unknown, context: JobContext) => Promise<unknown>
  /** How often it is tried again after a crash or a failure that is not an `ApplicationError`; 2 unless given. */
  readonly retries?: number
  /** Cron expression (five fields, Asia/Shanghai) for timers; runs once per city, with input `{}`. */
  readonly schedule?: string
}

/** Closes a typed job into a definition, so that unlike jobs fit in one list. */
export function defineJob<Input>(job: {
  readonly name: string
  readonly title: Message
  readonly input: z.ZodType<Input>
  readonly run: (input: Input, context: JobContext) => Promise<unknown>
  readonly retries?: number
  readonly schedule?: string
}): JobDefinition {
  return { ...job, run: (input, context) => job.run(job.input.parse(input), context) }
}

/** Times a job is tried in all. */
export const attemptsOf = (definition: JobDefinition): number => (definition.retries ?? 2) + 1
