/** The contract of sampling: tasks, sampling sheets, refusals, hand-over to the laboratory, the list of samples. */
import { z } from 'zod'
import { PageRequest, pageOf, procedure, QueryFlag } from '#kernel/api/contract.ts'
import { Category } from '../setup/catalogue-contract.ts'
import { Rule } from '../setup/rule-contract.ts'
import {
  FollowUpState,
  NoticeParty,
  SampleFileRole,
  SampleResult,
  SampleState,
  SamplingLink,
  SamplingPurpose,
  SpotCheckKind,
} from '../terms.ts'

const tags = ['spot-checks'] as const
const words = (most: number) => z.string().trim().min(1).max(most)
const maybe = (most: number) => z.string().trim().max(most).default('')

export const SamplingTask = z.object({
  id: z.uuid(),
  category: Category,
  purpose: SamplingPurpose,
  unit: z.object({ id: z.uuid(), name: z.string() }),
  institution: z.object({ id: z.uuid(), name: z.string() }),
  region: z.string(),
  samplers: z.array(z.string()),
  batches: z.number().int(),
  sampled: z.number().int(),
  dueOn: z.iso.date(),
  state: z.enum(['open', 'done', 'cancelled']),
  cancelReason: z.string().nullable(),
  note: z.string(),
})
export type SamplingTask = z.infer<typeof SamplingTask>

export const SamplingTaskDetail = SamplingTask.extend({
  /** The version that governs today. */
  rule: Rule.nullable(),
  samples: z.array(
    z.object({
      id: z.uuid(),
      sheetNumber: z.string(),
      productName: z.string(),
      enterpriseName: z.string(),
      sampledOn: z.iso.date(),
      state: SampleState,
    }),
  ),
})
export type SamplingTaskDetail = z.infer<typeof SamplingTaskDetail>

/** Who may be sampled: an enterprise of the register. */
export const SamplingSubject = z.object({
  id: z.uuid(),
  name: z.string(),
  creditCode: z.string().nullable(),
  region: z.string(),
})
export type SamplingSubject = z.infer<typeof SamplingSubject>

const sheetFields = {
  taskId: z.uuid(),
  link: SamplingLink,
  /** Today unless given; never later. */
  sampledOn: z.iso.date().optional(),
  region: z.string().regex(/^[0-9]{6,12}$/),
  enterpriseId: z.uuid().nullable().default(null),
  enterpriseName: words(100),
  enterpriseCode: z.string().trim().max(18).nullable().default(null),
  address: words(200),
  productName: words(100),
  /** Two at least; those of the task unless given. */
  samplers: z.array(words(30)).min(2).max(6).optional(),
  signatoryName: maybe(30),
  signatoryPhone: maybe(30),
  note: maybe(1000),
}

/** A sampling sheet as it is filled in on the spot. */
export const SamplingSheet = z.object({
  ...sheetFields,
  producerId: z.uuid().nullable().default(null),
  /** The nominal producer: who the label names. */
  producerName: words(100),
  producerCode: z.string().trim().max(18).nullable().default(null),
  tradeMark: maybe(60),
  model: maybe(60),
  standard: maybe(60),
  batchNumber: maybe(60),
  producedOn: z.iso.date().nullable().default(null),
  baseQuantity: z.number().positive(),
  sampleQuantity: z.number().positive(),
  reserveQuantity: z.number().min(0),
  /** Yuan a unit: samples are bought. */
  price: z.number().min(0).max(10_000_000).nullable().default(null),
  platform: maybe(60),
  orderNumber: maybe(60),
  files: z
    .array(z.object({ fileId: z.uuid(), role: SampleFileRole }))
    .max(30)
    .default([]),
})
export type SamplingSheet = z.infer<typeof SamplingSheet>

export const SamplingRefusal = z.object({ ...sheetFields, reason: words(500) })
export type SamplingRefusal = z.infer<typeof SamplingRefusal>

