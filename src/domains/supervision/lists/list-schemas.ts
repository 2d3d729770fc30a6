/** Shapes of entries on the lists and of the matters about them. */
import { z } from 'zod'

export const ListName = z.enum(['abnormal', 'serious'])
export type ListName = z.infer<typeof ListName>

export const MatterKind = z.enum([
  'abnormal-entry',
  'serious-entry',
  'correction',
  'repair',
  'objection',
  'penalty-repair',
])
export type MatterKind = z.infer<typeof MatterKind>

/** How grave the dishonesty behind a penalty is (信用修复管理办法 2026): minor, general, serious. */
export const PenaltyTier = z.enum(['minor', 'general', 'serious'])
export type PenaltyTier = z.infer<typeof PenaltyTier>

export const Removal = z.enum(['corrected', 'repaired', 'term-ended', 'revoked'])
export type Removal = z.infer<typeof Removal>

/** What the officers say when they propose an entry. */
export const EntryProposal = z.object({
  list: ListName,
  ground: z.string().max(60),
  /** What was found, with the evidence, in the words of the decision. */
  facts: z.string().trim().min(5).max(4000),
  /** The authority that decides. */
  authority: z.string().trim().min(2).max(100),
  /** Of an address that cannot be reached: when the two letters were sent. */
  mailedOn: z.array(z.iso.date()).max(4).default([]),
  /** Of serious dishonesty: number of the penalty decision it follows. */
  penaltyNumber: z.string().trim().max(100).nullable().default(null),
})
export type EntryProposal = z.infer<typeof EntryProposal>

/** What the enterprise says when it applies. */
export const Application = z.object({
  /** What was put right, or why the entry is wrong. */
  statement: z.string().trim().min(5).max(4000),
  /** The duties are fulfilled and what was unlawful is put right. */
  corrected: z.boolean().default(false),
  /** Harm is removed. */
  harmRemoved: z.boolean().default(false),
  /** The public credit commitment (信用承诺) is given. */
  commitment: z.boolean().default(false),
})
export type Application = z.infer<typeof Application>

/** One step of a matter: what was filled in, by whom, when. */
export const MatterStep = z.object({
  event: z.string(),
  input: z.record(z.string(), z.unknown()),
  by: z.string(),
  at: z.iso.datetime(),
})

/** What is kept of a matter beside its case. */
export const MatterContent = z.object({
  proposal: EntryProposal.optional(),
  application: Application.optional(),
  /** Of an application: whether the enterprise gave it in itself, or an officer for it. */
  appliedBy: z.enum(['enterprise', 'officer']).optional(),
  steps: z.array(MatterStep).default([]),
})
export type MatterContent = z.infer<typeof MatterContent>
