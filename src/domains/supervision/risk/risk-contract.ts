/** Credit-risk classes by scorecards: what it offers over the API. */
import { z } from 'zod'
import { PageRequest, pageOf, procedure } from '#kernel/api/contract.ts'
import { Borders, RiskClass, ScorecardDefinition, ScorecardState } from './scorecard.ts'

const MessageView = z.object({ zh: z.string(), en: z.string() })
const ClassCounts = z.object({ A: z.number(), B: z.number(), C: z.number(), D: z.number() })
const tags = ['risk'] as const
const run = z.object({ runId: z.uuid() })
const versionId = z.object({ versionId: z.uuid() })
const enterpriseId = z.object({ enterpriseId: z.uuid() })

export { mostPointsOf } from './points.ts'
export {
  type Factor,
  type FactorRule,
  type ProfessionalPart,
  RiskClass,
  type ScorecardDefinition,
  type ScorecardState,
} from './scorecard.ts'

/** `subject.tag:特种设备使用`: whether the register marks the enterprise so; categories `true` and `false`. */
export const tagFactorPrefix = 'subject.tag:'

/** What a changed scorecard would do to the classes, tried out on all enterprises. */
export const WhatIf = z.object({
  /** Digest of the definition that was tried: another one needs a new trial. */
  definitionHash: z.string(),
  asOf: z.iso.date(),
  triedAt: z.iso.datetime(),
  borders: Borders,
  enterprises: z.number().int(),
  changed: z.number().int(),
  moves: z.array(
    z.object({
      /** Both null: over all. */
      region: z.string().nullable(),
      section: z.string().nullable(),
      before: RiskClass.nullable(),
      after: RiskClass,
      enterprises: z.number().int(),
    }),
  ),
  examples: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      region: z.string(),
      before: RiskClass,
      after: RiskClass,
      scoreBefore: z.number(),
      scoreAfter: z.number(),
    }),
  ),
})
export type WhatIf = z.infer<typeof WhatIf>

export const ScorecardSummary = z.object({
  id: z.uuid(),
  number: z.number().int(),
  title: z.string(),
  state: ScorecardState,
  validFrom: z.iso.date().nullable(),
  validTo: z.iso.date().nullable(),
  factors: z.number().int(),
  parts: z.number().int(),
  caseId: z.uuid().nullable(),
  changedAt: z.iso.datetime(),
  changedBy: z.string(),
  adoptedBy: z.string().nullable(),
})
export type ScorecardSummary = z.infer<typeof ScorecardSummary>

export const ScorecardVersion = ScorecardSummary.extend({
  definition: ScorecardDefinition,
  whatIf: WhatIf.nullable(),
  /** Whether the trial is of the present definition. */
  whatIfCurrent: z.boolean(),
})
export type ScorecardVersion = z.infer<typeof ScorecardVersion>

/** A source of facts that factors may name. */
export const FactSourceView = z.object({
  name: z.string(),
  title: MessageView,
  kind: z.enum(['records', 'number', 'category']),
  unit: z.string().nullable(),
  categories: z.array(z.string()),
})

/** A record that stands behind a factor's points. */
const RecordBehind = z.object({
  id: z.string(),
  label: z.string(),
  at: z.iso.date(),
  value: z.number(),
})

export const ExplainedFactor = z.object({
  code: z.string(),
  title: z.string(),
  part: z.enum(['general', 'professional']),
  source: z.string(),
  sourceTitle: MessageView,
  unit: z.string().nullable(),
  months: z.number().int().nullable(),
  /** Null: not known. */
  fact: z.string().nullable(),
  points: z.number(),
  mostPoints: z.number(),
  records: z.array(RecordBehind),
})
export type ExplainedFactor = z.infer<typeof ExplainedFactor>

const ClassStretch = z.object({
  id: z.uuid(),
  class: RiskClass,
  score: z.number(),
  from: z.iso.date(),
  to: z.iso.date().nullable(),
  cause: z.enum(['scorecard', 'daily', 'by-hand', 'new-fact', 'override', 'list']),
  scorecard: z.string(),
})

