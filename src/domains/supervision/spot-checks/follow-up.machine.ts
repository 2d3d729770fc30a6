/**
 * What follows a failed batch: the result is notified, may be objected to and tested again, and is then handled until
 * it is closed, transferred, overturned or set aside. Product Quality Law art. 15, 17 and the measures below it.
 */
import { setup } from 'xstate'
import { type FailedItem, judgeAgain } from './measured-text.ts'

/** What the statechart knows: the batch, and what failed with the limits that a new test is judged by. */
type FollowUpContext = { readonly sampleId: string; readonly items: readonly FailedItem[] }

/** Events of the follow-up; those without fields here carry papers that the statechart does not look at. */
type FollowUpEvent =
  | {
      readonly type:
        | 'notify'
        | 'confirm'
        | 'object'
        | 'accept'
        | 'reject'
        | 'set-aside'
        | 'start-retest'
        | 'lapse'
        | 'order-correction'
        | 'transfer'
        | 'report-correction'
        | 'record-penalty'
        | 'hand-over-recall'
        | 'close'
    }
  | { readonly type: 'record-retest' | 'record-reinspection'; readonly measured: string }

const outcome = (context: FollowUpContext, event: FollowUpEvent): 'pass' | 'fail' | undefined =>
  'measured' in event ? judgeAgain(context.items, event.measured) : undefined

/** Papers that are recorded while the case stays where it is. */
const papers = (state: string) => ({ 'record-penalty': state, 'hand-over-recall': state })

const judged = (passed: string, failed: string) => [
  { guard: 'conforms' as const, target: passed },
  { guard: 'fails' as const, target: failed },
]

export const followUpMachine = setup({
  types: {
    context: {} as FollowUpContext,
    events: {} as FollowUpEvent,
    input: {} as FollowUpContext,
  },
  guards: {
    conforms: ({ context, event }) => outcome(context, event) === 'pass',
    fails: ({ context, event }) => outcome(context, event) === 'fail',
  },
}).createMachine({
  id: 'supervision.spot-check',
  context: ({ input }) => ({ sampleId: input.sampleId, items: input.items }),
  initial: 'notifying',
  states: {
    notifying: { on: { notify: 'objection-period' } },
    'objection-period': { on: { object: 'objection-review', confirm: 'ordering' } },
    'objection-review': { on: { accept: 'retest-procedure', reject: 'ordering', 'set-aside': 'set-aside' } },
    'retest-procedure': { on: { 'start-retest': 'retesting', lapse: 'ordering' } },
    retesting: { on: { 'record-retest': judged('overturned', 'ordering') } },
    ordering: { on: { 'order-correction': 'correcting', transfer: 'transferred', ...papers('ordering') } },
    correcting: { on: { 'report-correction': 'reinspecting', ...papers('correcting') } },
    reinspecting: { on: { 'record-reinspection': judged('closing', 'announced') } },
    announced: { on: { 'report-correction': 'reinspecting-announced', ...papers('announced') } },
    'reinspecting-announced': { on: { 'record-reinspection': judged('closing', 'suspended') } },
    suspended: { on: { 'report-correction': 'reinspecting-suspended' } },
    'reinspecting-suspended': { on: { 'record-reinspection': judged('closing', 'revocation-proposed') } },
    closing: { on: { close: 'closed', ...papers('closing') } },
    closed: { type: 'final' },
    transferred: { type: 'final' },
    overturned: { type: 'final' },
    'set-aside': { type: 'final' },
    'revocation-proposed': { type: 'final' },
  },
})
