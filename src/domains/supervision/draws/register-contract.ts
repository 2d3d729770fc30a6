/** Item lists, inspectors and yearly plans: what random inspections are drawn from. */
import { z } from 'zod'
import { PageRequest, pageOf, procedure, QueryFlag } from '#kernel/api/contract.ts'

const tags = ['supervision'] as const
const name = z.string().trim().min(1).max(200)
const key = z
  .string()
  .trim()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, {
    error: () =>
      '请用小写字母、数字和短横线，40 字以内。\u0000Lower-case letters, digits and hyphens, at most 40.',
  })

/** One thing to look at during an inspection; the phone's form is made of these. */
export const Check = z.object({
  key,
  title: name,
  /** What the law asks for, in a sentence. */
  requirement: z.string().trim().max(1000),
  /** `conformity`: conforms, does not, does not apply. */
  kind: z.enum(['conformity', 'choice', 'number', 'text']),
  required: z.boolean(),
  photo: z.enum(['none', 'optional', 'required']),
  options: z.array(name).max(20).optional(),
  unit: z.string().trim().max(20).optional(),
  /** Numbers outside are a finding. */
  minimum: z.number().optional(),
  maximum: z.number().optional(),
})
export type Check = z.infer<typeof Check>

/** Classes by which rates are set: the four risk classes, and N for the unclassified. */
export const DrawClass = z.enum(['A', 'B', 'C', 'D', 'N'])
export type DrawClass = z.infer<typeof DrawClass>

/** Whom an item concerns: every list that is not empty narrows. */
export const RegisterRule = z.object({
  /** Codes of GB/T 4754, as prefixes: `C13`. */
  industries: z.array(z.string().regex(/^[A-T]\d{0,4}$/)).max(100),
  tags: z.array(z.string().trim().min(1).max(60)).max(50),
  /** Codes of GB/T 2260, as prefixes. */
  regions: z.array(z.string().regex(/^\d{4,12}$/)).max(100),
  sizes: z.array(z.enum(['large', 'medium', 'small', 'micro'])).max(4),
  classes: z.array(DrawClass).max(5),
})
export type RegisterRule = z.infer<typeof RegisterRule>

export const InspectionItemFields = z.object({
  code: z
    .string()
    .trim()
    .regex(/^[A-Z0-9][A-Z0-9.-]{1,29}$/),
  title: name,
  category: z.enum(['key', 'general']),
  basis: name,
  clause: z.string().trim().max(200),
  subjectKind: z.enum(['enterprise', 'product', 'site']),
  method: z.enum(['on-site', 'written', 'online']),
  departmentId: z.uuid(),
  skill: z.string().trim().min(1).max(60).nullable(),
  /** In 1 of 10,000 of the register a year. */
  yearlyLimit: z.number().int().min(1).max(10_000).nullable(),
  restMonths: z.number().int().min(1).max(120).nullable(),
  register: RegisterRule,
  checks: z
    .array(Check)
    .min(1)
    .max(100)
    .refine((checks) => new Set(checks.map((check) => check.key)).size === checks.length, {
      error: () => '检查内容的编号不能重复。\u0000Every check needs a key of its own.',
    }),
})
export type InspectionItemFields = z.infer<typeof InspectionItemFields>

export const InspectionItem = InspectionItemFields.extend({
  id: z.uuid(),
  version: z.number().int(),
  state: z.enum(['active', 'replaced', 'retired']),
  department: z.string(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
})
export type InspectionItem = z.infer<typeof InspectionItem>

/** How many subjects an item concerns now, by county and class. */
export const RegisterCount = z.object({
  total: z.number().int(),
  strata: z.array(
    z.object({ region: z.string(), regionName: z.string(), class: DrawClass, subjects: z.number().int() }),
  ),
  /** Left out because they were inspected for it within the months of rest. */
  resting: z.number().int(),
  inspectors: z.number().int(),
})
export type RegisterCount = z.infer<typeof RegisterCount>

export const AvoidanceReason = z.enum(['kinship', 'former-employment', 'interest', 'other'])
export type AvoidanceReason = z.infer<typeof AvoidanceReason>

export const InspectorFields = z.object({
  number: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9-]{1,20}$/),
  accountId: z.uuid().nullable(),
  name,
  departmentId: z.uuid(),
  certificate: z.string().trim().min(1).max(60),
  certificateUntil: z.iso.date(),
  skills: z.array(z.string().trim().min(1).max(60)).max(30),
  districts: z.array(z.string().regex(/^\d{6}$/)).max(60),
  maximumLoad: z.number().int().min(0).max(1000),
  active: z.boolean(),
})
export type InspectorFields = z.infer<typeof InspectorFields>

