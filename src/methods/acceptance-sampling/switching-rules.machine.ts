/**
 * Switching rules of GB/T 2828.1-2012 (ISO 2859-1:1999), clauses 9.3 and 9.4, as a statechart: inspection starts
 * normal; it is tightened when 2 of 5 or fewer consecutive lots are not accepted, returns to normal after 5
 * consecutive accepted lots, may be reduced when the switching score reaches 30 with steady production and the
 * responsible authority's consent, and is discontinued when 5 lots in all are not accepted under tightened
 * inspection. Only original inspection counts; resubmitted lots are not sent here.
 *
 * Switching score (9.3.3.2), single plans: with Ac ≥ 2, +3 if the lot would also have been accepted under an AQL
 * one step tighter, otherwise back to 0; with Ac 0 or 1, +2 if accepted, otherwise back to 0.
 */
import { assign, setup } from 'xstate'

/** One lot inspected for the first time. */
export interface LotInspected {
  readonly type: 'LOT_INSPECTED'
  readonly accepted: boolean
  /** Ac of the plan used. */
  readonly acceptanceNumber: number
  /** With Ac ≥ 2: whether the lot would have been accepted with the AQL one step tighter. */
  readonly acceptedUnderTighterLimit?: boolean
}

/** What can happen to the sequence of lots. */
export type SwitchingEvent =
  | LotInspected
  /** Production is steady and the responsible authority wants reduced inspection (9.3.3.1 b and c). */
  | { readonly type: 'REDUCTION_APPROVED' }
  /** Production became irregular or delayed, or other conditions call for normal inspection (9.3.4 b to d). */
  | { readonly type: 'PRODUCTION_IRREGULAR' }
  /** The supplier improved the product and the responsible authority agrees to go on (9.4). */
  | { readonly type: 'IMPROVEMENT_CONFIRMED' }

/** What the rules have to remember. */
export interface SwitchingContext {
  /** Normal inspection: outcomes of the last lots, newest last, at most 5. */
  readonly recentlyAccepted: readonly boolean[]
  /** Normal inspection: the switching score. */
  readonly switchingScore: number
  /** Tightened inspection: consecutive lots accepted so far. */
  readonly consecutiveAccepted: number
  /** Tightened inspection: lots not accepted in this sequence. */
  readonly notAccepted: number
}

/** Lots looked back on, and rejections among them, that tighten inspection (9.3.1). */
const TIGHTEN_WINDOW = 5
const TIGHTEN_REJECTIONS = 2
/** Consecutive accepted lots that end tightened inspection (9.3.2). */
const LOOSEN_RUN = 5
/** Switching score that permits reduced inspection (9.3.3.1 a). */
export const REDUCTION_SCORE = 30
/** Lots not accepted under tightened inspection that stop it (9.4). */
const DISCONTINUE_REJECTIONS = 5

const fresh: SwitchingContext = {
  recentlyAccepted: [],
  switchingScore: 0,
  consecutiveAccepted: 0,
  notAccepted: 0,
}

/** The switching score after one more lot. */
export function nextSwitchingScore(score: number, lot: LotInspected): number {
  if (lot.acceptanceNumber >= 2) return lot.accepted && lot.acceptedUnderTighterLimit === true ? score + 3 : 0
  return lot.accepted ? score + 2 : 0
}

function afterNormalLot(context: SwitchingContext, lot: LotInspected): SwitchingContext {
  return {
    ...context,
    recentlyAccepted: [...context.recentlyAccepted, lot.accepted].slice(-TIGHTEN_WINDOW),
    // 30 is all that counts: the score is not carried further.
    switchingScore: Math.min(REDUCTION_SCORE, nextSwitchingScore(context.switchingScore, lot)),
  }
}

function afterTightenedLot(context: SwitchingContext, lot: LotInspected): SwitchingContext {
  return {
    ...context,
    consecutiveAccepted: lot.accepted ? context.consecutiveAccepted + 1 : 0,
    notAccepted: context.notAccepted + (lot.accepted ? 0 : 1),
  }
}

/**
 * The statechart: states `normal`, `tightened`, `reduced`, `discontinued`; use it as a pure function
 * (`getNextSnapshot`, `transition`) or with an actor.
 */
export const switchingRulesMachine = setup({
  types: {
    context: {} as SwitchingContext,
    events: {} as SwitchingEvent,
  },
  guards: {
    tightens: ({ context, event }) =>
      event.type === 'LOT_INSPECTED' &&
      afterNormalLot(context, event).recentlyAccepted.filter((accepted) => !accepted).length >=
        TIGHTEN_REJECTIONS,
    returnsToNormal: ({ context, event }) =>
      event.type === 'LOT_INSPECTED' && afterTightenedLot(context, event).consecutiveAccepted >= LOOSEN_RUN,
    discontinues: ({ context, event }) =>
      event.type === 'LOT_INSPECTED' &&
      afterTightenedLot(context, event).notAccepted >= DISCONTINUE_REJECTIONS,
    mayBeReduced: ({ context }) => context.switchingScore >= REDUCTION_SCORE,
    notAccepted: ({ event }) => event.type === 'LOT_INSPECTED' && !event.accepted,
  },
  actions: {
    startAfresh: assign(fresh),
    countNormalLot: assign(({ context, event }) =>
      event.type === 'LOT_INSPECTED' ? afterNormalLot(context, event) : context,
    ),
    countTightenedLot: assign(({ context, event }) =>
      event.type === 'LOT_INSPECTED' ? afterTightenedLot(context, event) : context,
    ),
  },
}).createMachine({
  id: 'switchingRules',
  initial: 'normal',
  context: fresh,
  states: {
    normal: {
      entry: 'startAfresh',
      on: {
        LOT_INSPECTED: [{ guard: 'tightens', target: 'tightened' }, { actions: 'countNormalLot' }],
        REDUCTION_APPROVED: { guard: 'mayBeReduced', target: 'reduced' },
      },
    },
    tightened: {
      entry: 'startAfresh',
      on: {
        LOT_INSPECTED: [
          { guard: 'discontinues', target: 'discontinued' },
          { guard: 'returnsToNormal', target: 'normal' },
          { actions: 'countTightenedLot' },
        ],
      },
    },
    reduced: {
      entry: 'startAfresh',
      on: {
        LOT_INSPECTED: { guard: 'notAccepted', target: 'normal' },
        PRODUCTION_IRREGULAR: { target: 'normal' },
      },
    },
    discontinued: {
      // 9.4: inspection resumes as if 9.3.1 had just been invoked, that is, tightened.
      on: { IMPROVEMENT_CONFIRMED: { target: 'tightened' } },
    },
  },
})

/** Severity of inspection, or that it has stopped. */
export type InspectionSeverity = 'normal' | 'tightened' | 'reduced' | 'discontinued'
