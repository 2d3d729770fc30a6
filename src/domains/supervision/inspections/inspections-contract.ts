/** Inspections and their results: what it offers over the API. */
import { z } from 'zod'
import { PageRequest, pageOf, procedure, QueryFlag } from '#kernel/api/contract.ts'
import { Check, DrawClass } from '../draws/register-contract.ts'
import { InspectionRecord, Outcome, UnableRecord } from './record-contract.ts'

const tags = ['supervision'] as const

/** Where an inspection stands, by its case. */
export const InspectionState = z.enum([
  'assigned',
  'accepted',
  'on-site',
  'recorded',
  'approved',
  'correcting',
  'handling',
  'closed',
  'transferred',
  'withdrawn',
])
export type InspectionState = z.infer<typeof InspectionState>

const TeamMember = z.object({
  number: z.string(),
  name: z.string(),
  department: z.string(),
  accountId: z.uuid().nullable(),
})

export const InspectionSummary = z.object({
  id: z.uuid(),
  itemCode: z.string(),
  itemTitle: z.string(),
  class: DrawClass,
  enterpriseId: z.uuid(),
  creditCode: z.string(),
  name: z.string(),
  region: z.string(),
  regionName: z.string(),
  department: z.string(),
  state: InspectionState,
  dueOn: z.iso.date().nullable(),
  recordedAt: z.iso.datetime().nullable(),
  /** Last day on which the result must be public. */
  publishBy: z.iso.date().nullable(),
  /** Working days left until then, negative when it is past; null before the result and once it is public. */
  publishDaysLeft: z.number().int().nullable(),
  publishedAt: z.iso.datetime().nullable(),
  outcome: Outcome.nullable(),
  problems: z.number().int(),
  correctBy: z.iso.date().nullable(),
  correctedAt: z.iso.datetime().nullable(),
  team: z.array(TeamMember),
})
export type InspectionSummary = z.infer<typeof InspectionSummary>

export const InspectionFile = z.object({
  id: z.uuid(),
  kind: z.enum(['photo', 'signature']),
  checkKey: z.string().nullable(),
  sha256: z.string(),
  takenAt: z.iso.datetime(),
})
export type InspectionFile = z.infer<typeof InspectionFile>

export const InspectionDetail = InspectionSummary.extend({
  address: z.string().nullable(),
  drawId: z.uuid().nullable(),
  drawNumber: z.string().nullable(),
  itemId: z.uuid(),
  basis: z.string(),
  clause: z.string(),
  caseId: z.uuid().nullable(),
  assignedAt: z.iso.datetime(),
  acceptedAt: z.iso.datetime().nullable(),
  arrivedAt: z.iso.datetime().nullable(),
  approvedAt: z.iso.datetime().nullable(),
  closedAt: z.iso.datetime().nullable(),
  checks: z.array(Check),
  record: InspectionRecord.nullable(),
  files: z.array(InspectionFile),
  standsInFor: z.string().nullable(),
})
export type InspectionDetail = z.infer<typeof InspectionDetail>

/** A task as the phone keeps it: all that is needed to work without a network. */
export const MyInspection = InspectionSummary.extend({
  address: z.string().nullable(),
  basis: z.string(),
  clause: z.string(),
  checks: z.array(Check),
  acceptedAt: z.iso.datetime().nullable(),
  arrivedAt: z.iso.datetime().nullable(),
})
export type MyInspection = z.infer<typeof MyInspection>

export const OpenInspection = z.object({
  id: z.uuid(),
  itemTitle: z.string(),
  creditCode: z.string(),
  name: z.string(),
  regionName: z.string(),
  department: z.string(),
  outcome: Outcome,
  inspectedOn: z.iso.date(),
  publishedAt: z.iso.datetime(),
  drawId: z.uuid().nullable(),
})
export type OpenInspection = z.infer<typeof OpenInspection>

const operation = {
  /** Made on the phone (UUIDv7): the same one again is answered again and done once. */
  operationId: z.uuid(),
  inspectionId: z.uuid(),
  /** By the phone's clock. */
  madeAt: z.iso.datetime(),
}

/** A step made on the phone. `replace` says that mine shall stand where somebody else was faster. */
export const InspectionOperation = z.discriminatedUnion('kind', [
  z.object({ ...operation, kind: z.literal('accept') }),
  z.object({ ...operation, kind: z.literal('arrive') }),
  z.object({
    ...operation,
    kind: z.literal('record'),
    record: InspectionRecord,
    replace: z.boolean().default(false),
  }),
  z.object({
    ...operation,
    kind: z.literal('unable'),
    unable: UnableRecord,
    replace: z.boolean().default(false),
  }),
])
export type InspectionOperation = z.infer<typeof InspectionOperation>

/**
 * What came of a step: `done`; or `conflict`, when a colleague had handed a result in already. Nothing has changed
 * then: the phone asks whose result stands. It can be replaced until it is approved.
 */