export const Inspector = InspectorFields.extend({
  id: z.uuid(),
  department: z.string(),
  avoidances: z.array(
    z.object({
      id: z.uuid(),
      enterpriseId: z.uuid(),
      enterprise: z.string(),
      reason: AvoidanceReason,
      declaredAt: z.iso.datetime(),
    }),
  ),
  /** Inspections not yet concluded. */
  open: z.number().int(),
})
export type Inspector = z.infer<typeof Inspector>

/** Subjects to draw of each class, in 1 of 10,000; a class that is left out is not drawn. */
export const Rates = z.partialRecord(DrawClass, z.number().int().min(0).max(10_000))
export type Rates = z.infer<typeof Rates>

export const PlanTaskFields = z.object({
  itemId: z.uuid(),
  month: z.number().int().min(1).max(12),
  jointDepartments: z.array(z.uuid()).max(10),
  rates: Rates,
  substitutes: z.number().int().min(0).max(100),
  teamSize: z.number().int().min(2).max(9),
  note: z.string().trim().max(1000).nullable(),
})
export type PlanTaskFields = z.infer<typeof PlanTaskFields>

export const InspectionPlanTask = PlanTaskFields.extend({
  id: z.uuid(),
  itemCode: z.string(),
  itemTitle: z.string(),
  department: z.string(),
  jointNames: z.array(z.string()),
  draws: z.array(
    z.object({ id: z.uuid(), number: z.string(), state: z.string(), subjects: z.number().int().nullable() }),
  ),
  inspections: z.number().int(),
  concluded: z.number().int(),
})
export type InspectionPlanTask = z.infer<typeof InspectionPlanTask>

export const InspectionPlan = z.object({
  id: z.uuid(),
  year: z.number().int(),
  title: z.string(),
  state: z.enum(['draft', 'approving', 'approved', 'withdrawn']),
  caseId: z.uuid().nullable(),
  tasks: z.number().int(),
  joint: z.number().int(),
  createdAt: z.iso.datetime(),
  approvedAt: z.iso.datetime().nullable(),
  approvedBy: z.string().nullable(),
})
export type InspectionPlan = z.infer<typeof InspectionPlan>

const read = 'supervision.draws-read'
const manage = 'supervision.draws-manage'
const Id = z.object({ id: z.uuid() })

