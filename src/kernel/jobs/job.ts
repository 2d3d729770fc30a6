/** Work that outlives a request: declared by a module, run by a worker, watched through its progress. */
import type { z } from 'zod'
import type { Database } from '../db/database.ts'
import type { Identity } from '../db/scope.ts'
import type { Message } from '../language/messages.ts'

/** What a running job has at hand. It opens scopes of its own with `withScope(job.database, job.identity, …)`. */
export interface JobContext {
  readonly database: Database
  /** The identity of the person who started it, with the rights held at that moment; the system's for timers. */
  readonly identity: Identity
  readonly runId: string
  readonly now: () => Date
  /** Reports how far it is; `done` and `total` in the job's own units. Written at most twice a second. */
  readonly progress: (done: number, total: number, note?: Message) => Promise<void>
  /** Aborted when the process is asked to stop; a job that can should save its place and return. */
  readonly signal: AbortSignal
}

export interface JobDefinition {
  /** Kebab-case, module first: `plans.read-document`. */
  readonly name: string
  readonly title: Message
  readonly input: z.ZodType
  /** Runs with parsed input; returns a small JSON result that the page shows. Must be safe to run again. */
  readonly run: (input: unknown, context: JobContext) => Promise<unknown>
  /** Attempts after a crash or a failure; 2 unless given. */
  readonly retries?: number
  /** Cron expression (Asia/Shanghai) for timers. */
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
