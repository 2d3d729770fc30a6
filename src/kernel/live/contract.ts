/** Messages that tell an open page that something it shows has changed, as server-sent events. */
import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { procedure } from '../api/contract.ts'

/**
 * What a listener hears:
 * - `ready`: the connection stands; its id is the place from which a later connection goes on
 * - `changed`: things of a topic changed; `ids` is null when they are many, or when the listener's rights reach only
 *   part of the city: then whatever is shown of the topic is asked for anew
 * - `reload`: messages may have been missed; ask for everything shown anew
 * - `closed`: this person has opened newer connections than may stay open; do not come back by yourself
 */
export const LiveMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({
    kind: z.literal('changed'),
    topic: z.string(),
    ids: z.array(z.string()).nullable(),
  }),
  z.object({ kind: z.literal('reload') }),
  z.object({ kind: z.literal('closed') }),
])
export type LiveMessage = z.infer<typeof LiveMessage>

export const liveContract = {
  /** Ends after some minutes; the browser connects again by itself, and rights are looked at anew. */
  listen: procedure({
    method: 'GET',
    path: '/live',
    permission: 'signed-in',
    summary: { zh: '实时变更消息（SSE）', en: 'Changes as they happen (server-sent events)' },
    tags: ['live'],
    transaction: false,
  })
    .input(
      z.object({
        /** Topics, separated by commas; each asks for its own permission. */
        topics: z
          .string()
          .regex(/^[a-z-]+(,[a-z-]+)*$/)
          .max(400),
        /** Id of the last message heard, for a client that cannot send `Last-Event-ID`. */
        after: z.string().max(60).optional(),
      }),
    )
    .output(eventIterator(LiveMessage)),
}
