/**
 * What the plans domain offers: documents in, reviewed and published versions, the target board, comparison.
 * Other domains import this file only.
 */
import { z } from 'zod'
import { PageRequest, pageOf, procedure } from '#kernel/api/contract.ts'
import {
  BoardFilter,
  BoardRow,
  BoardSummary,
  BoardTarget,
  ComparisonRow,
  ItemChange,
  Plan,
  PlanStanding,
  PlanWithVersions,
  ResponsibilityMatrix,
  Span,
  Target,
  TargetFields,
  Task,
  TaskFields,
  UnitAssignment,
  VersionDetail,
  VersionSummary,
} from './plan-schemas.ts'

export * from './plan-schemas.ts'

const tags = ['plans'] as const
const versionParameter = z.object({ versionId: z.uuid() })
const ItemReference = z.object({ kind: z.enum(['target', 'task']), id: z.uuid() })

export const ImportState = z.object({
  documentId: z.uuid(),
  name: z.string(),
  state: z.enum(['waiting', 'read', 'failed']),
  runId: z.uuid().nullable(),
  planId: z.uuid().nullable(),
  versionId: z.uuid().nullable(),
  failure: z.string().nullable(),
  warnings: z.array(z.string()),
})
export type ImportState = z.infer<typeof ImportState>

