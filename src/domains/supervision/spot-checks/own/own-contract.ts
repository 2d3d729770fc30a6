/** What an enterprise sees of spot checks of its own goods, and its objections. */
import { z } from 'zod'
import { PageRequest, pageOf, procedure } from '#kernel/api/contract.ts'
import { JudgedValue } from '../sampling/sampling-contract.ts'
import { Rule } from '../setup/rule-contract.ts'
import { FollowUpState, SampleResult, SamplingLink, SpotCheckKind } from '../terms.ts'

const tags = ['spot-checks'] as const

/** What may be objected to. */
export const ObjectionGround = z.enum(['result', 'authenticity', 'sampling'])
export type ObjectionGround = z.infer<typeof ObjectionGround>

/** A last day that runs for the enterprise, with the rule that it comes from. */
export const OwnDeadline = z.object({
  /** Until when it may object, or must have corrected. */
  what: z.enum(['objection', 'correction']),
  dueOn: z.iso.date(),
  over: z.boolean(),
  source: z.string(),
  clause: z.string().nullable(),
})

export const OwnSampleSummary = z.object({
  id: z.uuid(),
  sheetNumber: z.string(),
  productName: z.string(),
  model: z.string(),
  batchNumber: z.string(),
  category: z.string(),
  kind: SpotCheckKind,
  sampledOn: z.iso.date(),
  /** Whether it was taken there, or only made by it. */
  part: z.enum(['sampled', 'producer']),
  result: SampleResult.nullable(),
  followUp: FollowUpState.nullable(),
  /** Until when it may object or must have corrected; null when nothing runs for it. */
  deadline: OwnDeadline.nullable(),
})
export type OwnSampleSummary = z.infer<typeof OwnSampleSummary>

export const OwnObjection = z.object({
  id: z.uuid(),
  /** Filed by this enterprise, online or at the counter; of the other party's only its outcome is shown. */
  own: z.boolean(),
  receivedOn: z.iso.date(),
  objector: z.string(),
  ground: ObjectionGround,
  statement: z.string(),
  outcome: z.enum(['retest', 'rejected', 'set-aside']).nullable(),
  outcomeReason: z.string().nullable(),
  retestInstitution: z.string().nullable(),
  retestResult: SampleResult.nullable(),
  feeBy: z.enum(['objector', 'organiser']).nullable(),
  files: z.array(z.object({ id: z.uuid(), name: z.string() })),
})
export type OwnObjection = z.infer<typeof OwnObjection>

export const OwnSample = OwnSampleSummary.extend({
  link: SamplingLink,
  enterpriseName: z.string(),
  producerName: z.string().nullable(),
  /** When it received the notice, as the officers have it: its period to object runs from that day. */
  receivedOn: z.iso.date().nullable(),
  tradeMark: z.string(),
  reportNumber: z.string().nullable(),
  judgedOn: z.iso.date().nullable(),
  institutionName: z.string(),
  rule: Rule,
  initialResult: SampleResult.nullable(),
  failingUnits: z.number().int().nullable(),
  values: z.array(JudgedValue),
  /** Papers addressed to it. */
  papers: z.array(
    z.object({
      kind: z.enum(['notice', 'correction', 'penalty']),
      number: z.string(),
      issuedOn: z.iso.date(),
      detail: z.string(),
      amount: z.number().nullable(),
    }),
  ),
  /** Word files that can be made now. */
  documents: z.array(z.enum(['result-notice', 'correction-order'])),
  objections: z.array(OwnObjection),
  mayObject: z.boolean(),
})
export type OwnSample = z.infer<typeof OwnSample>

const own = (method: 'GET' | 'POST', path: `/${string}`, zh: string, en: string, bodyLimit?: number) =>
  procedure({
    method,
    path,
    permission: 'spot-checks.own',
    summary: { zh, en },
    tags,
    ...(bodyLimit === undefined ? {} : { bodyLimit }),
  })

const SampleId = z.object({ sampleId: z.uuid() })

export const ownContract = {
  listMySpotChecks: own('GET', '/my/spot-checks', '本企业产品的抽查结果', 'Spot checks of one’s own goods')
    .input(PageRequest)
    .output(
      pageOf(OwnSampleSummary).extend({
        enterprises: z.array(z.object({ id: z.uuid(), name: z.string(), creditCode: z.string() })),
      }),
    ),
  getMySpotCheck: own('GET', '/my/spot-checks/{sampleId}', '查看抽查结果通知', 'Read a notice of a result')
    .input(SampleId)
    .output(OwnSample),
  objectToMySpotCheck: own(
    'POST',
    '/my/spot-checks/{sampleId}/objections',
    '提出异议',
    'Object to a result',
    22,
  )
    .input(
      SampleId.extend({
        ground: ObjectionGround,
        statement: z.string().trim().min(1).max(2000),
        /** Evidence: a picture, a PDF, a Word or Excel file. */
        evidence: z.file().optional(),
      }),
    )
    .output(OwnSample),
  addMyEvidence: own(
    'POST',
    '/my/spot-checks/{sampleId}/evidence',
    '补充异议材料',
    'Add evidence to one’s objection',
    22,
  )
    .input(SampleId.extend({ file: z.file() }))
    .output(OwnSample),
  myEvidenceFile: own(
    'GET',
    '/my/spot-checks/{sampleId}/files/{fileId}',
    '下载自己提交的材料',
    'Download one’s own evidence',
  )
    .input(SampleId.extend({ fileId: z.uuid() }))
    .output(z.file()),
  mySpotCheckDocument: own(
    'GET',
    '/my/spot-checks/{sampleId}/documents/{document}',
    '下载通知书',
    'Download a paper addressed to one',
  )
    .input(SampleId.extend({ document: z.enum(['result-notice', 'correction-order']) }))
    .output(z.file()),
}
