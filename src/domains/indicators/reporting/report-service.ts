/** Reports as people work on them: lists, one with its figures, the draft, evidence, corrections. */
import { unitsInReach } from '#kernel/access/data-reach.ts'
import { reachesPlace } from '#kernel/access/reach.ts'
import { recordAudit } from '#kernel/audit/audit.ts'
import { deadlineAfter } from '#kernel/calendar/calendar.ts'
import { openCase } from '#kernel/cases/cases.ts'
import type { Scope } from '#kernel/db/scope.ts'
import type { BlobStore } from '#kernel/files/blob-store.ts'
import { findFileContent, type IncomingFile, storeFile } from '#kernel/files/files.ts'
import type { FileKind } from '#kernel/files/inspect.ts'
import { kernelError } from '#kernel/language/kernel-errors.ts'
import { type RegionNames, readRegionNames } from '#kernel/org/region-names.ts'
import { findUnits } from '#kernel/org/units.ts'
import { periodRule } from '#kernel/rules/rules.ts'
import { indicatorError } from '../errors.ts'
import { placeKey } from '../figure-engine.ts'
import { type Modules, today } from '../figures-service.ts'
import { lockFigures } from '../observation-store.ts'
import { offsetPeriod } from '../period.ts'
import { periodWords } from '../period-messages.ts'
import { correctionRule, reportCaseType } from './report-case.ts'
import { findingsOf, type LoadedReport, loadReport } from './report-reading.ts'
import {
  countReports,
  findFigures,
  findListedReport,
  findReportFiles,
  findReportOfCase,
  findRounds,
  insertReportFile,
  insertRound,
  type ListedReport,
  linkObservations,
  listReports as listRows,
  type ReportFilter,
  reportedPeriods,
  setEvidence,
  updateReport,
  writeFigures,
} from './report-store.ts'
import type {
  FigureInput,
  FigurePlace,
  ReportDetail,
  ReportFigure,
  ReportFinding,
  ReportSummary,
} from './reporting-contract.ts'
import type { ReportFileRow, ReportRow } from './tables.ts'

const open = (report: Pick<ReportRow, 'state'>): boolean =>
  report.state === 'to-report' || report.state === 'returned'

/**
 * The report of a case, for who may read it.
 *
 * @throws indicators.report-not-found, for another unit's as for none
 */
export async function getReadableReport(scope: Scope, caseId: string): Promise<ReportRow> {
  const report = await findReportOfCase(scope, caseId)
  if (!report || !reachesPlace(scope, 'indicators.read', { unitId: report.unit_id }))
    throw indicatorError('indicators.report-not-found')
  return report
}

/** The report of a case that the caller may fill in now. @throws indicators.report-not-found, indicators.report-closed */
export async function getOpenReport(scope: Scope, caseId: string): Promise<ReportRow> {
  const report = await getReadableReport(scope, caseId)
  if (!reachesPlace(scope, 'indicators.report', { unitId: report.unit_id }))
    throw kernelError('kernel.no-right', { permission: 'indicators.report' })
  if (!open(report) || report.case_id !== caseId) throw indicatorError('indicators.report-closed')
  return report
}

async function toSummaries(scope: Scope, rows: readonly ListedReport[]): Promise<ReportSummary[]> {
  const units = new Map(
    (await findUnits(scope, [...new Set(rows.map((row) => row.unit_id))])).map((unit) => [unit.id, unit]),
  )
  return rows.map((row) => ({
    id: row.id,
    caseId: row.case_id,
    unit: { id: row.unit_id, name: units.get(row.unit_id)?.shortName ?? '' },
    period: row.period,
    frequency: row.frequency,
    dueOn: row.due_on,
    round: row.round,
    state: row.state,
    late: row.late,
    submittedAt: row.submitted_at?.toISOString() ?? null,
    submittedBy: row.submitted_by,
    figures: row.figures,
    filled: row.filled,
  }))
}

function parsedCursor(after: string | undefined): { end: string; id: string } | undefined {
  if (after === undefined) return undefined
  const [end = '', id = ''] = after.split('_')
  if (!/^\d{4}-\d\d-\d\d$/.test(end) || !/^[0-9a-f-]{36}$/.test(id))
    throw kernelError('kernel.bad-input', { count: 1 })
  return { end, id }
}

