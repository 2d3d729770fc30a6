/** Cases over the API: what waits for me, what I started, one case with everything about it. */
import { z } from 'zod'
import { PageRequest, pageOf, procedure } from '../api/contract.ts'

const MessageView = z.object({ zh: z.string(), en: z.string() })
const UnitRef = z.object({ id: z.uuid(), name: z.string() })

export const CaseDueView = z.object({
  date: z.iso.date(),
  dueAt: z.iso.datetime(),
  /** Counted on the plain week because the year's arrangement is not out (暂按周历). */
  provisional: z.boolean(),
  /** 0 on the day itself, negative when it is past. */
  workingDaysLeft: z.number().int(),
  overdue: z.boolean(),
})
export type CaseDueView = z.infer<typeof CaseDueView>

export const InboxItem = z.object({
  caseId: z.uuid(),
  type: z.string(),
  typeTitle: MessageView,
  title: z.string(),
  state: z.string(),
  stateTitle: MessageView,
  version: z.number().int(),
  unit: UnitRef.nullable(),
  /** True when it was handed to me in person. */
  personal: z.boolean(),
  /** Path of the page on which it is worked on. */
  page: z.string(),
  due: CaseDueView.nullable(),
  since: z.iso.datetime(),
  openedAt: z.iso.datetime(),
  startedBy: z.string(),
})
export type InboxItem = z.infer<typeof InboxItem>

export const CaseSummary = z.object({
  id: z.uuid(),
  type: z.string(),
  typeTitle: MessageView,
  title: z.string(),
  state: z.string(),
  stateTitle: MessageView,
  done: z.boolean(),
  /** Path of the page on which it is worked on. */
  page: z.string(),
  unit: UnitRef.nullable(),
  startedBy: z.string(),
  openedAt: z.iso.datetime(),
  changedAt: z.iso.datetime(),
  closedAt: z.iso.datetime().nullable(),
})
export type CaseSummary = z.infer<typeof CaseSummary>

const CaseDeadlineView = CaseDueView.extend({
  state: z.string(),
  stateTitle: MessageView,
  period: z.object({
    count: z.number().int(),
    unit: z.enum(['working-day', 'day', 'month', 'year', 'hour']),
  }),
  /** The rule it comes from, as it stood when the deadline began. */
  rule: z.object({
    key: z.string(),
    title: MessageView,
    source: z.string(),
    clause: z.string().nullable(),
    confidence: z.string(),
    /** The city's own value. */
    overridden: z.boolean(),
  }),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
})

export const CaseEventOption = z.object({
  event: z.string(),
  title: MessageView,
  confirm: MessageView.nullable(),
  commentRequired: z.boolean(),
  /** JSON Schema (draft 2020-12) of the event's `input`. */
  form: z.record(z.string(), z.unknown()),
})

export const CaseDiagram = z.object({
  nodes: z.array(
    z.object({
      path: z.string(),
      parent: z.string().nullable(),
      title: MessageView,
      kind: z.enum(['state', 'final', 'compound']),
      initial: z.boolean(),
      current: z.boolean(),
      /** The case has been here. */
      visited: z.boolean(),
    }),
  ),
  edges: z.array(
    z.object({
      from: z.string(),
      to: z.string(),
      event: z.string(),
      title: MessageView.nullable(),
    }),
  ),
})
export type CaseDiagram = z.infer<typeof CaseDiagram>

const CaseTimelineEntry = z.object({
  id: z.uuid(),
  kind: z.enum(['opened', 'event', 'hand-over', 'reminder', 'escalation']),
  event: z.string(),
  title: MessageView,
  stateBefore: MessageView.nullable(),
  stateAfter: MessageView,
  input: z.unknown(),
  comment: z.string().nullable(),
  by: z.string(),
  at: z.iso.datetime(),
})

export const CaseDetail = CaseSummary.extend({
  /** Send it back with an event, so that nobody changes what he has not seen. */
  version: z.number().int(),
  data: z.record(z.string(), z.unknown()),
  subject: z.object({ type: z.string(), id: z.string() }).nullable(),
  region: z.string().nullable(),
  assignee: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  governedOn: z.iso.date(),
  deadlines: z.array(CaseDeadlineView),
  /** What I may do now. */
  events: z.array(CaseEventOption),
  mayHandOver: z.boolean(),
  diagram: CaseDiagram,
  /** Newest first, at most 200. */
  timeline: z.array(CaseTimelineEntry),
  comments: z.array(z.object({ id: z.uuid(), text: z.string(), by: z.string(), at: z.iso.datetime() })),
  attachments: z.array(
    z.object({
      id: z.uuid(),
      fileId: z.uuid(),
      name: z.string(),
      mediaType: z.string(),
      /** Bytes. */
      size: z.number().int(),
      /** Whether I have the right to open it. */
      readable: z.boolean(),
      by: z.string(),
      at: z.iso.datetime(),
    }),
  ),
})
export type CaseDetail = z.infer<typeof CaseDetail>

