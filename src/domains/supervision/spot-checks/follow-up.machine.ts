/**
 * What follows a failed batch: the result is notified, may be objected to and tested again, and is then handled until
 * it is closed, transferred, overturned or set aside. Product Quality Law art. 15, 17 and the measures below it.
 */
import { assign, setup } from 'xstate'
import { localDate } from '#kernel/calendar/calendar.ts'
import { type FailedItem, judgeAgain } from './measured-text.ts'
import type { NoticeParty } from './terms.ts'

/** When a party received the notice, and the last day on which it may object. ISO dates. */
interface ObjectionRight {
  readonly receivedOn: string
  readonly until: string
}

/** What stands open of objections. Each party may object once, also while the other's objection is dealt with. */
interface OpenObjections {
  /** Of the parties that have not objected. */
  readonly rights: Readonly<Partial<Record<NoticeParty, ObjectionRight>>>
  /** Objections without a decision, the one that is dealt with among them; a re-test that runs decides its own. */
  readonly undecided: number
  /** The reserve is used up: there is one re-test, and it is final. */
  readonly retested: boolean
}

/** What the statechart knows: the batch, what failed with the limits that a new test is judged by, and objections. */
type FollowUpContext = FollowUpInput & { readonly objections: OpenObjections }
type FollowUpInput = { readonly sampleId: string; readonly items: readonly FailedItem[] }

const none: OpenObjections = { rights: {}, undecided: 0, retested: false }

/** Events of the follow-up; those without fields here carry papers that the statechart does not look at. */
type FollowUpEvent = { readonly at: string } & (
  | { readonly type: 'notify'; readonly rights: OpenObjections['rights'] }
  | { readonly type: 'object'; readonly party: NoticeParty }
  | {
      readonly type:
        | 'confirm'
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
)

const outcome = (context: FollowUpContext, event: FollowUpEvent): 'pass' | 'fail' | undefined =>
  'measured' in event ? judgeAgain(context.items, event.measured) : undefined

/** The conclusion stands after this decision: of decisions that rest on a test, only where that failed. */
const stands = (context: FollowUpContext, event: FollowUpEvent): boolean =>
  !('measured' in event) || outcome(context, event) === 'fail'

const withoutParty = (rights: OpenObjections['rights'], party: NoticeParty): OpenObjections['rights'] =>
  party === 'sampled'
    ? { ...(rights.producer ? { producer: rights.producer } : {}) }
    : { ...(rights.sampled ? { sampled: rights.sampled } : {}) }

/** Papers that are recorded while the case stays where it is. */
const papers = (state: string) => ({ 'record-penalty': state, 'hand-over-recall': state })

/** An objection of the party that has not objected, taken while the other's is dealt with; it waits for its turn. */
const another = (state: string) => ({
  object: { guard: 'mayObject' as const, target: state, actions: 'takeObjection' as const },
})

/** Where a decision against an objection leads: nobody loses his right to object because the other was faster. */
const afterDecision = [
  { guard: 'anotherWaits' as const, target: 'objection-review', actions: 'decide' as const },
  { guard: 'periodRuns' as const, target: 'objection-period', actions: 'decide' as const },
  { guard: 'stands' as const, target: 'ordering', actions: 'closeObjections' as const },
]

const judged = (passed: string, failed: string) => [
  { guard: 'conforms' as const, target: passed },
  { guard: 'fails' as const, target: failed },
]

export const followUpMachine = setup({
  types: {
    context: {} as FollowUpContext,
    events: {} as FollowUpEvent,
    input: {} as FollowUpInput,
  },
  guards: {
    conforms: ({ context, event }) => outcome(context, event) === 'pass',
    fails: ({ context, event }) => outcome(context, event) === 'fail',
    mayObject: ({ context, event }) =>
      'party' in event && context.objections.rights[event.party] !== undefined,
    reserveLeft: ({ context }) => !context.objections.retested,
    anotherWaits: ({ context, event }) => stands(context, event) && context.objections.undecided > 1,
    periodRuns: ({ context, event }) =>
      stands(context, event) &&
      Object.values(context.objections.rights).some(({ until }) => until >= localDate(new Date(event.at))),
    stands: ({ context, event }) => stands(context, event),
  },
  actions: {
    beginPeriods: assign({
      objections: ({ event }) => ('rights' in event ? { ...none, rights: event.rights } : none),
    }),
    takeObjection: assign({
      objections: ({ context: { objections }, event }) =>
        'party' in event
          ? {
              ...objections,
              rights: withoutParty(objections.rights, event.party),
              undecided: objections.undecided + 1,
            }
          : objections,
    }),
    decide: assign({
      objections: ({ context: { objections }, event }) => ({
        ...objections,
        undecided: objections.undecided - 1,
        retested: objections.retested || 'measured' in event,
      }),
    }),
    closeObjections: assign({ objections: none }),
  },
}).createMachine({
  id: 'supervision.spot-check',
  context: ({ input }) => ({ sampleId: input.sampleId, items: input.items, objections: none }),
  initial: 'notifying',
  states: {
    notifying: { on: { notify: { target: 'objection-period', actions: 'beginPeriods' } } },
    'objection-period': {
      on: { ...another('objection-review'), confirm: { target: 'ordering', actions: 'closeObjections' } },
    },
    'objection-review': {
      on: {
        accept: { guard: 'reserveLeft', target: 'retest-procedure' },
        reject: afterDecision,
        'set-aside': 'set-aside',
        ...another('objection-review'),
      },
    },
    'retest-procedure': {
      on: { 'start-retest': 'retesting', lapse: afterDecision, ...another('retest-procedure') },
    },
    retesting: {
      on: {
        'record-retest': [{ guard: 'conforms', target: 'overturned' }, ...afterDecision],
        ...another('retesting'),
      },
    },
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
