/** Double-random draws that anyone can verify: what it offers over the API. */
import { z } from 'zod'
import { PageRequest, pageOf, procedure } from '#kernel/api/contract.ts'
import { Rates, registerContract } from './register-contract.ts'

const tags = ['supervision'] as const

/**
 * `committed`: list, plan and the hash of a secret are public, witnesses may contribute. `replaced`: another draw
 * stands in its place, for a reason on record.
 */
export const DrawState = z.enum([
  'preparing',
  'committed',
  'drawing',
  'drawn',
  'replaced',
  'cancelled',
  'failed',
])
export type DrawState = z.infer<typeof DrawState>

export const DrawSummary = z.object({
  id: z.uuid(),
  number: z.string(),
  title: z.string(),
  state: DrawState,
  itemTitle: z.string(),
  department: z.string(),
  populationSize: z.number().int().nullable(),
  /** Subjects drawn, substitutes aside. */
  drawn: z.number().int().nullable(),
  committedAt: z.iso.datetime().nullable(),
  drawnAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
})
export type DrawSummary = z.infer<typeof DrawSummary>

export const DrawStratum = z.object({
  key: z.string(),
  region: z.string(),
  regionName: z.string(),
  class: z.string(),
  size: z.number().int(),
  sampleSize: z.number().int(),
  substitutes: z.number().int(),
})
export type DrawStratum = z.infer<typeof DrawStratum>

export const DrawnSubject = z.object({
  position: z.number().int(),
  /** Null on the portal, which leads to no enterprise page. */
  enterpriseId: z.uuid().nullable(),
  creditCode: z.string(),
  name: z.string(),
  regionName: z.string(),
  stratum: z.string(),
  substitute: z.boolean(),
  inspectors: z.array(z.object({ number: z.string(), name: z.string(), department: z.string() })),
})
export type DrawnSubject = z.infer<typeof DrawnSubject>

/** A substitute that stepped in, as everybody may see it. */
export const StepIn = z.object({
  sequence: z.number().int(),
  stratum: z.string(),
  dropsOut: z.object({ creditCode: z.string(), name: z.string() }),
  stepsIn: z.object({ creditCode: z.string(), name: z.string() }),
  reason: z.string(),
  at: z.iso.datetime(),
  digest: z.string(),
})
export type StepIn = z.infer<typeof StepIn>

/** A draw as everybody may see it. */
export const DrawDetail = DrawSummary.extend({
  hash: z.enum(['sha256', 'sm3']),
  cityName: z.string(),
  /** The committed plan has been published under these digests. */
  populationDigest: z.string().nullable(),
  planDigest: z.string().nullable(),
  termsDigest: z.string().nullable(),
  commitment: z.string().nullable(),
  witnessesUntil: z.iso.datetime().nullable(),
  publicSource: z.string().nullable(),
  rates: Rates,
  teamSize: z.number().int(),
  joint: z.array(z.string()),
  strata: z.array(DrawStratum),
  inspectors: z.number().int(),
  avoidances: z.number().int(),
  contributions: z.array(
    z.object({
      position: z.number().int(),
      kind: z.enum(['terms', 'witness', 'public-event']),
      name: z.string(),
      line: z.string(),
      at: z.iso.datetime(),
    }),
  ),
  /** Revealed after the draw. */
  secret: z.string().nullable(),
  seed: z.string().nullable(),
  digest: z.string().nullable(),
  /** In the order of drawing, at most 1,000; `more` further ones are in the file. */
  subjects: z.array(DrawnSubject),
  more: z.number().int(),
  emptySeats: z.number().int(),
  stepIns: z.array(StepIn),
  replaces: z.object({ id: z.uuid(), number: z.string() }).nullable(),
  replacedBy: z.object({ id: z.uuid(), number: z.string() }).nullable(),
  reason: z.string().nullable(),
  failure: z.string().nullable(),
})
export type DrawDetail = z.infer<typeof DrawDetail>

const Id = z.object({ drawId: z.uuid() })
const read = 'supervision.draws-read'
const manage = 'supervision.draws-manage'

export const DrawRequestFields = z.object({
  /** A task of an approved plan; its item, rates and departments are drawn by. */
  taskId: z.uuid(),
  title: z.string().trim().min(1).max(200),
  hash: z.enum(['sha256', 'sm3']).default('sm3'),
  witnessesUntil: z.iso.datetime().nullable(),
  publicSource: z
    .string()
    .trim()
    .max(200)
    .regex(/^[^\r\n]*$/)
    .nullable(),
  /** Draws anew in the place of an earlier draw; that one stays on record. */
  replaces: z.uuid().optional(),
  reason: z.string().trim().max(1000).optional(),
})
export type DrawRequestFields = z.infer<typeof DrawRequestFields>

