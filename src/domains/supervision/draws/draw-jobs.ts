/** The work of draws that outlives a request: freezing the register, and drawing. */
import { z } from 'zod'
import { withScope } from '#kernel/db/scope.ts'
import { defineJob, type JobContext } from '#kernel/jobs/job.ts'
import { startJob } from '#kernel/jobs/jobs.ts'
import { ApplicationError } from '#kernel/language/errors.ts'
import { formatMessage } from '#kernel/language/messages.ts'
import { openInspectionsJob } from '../inspections/open-inspections-job.ts'
import { computeDraw, publishCommitment, publishResult, revealDraw } from './commit-and-conduct.ts'
import * as store from './draw-store.ts'

const DrawOf = z.object({ drawId: z.uuid() })

const within = <Result>(
  context: JobContext,
  work: Parameters<typeof withScope<Result>>[2],
): Promise<Result> => withScope(context.database, context.identity, work, { now: context.now() })

/** Says on the draw why there is none, so that its page can. */
const fail = (context: JobContext, drawId: string, failure: string): Promise<{ failure: string }> =>
  within(context, async (scope) => {
    await store.setDrawState(scope, drawId, 'failed', { failure })
    return { failure }
  })

/** Freezes the register of a draw and publishes its commitment. */
export const commitDrawJob = defineJob({
  name: 'supervision.commit-draw',
  title: { zh: '冻结名录并公布承诺', en: 'Freeze the register and publish the commitment' },
  input: DrawOf,
  run: async ({ drawId }, context) => {
    try {
      return await within(context, async (scope) => {
        const draw = await store.holdDraw(scope, drawId)
        if (draw?.state !== 'preparing') return { state: draw?.state ?? 'gone' }
        await publishCommitment(scope, draw, (read, expected) => {
          context.signal.throwIfAborted()
          context.progress(read, expected, { zh: '正在读取名录库', en: 'Reading the register' })
        })
        return { state: 'committed' }
      })
    } catch (error) {
      if (!(error instanceof ApplicationError)) throw error
      return fail(context, drawId, formatMessage(error.definition, context.identity.locale, error.parameters))
    }
  },
})

/** Reveals the secret, draws, publishes the result, and has the inspections opened. */
export const conductDrawJob = defineJob({
  name: 'supervision.conduct-draw',
  title: { zh: '揭示种子并抽取', en: 'Reveal the secret and draw' },
  input: DrawOf,
  run: async ({ drawId }, context) => {
    context.progress(0, 3, { zh: '揭示种子', en: 'Revealing the secret' })
    const revealed = await within(context, async (scope) => {
      const draw = await store.holdDraw(scope, drawId)
      return draw?.state === 'drawing' ? revealDraw(scope, draw) : undefined
    })
    if (!revealed) return {}
    context.progress(1, 3, { zh: '正在抽取', en: 'Drawing' })
    const outcome = await computeDraw(revealed, context.signal)
    if ('problem' in outcome) return fail(context, drawId, outcome.problem)
    context.progress(2, 3, { zh: '公布结果', en: 'Publishing the result' })
    return within(context, async (scope) => {
      const draw = await store.holdDraw(scope, drawId)
      // A run after a crash may find its work done.
      if (draw?.state !== 'drawing') return {}
      const drawn = await publishResult(scope, revealed, outcome)
      await startJob(scope, openInspectionsJob, { drawId })
      return { drawn }
    })
  },
})
