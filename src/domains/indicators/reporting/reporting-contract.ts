/** Reporting over the API: who reports what, the tasks, their figures, Excel out and in, the review. */
import { z } from 'zod'
import { PageRequest, pageOf, procedure, QueryFlag } from '#kernel/api/contract.ts'
import {
  IndicatorPeriod,
  MessageView,
  NamedIndicator,
  Observation,
  ObservationState,
  Period,
  RegionCode,
} from '../schemas.ts'

const tags = ['reporting'] as const
const UnitRef = z.object({ id: z.uuid(), name: z.string() })
const FileRef = z.object({ id: z.uuid(), name: z.string() })
const caseParameter = z.object({ caseId: z.uuid() })

export const Coverage = z.enum(['whole', 'districts', 'whole-and-districts'])
export type Coverage = z.infer<typeof Coverage>

export const AssignmentInput = z.object({
  unitId: z.uuid(),
  indicatorId: z.uuid(),
  /** The indicator's own period unless given; never a shorter one. */
  frequency: IndicatorPeriod.optional(),
  coverage: Coverage.default('whole'),
  /** Whether the regions below must add up to the whole; by the indicator's unit unless given. */
  districtSum: z.boolean().optional(),
  /** Today unless given: the first period asked for is the one this day lies in. */
  startsOn: z.iso.date().optional(),
})
export type AssignmentInput = z.infer<typeof AssignmentInput>

export const Assignment = z.object({
  id: z.uuid(),
  unit: UnitRef,
  indicator: NamedIndicator.extend({ unit: z.string(), period: IndicatorPeriod }),
  frequency: IndicatorPeriod,
  coverage: Coverage,
  districtSum: z.boolean(),
  startsOn: z.iso.date(),
  endsOn: z.iso.date().nullable(),
})
export type Assignment = z.infer<typeof Assignment>

export const ReportState = z.enum([
  'to-report',
  'submitted',
  'returned',
  'reviewed',
  'published',
  'cancelled',
])
export type ReportState = z.infer<typeof ReportState>

export const ReportSummary = z.object({
  id: z.uuid(),
  caseId: z.uuid(),
  unit: UnitRef,
  period: z.string(),
  frequency: IndicatorPeriod,
  dueOn: z.iso.date(),
  round: z.number().int(),
  state: ReportState,
  /** Not handed in by the last day, or handed in after it. */
  late: z.boolean(),
  submittedAt: z.iso.datetime().nullable(),
  submittedBy: z.string().nullable(),
  figures: z.number().int(),
  filled: z.number().int(),
})
export type ReportSummary = z.infer<typeof ReportSummary>

/** Names one figure of a report. */
export const FigurePlace = z.object({ indicatorId: z.uuid(), region: RegionCode, period: Period })
export type FigurePlace = z.infer<typeof FigurePlace>

/** `error` stands in the way; `explain` does until it is explained, then it is `explained`; `notice` does not. */
export const FindingSeverity = z.enum(['error', 'explain', 'explained', 'notice'])

export const ReportFinding = FigurePlace.extend({
  severity: FindingSeverity,
  rule: z.enum([
    'missing',
    'wrong-period',
    'future-period',
    'out-of-range',
    'over-hundred',
    'looks-like-fraction',
    'jump',
    'district-sum',
    'too-many-decimals',
    'same-as-before',
    'correction',
    'cannot-remove',
  ]),
  message: MessageView,
})
export type ReportFinding = z.infer<typeof ReportFinding>

const PastFigure = z.object({ period: z.string(), value: z.number() }).nullable()

export const ReportFigure = FigurePlace.extend({
  code: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  definitionZh: z.string(),
  definitionEn: z.string(),
  unit: z.string(),
  decimals: z.number().int(),
  minimum: z.number().nullable(),
  maximum: z.number().nullable(),
  regionName: z.string(),
  value: z.number().nullable(),
  explanation: z.string().nullable(),
  evidence: FileRef.nullable(),
  /** The period before. */
  previous: PastFigure,
  /** The same period of last year. */
  lastYear: PastFigure,
  /** What is published for the place now. */
  published: z.number().nullable(),
})
export type ReportFigure = z.infer<typeof ReportFigure>

export const ReportDetail = ReportSummary.extend({
  /** Whether the caller may fill it in now. */
  mayEdit: z.boolean(),
  /** Whether the caller may open a correction. */
  mayCorrect: z.boolean(),
  items: z.array(ReportFigure),
  findings: z.array(ReportFinding),
  rounds: z.array(
    z.object({
      round: z.number().int(),
      caseId: z.uuid(),
      reason: z.string().nullable(),
      openedAt: z.iso.datetime(),
      openedBy: z.string(),
      publishedAt: z.iso.datetime().nullable(),
      publishedBy: z.string().nullable(),
    }),
  ),
})
export type ReportDetail = z.infer<typeof ReportDetail>

