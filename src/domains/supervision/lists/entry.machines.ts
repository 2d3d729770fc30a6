/** How an enterprise comes onto a list. */
import { assign, setup } from 'xstate'

interface EntryContext {
  readonly enterpriseId: string
  /** Account of whoever proposed; somebody else decides. */
  readonly proposedBy: string | null
}

type EntryInput = Pick<EntryContext, 'enterpriseId'>
type Proposal = { readonly type: 'propose'; readonly findings: string; readonly by?: string | undefined }
type Decision = { readonly type: 'decide'; readonly decisionNumber: string }
type Other =
  | { readonly type: 'return'; readonly reason: string }
  | { readonly type: 'drop'; readonly reason: string }

const begin = ({ input }: { input: EntryInput }): EntryContext => ({
  enterpriseId: input.enterpriseId,
  proposedBy: null,
})

/** Abnormal operations: verified, then decided; the measures of 2014 ask for no notice before. */
export const abnormalEntryMachine = setup({
  types: { context: {} as EntryContext, events: {} as Proposal | Decision | Other, input: {} as EntryInput },
}).createMachine({
  id: 'supervision.abnormal-entry',
  context: begin,
  initial: 'verifying',
  states: {
    verifying: {
      on: {
        propose: {
          target: 'deciding',
          actions: assign({ proposedBy: ({ event }) => event.by ?? null }),
        },
        drop: 'dropped',
      },
    },
    deciding: { on: { decide: 'listed', return: 'verifying', drop: 'dropped' } },
    listed: { type: 'final' },
    dropped: { type: 'final' },
  },
})

type NoticeEvent =
  | { readonly type: 'give-notice'; readonly noticeNumber: string; readonly deliveredOn: string }
  | { readonly type: 'defend'; readonly statement: string }
  | { readonly type: 'ask-hearing'; readonly statement: string }
  | { readonly type: 'no-answer' }
  | { readonly type: 'hold-hearing'; readonly heldOn: string; readonly record: string }

interface SeriousEntryContext extends EntryContext {
  /** When the enterprise received the notice, from which its time to be heard runs. ISO date. */
  readonly deliveredOn: string | null
}

/** Serious dishonesty: notice with reasons before the decision, statement and defence, a hearing where it is asked for. */
export const seriousEntryMachine = setup({
  types: {
    context: {} as SeriousEntryContext,
    events: {} as NoticeEvent | Proposal | Decision | Other,
    input: {} as EntryInput,
  },
}).createMachine({
  id: 'supervision.serious-entry',
  context: ({ input }) => ({ ...begin({ input }), deliveredOn: null }),
  initial: 'drafting',
  states: {
    drafting: {
      on: {
        'give-notice': {
          target: 'notified',
          actions: assign({ deliveredOn: ({ event }) => event.deliveredOn }),
        },
        drop: 'dropped',
      },
    },
    notified: { on: { defend: 'reviewing', 'ask-hearing': 'hearing', 'no-answer': 'reviewing' } },
    hearing: { on: { 'hold-hearing': 'reviewing' } },
    reviewing: {
      on: {
        propose: {
          target: 'deciding',
          actions: assign({ proposedBy: ({ event }) => event.by ?? null }),
        },
        drop: 'dropped',
      },
    },
    deciding: { on: { decide: 'listed', return: 'reviewing', drop: 'dropped' } },
    listed: { type: 'final' },
    dropped: { type: 'final' },
  },
})
