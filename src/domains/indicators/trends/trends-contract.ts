/** How targets moved, many in one call, and how one stands by district. */
import { z } from 'zod'
import { procedure } from '#kernel/api/contract.ts'
import { RegionCode, Standing } from '../schemas.ts'

const tags = ['indicators'] as const

/** A target's figures beside what its path requires: one entry a period in all three lists. */
export const TargetTrend = z.object({
  targetId: z.uuid(),
  unit: z.string(),
  decimals: z.number().int(),
  /** What is to be reached: a district's own share where a region was asked for. */
  goal: z.number(),
  /** From the baseline, or the first figure, to the deadline. */
  periods: z.array(z.string()),
  /** In the words of the target (a change as a change), on the basis that it counts by. */
  values: z.array(z.number().nullable()),
  /** What is required by the end of each period. */
  required: z.array(z.number().nullable()),
})
export type TargetTrend = z.infer<typeof TargetTrend>

const DistrictFigure = z.object({
  region: z.object({ code: z.string(), name: z.string() }),
  value: z.number().nullable(),
  /** What the district has to reach, where the target was rolled down. */
  share: z.number().nullable(),
  /** How it stands by its share. */
  standing: Standing.nullable(),
})

export const TargetDistricts = z.object({
  targetId: z.uuid(),
  indicator: z.string(),
  unit: z.string(),
  decimals: z.number().int(),
  /** The last period for which a district has a figure; null while none has. */
  period: z.string().nullable(),
  /** The city's own value of that period. */
  city: z.number().nullable(),
  districts: z.array(DistrictFigure),
})
export type TargetDistricts = z.infer<typeof TargetDistricts>

const someIds = /^[0-9a-f-]{36}(,[0-9a-f-]{36}){0,99}$/

export const trendsContract = {
  targetTrends: procedure({
    method: 'GET',
    path: '/targets/trends',
    permission: 'indicators.read',
    summary: { zh: '目标走势与要求路径（批量）', en: 'How targets moved beside their paths, many at once' },
    tags,
  })
    .input(
      z.object({
        /** Up to 100 ids, separated by commas. Targets that nothing answers are left out. */
        ids: z.string().regex(someIds),
        /** A district: its share and figures. */
        region: RegionCode.optional(),
        /** Most periods of a target; with more, every so many-th up to the last is given. */
        points: z.coerce.number().int().min(6).max(400).default(30),
      }),
    )
    .output(z.object({ items: z.array(TargetTrend) })),
  listMappedTargets: procedure({
    method: 'GET',
    path: '/targets/with-districts',
    permission: 'indicators.read',
    summary: { zh: '有区县数据的目标', en: 'Targets that have figures by district' },
    tags,
  }).output(
    z.object({ items: z.array(z.object({ id: z.uuid(), indicator: z.string(), unit: z.string() })) }),
  ),
  targetDistricts: procedure({
    method: 'GET',
    path: '/targets/{targetId}/districts',
    permission: 'indicators.read',
    summary: { zh: '目标的分区县情况', en: 'A target by district' },
    tags,
  })
    .input(z.object({ targetId: z.uuid() }))
    .output(TargetDistricts),
}
