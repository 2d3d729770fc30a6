/**
 * How an enterprise comes off a list: it applies, the application is accepted or not, one officer verifies and proposes,
 * another decides. Correction, credit repair and objection differ in periods and effects, not in their course.
 */
import { assign, setup } from 'xstate'

export interface LeavingContext {
  readonly enterpriseId: string
  readonly entryId: string
  readonly proposal: 'grant' | 'refuse' | null
  /** Account of whoever verified; somebody else decides. */
  readonly proposedBy: string | null
}

export type LeavingEvent =
  | { readonly type: 'accept' }
  | { readonly type: 'decline'; readonly reason: string }
  | { readonly type: 'ask'; readonly missing: string }
  | { readonly type: 'supplement'; readonly statement: string }
  | { readonly type: 'withdraw' }
  | {
      readonly type: 'propose-granting' | 'propose-refusing'
      readonly findings: string
      readonly by?: string | undefined
    }
  | { readonly type: 'return'; readonly reason: string }
  | { readonly type: 'decide'; readonly decisionNumber: string }

/** The statechart under a name of its own. */
export const leavingMachine = (id: string) =>
  setup({
    types: {
      context: {} as LeavingContext,
      events: {} as LeavingEvent,
      input: {} as Pick<LeavingContext, 'enterpriseId' | 'entryId'>,
    },
  }).createMachine({
    id,
    context: ({ input }) => ({
      enterpriseId: input.enterpriseId,
      entryId: input.entryId,
      proposal: null,
      proposedBy: null,
    }),
    initial: 'applied',
    states: {
      applied: {
        on: { accept: 'verifying', decline: 'declined', ask: 'supplementing', withdraw: 'withdrawn' },
      },
      supplementing: { on: { supplement: 'applied', decline: 'declined', withdraw: 'withdrawn' } },
      verifying: {
        on: {
          'propose-granting': {
            target: 'deciding',
            actions: assign({ proposal: 'grant', proposedBy: ({ event }) => event.by ?? null }),
          },
          'propose-refusing': {
            target: 'deciding',
            actions: assign({ proposal: 'refuse', proposedBy: ({ event }) => event.by ?? null }),
          },
          withdraw: 'withdrawn',
        },
      },
      deciding: {
        on: {
          decide: [
            { guard: ({ context }) => context.proposal === 'grant', target: 'granted' },
            { target: 'refused' },
          ],
          return: 'verifying',
        },
      },
      granted: { type: 'final' },
      refused: { type: 'final' },
      declined: { type: 'final' },
      withdrawn: { type: 'final' },
    },
  })