/** Reports within the caller's reach, newest period first. */
export async function listReports(
  scope: Scope,
  request: Omit<ReportFilter, 'reach' | 'states'> & {
    readonly state?: ReportFilter['states']
    readonly after?: string | undefined
    readonly limit: number
  },
): Promise<{ items: ReportSummary[]; next: string | null }> {
  const { after, limit, state, ...filter } = request
  const reach = unitsInReach(scope, 'indicators.read')
  const rows = await listRows(
    scope,
    { ...filter, states: state, reach },
    today(scope),
    parsedCursor(after),
    limit + 1,
  )
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: await toSummaries(scope, shown),
    next: rows.length > limit && last ? `${last.period_end}_${last.id}` : null,
  }
}

const mostPeriods = 36

/** How many reports are in each state, and the periods there are. */
export async function reportCounts(scope: Scope, period: string | undefined) {
  const reach = unitsInReach(scope, 'indicators.read')
  return {
    states: await countReports(scope, { reach, period }, today(scope)),
    periods: await reportedPeriods(scope, reach, mostPeriods),
  }
}

function toFigures(
  loaded: LoadedReport,
  placed: RegionNames,
  files: ReadonlyMap<string, ReportFileRow>,
): ReportFigure[] {
  const { published } = loaded.around
  return loaded.figures.map(({ row, version, indicator }) => {
    const { indicator_id: indicatorId, region, period } = row
    const pastOf = (other: string) => {
      const value = published(indicatorId, region, other)
      return value === undefined ? null : { period: other, value }
    }
    const file = row.evidence_file_id ? files.get(row.evidence_file_id) : undefined
    return {
      indicatorId,
      region,
      period,
      code: indicator.code,
      nameZh: version.name_zh,
      nameEn: version.name_en,
      definitionZh: version.definition_zh,
      definitionEn: version.definition_en,
      unit: version.unit,
      decimals: version.decimals,
      minimum: version.minimum,
      maximum: version.maximum,
      regionName: placed(region).name,
      value: row.value,
      explanation: row.explanation,
      evidence: file ? { id: file.file_id, name: file.name } : null,
      previous: pastOf(offsetPeriod(period, -1)),
      lastYear: pastOf(offsetPeriod(period, -1, 'year')),
      published: published(indicatorId, region, period) ?? null,
    }
  })
}

/** One report with figures, findings and rounds. @throws indicators.report-not-found */
export async function getReport(scope: Scope, modules: Modules, caseId: string): Promise<ReportDetail> {
  const report = await getReadableReport(scope, caseId)
  const loaded = await loadReport(scope, modules, report)
  const placed = await readRegionNames(
    scope,
    loaded.figures.map((figure) => figure.row.region),
  )
  const files = new Map((await findReportFiles(scope, report.id)).map((file) => [file.file_id, file]))
  const row = await findListedReport(scope, report.id, today(scope))
  const [summary] = await toSummaries(scope, row ? [row] : [])
  if (!summary) throw indicatorError('indicators.report-not-found')
  const mayReport = reachesPlace(scope, 'indicators.report', { unitId: report.unit_id })
  return {
    ...summary,
    mayEdit: mayReport && open(report),
    mayCorrect: mayReport && (report.state === 'published' || report.state === 'cancelled'),
    items: toFigures(loaded, placed, files),
    findings: report.state === 'published' || report.state === 'cancelled' ? [] : findingsOf(loaded),
    rounds: (await findRounds(scope, report.id)).map((round) => ({
      round: round.round,
      caseId: round.case_id,
      reason: round.reason,
      openedAt: round.opened_at.toISOString(),
      openedBy: round.opened_by,
      publishedAt: round.published_at?.toISOString() ?? null,
      publishedBy: round.published_by,
    })),
  }
}

/** Keeps figures as a draft, right or wrong. @throws indicators.report-closed, indicators.figure-not-in-report */
export async function saveFigures(
  scope: Scope,
  modules: Modules,
  caseId: string,
  figures: readonly FigureInput[],
): Promise<{ savedAt: string; findings: ReportFinding[] }> {
  const report = await getOpenReport(scope, caseId)
  const distinct = new Map(
    figures.map((figure) => [placeKey(figure.indicatorId, figure.region, figure.period), figure]),
  )
  const written = await writeFigures(
    scope,
    report.id,
    [...distinct.values()].map((figure) => ({
      indicator_id: figure.indicatorId,
      region: figure.region,
      period: figure.period,
      value: figure.value,
      explanation: figure.explanation || null,
    })),
  )
  if (written < distinct.size) throw indicatorError('indicators.figure-not-in-report')
  const loaded = await loadReport(scope, modules, report)
  return { savedAt: scope.now.toISOString(), findings: findingsOf(loaded) }
}

async function requireFigure(scope: Scope, report: ReportRow, place: FigurePlace) {
  const found = (await findFigures(scope, report.id)).find(
    (row) =>
      row.indicator_id === place.indicatorId && row.region === place.region && row.period === place.period,
  )
  if (!found) throw indicatorError('indicators.figure-not-in-report')
  return found
}

