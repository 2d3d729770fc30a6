/** Abnormal operations, serious dishonesty, correction and credit repair: what it offers over the API. */
import { z } from 'zod'
import { PageRequest, pageOf, procedure, QueryFlag } from '#kernel/api/contract.ts'
import {
  Application,
  EntryProposal,
  ListName,
  MatterKind,
  MatterStep,
  PenaltyTier,
  Removal,
} from './list-schemas.ts'

const MessageView = z.object({ zh: z.string(), en: z.string() })
const tags = ['lists'] as const
const enterpriseId = z.object({ enterpriseId: z.uuid() })
const entryId = z.object({ entryId: z.uuid() })
const recordId = z.object({ recordId: z.uuid() })
const caseId = z.object({ caseId: z.uuid() })

export const Ground = z.object({
  code: z.string(),
  list: ListName,
  title: MessageView,
  cure: MessageView,
  source: z.string(),
  clause: z.string().nullable(),
  confidence: z.string(),
})
export type Ground = z.infer<typeof Ground>

export const ListEntry = z.object({
  id: z.uuid(),
  enterpriseId: z.uuid(),
  enterpriseName: z.string(),
  creditCode: z.string(),
  region: z.string(),
  list: ListName,
  ground: z.string(),
  groundTitle: MessageView,
  facts: z.string(),
  authority: z.string(),
  decisionNumber: z.string(),
  enteredOn: z.iso.date(),
  publicationEndsOn: z.iso.date().nullable(),
  repairFrom: z.iso.date(),
  caseId: z.uuid().nullable(),
  removedOn: z.iso.date().nullable(),
  removal: Removal.nullable(),
  removalDecisionNumber: z.string().nullable(),
})
export type ListEntry = z.infer<typeof ListEntry>

export const Matter = z.object({
  caseId: z.uuid(),
  kind: MatterKind,
  state: z.string(),
  stateTitle: MessageView,
  done: z.boolean(),
  enterpriseId: z.uuid(),
  enterpriseName: z.string(),
  creditCode: z.string(),
  entryId: z.uuid().nullable(),
  /** Of the repair of a penalty: the record it is about. */
  recordId: z.uuid().nullable(),
  /** Number of what it is about: of the penalty to be repaired, or of the decision by which the entry stands. */
  aboutNumber: z.string().nullable(),
  openedAt: z.iso.datetime(),
  openedBy: z.string(),
  /** Last day of what runs now; null when nothing does. */
  dueOn: z.iso.date().nullable(),
  overdue: z.boolean(),
  /** What the office said to the application: what is missing, or the decision with its reason. */
  answer: z.object({ text: z.string(), decisionNumber: z.string().nullable() }).nullable(),
})
export type Matter = z.infer<typeof Matter>

/** A penalty as credit repair sees it: how grave, how long public, from when it may be repaired. */
export const Penalty = z.object({
  id: z.uuid(),
  enterpriseId: z.uuid(),
  enterpriseName: z.string(),
  kind: z.enum(['penalty', 'warning']),
  number: z.string(),
  decidedOn: z.iso.date(),
  authority: z.string(),
  summary: z.string(),
  /** Yuan. */
  amount: z.number().nullable(),
  tier: PenaltyTier,
  repairFrom: z.iso.date(),
  publishUntil: z.iso.date(),
  repairedOn: z.iso.date().nullable(),
  repairDecisionNumber: z.string().nullable(),
})
export type Penalty = z.infer<typeof Penalty>

export const DocumentName = z.enum(['notice', 'decision'])
export type DocumentName = z.infer<typeof DocumentName>

/** A condition of early repair, and whether the records say it is met; null where only a person can say. */
export const RepairCondition = z.object({
  code: z.enum(['minimum-publication', 'corrected', 'harm-removed', 'commitment', 'no-new-penalty']),
  met: z.boolean().nullable(),
  /** A date or a count that goes with it. */
  detail: z.string().nullable(),
})
export type RepairCondition = z.infer<typeof RepairCondition>

export const MatterDetail = Matter.extend({
  proposal: EntryProposal.nullable(),
  application: Application.nullable(),
  appliedBy: z.enum(['enterprise', 'officer']).nullable(),
  steps: z.array(MatterStep),
  entry: ListEntry.nullable(),
  penalty: Penalty.nullable(),
  conditions: z.array(RepairCondition),
  /** Documents that can be made now. */
  documents: z.array(DocumentName),
})
export type MatterDetail = z.infer<typeof MatterDetail>

