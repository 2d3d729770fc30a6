/** How supervision stands, over all its rooms: what it offers over the API. */
import { z } from 'zod'
import { procedure } from '#kernel/api/contract.ts'
import { SpotCheckKind } from '../spot-checks/terms.ts'

/** An enterprise that failed or refused more than once. */
export const RepeatOffender = z.object({
  /** Null for producers that are not in the city's register. */
  enterpriseId: z.uuid().nullable(),
  name: z.string(),
  failed: z.number().int(),
  refused: z.number().int(),
  lastOn: z.iso.date(),
})
export type RepeatOffender = z.infer<typeof RepeatOffender>

export const SupervisionDashboard = z.object({
  year: z.number().int(),
  /** False when only the caller's district or unit is counted. */
  whole: z.boolean(),
  /** Planned batches against what was sampled and judged, by kind of product. */
  coverage: z.array(
    z.object({
      kind: SpotCheckKind,
      planned: z.number().int(),
      sampled: z.number().int(),
      judged: z.number().int(),
      failed: z.number().int(),
    }),
  ),
  inspections: z.object({
    /** Assigned this year. */
    assigned: z.number().int(),
    recorded: z.number().int(),
    withProblems: z.number().int(),
    overdue: z.number().int(),
  }),
  /** The items that fail most this year. */
  findings: z.array(z.object({ name: z.string(), tested: z.number().int(), failing: z.number().int() })),
  /** Since 24 months. */
  repeatOffenders: z.array(RepeatOffender),
  regions: z.array(
    z.object({
      region: z.string(),
      name: z.string(),
      judged: z.number().int(),
      failed: z.number().int(),
      /** Percent. */
      failingRate: z.number().nullable(),
      openFollowUps: z.number().int(),
    }),
  ),
})
export type SupervisionDashboard = z.infer<typeof SupervisionDashboard>

export const dashboardContract = {
  supervisionDashboard: procedure({
    method: 'GET',
    path: '/supervision/dashboard',
    permission: 'supervision.dashboard',
    summary: { zh: '监督总览', en: 'How supervision stands' },
    tags: ['supervision'],
  })
    .input(z.object({ year: z.coerce.number().int().min(2000).max(2200).optional() }))
    .output(SupervisionDashboard),
}