/**
 * Stores a file with a report. Its bytes are read through the report only: whoever may publish may read every report.
 */
export async function storeReportFile(
  scope: Scope,
  blobs: BlobStore,
  report: ReportRow,
  incoming: IncomingFile,
  purpose: ReportFileRow['purpose'],
  accepted: readonly FileKind[],
): Promise<{ id: string; name: string }> {
  const stored = await storeFile(scope, blobs, incoming, { accepted, readPermission: 'indicators.publish' })
  await insertReportFile(scope, {
    file_id: stored.id,
    report_id: report.id,
    round: report.round,
    purpose,
    name: stored.name,
  })
  return { id: stored.id, name: stored.name }
}

/** Attaches evidence to a figure; what was there before stays with the report. */
export async function attachEvidence(
  scope: Scope,
  blobs: BlobStore,
  caseId: string,
  place: FigurePlace,
  incoming: IncomingFile,
): Promise<{ id: string; name: string }> {
  const report = await getOpenReport(scope, caseId)
  const figure = await requireFigure(scope, report, place)
  const file = await storeReportFile(scope, blobs, report, incoming, 'evidence', [
    'pdf',
    'image',
    'word',
    'spreadsheet',
    'csv',
    'text',
  ])
  await setEvidence(scope, report.id, figure, file.id)
  recordAudit(scope, {
    action: 'indicators.attach-evidence',
    objectType: 'report',
    objectId: report.id,
    objectLabel: file.name,
    detail: { file: file.id },
  })
  return file
}

/** Takes evidence off a figure. */
export async function removeEvidence(scope: Scope, caseId: string, place: FigurePlace): Promise<boolean> {
  const report = await getOpenReport(scope, caseId)
  const figure = await requireFigure(scope, report, place)
  await setEvidence(scope, report.id, figure, null)
  return figure.evidence_file_id !== null
}

/** A file of a report with its bytes. @throws indicators.report-not-found, kernel.not-found */
export async function readReportFile(
  scope: Scope,
  blobs: BlobStore,
  caseId: string,
  fileId: string,
): Promise<{ name: string; bytes: Uint8Array }> {
  const report = await getReadableReport(scope, caseId)
  const file = (await findReportFiles(scope, report.id)).find((one) => one.file_id === fileId)
  const bytes = file && (await findFileContent(scope, blobs, file.file_id))
  if (!file || !bytes) throw kernelError('kernel.not-found')
  return { name: file.name, bytes }
}

/**
 * Opens a new round of a report that is closed: what is published stays until the correction is published.
 *
 * @throws indicators.report-not-found, indicators.report-open
 */
export async function openCorrection(
  scope: Scope,
  modules: Modules,
  caseId: string,
  reason: string,
): Promise<{ caseId: string }> {
  const report = await getReadableReport(scope, caseId)
  if (!reachesPlace(scope, 'indicators.report', { unitId: report.unit_id }))
    throw kernelError('kernel.no-right', { permission: 'indicators.report' })
  // One after the other: of two who open a correction at once, the second is told that it is open.
  await lockFigures(scope)
  const present = await findReportOfCase(scope, caseId)
  if (present?.state !== 'published' && present?.state !== 'cancelled')
    throw indicatorError('indicators.report-open')
  const { unit, figures, around } = await loadReport(scope, modules, report)
  const round = report.round + 1
  const rule = await periodRule(scope, correctionRule, today(scope))
  const { date } = await deadlineAfter(scope, scope.now, rule.value)
  const opened = await openCase(scope, reportCaseType, {
    title: `${unit.shortName}${periodWords(report.period).zh}指标数据更正（第${round - 1}次）`,
    titleEn: `Correction ${round - 1} of figures of ${unit.shortName} for ${periodWords(report.period).en}`,
    data: { reportId: report.id, round, frequency: report.frequency, periodEnd: report.period_end },
    subject: { type: 'report', id: report.id },
    unitId: unit.id,
    comment: reason,
  })
  await insertRound(scope, { report_id: report.id, round, case_id: opened.id, reason })
  await writeFigures(
    scope,
    report.id,
    figures.map(({ row }) => ({
      ...row,
      value: around.published(row.indicator_id, row.region, row.period) ?? row.value,
    })),
  )
  await linkObservations(scope, report.id, [])
  await updateReport(scope, report.id, {
    round,
    case_id: opened.id,
    state: 'to-report',
    due_on: date,
    first_submitted_on: null,
    submitted_at: null,
    submitted_by: null,
  })
  return { caseId: opened.id }
}
