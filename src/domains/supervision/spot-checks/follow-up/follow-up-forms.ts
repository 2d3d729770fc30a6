/** What each step of a follow-up asks for. */
import { z } from 'zod'
import { NoticeParty } from '../terms.ts'

const words = (most: number) => z.string().trim().min(1).max(most)

/** Values of the items that failed: `1=0.45；3=未检出`. */
const measured = words(1000)

/** Forms by event; events without one ask for nothing. */
export const forms = {
  notify: z.object({
    number: words(60),
    delivery: words(500),
    receivedOn: z.iso.date(),
    /** Asked for where the nominal producer is another than the one sampled. */
    producerReceivedOn: z.iso.date().optional(),
  }),
  confirm: z.object({ waived: z.boolean().default(false) }),
  object: z.object({
    party: NoticeParty,
    objector: words(100),
    ground: z.enum(['result', 'authenticity', 'sampling']),
    receivedOn: z.iso.date(),
    statement: words(2000),
  }),
  accept: z.object({ reason: words(1000) }),
  reject: z.object({ reason: words(1000) }),
  'set-aside': z.object({ reason: words(1000) }),
  'start-retest': z.object({ institution: words(100) }),
  lapse: z.object({ reason: words(500) }),
  'record-retest': z.object({ reportNumber: words(40), measured }),
  'order-correction': z.object({ number: words(60), requirements: words(2000) }),
  transfer: z.object({ number: words(60), authority: words(100), reason: words(1000) }),
  'report-correction': z.object({ measures: words(2000) }),
  'record-reinspection': z.object({ reportNumber: words(40), measured }),
  'record-penalty': z.object({
    number: words(60),
    amount: z.number().min(0).max(1_000_000_000),
    decision: words(2000),
  }),
  'hand-over-recall': z.object({ number: words(60), reason: words(1000) }),
  close: z.object({ noPenaltyReason: z.string().trim().max(1000).default('') }),
} as const

export type FollowUpEventName = keyof typeof forms