export const plansContract = {
  importPlan: procedure({
    method: 'POST',
    path: '/plans/imports',
    permission: 'plans.review',
    summary: { zh: '导入规划文件或文本', en: 'Take in a plan document or pasted text' },
    tags,
    bodyLimit: 52,
    successStatus: 202,
  })
    .input(
      z.object({
        file: z.file().optional(),
        text: z.string().max(5_000_000).optional(),
        /** Set for an amendment: the plan that gets a new version. */
        planId: z.uuid().optional(),
        standing: PlanStanding.default('own'),
        place: z.string().trim().max(50).optional(),
        /** Read it again although the same content was taken in before. */
        again: z.boolean().default(false),
      }),
    )
    .output(ImportState.extend({ duplicate: z.boolean() })),
  getImport: procedure({
    method: 'GET',
    path: '/plans/imports/{documentId}',
    permission: 'plans.review',
    summary: { zh: '查看导入状态', en: 'State of an import' },
    tags,
  })
    .input(z.object({ documentId: z.uuid() }))
    .output(ImportState),
  listPlans: procedure({
    method: 'GET',
    path: '/plans',
    permission: 'plans.read',
    summary: { zh: '规划列表', en: 'List plans' },
    tags,
  })
    .input(
      PageRequest.extend({
        standing: PlanStanding.optional(),
        search: z.string().trim().max(100).optional(),
      }),
    )
    .output(pageOf(PlanWithVersions)),
  getPlan: procedure({
    method: 'GET',
    path: '/plans/{planId}',
    permission: 'plans.read',
    summary: { zh: '查看规划及其版本', en: 'A plan and its versions' },
    tags,
  })
    .input(z.object({ planId: z.uuid() }))
    .output(PlanWithVersions),
  getVersion: procedure({
    method: 'GET',
    path: '/plans/versions/{versionId}',
    permission: 'plans.read',
    summary: {
      zh: '查看规划版本全文、提纲、目标和任务',
      en: 'A whole version: text, outline, targets, tasks',
    },
    tags,
  })
    .input(versionParameter)
    .output(VersionDetail),
  reviewItems: procedure({
    method: 'POST',
    path: '/plans/versions/{versionId}/review',
    permission: 'plans.review',
    summary: { zh: '接受、退回或恢复未读条目', en: 'Accept, reject or set back entries' },
    tags,
  })
    .input(
      versionParameter.extend({
        items: z.array(ItemReference).min(1).max(500),
        decision: z.enum(['accepted', 'rejected', 'unread']),
      }),
    )
    .output(z.object({ unread: z.number().int() })),
  correctTarget: procedure({
    method: 'PUT',
    path: '/plans/versions/{versionId}/targets/{targetId}',
    permission: 'plans.review',
    summary: { zh: '更正目标', en: 'Correct a target' },
    tags,
  })
    .input(
      versionParameter.extend({ targetId: z.uuid(), fields: TargetFields, units: UnitAssignment.optional() }),
    )
    .output(Target),
  addTarget: procedure({
    method: 'POST',
    path: '/plans/versions/{versionId}/targets',
    permission: 'plans.review',
    summary: { zh: '从选中的文字补充目标', en: 'Add a target from a selection of the text' },
    tags,
    successStatus: 201,
  })
    .input(versionParameter.extend({ span: Span, fields: TargetFields, units: UnitAssignment.default([]) }))
    .output(Target),
  /** What the reader makes of a selection, to fill the form of a new target. */
  readSelection: procedure({
    method: 'POST',
    path: '/plans/versions/{versionId}/read-selection',
    permission: 'plans.review',
    summary: { zh: '试读选中的文字', en: 'Read a selection of the text' },
    tags,
  })
    .input(versionParameter.extend({ span: Span }))
    .output(z.object({ targets: z.array(TargetFields) })),
  correctTask: procedure({
    method: 'PUT',
    path: '/plans/versions/{versionId}/tasks/{taskId}',
    permission: 'plans.review',
    summary: { zh: '更正任务及责任单位', en: 'Correct a task and its units' },
    tags,
  })
    .input(versionParameter.extend({ taskId: z.uuid(), fields: TaskFields }))
    .output(Task),
  addTask: procedure({
    method: 'POST',
    path: '/plans/versions/{versionId}/tasks',
    permission: 'plans.review',
    summary: { zh: '从选中的文字补充任务', en: 'Add a task from a selection of the text' },
    tags,
    successStatus: 201,
  })
    .input(versionParameter.extend({ span: Span, fields: TaskFields }))
    .output(Task),
  publishVersion: procedure({
    method: 'POST',
    path: '/plans/versions/{versionId}/publish',
    permission: 'plans.publish',
    summary: { zh: '发布版本', en: 'Publish a version' },
    tags,
  })
    .input(versionParameter)
    .output(VersionSummary),
  discardVersion: procedure({
    method: 'POST',
    path: '/plans/versions/{versionId}/discard',
    permission: 'plans.review',
    summary: { zh: '放弃未发布的版本', en: 'Discard an unpublished version' },
    tags,
  })
    .input(versionParameter)
    .output(VersionSummary),
  versionChanges: procedure({
    method: 'GET',
    path: '/plans/versions/{versionId}/changes',
    permission: 'plans.read',
    summary: { zh: '与上一版本的差异', en: 'What changed from the version before' },
    tags,
  })
    .input(versionParameter)
    .output(z.object({ base: VersionSummary.nullable(), changes: z.array(ItemChange) })),
  responsibilityMatrix: procedure({
    method: 'GET',
    path: '/plans/versions/{versionId}/matrix',
    permission: 'plans.read',
    summary: { zh: '责任矩阵（单位 × 章节）', en: 'Responsibility matrix (units × sections)' },
    tags,
  })
    .input(versionParameter)
    .output(ResponsibilityMatrix),
  exportVersion: procedure({
    method: 'GET',
    path: '/plans/versions/{versionId}/export',
    permission: 'plans.read',
    summary: { zh: '导出为 Excel 或 Word', en: 'Export as Excel or Word' },
    tags,
  })
    .input(versionParameter.extend({ format: z.enum(['xlsx', 'docx']) }))
    .output(z.file()),
  board: procedure({
    method: 'GET',
    path: '/overview/targets',
    permission: 'plans.read',
    summary: { zh: '总览目标看板', en: "The overview's target board" },
    tags,
  })
    .input(PageRequest.extend(BoardFilter.shape))
    .output(pageOf(BoardRow)),
  boardTarget: procedure({
    method: 'GET',
    path: '/overview/targets/{lineageId}',
    permission: 'plans.read',
    summary: { zh: '看板上的一个目标及规划原文', en: 'A target of the board and its passage' },
    tags,
  })
    .input(z.object({ lineageId: z.uuid() }))
    .output(BoardTarget),
  boardSummary: procedure({
    method: 'GET',
    path: '/overview/summary',
    permission: 'plans.read',
    summary: { zh: '总览概况', en: 'The overview in numbers' },
    tags,
  }).output(BoardSummary),
  exportBoard: procedure({
    method: 'GET',
    path: '/overview/export',
    permission: 'plans.read',
    summary: { zh: '导出目标看板', en: 'Export the target board to Excel' },
    tags,
  })
    .input(BoardFilter)
    .output(z.file()),
  myTasks: procedure({
    method: 'GET',
    path: '/plans/my-tasks',
    permission: 'plans.read',
    summary: { zh: '本单位的任务', en: "My units' tasks" },
    tags,
  })
    .input(PageRequest)
    .output(
      pageOf(
        Task.extend({ planId: z.uuid(), versionId: z.uuid(), planTitle: z.string(), passage: z.string() }),
      ),
    ),
  compareIndicators: procedure({
    method: 'GET',
    path: '/plans/comparison',
    permission: 'plans.compare',
    summary: { zh: '同一指标在各规划中的目标值', en: 'The same indicator across plans' },
    tags,
  })
    .input(
      PageRequest.extend({
        search: z.string().trim().max(100).optional(),
        /** Only indicators that at least two plans name. */
        shared: z.boolean().default(true),
      }),
    )
    .output(z.object({ plans: z.array(Plan), items: z.array(ComparisonRow), next: z.string().nullable() })),
}