export const OperationAnswer = z.object({
  result: z.enum(['done', 'conflict']),
  state: InspectionState,
  theirs: z
    .object({
      by: z.string(),
      at: z.iso.datetime(),
      outcome: Outcome.nullable(),
      problems: z.number().int(),
      replaceable: z.boolean(),
    })
    .nullable(),
})
export type OperationAnswer = z.infer<typeof OperationAnswer>

/** Papers that can be made of an inspection. */
export const InspectionPaper = z.enum(['inspection-record', 'correction-order'])
export type InspectionPaper = z.infer<typeof InspectionPaper>

export const BoardCount = z.object({
  state: InspectionState,
  inspections: z.number().int(),
  overdue: z.number().int(),
})

const read = 'supervision.inspections-read'
const inspect = 'supervision.inspect'

export const inspectionsContract = {
  listInspections: procedure({
    method: 'GET',
    path: '/supervision/inspections',
    permission: read,
    summary: { zh: '检查任务和结果', en: 'List inspections' },
    tags,
  })
    .input(
      PageRequest.extend({
        state: InspectionState.optional(),
        outcome: Outcome.optional(),
        search: z.string().trim().max(100).optional(),
        enterpriseId: z.uuid().optional(),
        drawId: z.uuid().optional(),
        overdue: QueryFlag.optional(),
        /** Results that are not public yet: all of them, or those past their last day. */
        publication: z.enum(['open', 'late']).optional(),
        /** How far: with a result, with findings, or past the last day of the inspection without one. */
        done: z.enum(['recorded', 'problems', 'late']).optional(),
      }),
    )
    .output(pageOf(InspectionSummary)),
  countInspections: procedure({
    method: 'GET',
    path: '/supervision/inspections-board',
    permission: read,
    summary: { zh: '检查进展', en: 'Count inspections by state' },
    tags,
  }).output(z.array(BoardCount)),
  getInspection: procedure({
    method: 'GET',
    path: '/supervision/inspections/{inspectionId}',
    permission: read,
    summary: { zh: '查看检查', en: 'Read an inspection' },
    tags,
  })
    .input(z.object({ inspectionId: z.uuid() }))
    .output(InspectionDetail),
  inspectionFile: procedure({
    method: 'GET',
    path: '/supervision/inspections/{inspectionId}/files/{fileId}',
    permission: read,
    summary: {
      zh: '查看检查照片或签名（签名的查看记入审计）',
      en: 'See a photo or signature of an inspection; seeing a signature is recorded',
    },
    tags,
  })
    .input(z.object({ inspectionId: z.uuid(), fileId: z.uuid() }))
    .output(z.file()),
  inspectionPaper: procedure({
    method: 'GET',
    path: '/supervision/inspections/{inspectionId}/papers/{paper}',
    permission: read,
    summary: {
      zh: '下载检查文书（Word）：现场检查记录、责令改正通知书',
      en: 'Download a paper of an inspection (Word): its record, the order to correct',
    },
    tags,
  })
    .input(z.object({ inspectionId: z.uuid(), paper: InspectionPaper }))
    .output(z.file()),
  readInspectionSignatory: procedure({
    method: 'POST',
    path: '/supervision/inspections/{inspectionId}/signatory',
    permission: read,
    summary: { zh: '查看签名人姓名（记入审计）', en: 'Read who signed; recorded' },
    tags,
  })
    .input(z.object({ inspectionId: z.uuid() }))
    .output(z.object({ name: z.string() })),
  listMyInspections: procedure({
    method: 'GET',
    path: '/supervision/my-inspections',
    permission: inspect,
    summary: { zh: '我的检查任务', en: 'My inspections, with all that the phone needs' },
    tags,
  }).output(z.object({ items: z.array(MyInspection) })),
  sendOperation: procedure({
    method: 'POST',
    path: '/supervision/inspections/{inspectionId}/operations',
    permission: inspect,
    summary: {
      zh: '上报检查步骤（可重复发送）',
      en: 'Hand in a step of an inspection; sending it again changes nothing',
    },
    tags,
  })
    .input(InspectionOperation)
    .output(OperationAnswer),
  sendInspectionFile: procedure({
    method: 'POST',
    path: '/supervision/inspections/{inspectionId}/files',
    permission: inspect,
    summary: {
      zh: '上传检查照片或签名（可重复发送）',
      en: 'Hand in a photo or signature; sending it again keeps it once',
    },
    tags,
    bodyLimit: 12,
    successStatus: 201,
  })
    .input(
      z.object({
        inspectionId: z.uuid(),
        id: z.uuid(),
        kind: z.enum(['photo', 'signature']),
        checkKey: z.string().max(60).optional(),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
        takenAt: z.iso.datetime(),
        file: z.file(),
      }),
    )
    .output(InspectionFile),
  listOpenInspections: procedure({
    method: 'GET',
    path: '/open/inspections',
    permission: 'public',
    summary: { zh: '抽查检查结果公示', en: 'Published results of inspections' },
    tags,
  })
    .input(PageRequest.extend({ search: z.string().trim().max(100).optional(), outcome: Outcome.optional() }))
    .output(pageOf(OpenInspection)),
}
