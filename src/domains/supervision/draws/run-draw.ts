/** Computes a draw in a thread of its own. */
import { Worker } from 'node:worker_threads'
import type { TeamAssignment } from '#methods/draw/assign-inspectors.ts'
import type { DrawPlan, StratumResult } from '#methods/draw/draw-record.ts'
import type { PublishedTerms } from '#methods/draw/published-draw.ts'
import type { DrawHash } from '#methods/draw/seeded-generator.ts'

/** What the thread is given. */
export interface DrawWork {
  /** The list of subjects, as `population-text.ts` describes it. */
  readonly text: Uint8Array
  readonly plan: DrawPlan
  readonly terms: PublishedTerms
  readonly seed: string
  readonly hash: DrawHash
}

/** What the thread gives: the draw, or why there is none. */
export type DrawAnswer =
  | { readonly problem: string }
  | {
      readonly results: readonly StratumResult[]
      readonly teams: readonly TeamAssignment[]
      readonly joint: ReadonlyArray<{
        readonly department: string
        readonly teams: readonly TeamAssignment[]
      }>
    }

/**
 * Draws in a thread. The list of subjects is copied into memory that both share, once.
 *
 * @param signal ends the thread when the job is stopped
 */
export function runDraw(work: DrawWork, signal: AbortSignal): Promise<DrawAnswer> {
  const shared = new Uint8Array(new SharedArrayBuffer(work.text.length))
  shared.set(work.text)
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./draw-worker.ts', import.meta.url), {
      workerData: { ...work, text: shared } satisfies DrawWork,
    })
    const stop = () => void worker.terminate()
    signal.addEventListener('abort', stop, { once: true })
    worker.once('message', (answer: DrawAnswer) => resolve(answer))
    worker.once('error', reject)
    worker.once('exit', () => {
      signal.removeEventListener('abort', stop)
      reject(new Error('The thread of the draw ended without an answer'))
    })
  })
}