const CaseId = z.object({ id: z.uuid() })
const Version = z.object({ id: z.uuid(), version: z.number().int(), state: z.string(), done: z.boolean() })
const tags = ['cases'] as const

export const casesContract = {
  listInbox: procedure({
    method: 'GET',
    path: '/cases/inbox',
    permission: 'cases.use',
    summary: { zh: '我的待办，按期限排列', en: 'What waits for me, by deadline' },
    tags,
  })
    .input(PageRequest.extend({ type: z.string().max(100).optional(), dueBefore: z.iso.date().optional() }))
    .output(pageOf(InboxItem)),
  countInbox: procedure({
    method: 'GET',
    path: '/cases/inbox/count',
    permission: 'cases.use',
    summary: { zh: '待办数', en: 'How much waits for me' },
    tags,
  }).output(
    z.object({
      /** Counted up to 100. */
      waiting: z.number().int(),
      overdue: z.number().int(),
      capped: z.boolean(),
    }),
  ),
  listMyCases: procedure({
    method: 'GET',
    path: '/cases/mine',
    permission: 'cases.use',
    summary: { zh: '我发起的事项', en: 'Cases I started, newest first' },
    tags,
  })
    .input(PageRequest.extend({ type: z.string().max(100).optional(), done: z.stringbool().optional() }))
    .output(pageOf(CaseSummary)),
  listCaseTypes: procedure({
    method: 'GET',
    path: '/cases/types',
    permission: 'cases.use',
    summary: { zh: '我可查看或办理的事项类型', en: 'Kinds of cases that I may see or act on' },
    tags,
  }).output(z.object({ items: z.array(z.object({ type: z.string(), title: MessageView })) })),
  listCases: procedure({
    method: 'GET',
    path: '/cases',
    permission: 'cases.use',
    summary: { zh: '我可查看的事项', en: 'Cases I may see, newest first' },
    tags,
  })
    .input(PageRequest.extend({ type: z.string().max(100).optional(), done: z.stringbool().optional() }))
    .output(pageOf(CaseSummary)),
  getCase: procedure({
    method: 'GET',
    path: '/cases/{id}',
    permission: 'cases.use',
    summary: {
      zh: '查看事项：状态、期限及依据、可进行的操作、流转记录、附件',
      en: 'A case: state, deadlines with their rules, what may be done, timeline, files',
    },
    tags,
  })
    .input(CaseId)
    .output(CaseDetail),
  getCaseTypeDiagram: procedure({
    method: 'GET',
    path: '/cases/types/{type}/diagram',
    permission: 'cases.use',
    summary: { zh: '查看一类事项的流程图', en: 'The states and transitions of a kind of case' },
    tags,
  })
    .input(z.object({ type: z.string().max(100) }))
    .output(CaseDiagram),
  sendCaseEvent: procedure({
    method: 'POST',
    path: '/cases/{id}/events',
    permission: 'cases.use',
    summary: { zh: '办理事项', en: 'Move a case on' },
    tags,
  })
    .input(
      z.object({
        id: z.uuid(),
        event: z.string().max(100),
        input: z.record(z.string(), z.unknown()).optional(),
        comment: z.string().trim().max(2000).optional(),
        /** The version of the case that was seen. */
        version: z.number().int(),
      }),
    )
    .output(Version),
  handOverCase: procedure({
    method: 'POST',
    path: '/cases/{id}/hand-over',
    permission: 'cases.use',
    summary: { zh: '移交事项', en: 'Hand a case over to another unit or person' },
    tags,
  })
    .input(
      z.object({
        id: z.uuid(),
        unitId: z.uuid().optional(),
        assigneeId: z.uuid().optional(),
        comment: z.string().trim().min(1).max(2000),
        version: z.number().int(),
      }),
    )
    .output(Version),
  commentOnCase: procedure({
    method: 'POST',
    path: '/cases/{id}/comments',
    permission: 'cases.use',
    summary: { zh: '发表意见', en: 'Comment on a case' },
    tags,
    successStatus: 201,
  })
    .input(z.object({ id: z.uuid(), text: z.string().trim().min(1).max(4000) }))
    .output(CaseId),
  attachToCase: procedure({
    method: 'POST',
    path: '/cases/{id}/attachments',
    permission: 'cases.use',
    summary: { zh: '添加附件', en: 'Attach an uploaded file to a case' },
    tags,
    successStatus: 201,
  })
    .input(z.object({ id: z.uuid(), fileId: z.uuid() }))
    .output(CaseId),
  caseFile: procedure({
    method: 'GET',
    path: '/cases/{id}/files/{fileId}',
    permission: 'cases.use',
    summary: { zh: '下载事项附件', en: 'Download a file of a case' },
    tags,
  })
    .input(z.object({ id: z.uuid(), fileId: z.uuid() }))
    .output(z.file()),
}