export const FigureInput = FigurePlace.extend({
  value: z.number().nullable(),
  explanation: z.string().trim().max(1000).nullable().default(null),
})
export type FigureInput = z.infer<typeof FigureInput>

/** One place in a workbook that needs a look. */
export const WorkbookProblem = z.object({
  sheet: z.string(),
  /** As Excel numbers it; null when the whole sheet or file is meant. */
  row: z.number().int().nullable(),
  /** Letter of the column. */
  column: z.string().nullable(),
  /** What stands there. */
  found: z.string(),
  severity: FindingSeverity,
  message: MessageView,
})
export type WorkbookProblem = z.infer<typeof WorkbookProblem>

export const WorkbookPreview = z.object({
  fileId: z.uuid(),
  /** Rows that would change the draft. */
  changes: z.array(
    FigurePlace.extend({
      name: z.string(),
      regionName: z.string(),
      before: z.number().nullable(),
      after: z.number().nullable(),
      explanation: z.string().nullable(),
    }),
  ),
  unchanged: z.number().int(),
  problems: z.array(WorkbookProblem),
  /** False while any problem is an error: then nothing is taken over. */
  usable: z.boolean(),
})
export type WorkbookPreview = z.infer<typeof WorkbookPreview>

export const ReportedObservation = Observation.extend({
  indicator: NamedIndicator.extend({ unit: z.string(), decimals: z.number().int() }),
  regionName: z.string(),
  unit: UnitRef.nullable(),
})
export type ReportedObservation = z.infer<typeof ReportedObservation>