/** Why an enterprise has its class. The points of its factors add up to its score. */
export const ClassExplanation = z.object({
  enterpriseId: z.uuid(),
  class: RiskClass,
  classByScore: RiskClass,
  score: z.number(),
  scale: z.number(),
  asOf: z.iso.date(),
  since: z.iso.date(),
  scorecard: z.object({ id: z.uuid(), number: z.number().int(), title: z.string() }),
  part: z.object({ code: z.string(), title: z.string() }).nullable(),
  /** Lowest scores of B, C and D in points; null before the first full pass of a scorecard by shares. */
  borders: Borders.nullable(),
  factors: z.array(ExplainedFactor),
  vetoes: z.array(
    z.object({ code: z.string(), title: z.string(), atLeast: RiskClass, records: z.array(RecordBehind) }),
  ),
  override: z
    .object({
      id: z.uuid(),
      class: RiskClass,
      reason: z.string(),
      until: z.iso.date(),
      by: z.string(),
      at: z.iso.datetime(),
    })
    .nullable(),
  history: z.array(ClassStretch),
})
export type ClassExplanation = z.infer<typeof ClassExplanation>

export const EnterpriseClassItem = z.object({
  enterpriseId: z.uuid(),
  name: z.string(),
  creditCode: z.string(),
  region: z.string(),
  industry: z.string(),
  size: z.string(),
  class: RiskClass,
  score: z.number(),
  part: z.string(),
  since: z.iso.date(),
  overridden: z.boolean(),
  vetoes: z.array(z.string()),
})
export type EnterpriseClassItem = z.infer<typeof EnterpriseClassItem>

export const EnterpriseClassFilter = z.object({
  class: RiskClass.optional(),
  region: z
    .string()
    .regex(/^[0-9]{6}$/)
    .optional(),
  /** Section letter of GB/T 4754. */
  section: z
    .string()
    .regex(/^[A-T]$/)
    .optional(),
  /** Any fragment of the name, or the beginning of the credit code. */
  search: z.string().trim().max(50).optional(),
})

export const ClassMove = z.object({
  id: z.uuid(),
  enterpriseId: z.uuid(),
  name: z.string(),
  region: z.string(),
  before: RiskClass.nullable(),
  after: RiskClass,
  on: z.iso.date(),
  cause: z.string(),
})

export const RiskOverview = z.object({
  scorecard: z.object({ id: z.uuid(), number: z.number().int(), title: z.string() }).nullable(),
  lastRun: z
    .object({
      asOf: z.iso.date(),
      finishedAt: z.iso.datetime(),
      enterprises: z.number().int(),
      changed: z.number().int(),
    })
    .nullable(),
  byClass: ClassCounts,
  byRegion: z.array(ClassCounts.extend({ region: z.string(), name: z.string() })),
  bySection: z.array(ClassCounts.extend({ section: z.string() })),
  /** Ends of the last 24 months. */
  trend: z.array(ClassCounts.extend({ month: z.string() })),
  /** Moves between classes in the last 90 days. */
  moves: z.array(z.object({ before: RiskClass, after: RiskClass, enterprises: z.number().int() })),
})
export type RiskOverview = z.infer<typeof RiskOverview>

export const creditRecordKinds = [
  'penalty',
  'warning',
  'complaint',
  'report',
  'inspection-problem',
  'spot-check-failure',
  'judgement-debtor',
  'tax-arrears',
  'recall',
  'honour',
] as const

/** What a person or another system says about an enterprise. */
export const CreditRecordFields = z.object({
  creditCode: z.string().trim().length(18),
  kind: z.enum(creditRecordKinds),
  number: z.string().trim().min(1).max(100),
  decidedOn: z.iso.date(),
  authority: z.string().trim().min(1).max(100),
  summary: z.string().trim().max(1000).default(''),
  /** In yuan. */
  amount: z.number().nonnegative().max(1e13).nullable().default(null),
})
export type CreditRecordFields = z.infer<typeof CreditRecordFields>

