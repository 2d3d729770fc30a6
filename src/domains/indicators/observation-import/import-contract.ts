/** Files of observations over the API: sent, checked, published as a whole. */
import { z } from 'zod'
import { PageRequest, pageOf, procedure } from '#kernel/api/contract.ts'
import { MessageView, NamedIndicator } from '../schemas.ts'
import { importColumns } from './import-texts.ts'

/** For the pages. */
export { columnTitles } from './import-texts.ts'

/** Largest file taken in, in MB. */
export const importFileLimit = 50
/** Most rows of a file; more are sent in several files. */
export const mostImportRows = 300_000

/**
 * What is wrong with a row. `error` stands in the way of the whole file; `explain`: far off what was before and without
 * an explanation, for which the reason of the import will stand; `explained` is only shown.
 */
export const ImportFinding = z.object({
  /** As a spreadsheet program counts; the head is a row too. */
  line: z.number().int(),
  /** Null when it is about the whole row. */
  column: z.enum(importColumns).nullable(),
  found: z.string(),
  severity: z.enum(['error', 'explain', 'explained']),
  message: MessageView,
  /** What would be right; null where the message says it. */
  remedy: MessageView.nullable(),
})
export type ImportFinding = z.infer<typeof ImportFinding>

/** What a file holds of an indicator. */
export const ImportOutline = z.object({
  indicator: NamedIndicator.extend({ unit: z.string() }),
  rows: z.number().int(),
  regions: z.number().int(),
  firstPeriod: z.string(),
  lastPeriod: z.string(),
})
export type ImportOutline = z.infer<typeof ImportOutline>

export const ImportState = z.enum(['checking', 'checked', 'importing', 'imported', 'failed', 'abandoned'])

/** A file that is being taken in. While it is not `imported` the counts are what importing it would do. */
export const ObservationImport = z.object({
  id: z.uuid(),
  name: z.string(),
  state: ImportState,
  /** Whether it may be confirmed: checked, something to publish, nothing wrong. */
  ready: z.boolean(),
  /** Whether its job ended without an end: it may be taken up again or given up. */
  stalled: z.boolean(),
  /** The job that is or was at work. */
  runId: z.uuid().nullable(),
  reason: z.string().nullable(),
  rowsRead: z.number().int(),
  /** Rows without a value, which are left out. */
  rowsBlank: z.number().int(),
  rowsInvalid: z.number().int(),
  rowsUnexplained: z.number().int(),
  added: z.number().int(),
  /** Places whose published value becomes another. */
  changed: z.number().int(),
  unchanged: z.number().int(),
  /** CSV with row, column, what is wrong and what would be right; fetched from `/files/{id}`. */
  reportFileId: z.uuid().nullable(),
  failure: z.string().nullable(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  finishedAt: z.iso.datetime().nullable(),
})
export type ObservationImport = z.infer<typeof ObservationImport>

export const ObservationImportDetail = ObservationImport.extend({
  /** The first 200. */
  findings: z.array(ImportFinding),
  outline: z.array(ImportOutline),
})
export type ObservationImportDetail = z.infer<typeof ObservationImportDetail>

const tags = ['indicators'] as const
const permission = 'indicators.import'
const byId = z.object({ importId: z.uuid() })

export const observationImportContract = {
  importObservations: procedure({
    method: 'POST',
    path: '/observations/imports',
    permission,
    summary: { zh: '上传数据文件并预检', en: 'Send a file of figures and check it' },
    tags,
    bodyLimit: importFileLimit + 2,
    successStatus: 201,
  })
    .input(z.object({ file: z.file() }))
    .output(ObservationImport),
  listObservationImports: procedure({
    method: 'GET',
    path: '/observations/imports',
    permission,
    summary: { zh: '查询数据导入记录', en: 'List imports of figures' },
    tags,
  })
    .input(PageRequest)
    .output(pageOf(ObservationImport)),
  getObservationImport: procedure({
    method: 'GET',
    path: '/observations/imports/{importId}',
    permission,
    summary: { zh: '查看一次数据导入', en: 'An import of figures, with what it holds and what is wrong' },
    tags,
  })
    .input(byId)
    .output(ObservationImportDetail),
  /** All rows are published, or none. */
  confirmObservationImport: procedure({
    method: 'POST',
    path: '/observations/imports/{importId}/confirm',
    permission,
    summary: { zh: '发布检查无误的数据文件', en: 'Publish the figures of a checked file' },
    tags,
  })
    .input(byId.extend({ reason: z.string().trim().min(2).max(500) }))
    .output(ObservationImport),
  resumeObservationImport: procedure({
    method: 'POST',
    path: '/observations/imports/{importId}/resume',
    permission,
    summary: { zh: '继续中断的数据导入', en: 'Go on with an import whose job was called off or failed' },
    tags,
  })
    .input(byId)
    .output(ObservationImport),
  abandonObservationImport: procedure({
    method: 'POST',
    path: '/observations/imports/{importId}/abandon',
    permission,
    summary: { zh: '放弃数据导入', en: 'Give an import up; nothing of it is published' },
    tags,
  })
    .input(byId)
    .output(ObservationImport),
  observationImportTemplate: procedure({
    method: 'GET',
    path: '/observations/import-template',
    permission,
    summary: { zh: '下载数据导入模板', en: 'Download the template of an import of figures' },
    tags,
  })
    .input(z.object({ format: z.enum(['xlsx', 'csv']).default('xlsx') }))
    .output(z.file()),
}