export const SampleSummary = z.object({
  id: z.uuid(),
  sheetNumber: z.string(),
  category: z.string(),
  kind: SpotCheckKind,
  purpose: SamplingPurpose,
  link: SamplingLink,
  state: SampleState,
  productName: z.string(),
  model: z.string(),
  batchNumber: z.string(),
  enterpriseId: z.uuid().nullable(),
  enterpriseName: z.string(),
  producerName: z.string().nullable(),
  region: z.string(),
  sampledOn: z.iso.date(),
  judgedOn: z.iso.date().nullable(),
  initialResult: SampleResult.nullable(),
  finalResult: SampleResult.nullable(),
  serious: z.boolean(),
  followUp: FollowUpState.nullable(),
  publishedOn: z.iso.date().nullable(),
  caseId: z.uuid().nullable(),
})
export type SampleSummary = z.infer<typeof SampleSummary>

/** One value as the judgement explains it. */
export const JudgedValue = z.object({
  round: z.enum(['initial', 'retest', 'reinspection']),
  attempt: z.number().int(),
  unitNumber: z.number().int(),
  position: z.number().int(),
  measured: z.string(),
  compared: z.string().nullable(),
  reported: z.string().nullable(),
  conforms: z.boolean(),
})
export type JudgedValue = z.infer<typeof JudgedValue>

export const Sample = SampleSummary.extend({
  rule: Rule,
  taskId: z.uuid(),
  unitName: z.string(),
  institutionName: z.string(),
  blindCode: z.string(),
  enterpriseCode: z.string().nullable(),
  address: z.string(),
  producerId: z.uuid().nullable(),
  producerCode: z.string().nullable(),
  tradeMark: z.string(),
  standard: z.string(),
  producedOn: z.iso.date().nullable(),
  baseQuantity: z.number().nullable(),
  sampleQuantity: z.number().nullable(),
  reserveQuantity: z.number().nullable(),
  quantityUnit: z.string(),
  price: z.number().nullable(),
  platform: z.string(),
  orderNumber: z.string(),
  samplers: z.array(z.string()),
  /** Masked: to read them whole is a right of its own and is recorded. */
  signatory: z.object({ name: z.string(), phone: z.string() }),
  refusalReason: z.string().nullable(),
  voidReason: z.string().nullable(),
  note: z.string(),
  handedOverAt: z.iso.datetime().nullable(),
  receivedAt: z.iso.datetime().nullable(),
  receiptNote: z.string(),
  reportNumber: z.string().nullable(),
  failingUnits: z.number().int().nullable(),
  values: z.array(JudgedValue),
  files: z.array(z.object({ id: z.uuid(), name: z.string(), role: SampleFileRole })),
  /** Who received the notice of the result when, and may object until when. */
  deliveries: z.array(
    z.object({
      party: NoticeParty,
      addressee: z.string(),
      receivedOn: z.iso.date(),
      objectUntil: z.iso.date(),
    }),
  ),
  objections: z.array(
    z.object({
      id: z.uuid(),
      party: NoticeParty,
      receivedOn: z.iso.date(),
      objector: z.string(),
      ground: z.enum(['result', 'authenticity', 'sampling']),
      statement: z.string(),
      outcome: z.enum(['retest', 'rejected', 'set-aside']).nullable(),
      outcomeReason: z.string().nullable(),
      retestInstitution: z.string().nullable(),
      retestResult: SampleResult.nullable(),
      feeBy: z.enum(['objector', 'organiser']).nullable(),
      /** Filed by the enterprise itself. */
      online: z.boolean(),
    }),
  ),
  orders: z.array(
    z.object({
      id: z.uuid(),
      kind: z.enum(['notice', 'correction', 'transfer', 'penalty', 'recall']),
      number: z.string(),
      issuedOn: z.iso.date(),
      addressee: z.string(),
      detail: z.string(),
      amount: z.number().nullable(),
    }),
  ),
})
export type Sample = z.infer<typeof Sample>

export const SampleFilter = z.object({
  search: z.string().trim().max(60).optional(),
  kind: SpotCheckKind.optional(),
  categoryId: z.uuid().optional(),
  purpose: SamplingPurpose.optional(),
  link: SamplingLink.optional(),
  state: SampleState.optional(),
  result: SampleResult.optional(),
  followUp: FollowUpState.optional(),
  enterpriseId: z.uuid().optional(),
  lineId: z.uuid().optional(),
  region: z.string().max(12).optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  /** Judged, final, and not published yet. */
  toPublish: QueryFlag.optional(),
})
export type SampleFilter = z.infer<typeof SampleFilter>

