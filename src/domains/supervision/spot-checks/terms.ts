/** The field's own lists, as the contract, the tables and the pages use them. */
import { z } from 'zod'

/** Which law governs a product's spot check. */
export const SpotCheckKind = z.enum(['product', 'consumer', 'food', 'farm', 'drug'])
export type SpotCheckKind = z.infer<typeof SpotCheckKind>

/**
 * Why a batch is sampled. Only evaluation and monitoring say something of the level of quality: supervision and special
 * checks go where failures are expected, and are never pooled with them.
 */
export const SamplingPurpose = z.enum(['supervision', 'evaluation', 'monitoring', 'special'])
export type SamplingPurpose = z.infer<typeof SamplingPurpose>

/** Where it was drawn: in production, in a shop, bought online. */
export const SamplingLink = z.enum(['production', 'sale', 'online'])
export type SamplingLink = z.infer<typeof SamplingLink>

export const SampleState = z.enum([
  'sampled',
  'refused',
  'handed-over',
  'received',
  'rejected',
  'judged',
  'voided',
])
export type SampleState = z.infer<typeof SampleState>

/** What does not count as a sampled batch: nothing was taken, the laboratory did not take it, the sheet is void. */
export const uncountedStates: readonly SampleState[] = ['refused', 'rejected', 'voided']

export const SampleResult = z.enum(['pass', 'fail'])
export type SampleResult = z.infer<typeof SampleResult>

export const Severity = z.enum(['critical', 'major', 'minor'])
export type Severity = z.infer<typeof Severity>

export const ItemRequirement = z.enum(['limit', 'not-detected', 'complies'])
export const Comparison = z.enum(['full-value', 'rounded-value'])

/** Where the follow-up of a failed batch stands; the last five are ends. */
export const FollowUpState = z.enum([
  'notifying',
  'objection-period',
  'objection-review',
  'retest-procedure',
  'retesting',
  'ordering',
  'correcting',
  'reinspecting',
  'announced',
  'reinspecting-announced',
  'suspended',
  'reinspecting-suspended',
  'closing',
  'closed',
  'transferred',
  'overturned',
  'set-aside',
  'revocation-proposed',
])
export type FollowUpState = z.infer<typeof FollowUpState>

/** States in which nothing is left to do. */
export const followUpEnds: readonly FollowUpState[] = [
  'closed',
  'transferred',
  'overturned',
  'set-aside',
  'revocation-proposed',
]

/** States in which objections are taken and decided; the batch's conclusion is not final before. */
export const objectionStates: readonly FollowUpState[] = [
  'objection-period',
  'objection-review',
  'retest-procedure',
  'retesting',
]

/** Whom the result is notified to, each with a period of its own to object: the one sampled, the nominal producer. */
export const NoticeParty = z.enum(['sampled', 'producer'])
export type NoticeParty = z.infer<typeof NoticeParty>

export const SampleFileRole = z.enum(['sheet', 'photo', 'signature', 'report', 'objection', 'correction'])
export type SampleFileRole = z.infer<typeof SampleFileRole>