export const EntryListFilter = z.object({
  list: ListName.optional(),
  ground: z.string().max(60).optional(),
  region: z
    .string()
    .regex(/^[0-9]{6}$/)
    .optional(),
  standing: z.enum(['present', 'ended']).optional(),
  /** What calls for attention: three years on the list of abnormal operations, or ending within 30 days. */
  attention: z.enum(['long', 'ending']).optional(),
  search: z.string().trim().max(50).optional(),
})

/** What the public sees of an entry. */
export const PublicEntry = z.object({
  name: z.string(),
  creditCode: z.string(),
  list: ListName,
  ground: MessageView,
  authority: z.string(),
  decisionNumber: z.string(),
  enteredOn: z.iso.date(),
  publicationEndsOn: z.iso.date().nullable(),
})
export type PublicEntry = z.infer<typeof PublicEntry>

export const ListsOverview = z.object({
  present: z.array(
    z.object({ list: ListName, ground: z.string(), title: MessageView, entries: z.number().int() }),
  ),
  /** Of the last 24 months those from the first with anything to the last, both lists in each. */
  months: z.array(z.object({ month: z.string(), list: ListName, entries: z.number(), removals: z.number() })),
  /** Matters under way by kind, and how many of them are past their last day. */
  openMatters: z.array(z.object({ kind: MatterKind, open: z.number().int(), overdue: z.number().int() })),
})
export type ListsOverview = z.infer<typeof ListsOverview>

const opened = z.object({ caseId: z.uuid() })

const officeProcedures = {
  listGrounds: procedure({
    method: 'GET',
    path: '/lists/grounds',
    permission: 'lists.read',
    summary: { zh: '列入事由', en: 'Grounds of the lists' },
    tags,
  }).output(z.object({ items: z.array(Ground) })),
  listsOverview: procedure({
    method: 'GET',
    path: '/lists/overview',
    permission: 'lists.read',
    summary: { zh: '名单概况', en: 'The lists in numbers' },
    tags,
  }).output(ListsOverview),
  listListEntries: procedure({
    method: 'GET',
    path: '/lists/entries',
    permission: 'lists.read',
    summary: { zh: '名单列表', en: 'Entries on the lists, newest first' },
    tags,
  })
    .input(PageRequest.extend(EntryListFilter.shape))
    .output(pageOf(ListEntry)),
  listMatters: procedure({
    method: 'GET',
    path: '/lists/matters',
    permission: 'lists.read',
    summary: { zh: '名单事项', en: 'Matters about lists, newest first' },
    tags,
  })
    .input(PageRequest.extend({ kind: MatterKind.optional(), done: QueryFlag.optional() }))
    .output(pageOf(Matter)),
  getMatter: procedure({
    method: 'GET',
    path: '/lists/matters/{caseId}',
    permission: 'lists.read',
    summary: { zh: '查看名单事项', en: 'A matter: papers, conditions, documents' },
    tags,
  })
    .input(caseId)
    .output(MatterDetail),
  matterDocument: procedure({
    method: 'GET',
    path: '/lists/matters/{caseId}/documents/{document}',
    permission: 'lists.read',
    summary: { zh: '生成文书（Word）', en: 'A document of a matter as Word' },
    tags,
  })
    .input(caseId.extend({ document: DocumentName }))
    .output(z.file()),
  enterpriseLists: procedure({
    method: 'GET',
    path: '/lists/enterprises/{enterpriseId}',
    permission: 'lists.read',
    summary: { zh: '企业的名单记录', en: 'Entries and matters of an enterprise' },
    tags,
  })
    .input(enterpriseId)
    .output(
      z.object({
        entries: z.array(ListEntry),
        matters: z.array(Matter),
        penalties: z.array(Penalty),
        accounts: z.array(z.object({ id: z.uuid(), username: z.string(), name: z.string() })),
      }),
    ),
  proposeListEntry: procedure({
    method: 'POST',
    path: '/lists/enterprises/{enterpriseId}/entries',
    permission: 'lists.propose',
    summary: { zh: '提起列入名单', en: 'Begin an entry on a list' },
    tags,
    successStatus: 201,
  })
    .input(enterpriseId.extend(EntryProposal.shape))
    .output(opened),
  applyForEnterprise: procedure({
    method: 'POST',
    path: '/lists/entries/{entryId}/applications',
    permission: 'lists.propose',
    summary: { zh: '代收企业申请', en: 'Take an application in for an enterprise' },
    tags,
    successStatus: 201,
  })
    .input(entryId.extend({ kind: z.enum(['correction', 'repair', 'objection']), ...Application.shape }))
    .output(opened),
  applyForPenaltyRepair: procedure({
    method: 'POST',
    path: '/lists/penalties/{recordId}/applications',
    permission: 'lists.propose',
    summary: { zh: '代企业申请行政处罚信用修复', en: 'Take in an application for the repair of a penalty' },
    tags,
    successStatus: 201,
  })
    .input(recordId.extend(Application.shape))
    .output(opened),
  gradePenalty: procedure({
    method: 'PUT',
    path: '/lists/penalties/{recordId}/tier',
    permission: 'lists.decide',
    summary: { zh: '认定失信程度', en: 'Say how grave a penalty is' },
    tags,
  })
    .input(recordId.extend({ tier: PenaltyTier, reason: z.string().trim().min(1).max(1000) }))
    .output(Penalty),
  linkEnterpriseAccount: procedure({
    method: 'POST',
    path: '/lists/enterprises/{enterpriseId}/accounts',
    permission: 'lists.link-accounts',
    summary: { zh: '关联企业用户', en: 'Let an account act for an enterprise' },
    tags,
  })
    .input(enterpriseId.extend({ username: z.string().trim().min(3).max(30) }))
    .output(z.object({ id: z.uuid(), username: z.string(), name: z.string() })),
  unlinkEnterpriseAccount: procedure({
    method: 'POST',
    path: '/lists/enterprises/{enterpriseId}/accounts/{accountId}/remove',
    permission: 'lists.link-accounts',
    summary: { zh: '解除企业用户关联', en: 'Let an account no longer act for an enterprise' },
    tags,
  })
    .input(enterpriseId.extend({ accountId: z.uuid() }))
    .output(z.object({ removed: z.boolean() })),
}

