/** The life of an inspection: from the drawn task to the published result and what follows from it. */
import { assign, setup } from 'xstate'

/** What follows a published result. */
export type FollowUp = 'none' | 'correction' | 'handling'

export type InspectionContext = { readonly inspectionId: string; readonly followUp: FollowUp }

export type InspectionEvent =
  | { readonly type: 'accept' | 'arrive' | 'return' | 'approve' | 'publish' | 'withdraw' }
  | { readonly type: 'record' | 'record-again' | 'unable'; readonly followUp: FollowUp }
  | { readonly type: 'corrected' | 'not-corrected' | 'transfer' | 'hand-to-lists' | 'close' }

const recording = {
  target: '#recorded',
  actions: assign<
    InspectionContext,
    { followUp: FollowUp } & { type: string },
    undefined,
    InspectionEvent,
    never
  >({
    followUp: ({ event }) => event.followUp,
  }),
}

/**
 * `pending` holds what the team has one period for. `concluding` holds what the law gives one period for: the result must be public within it, whoever still has to
 * approve it. A result sent back to the site leaves it and begins it anew.
 */
export const inspectionMachine = setup({
  types: {
    context: {} as InspectionContext,
    events: {} as InspectionEvent,
    input: {} as { readonly inspectionId: string },
  },
  guards: {
    mustCorrect: ({ context }) => context.followUp === 'correction',
    mustHandle: ({ context }) => context.followUp === 'handling',
  },
}).createMachine({
  id: 'supervision.inspection',
  context: ({ input }) => ({ inspectionId: input.inspectionId, followUp: 'none' }),
  initial: 'pending',
  states: {
    pending: {
      initial: 'assigned',
      states: {
        assigned: { on: { accept: 'accepted', withdraw: '#withdrawn' } },
        accepted: { on: { arrive: 'on-site', unable: recording, withdraw: '#withdrawn' } },
        'on-site': { id: 'on-site', on: { record: recording, unable: recording } },
      },
    },
    concluding: {
      initial: 'recorded',
      states: {
        recorded: {
          id: 'recorded',
          on: { 'record-again': recording, return: '#on-site', approve: 'approved' },
        },
        approved: {
          on: {
            publish: [
              { guard: 'mustCorrect', target: '#correcting' },
              { guard: 'mustHandle', target: '#handling' },
              { target: '#closed' },
            ],
          },
        },
      },
    },
    correcting: {
      id: 'correcting',
      on: { corrected: 'closed', 'not-corrected': 'handling', transfer: 'transferred' },
    },
    handling: {
      id: 'handling',
      on: { transfer: 'transferred', 'hand-to-lists': 'closed', close: 'closed' },
    },
    closed: { id: 'closed', type: 'final' },
    transferred: { type: 'final' },
    withdrawn: { id: 'withdrawn', type: 'final' },
  },
})
