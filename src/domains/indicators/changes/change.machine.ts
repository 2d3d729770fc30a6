/** The life of a proposed definition: looked at by somebody else, perhaps returned, approved or turned down. */
import { setup } from 'xstate'

export type ChangeContext = { readonly indicatorId: string }

export type ChangeCaseEvent =
  | { readonly type: 'approve' }
  | { readonly type: 'return' }
  | { readonly type: 'reject' }
  | { readonly type: 'submit' }
  | { readonly type: 'withdraw' }

export const changeMachine = setup({
  types: { context: {} as ChangeContext, events: {} as ChangeCaseEvent, input: {} as ChangeContext },
}).createMachine({
  id: 'indicators.definition-change',
  context: ({ input }) => ({ indicatorId: input.indicatorId }),
  initial: 'reviewing',
  states: {
    reviewing: { on: { approve: 'approved', return: 'revising', reject: 'rejected', withdraw: 'withdrawn' } },
    revising: { on: { submit: 'reviewing', withdraw: 'withdrawn' } },
    approved: { type: 'final' },
    rejected: { type: 'final' },
    withdrawn: { type: 'final' },
  },
})
