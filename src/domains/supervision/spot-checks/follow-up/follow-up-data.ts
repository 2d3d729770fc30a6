/** What a follow-up case holds of its sample and of objections, as it is stored. */
import { z } from 'zod'
import type { CaseView } from '#kernel/cases/case-type.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { kernelError } from '#kernel/language/kernel-errors.ts'
import { findSample } from '../sampling/sampling-store.ts'
import type { SampleRow } from '../tables.ts'

const Right = z.object({ receivedOn: z.iso.date(), until: z.iso.date() })

/** Of the parties that have not objected: when they received the notice, and until when they may. */
const ObjectionRights = z.object({ sampled: Right.optional(), producer: Right.optional() })
export type ObjectionRights = z.infer<typeof ObjectionRights>

/** The statechart's context. */
export const FollowUpData = z.object({
  sampleId: z.uuid(),
  items: z.array(
    z.object({
      position: z.number().int(),
      name: z.string(),
      unit: z.string(),
      requirement: z.enum(['limit', 'not-detected', 'complies']),
      limit: z.string().nullable(),
      comparison: z.enum(['full-value', 'rounded-value']),
      decimals: z.number().int(),
    }),
  ),
  objections: z.object({ rights: ObjectionRights }),
})

/** The sample that a case follows up. @throws kernel.not-found */
export async function followedSample(scope: Scope, view: CaseView): Promise<SampleRow> {
  const sample = await findSample(scope, FollowUpData.parse(view.data).sampleId)
  if (!sample) throw kernelError('kernel.not-found')
  return sample
}
