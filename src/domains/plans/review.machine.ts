/** The life of a draft version: reviewed, perhaps approved by someone else, published or discarded. */
import { setup } from 'xstate'

export type ReviewContext = { readonly versionId: string }

export type ReviewEvent =
  | { readonly type: 'submit' }
  | { readonly type: 'return'; readonly reason: string }
  | { readonly type: 'publish' }
  | { readonly type: 'discard' }

/**
 * `publish` is open from review as well as from approval: small offices have one person for both. The rule that
 * nothing publishes unread holds in the transition's effect, where the entries are.
 */
export const reviewMachine = setup({
  types: { context: {} as ReviewContext, events: {} as ReviewEvent, input: {} as ReviewContext },
}).createMachine({
  id: 'plans.review',
  context: ({ input }) => ({ versionId: input.versionId }),
  initial: 'reviewing',
  states: {
    reviewing: { on: { submit: 'approving', publish: 'published', discard: 'discarded' } },
    approving: { on: { return: 'reviewing', publish: 'published', discard: 'discarded' } },
    published: { type: 'final' },
    discarded: { type: 'final' },
  },
})