const enterpriseProcedures = {
  myLists: procedure({
    method: 'GET',
    path: '/my/lists',
    permission: 'lists.own',
    summary: { zh: '本企业的名单记录', en: 'Entries and matters of my enterprises' },
    tags,
  }).output(
    z.object({
      enterprises: z.array(z.object({ id: z.uuid(), name: z.string(), creditCode: z.string() })),
      entries: z.array(ListEntry.extend({ conditions: z.array(RepairCondition) })),
      matters: z.array(Matter),
      penalties: z.array(Penalty),
    }),
  ),
  applyForMyPenalty: procedure({
    method: 'POST',
    path: '/my/lists/penalties/{recordId}/applications',
    permission: 'lists.own',
    summary: { zh: '申请行政处罚信用修复', en: 'Apply for the repair of a penalty' },
    tags,
    successStatus: 201,
  })
    .input(recordId.extend(Application.shape))
    .output(opened),
  applyForMyEnterprise: procedure({
    method: 'POST',
    path: '/my/lists/entries/{entryId}/applications',
    permission: 'lists.own',
    summary: { zh: '申请移出、修复或提出异议', en: 'Apply for removal or repair, or object' },
    tags,
    successStatus: 201,
  })
    .input(entryId.extend({ kind: z.enum(['correction', 'repair', 'objection']), ...Application.shape }))
    .output(opened),
  answerForMyEnterprise: procedure({
    method: 'POST',
    path: '/my/lists/matters/{caseId}/answer',
    permission: 'lists.own',
    summary: { zh: '陈述申辩、要求听证、补充材料或撤回', en: 'Answer a notice, supplement or withdraw' },
    tags,
  })
    .input(
      caseId.extend({
        event: z.enum(['defend', 'ask-hearing', 'supplement', 'withdraw']),
        statement: z.string().trim().max(4000).default(''),
      }),
    )
    .output(Matter),
  myMatterDocument: procedure({
    method: 'GET',
    path: '/my/lists/matters/{caseId}/documents/{document}',
    permission: 'lists.own',
    summary: { zh: '下载本企业的文书', en: 'A document of my enterprise as Word' },
    tags,
  })
    .input(caseId.extend({ document: DocumentName }))
    .output(z.file()),
}

const publicProcedures = {
  publicLists: procedure({
    method: 'GET',
    path: '/open/lists',
    permission: 'public',
    summary: { zh: '名单公示', en: 'Published entries of the lists' },
    tags,
  })
    .input(PageRequest.extend({ list: ListName.optional(), search: z.string().trim().max(50).optional() }))
    .output(pageOf(PublicEntry)),
}

export const listsContract = { ...officeProcedures, ...enterpriseProcedures, ...publicProcedures }