const read = (path: `/${string}`, zh: string, en: string) =>
  procedure({ method: 'GET', path, permission: 'spot-checks.read', summary: { zh, en }, tags })
const sample = (path: `/${string}`, zh: string, en: string) =>
  procedure({ method: 'POST', path, permission: 'spot-checks.sample', summary: { zh, en }, tags })

export const samplingContract = {
  listSamplingTasks: read('/spot-checks/tasks', '抽样任务', 'Sampling tasks')
    .input(PageRequest.extend({ state: z.enum(['open', 'done', 'cancelled']).optional() }))
    .output(pageOf(SamplingTask)),
  getSamplingTask: read('/spot-checks/tasks/{taskId}', '查看抽样任务', 'Read a sampling task')
    .input(z.object({ taskId: z.uuid() }))
    .output(SamplingTaskDetail),
  createSamplingTask: procedure({
    method: 'POST',
    path: '/spot-checks/tasks',
    permission: 'spot-checks.plan',
    summary: { zh: '下达抽样任务', en: 'Give a sampling task' },
    tags,
  })
    .input(
      z.object({
        lineId: z.uuid(),
        unitId: z.uuid(),
        institutionId: z.uuid(),
        region: z.string().regex(/^[0-9]{6,12}$/),
        samplers: z.array(words(30)).min(2).max(6),
        batches: z.number().int().min(1).max(1000),
        dueOn: z.iso.date(),
        note: maybe(500),
      }),
    )
    .output(SamplingTask),
  cancelSamplingTask: sample(
    '/spot-checks/tasks/{taskId}/cancellation',
    '取消抽样任务',
    'Cancel a sampling task',
  )
    .input(z.object({ taskId: z.uuid(), reason: words(500) }))
    .output(SamplingTaskDetail),
  findSamplingSubjects: sample('/spot-checks/subjects', '查找被抽样单位', 'Find who may be sampled')
    .input(z.object({ search: z.string().trim().min(1).max(60) }))
    .output(z.object({ items: z.array(SamplingSubject) })),
  recordSample: sample('/spot-checks/samples', '填写抽样单', 'Fill in a sampling sheet')
    .input(SamplingSheet)
    .output(SampleSummary),
  recordRefusal: sample('/spot-checks/refusals', '记录拒绝抽查', 'Record a refusal')
    .input(SamplingRefusal)
    .output(SampleSummary),
  voidSample: sample('/spot-checks/samples/{sampleId}/voiding', '作废抽样单', 'Void a sampling sheet')
    .input(z.object({ sampleId: z.uuid(), reason: words(500) }))
    .output(SampleSummary),
  attachSampleFile: sample('/spot-checks/samples/{sampleId}/files', '附上材料', 'Attach a file')
    .input(z.object({ sampleId: z.uuid(), fileId: z.uuid(), role: SampleFileRole }))
    .output(z.object({ fileId: z.uuid() })),
  handOverSamples: sample('/spot-checks/hand-overs', '移交检验机构', 'Hand samples over to the laboratory')
    .input(z.object({ sampleIds: z.array(z.uuid()).min(1).max(200) }))
    .output(z.object({ handedOver: z.number().int() })),
  listSamples: read('/spot-checks/samples', '抽查样品', 'Samples')
    .input(PageRequest.extend(SampleFilter.shape))
    .output(pageOf(SampleSummary)),
  getSample: read('/spot-checks/samples/{sampleId}', '查看样品', 'Read a sample')
    .input(z.object({ sampleId: z.uuid() }))
    .output(Sample),
  sampleFile: read(
    '/spot-checks/samples/{sampleId}/files/{fileId}',
    '查看样品材料（抽样单、签名和异议材料的查看记入审计）',
    'See a file of a sample; seeing sheets, signatures and evidence of objections is recorded',
  )
    .input(z.object({ sampleId: z.uuid(), fileId: z.uuid() }))
    .output(z.file()),
  readSignatory: procedure({
    method: 'POST',
    path: '/spot-checks/samples/{sampleId}/signatory',
    permission: 'spot-checks.read-personal',
    summary: { zh: '查看签字人信息', en: 'Read who signed' },
    tags,
  })
    .input(z.object({ sampleId: z.uuid() }))
    .output(z.object({ name: z.string(), phone: z.string() })),
}