export const CreditRecord = z.object({
  id: z.uuid(),
  enterpriseId: z.uuid(),
  enterpriseName: z.string(),
  kind: z.enum(creditRecordKinds),
  number: z.string(),
  decidedOn: z.iso.date(),
  authority: z.string(),
  summary: z.string(),
  amount: z.number().nullable(),
  recordedBy: z.string(),
  recordedAt: z.iso.datetime(),
  withdrawn: z.boolean(),
  /** Day of the decision on credit repair, from which on it is no longer used; null while it is. */
  repairedOn: z.iso.date().nullable(),
  repairDecisionNumber: z.string().nullable(),
})
export type CreditRecord = z.infer<typeof CreditRecord>

/** Why an enterprise has no class. */
export const NoClassReason = z.enum(['not-yet', 'not-active', 'no-scorecard', 'no-pass'])
export type NoClassReason = z.infer<typeof NoClassReason>

/** The class of an enterprise, or why it has none: one that was just registered gets its class within minutes. */
export const ClassStanding = z.discriminatedUnion('classified', [
  z.object({ classified: z.literal(true), explained: ClassExplanation }),
  z.object({ classified: z.literal(false), reason: NoClassReason }),
])
export type ClassStanding = z.infer<typeof ClassStanding>

const scorecardProcedures = {
  listScorecards: procedure({
    method: 'GET',
    path: '/risk/scorecards',
    permission: 'risk.read',
    summary: { zh: '评分表各版本', en: 'Versions of the scorecard' },
    tags,
  }).output(z.object({ items: z.array(ScorecardSummary) })),
  getScorecard: procedure({
    method: 'GET',
    path: '/risk/scorecards/{versionId}',
    permission: 'risk.read',
    summary: { zh: '查看评分表', en: 'A version of the scorecard' },
    tags,
  })
    .input(versionId)
    .output(ScorecardVersion),
  listFactSources: procedure({
    method: 'GET',
    path: '/risk/fact-sources',
    permission: 'risk.read',
    summary: { zh: '评分因素可用的数据来源', en: 'Where facts of factors may come from' },
    tags,
  }).output(z.object({ items: z.array(FactSourceView) })),
  draftScorecard: procedure({
    method: 'POST',
    path: '/risk/scorecards',
    permission: 'risk.manage',
    summary: { zh: '起草评分表', en: 'Draft a scorecard, empty or from another version' },
    tags,
    successStatus: 201,
  })
    .input(
      z.object({
        title: z.string().trim().min(1).max(100),
        /** The version to begin with; the shipped example when left out. */
        basedOnId: z.uuid().optional(),
      }),
    )
    .output(ScorecardVersion),
  saveScorecard: procedure({
    method: 'PUT',
    path: '/risk/scorecards/{versionId}',
    permission: 'risk.manage',
    summary: { zh: '保存评分表草稿', en: 'Save a draft of the scorecard' },
    tags,
  })
    .input(versionId.extend({ title: z.string().trim().min(1).max(100), definition: ScorecardDefinition }))
    .output(ScorecardVersion),
  tryScorecard: procedure({
    method: 'POST',
    path: '/risk/scorecards/{versionId}/what-if',
    permission: 'risk.manage',
    summary: { zh: '试算评分表', en: 'Try a draft out on all enterprises' },
    tags,
  })
    .input(versionId)
    .output(run),
}

