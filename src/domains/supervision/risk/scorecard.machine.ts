/** The adoption of a scorecard: drafted and tried out by one person, adopted by another. */
import { setup } from 'xstate'

export type AdoptionContext = { readonly versionId: string }

export type AdoptionEvent =
  | { readonly type: 'propose' }
  | { readonly type: 'return'; readonly reason: string }
  | { readonly type: 'adopt' }
  | { readonly type: 'discard' }

export const adoptionMachine = setup({
  types: { context: {} as AdoptionContext, events: {} as AdoptionEvent, input: {} as AdoptionContext },
}).createMachine({
  id: 'supervision.scorecard-adoption',
  context: ({ input }) => ({ versionId: input.versionId }),
  initial: 'drafting',
  states: {
    drafting: { on: { propose: 'deciding', discard: 'discarded' } },
    deciding: { on: { return: 'drafting', adopt: 'adopted', discard: 'discarded' } },
    adopted: { type: 'final' },
    discarded: { type: 'final' },
  },
})