/** One line of text that becomes part of the seed. */
export const Contribution = z.object({
  drawId: z.uuid(),
  name: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .regex(/^[^\r\n\t]+$/),
  text: z
    .string()
    .trim()
    .min(1)
    .max(300)
    .regex(/^[^\r\n\t]+$/),
})

const Contributed = z.object({ position: z.number().int(), line: z.string() })

export const drawsContract = {
  ...registerContract,
  listDraws: procedure({
    method: 'GET',
    path: '/supervision/draws',
    permission: read,
    summary: { zh: '随机抽取记录', en: 'List draws' },
    tags,
  })
    .input(PageRequest.extend({ search: z.string().trim().max(100).optional(), state: DrawState.optional() }))
    .output(pageOf(DrawSummary)),
  getDraw: procedure({
    method: 'GET',
    path: '/supervision/draws/{drawId}',
    permission: read,
    summary: { zh: '查看随机抽取', en: 'Read a draw' },
    tags,
  })
    .input(Id)
    .output(DrawDetail.extend({ jobRunId: z.uuid().nullable(), taskId: z.uuid().nullable() })),
  prepareDraw: procedure({
    method: 'POST',
    path: '/supervision/draws',
    permission: manage,
    summary: { zh: '发起随机抽取', en: 'Prepare a draw: freeze the register and publish the commitment' },
    tags,
    successStatus: 201,
  })
    .input(DrawRequestFields)
    .output(z.object({ drawId: z.uuid(), jobRunId: z.uuid() })),
  cancelDraw: procedure({
    method: 'POST',
    path: '/supervision/draws/{drawId}/cancel',
    permission: manage,
    summary: { zh: '取消随机抽取', en: 'Call a draw off before it is conducted' },
    tags,
  })
    .input(Id.extend({ reason: z.string().trim().min(1).max(1000) }))
    .output(Id),
  addPublicEvent: procedure({
    method: 'POST',
    path: '/supervision/draws/{drawId}/public-event',
    permission: manage,
    summary: { zh: '录入公共事件结果', en: 'Enter the outcome of the announced public event' },
    tags,
  })
    .input(Contribution.omit({ name: true }))
    .output(Contributed),
  conductDraw: procedure({
    method: 'POST',
    path: '/supervision/draws/{drawId}/conduct',
    permission: manage,
    summary: { zh: '揭示种子并抽取', en: 'Reveal the secret and draw' },
    tags,
  })
    .input(Id)
    .output(z.object({ drawId: z.uuid(), jobRunId: z.uuid() })),
  stepInSubstitute: procedure({
    method: 'POST',
    path: '/supervision/inspections/{inspectionId}/step-in',
    permission: manage,
    summary: {
      zh: '由下一个候补递补（须写明理由）',
      en: 'Let the next substitute step in for a subject, with a reason',
    },
    tags,
    successStatus: 201,
  })
    .input(z.object({ inspectionId: z.uuid(), reason: z.string().trim().min(1).max(1000) }))
    .output(z.object({ inspectionId: z.uuid(), name: z.string(), creditCode: z.string() })),
  listOpenDraws: procedure({
    method: 'GET',
    path: '/open/draws',
    permission: 'public',
    summary: { zh: '公开的随机抽取', en: 'Draws, for everybody' },
    tags,
  })
    .input(PageRequest)
    .output(pageOf(DrawSummary)),
  getOpenDraw: procedure({
    method: 'GET',
    path: '/open/draws/{drawId}',
    permission: 'public',
    summary: { zh: '观看随机抽取', en: 'Watch a draw' },
    tags,
  })
    .input(Id)
    .output(DrawDetail),
  contributeToDraw: procedure({
    method: 'POST',
    path: '/open/draws/{drawId}/contributions',
    permission: 'public',
    summary: { zh: '见证人加入随机数', en: 'Contribute to the seed of a draw as a witness' },
    tags,
    successStatus: 201,
  })
    .input(Contribution)
    .output(Contributed),
  downloadDraw: procedure({
    method: 'GET',
    path: '/open/draws/{drawId}/file',
    permission: 'public',
    summary: { zh: '下载抽取记录', en: 'The published record of a draw, to verify it from' },
    tags,
  })
    .input(Id)
    .output(z.file()),
}
