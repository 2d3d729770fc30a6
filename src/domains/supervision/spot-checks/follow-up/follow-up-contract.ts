/** The contract of what follows: the board by age, notices as Word, publication, statistics. */
import { z } from 'zod'
import { PageRequest, pageOf, procedure, QueryFlag } from '#kernel/api/contract.ts'
import { SampleSummary } from '../sampling/sampling-contract.ts'
import { FollowUpState, SampleResult, SamplingPurpose, SpotCheckKind } from '../terms.ts'

const tags = ['spot-checks'] as const

/** Ages of an open follow-up in days: up to 30, 60, 90, above. */
export const FollowUpAge = z.enum(['30', '60', '90', 'older'])
export type FollowUpAge = z.infer<typeof FollowUpAge>

export const FollowUp = SampleSummary.extend({
  /** Days since the batch was judged. */
  age: z.number().int(),
  since: z.iso.datetime().nullable(),
  dueOn: z.iso.date().nullable(),
  overdue: z.boolean(),
})
export type FollowUp = z.infer<typeof FollowUp>

export const FollowUpCounts = z.object({
  open: z.number().int(),
  overdue: z.number().int(),
  objections: z.number().int(),
  byAge: z.array(z.object({ age: FollowUpAge, count: z.number().int() })),
  byState: z.array(z.object({ state: FollowUpState, count: z.number().int(), overdue: z.number().int() })),
})
export type FollowUpCounts = z.infer<typeof FollowUpCounts>

export const PublishedResult = z.object({
  sampleId: z.uuid(),
  product: z.string(),
  category: z.string(),
  kind: SpotCheckKind,
  model: z.string(),
  batchNumber: z.string(),
  producedOn: z.iso.date().nullable(),
  enterprise: z.string(),
  producer: z.string(),
  region: z.string(),
  result: SampleResult,
  failingItems: z.string(),
  publishedOn: z.iso.date(),
  notice: z.object({ id: z.uuid(), title: z.string(), number: z.string() }),
})
export type PublishedResult = z.infer<typeof PublishedResult>

/** How statistics are broken down. */
export const StatisticsGrouping = z.enum(['kind', 'category', 'link', 'purpose', 'region', 'month'])
export type StatisticsGrouping = z.infer<typeof StatisticsGrouping>

const Rate = z.object({
  batches: z.number().int(),
  passed: z.number().int(),
  failed: z.number().int(),
  /** Failing before any re-test. */
  failedAtFirst: z.number().int(),
  /** Percent; null without batches. */
  rate: z.number().nullable(),
  /** Wilson's interval of 95 %, percent. */
  lower: z.number().nullable(),
  upper: z.number().nullable(),
})

export const SpotCheckStatistics = z.object({
  /** False when only a part of the city is counted: the caller's district or unit. */
  whole: z.boolean(),
  total: Rate,
  groups: z.array(Rate.extend({ key: z.string(), title: z.string() })),
  refused: z.number().int(),
  /** Enterprises with at least one failing batch among those with any. */
  enterprises: z.object({ checked: z.number().int(), failing: z.number().int() }),
  /** The items that fail most. */
  items: z.array(z.object({ name: z.string(), tested: z.number().int(), failing: z.number().int() })),
  /** Weighted with output by district and industry (evaluation batches of products); null without weights. */
  weighted: z
    .object({
      year: z.number().int(),
      rate: z.number().nullable(),
      lower: z.number().nullable(),
      upper: z.number().nullable(),
      inspected: z.number().int(),
      cells: z.number().int(),
    })
    .nullable(),
})
export type SpotCheckStatistics = z.infer<typeof SpotCheckStatistics>

const read = (path: `/${string}`, zh: string, en: string) =>
  procedure({ method: 'GET', path, permission: 'spot-checks.read', summary: { zh, en }, tags })

export const followUpContract = {
  listFollowUps: read('/spot-checks/follow-ups', '不合格后续处理', 'Follow-ups of failed batches')
    .input(
      PageRequest.extend({
        state: FollowUpState.optional(),
        age: FollowUpAge.optional(),
        overdue: QueryFlag.optional(),
        objections: QueryFlag.optional(),
        search: z.string().trim().max(60).optional(),
      }),
    )
    .output(pageOf(FollowUp)),
  followUpCounts: read('/spot-checks/follow-up-counts', '后续处理统计', 'Follow-ups counted').output(
    FollowUpCounts,
  ),
  spotCheckDocument: read(
    '/spot-checks/samples/{sampleId}/documents/{document}',
    '下载文书',
    'Download an official document',
  )
    .input(
      z.object({
        sampleId: z.uuid(),
        document: z.enum(['sampling-sheet', 'result-notice', 'correction-order']),
      }),
    )
    .output(z.file()),
  publishSpotChecks: procedure({
    method: 'POST',
    path: '/spot-checks/notices',
    permission: 'spot-checks.publish',
    summary: { zh: '公布抽查结果', en: 'Publish results' },
    tags,
  })
    .input(
      z.object({
        title: z.string().trim().min(1).max(100),
        number: z.string().trim().min(1).max(40),
        sampleIds: z.array(z.uuid()).min(1).max(1000),
      }),
    )
    .output(z.object({ noticeId: z.uuid(), published: z.number().int() })),
  publishedSpotChecks: procedure({
    method: 'GET',
    path: '/open/spot-checks',
    permission: 'public',
    summary: { zh: '已公布的抽查结果', en: 'Published results' },
    tags,
  })
    .input(
      PageRequest.extend({
        search: z.string().trim().max(60).optional(),
        result: SampleResult.optional(),
        kind: SpotCheckKind.optional(),
      }),
    )
    .output(pageOf(PublishedResult)),
  spotCheckStatistics: read('/spot-checks/statistics', '抽查统计', 'Statistics')
    .input(
      z.object({
        from: z.iso.date(),
        /** The month after the last one counted begins here. */
        to: z.iso.date(),
        by: StatisticsGrouping.default('category'),
        kind: SpotCheckKind.optional(),
        purpose: SamplingPurpose.optional(),
      }),
    )
    .output(SpotCheckStatistics),
}
