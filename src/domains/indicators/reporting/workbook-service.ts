/** Excel out and in: the form of a task, a check of what comes back, and taking it over. */
import { recordAudit } from '#kernel/audit/audit.ts'
import type { Scope } from '#kernel/db/scope.ts'
import type { BlobStore } from '#kernel/files/blob-store.ts'
import type { IncomingFile } from '#kernel/files/files.ts'
import { indicatorError } from '../errors.ts'
import { placeKey } from '../figure-engine.ts'
import type { Modules } from '../figures-service.ts'
import { periodWords } from '../period-messages.ts'
import { findingsOf, loadReport } from './report-reading.ts'
import { getOpenReport, getReport, readReportFile, saveFigures, storeReportFile } from './report-service.ts'
import type { ReportDetail, ReportFinding, WorkbookPreview, WorkbookProblem } from './reporting-contract.ts'
import type { ReportRow } from './tables.ts'
import { readReportWorkbook, type WorkbookReading } from './workbook-reading.ts'
import { problemWorkbook, reportWorkbook, type WorkbookReport } from './workbook-template.ts'

const workbookOf = (detail: ReportDetail): WorkbookReport => ({
  id: detail.id,
  round: detail.round,
  unitName: detail.unit.name,
  period: detail.period,
  dueOn: detail.dueOn,
  items: detail.items,
})

/** The form of a task, with what has been filled in. */
export async function reportTemplate(
  scope: Scope,
  modules: Modules,
  caseId: string,
): Promise<{ name: string; bytes: Uint8Array<ArrayBuffer> }> {
  const detail = await getReport(scope, modules, caseId)
  return {
    name: `${detail.unit.name}-${periodWords(detail.period)[scope.locale]}.xlsx`,
    bytes: await reportWorkbook(workbookOf(detail), scope.locale),
  }
}

/** What the rules say of the figures as the workbook has them, each at its cell. */
async function judged(
  scope: Scope,
  modules: Modules,
  report: ReportRow,
  reading: WorkbookReading,
): Promise<WorkbookProblem[]> {
  const rows = new Map(
    reading.rows.map((row) => [placeKey(row.place.indicatorId, row.place.region, row.place.period), row]),
  )
  const findings = findingsOf(await loadReport(scope, modules, report), rows)
  return findings.flatMap((finding) => {
    const row = rows.get(placeKey(finding.indicatorId, finding.region, finding.period))
    // A cell that could not be read is a problem already; an empty one may be filled in later.
    if (!row || finding.rule === 'missing') return []
    const { sheet, row: number, column, found } = row
    return [{ sheet, row: number, column, found, severity: finding.severity, message: finding.message }]
  })
}

const order = { error: 0, explain: 1, explained: 2, notice: 3 } as const

async function checked(
  scope: Scope,
  modules: Modules,
  caseId: string,
  file: IncomingFile & { readonly id: string },
): Promise<{ preview: WorkbookPreview; reading: WorkbookReading }> {
  const report = await getOpenReport(scope, caseId)
  const detail = await getReport(scope, modules, caseId)
  const reading = await readReportWorkbook(file.bytes, workbookOf(detail), file.name)
  const problems = [...reading.problems, ...(await judged(scope, modules, report, reading))].toSorted(
    (a, b) => order[a.severity] - order[b.severity] || (a.row ?? 0) - (b.row ?? 0),
  )
  const items = new Map(
    detail.items.map((item) => [placeKey(item.indicatorId, item.region, item.period), item]),
  )
  const changes = reading.rows.flatMap((row) => {
    const item = items.get(placeKey(row.place.indicatorId, row.place.region, row.place.period))
    if (!item || (item.value === row.value && item.explanation === row.explanation)) return []
    return [
      {
        ...row.place,
        name: scope.locale === 'zh' ? item.nameZh : item.nameEn,
        regionName: item.regionName,
        before: item.value,
        after: row.value,
        explanation: row.explanation,
      },
    ]
  })
  return {
    reading,
    preview: {
      fileId: file.id,
      changes,
      unchanged: reading.rows.length - changes.length,
      problems,
      usable: reading.rows.length > 0 && problems.every((problem) => problem.severity !== 'error'),
    },
  }
}

/** Stores a workbook and says what it would change and what is wrong with it. Changes no figure. */
export async function checkWorkbook(
  scope: Scope,
  modules: Modules,
  blobs: BlobStore,
  caseId: string,
  incoming: IncomingFile,
): Promise<WorkbookPreview> {
  const report = await getOpenReport(scope, caseId)
  const stored = await storeReportFile(scope, blobs, report, incoming, 'workbook', ['spreadsheet'])
  return (await checked(scope, modules, caseId, { ...stored, bytes: incoming.bytes })).preview
}

const reread = async (scope: Scope, modules: Modules, blobs: BlobStore, caseId: string, fileId: string) => {
  const file = await readReportFile(scope, blobs, caseId, fileId)
  return checked(scope, modules, caseId, { ...file, id: fileId })
}

/**
 * Takes the figures of a checked workbook over into the draft: all, or none while anything in it is wrong.
 *
 * @throws indicators.workbook-not-usable
 */
export async function takeWorkbook(
  scope: Scope,
  modules: Modules,
  blobs: BlobStore,
  caseId: string,
  fileId: string,
): Promise<{ taken: number; findings: ReportFinding[] }> {
  const { reading, preview } = await reread(scope, modules, blobs, caseId, fileId)
  if (!preview.usable)
    throw indicatorError('indicators.workbook-not-usable', {
      count: preview.problems.filter((problem) => problem.severity === 'error').length,
    })
  const { findings } = await saveFigures(
    scope,
    modules,
    caseId,
    reading.rows.map((row) => ({ ...row.place, value: row.value, explanation: row.explanation })),
  )
  recordAudit(scope, {
    action: 'indicators.take-workbook',
    objectType: 'report',
    objectId: caseId,
    objectLabel: String(preview.changes.length),
    detail: { file: fileId },
  })
  return { taken: preview.changes.length, findings }
}

/** What is wrong with a workbook, as a workbook. */
export async function workbookProblems(
  scope: Scope,
  modules: Modules,
  blobs: BlobStore,
  caseId: string,
  fileId: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const { preview } = await reread(scope, modules, blobs, caseId, fileId)
  return problemWorkbook(preview.problems, scope.locale)
}
