/** The way of a report: filled in, handed in, sent back or checked, published. */
import { assign, setup } from 'xstate'

/** What the statechart keeps of a report. */
export interface ReportData {
  readonly reportId: string
  readonly round: number
  readonly frequency: 'month' | 'quarter' | 'year'
  /** Last day of the period, from which the deadline counts. */
  readonly periodEnd: string
  /** Account that handed it in last; it may withdraw it and may not publish it. */
  readonly submittedBy: string | null
}

type ReportEvent =
  | { readonly type: 'submit'; readonly by?: string | undefined }
  | { readonly type: 'withdraw' | 'return' | 'accept' | 'publish' | 'cancel' }

/** A round of a report; what handing in and publishing change is in `report-effects.ts`. */
export const reportMachine = setup({
  types: {
    context: {} as ReportData,
    events: {} as ReportEvent,
    input: {} as Omit<ReportData, 'submittedBy'>,
  },
  actions: {
    rememberReporter: assign({
      submittedBy: ({ event }) => (event.type === 'submit' ? (event.by ?? null) : null),
    }),
  },
}).createMachine({
  id: 'indicators.report',
  context: ({ input }) => ({ ...input, submittedBy: null }),
  initial: 'to-report',
  states: {
    'to-report': {
      on: { submit: { target: 'submitted', actions: 'rememberReporter' }, cancel: 'cancelled' },
    },
    submitted: {
      on: { publish: 'published', accept: 'reviewed', return: 'returned', withdraw: 'to-report' },
    },
    returned: {
      on: { submit: { target: 'submitted', actions: 'rememberReporter' }, cancel: 'cancelled' },
    },
    reviewed: { on: { publish: 'published', return: 'returned' } },
    published: { type: 'final' },
    cancelled: { type: 'final' },
  },
})