export const registerContract = {
  listInspectionItems: procedure({
    method: 'GET',
    path: '/supervision/items',
    permission: read,
    summary: { zh: '抽查事项清单', en: 'List inspection items' },
    tags,
  })
    .input(PageRequest.extend({ search: z.string().trim().max(100).optional(), all: QueryFlag.optional() }))
    .output(pageOf(InspectionItem)),
  getInspectionItem: procedure({
    method: 'GET',
    path: '/supervision/items/{itemId}',
    permission: read,
    summary: { zh: '查看抽查事项', en: 'Read an inspection item with its versions' },
    tags,
  })
    .input(z.object({ itemId: z.uuid() }))
    .output(
      InspectionItem.extend({
        versions: z.array(
          z.object({
            id: z.uuid(),
            version: z.number().int(),
            state: z.string(),
            createdAt: z.iso.datetime(),
            createdBy: z.string(),
          }),
        ),
      }),
    ),
  saveInspectionItem: procedure({
    method: 'POST',
    path: '/supervision/items',
    permission: manage,
    summary: { zh: '保存抽查事项（形成新版本）', en: 'Save an inspection item as its next version' },
    tags,
    successStatus: 201,
  })
    .input(InspectionItemFields)
    .output(InspectionItem),
  retireInspectionItem: procedure({
    method: 'POST',
    path: '/supervision/items/{itemId}/retire',
    permission: manage,
    summary: { zh: '停用抽查事项', en: 'Retire an inspection item' },
    tags,
  })
    .input(z.object({ itemId: z.uuid(), reason: z.string().trim().min(1).max(500) }))
    .output(Id),
  countRegister: procedure({
    method: 'GET',
    path: '/supervision/items/{itemId}/register',
    permission: read,
    summary: { zh: '检查对象名录库规模', en: 'Count the subjects an item concerns' },
    tags,
  })
    .input(z.object({ itemId: z.uuid() }))
    .output(RegisterCount),
  listInspectors: procedure({
    method: 'GET',
    path: '/supervision/inspectors',
    permission: read,
    summary: { zh: '执法检查人员名录库', en: 'List inspectors' },
    tags,
  })
    .input(PageRequest.extend({ search: z.string().trim().max(100).optional() }))
    .output(pageOf(Inspector)),
  saveInspector: procedure({
    method: 'PUT',
    path: '/supervision/inspectors/{number}',
    permission: manage,
    summary: { zh: '登记执法检查人员', en: 'Save an inspector' },
    tags,
  })
    .input(InspectorFields)
    .output(Inspector),
  listInspectorAccounts: procedure({
    method: 'GET',
    path: '/supervision/inspector-accounts',
    permission: manage,
    summary: { zh: '可对应的执法人员账号', en: 'Accounts that inspectors may have' },
    tags,
  }).output(z.array(z.object({ id: z.uuid(), name: z.string(), username: z.string() }))),
  declareAvoidance: procedure({
    method: 'POST',
    path: '/supervision/inspectors/{inspectorId}/avoidances',
    permission: 'supervision.avoidance-declare',
    summary: { zh: '申报回避', en: 'Declare that an inspector avoids an enterprise' },
    tags,
    successStatus: 201,
  })
    .input(
      z.object({
        inspectorId: z.uuid(),
        creditCode: z.string().trim().length(18),
        reason: AvoidanceReason,
        note: z.string().trim().max(500).nullable(),
      }),
    )
    .output(Id),
  endAvoidance: procedure({
    method: 'POST',
    path: '/supervision/avoidances/{id}/end',
    permission: manage,
    summary: { zh: '解除回避', en: 'End an avoidance' },
    tags,
  })
    .input(Id)
    .output(Id),
  listInspectionPlans: procedure({
    method: 'GET',
    path: '/supervision/plans',
    permission: read,
    summary: { zh: '年度抽查计划', en: 'List yearly inspection plans' },
    tags,
  })
    .input(PageRequest)
    .output(pageOf(InspectionPlan)),
  getInspectionPlan: procedure({
    method: 'GET',
    path: '/supervision/plans/{planId}',
    permission: read,
    summary: { zh: '查看年度抽查计划', en: 'Read a yearly inspection plan' },
    tags,
  })
    .input(z.object({ planId: z.uuid() }))
    .output(InspectionPlan.extend({ lines: z.array(InspectionPlanTask) })),
  createInspectionPlan: procedure({
    method: 'POST',
    path: '/supervision/plans',
    permission: manage,
    summary: { zh: '编制年度抽查计划', en: 'Begin a yearly inspection plan' },
    tags,
    successStatus: 201,
  })
    .input(z.object({ year: z.number().int().min(2015).max(2150), title: name }))
    .output(InspectionPlan),
  savePlanTask: procedure({
    method: 'POST',
    path: '/supervision/plans/{planId}/tasks',
    permission: manage,
    summary: { zh: '保存计划任务', en: 'Add or change a task of a plan' },
    tags,
  })
    .input(PlanTaskFields.extend({ planId: z.uuid(), taskId: z.uuid().optional() }))
    .output(Id),
  removePlanTask: procedure({
    method: 'DELETE',
    path: '/supervision/plan-tasks/{taskId}',
    permission: manage,
    summary: { zh: '删除计划任务', en: 'Remove a task of a plan' },
    tags,
  })
    .input(z.object({ taskId: z.uuid() }))
    .output(Id),
}