const classProcedures = {
  riskOverview: procedure({
    method: 'GET',
    path: '/risk/overview',
    permission: 'risk.read',
    summary: { zh: '企业信用风险概况', en: 'Risk classes in numbers' },
    tags,
  }).output(RiskOverview),
  classifyEnterprises: procedure({
    method: 'POST',
    path: '/risk/classify',
    permission: 'risk.manage',
    summary: { zh: '全面重新分类', en: 'Classify all enterprises again' },
    tags,
  }).output(run),
  listEnterpriseClasses: procedure({
    method: 'GET',
    path: '/risk/enterprises',
    permission: 'risk.read',
    summary: { zh: '企业风险类别列表', en: 'Enterprises by class, riskiest first' },
    tags,
  })
    .input(PageRequest.extend(EnterpriseClassFilter.shape))
    .output(pageOf(EnterpriseClassItem)),
  exportEnterpriseClasses: procedure({
    method: 'GET',
    path: '/risk/enterprises/export',
    permission: 'risk.read',
    summary: { zh: '导出企业风险类别', en: 'Enterprises by class as Excel' },
    tags,
  })
    .input(EnterpriseClassFilter)
    .output(z.file()),
  listClassMoves: procedure({
    method: 'GET',
    path: '/risk/moves',
    permission: 'risk.read',
    summary: { zh: '类别变动', en: 'Changes of class, newest first' },
    tags,
  })
    .input(
      PageRequest.extend({
        from: RiskClass.optional(),
        to: RiskClass.optional(),
        region: EnterpriseClassFilter.shape.region,
      }),
    )
    .output(pageOf(ClassMove)),
  enterpriseClass: procedure({
    method: 'GET',
    path: '/risk/enterprises/{enterpriseId}',
    permission: 'risk.read',
    summary: {
      zh: '企业的风险类别及理由；尚无类别的说明原因',
      en: 'The class of an enterprise with its reasons, or why it has none',
    },
    tags,
  })
    .input(enterpriseId)
    .output(ClassStanding),
  classifyEnterprise: procedure({
    method: 'POST',
    path: '/risk/enterprises/{enterpriseId}/classify',
    permission: 'risk.record',
    summary: { zh: '立即计算企业的风险类别', en: 'Work the class of an enterprise out now' },
    tags,
  })
    .input(enterpriseId)
    .output(ClassStanding),
  overrideClass: procedure({
    method: 'POST',
    path: '/risk/enterprises/{enterpriseId}/override',
    permission: 'risk.override',
    summary: { zh: '人工调整类别', en: 'Set a class by hand for a time' },
    tags,
  })
    .input(
      enterpriseId.extend({
        class: RiskClass,
        reason: z.string().trim().min(5).max(1000),
        /** First day on which it no longer holds. */
        until: z.iso.date(),
      }),
    )
    .output(ClassExplanation),
  liftOverride: procedure({
    method: 'POST',
    path: '/risk/enterprises/{enterpriseId}/lift-override',
    permission: 'risk.override',
    summary: { zh: '撤销人工调整', en: 'Lift a class set by hand' },
    tags,
  })
    .input(enterpriseId)
    .output(ClassExplanation),
}

const creditRecordProcedures = {
  listCreditRecords: procedure({
    method: 'GET',
    path: '/risk/credit-records',
    permission: 'risk.read',
    summary: { zh: '信用记录列表', en: 'Credit records, newest first' },
    tags,
  })
    .input(
      PageRequest.extend({
        kind: z.enum(creditRecordKinds).optional(),
        enterpriseId: z.uuid().optional(),
        search: z.string().trim().max(50).optional(),
      }),
    )
    .output(pageOf(CreditRecord)),
  addCreditRecord: procedure({
    method: 'POST',
    path: '/risk/credit-records',
    permission: 'risk.record',
    summary: { zh: '登记信用记录', en: 'Record something about an enterprise' },
    tags,
    successStatus: 201,
  })
    .input(CreditRecordFields)
    .output(CreditRecord),
  withdrawCreditRecord: procedure({
    method: 'POST',
    path: '/risk/credit-records/{recordId}/withdraw',
    permission: 'risk.record',
    summary: { zh: '撤回信用记录', en: 'Withdraw a credit record' },
    tags,
  })
    .input(z.object({ recordId: z.uuid(), reason: z.string().trim().min(2).max(500) }))
    .output(CreditRecord),
  creditRecordTemplate: procedure({
    method: 'GET',
    path: '/risk/credit-records/template',
    permission: 'risk.record',
    summary: { zh: '信用记录导入模板', en: 'Workbook to fill in' },
    tags,
  }).output(z.file()),
  importCreditRecords: procedure({
    method: 'POST',
    path: '/risk/credit-records/import',
    permission: 'risk.record',
    summary: { zh: '导入信用记录', en: 'Take a workbook of credit records in' },
    tags,
    bodyLimit: 20,
  })
    .input(z.object({ file: z.file(), dryRun: z.stringbool().default(true) }))
    .output(run),
}

export const riskContract = { ...scorecardProcedures, ...classProcedures, ...creditRecordProcedures }