export const reportingContract = {
  listAssignments: procedure({
    method: 'GET',
    path: '/reporting/assignments',
    permission: 'indicators.report',
    summary: { zh: '填报分工', en: 'Which unit reports which indicator' },
    tags,
  })
    .input(
      PageRequest.extend({
        unitId: z.uuid().optional(),
        search: z.string().trim().max(100).optional(),
        /** Ended ones too. */
        ended: QueryFlag.default(false),
      }),
    )
    .output(pageOf(Assignment)),
  saveAssignments: procedure({
    method: 'POST',
    path: '/reporting/assignments',
    permission: 'indicators.manage',
    summary: { zh: '设定填报分工', en: 'Say which unit reports which indicator' },
    tags,
  })
    .input(z.object({ assignments: z.array(AssignmentInput).min(1).max(500) }))
    .output(z.object({ saved: z.number().int() })),
  endAssignment: procedure({
    method: 'DELETE',
    path: '/reporting/assignments/{assignmentId}',
    permission: 'indicators.manage',
    summary: { zh: '停止一项填报分工', en: 'End an assignment' },
    tags,
  })
    .input(z.object({ assignmentId: z.uuid() }))
    .output(z.object({ ended: z.boolean() })),
  /** By the type of unit that usually reports an indicator, for indicators that answer a target and nobody reports. */
  suggestAssignments: procedure({
    method: 'GET',
    path: '/reporting/assignments/suggestions',
    permission: 'indicators.manage',
    summary: { zh: '建议的填报分工', en: 'Assignments that suggest themselves' },
    tags,
  }).output(z.object({ items: z.array(Assignment.omit({ id: true, endsOn: true })) })),
  generateReports: procedure({
    method: 'POST',
    path: '/reporting/generation',
    permission: 'indicators.manage',
    summary: { zh: '生成填报任务', en: 'Make the reporting tasks of a period' },
    tags,
    successStatus: 202,
  })
    .input(z.object({ period: Period, unitIds: z.array(z.uuid()).max(500).default([]) }))
    .output(z.object({ runId: z.uuid() })),
  listReports: procedure({
    method: 'GET',
    path: '/reporting/reports',
    permission: 'indicators.read',
    summary: { zh: '填报任务', en: 'Reporting tasks' },
    tags,
  })
    .input(
      PageRequest.extend({
        state: z
          .string()
          .transform((text) => text.split(','))
          .pipe(z.array(ReportState).max(6))
          .optional(),
        late: QueryFlag.optional(),
        period: Period.optional(),
        unitId: z.uuid().optional(),
        search: z.string().trim().max(60).optional(),
      }),
    )
    .output(pageOf(ReportSummary)),
  reportCounts: procedure({
    method: 'GET',
    path: '/reporting/counts',
    permission: 'indicators.read',
    summary: { zh: '填报任务数（按状态）', en: 'Reporting tasks by state' },
    tags,
  })
    .input(z.object({ period: Period.optional() }))
    .output(
      z.object({
        states: z.array(z.object({ state: ReportState, count: z.number().int(), late: z.number().int() })),
        /** Periods with tasks, newest first, at most 36. */
        periods: z.array(z.string()),
      }),
    ),
  getReport: procedure({
    method: 'GET',
    path: '/reporting/reports/{caseId}',
    permission: 'indicators.read',
    summary: { zh: '查看填报任务', en: 'A reporting task with its figures' },
    tags,
  })
    .input(caseParameter)
    .output(ReportDetail),
  saveFigures: procedure({
    method: 'PUT',
    path: '/reporting/reports/{caseId}/figures',
    permission: 'indicators.report',
    summary: { zh: '保存填报草稿', en: 'Keep figures as a draft' },
    tags,
  })
    .input(caseParameter.extend({ figures: z.array(FigureInput).min(1).max(5000) }))
    .output(z.object({ savedAt: z.iso.datetime(), findings: z.array(ReportFinding) })),
  attachEvidence: procedure({
    method: 'POST',
    path: '/reporting/reports/{caseId}/evidence',
    permission: 'indicators.report',
    summary: { zh: '上传佐证材料', en: 'Attach evidence to a figure' },
    tags,
    bodyLimit: 52,
    successStatus: 201,
  })
    .input(caseParameter.extend({ ...FigurePlace.shape, file: z.file() }))
    .output(FileRef),
  removeEvidence: procedure({
    method: 'POST',
    path: '/reporting/reports/{caseId}/evidence/removal',
    permission: 'indicators.report',
    summary: { zh: '移除佐证材料', en: 'Take evidence off a figure' },
    tags,
  })
    .input(caseParameter.extend(FigurePlace.shape))
    .output(z.object({ removed: z.boolean() })),
  downloadReportFile: procedure({
    method: 'GET',
    path: '/reporting/reports/{caseId}/files/{fileId}',
    permission: 'indicators.read',
    summary: { zh: '下载佐证材料或上报的表格', en: 'Evidence, or a workbook as it was handed in' },
    tags,
  })
    .input(caseParameter.extend({ fileId: z.uuid() }))
    .output(z.file()),
  openCorrection: procedure({
    method: 'POST',
    path: '/reporting/reports/{caseId}/corrections',
    permission: 'indicators.report',
    summary: { zh: '更正已发布的数据', en: 'Open a correction of what was published' },
    tags,
    successStatus: 201,
  })
    .input(caseParameter.extend({ reason: z.string().trim().min(2).max(1000) }))
    .output(caseParameter),
  reportTemplate: procedure({
    method: 'GET',
    path: '/reporting/reports/{caseId}/workbook',
    permission: 'indicators.read',
    summary: { zh: '下载填报表（Excel）', en: 'The task as a workbook to fill in' },
    tags,
  })
    .input(caseParameter)
    .output(z.file()),
  checkWorkbook: procedure({
    method: 'POST',
    path: '/reporting/reports/{caseId}/workbook',
    permission: 'indicators.report',
    summary: { zh: '检查填好的填报表', en: 'Check a workbook; nothing is taken over yet' },
    tags,
    bodyLimit: 12,
  })
    .input(caseParameter.extend({ file: z.file() }))
    .output(WorkbookPreview),
  takeWorkbook: procedure({
    method: 'POST',
    path: '/reporting/reports/{caseId}/workbook/{fileId}',
    permission: 'indicators.report',
    summary: { zh: '采用填报表中的数据', en: 'Take the figures of a checked workbook over; all or none' },
    tags,
  })
    .input(caseParameter.extend({ fileId: z.uuid() }))
    .output(z.object({ taken: z.number().int(), findings: z.array(ReportFinding) })),
  workbookProblems: procedure({
    method: 'GET',
    path: '/reporting/reports/{caseId}/workbook/{fileId}/problems',
    permission: 'indicators.report',
    summary: { zh: '下载填报表的问题清单', en: 'What is wrong with a workbook, as a workbook' },
    tags,
  })
    .input(caseParameter.extend({ fileId: z.uuid() }))
    .output(z.file()),
  listReportedObservations: procedure({
    method: 'GET',
    path: '/reporting/observations',
    permission: 'indicators.read',
    summary: { zh: '填报数据及更正', en: 'Reported figures with their corrections' },
    tags,
  })
    .input(
      PageRequest.extend({
        indicatorId: z.uuid().optional(),
        region: RegionCode.optional(),
        period: Period.optional(),
        state: ObservationState.optional(),
        /** Of these, one figure only: all entries of a place, newest first. */
        search: z.string().trim().max(100).optional(),
      }),
    )
    .output(pageOf(ReportedObservation)),
}
