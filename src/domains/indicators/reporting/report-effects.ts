/** What the steps of a report change in the records, within the step's transaction. */
import { localDate } from '#kernel/calendar/calendar.ts'
import type { CaseType, CaseView } from '#kernel/cases/case-type.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { indicatorError } from '../errors.ts'
import { placeKey } from '../figure-engine.ts'
import type { Modules } from '../figures-service.ts'
import { publishObservations } from '../observation-service.ts'
import { countDrafts, discardDrafts, insertDrafts } from '../observation-store.ts'
import { periodWords } from '../period-messages.ts'
import { findingsOf, type LoadedReport, loadReport } from './report-reading.ts'
import { isBlocking } from './report-rules.ts'
import {
  findFigures,
  findReportOfCase,
  findRounds,
  linkObservations,
  markRoundPublished,
  updateReport,
  writeFigures,
} from './report-store.ts'
import type { ReportFinding } from './reporting-contract.ts'
import type { ReportRow } from './tables.ts'

const mostFields = 200

/** Says of each finding which figure it is about, in words. */
function refusal(loaded: LoadedReport, blocking: readonly ReportFinding[]) {
  const names = new Map(
    loaded.figures.map(({ row, version }) => [
      placeKey(row.indicator_id, row.region, row.period),
      { zh: version.name_zh, en: version.name_en },
    ]),
  )
  const fields = blocking.slice(0, mostFields).map((finding) => {
    const key = placeKey(finding.indicatorId, finding.region, finding.period)
    const name = names.get(key)
    const words = periodWords(finding.period)
    return {
      path: `figures.${key}`,
      message: {
        zh: `${name?.zh ?? ''}（${finding.region}，${words.zh}）：${finding.message.zh}`,
        en: `${name?.en ?? ''} (${finding.region}, ${words.en}): ${finding.message.en}`,
      },
    }
  })
  const count = new Set(fields.map((field) => field.path)).size
  return indicatorError('indicators.report-not-ready', { count }, fields)
}

/** Hands the figures in as drafts of observations. @throws indicators.report-not-ready, indicators.nothing-to-correct */
async function submit(scope: Scope, modules: Modules, report: ReportRow): Promise<void> {
  const loaded = await loadReport(scope, modules, report)
  const blocking = findingsOf(loaded).filter(isBlocking)
  if (blocking.length > 0) throw refusal(loaded, blocking)
  const entered = loaded.figures.flatMap(({ row }) => {
    const published = loaded.around.published(row.indicator_id, row.region, row.period)
    // What a correction leaves as it is needs no new entry.
    if (row.value === null || (report.round > 1 && published === row.value)) return []
    return [{ row, value: row.value }]
  })
  if (entered.length === 0)
    throw indicatorError(report.round > 1 ? 'indicators.nothing-to-correct' : 'indicators.report-empty')
  const reason = (await findRounds(scope, report.id)).find((round) => round.round === report.round)?.reason
  const ids = await insertDrafts(
    scope,
    entered.map(({ row, value }) => ({
      indicatorId: row.indicator_id,
      region: row.region,
      period: row.period,
      value,
      // Of what is corrected, why it is comes first.
      explanation: [reason, row.explanation].filter(Boolean).join('\n') || null,
      evidenceFileId: row.evidence_file_id,
    })),
    report.unit_id,
  )
  await linkObservations(
    scope,
    report.id,
    entered.map(({ row }, index) => ({ ...row, observationId: ids[index] ?? '' })),
  )
  await updateReport(scope, report.id, {
    state: 'submitted',
    submitted_at: scope.now,
    submitted_by: scope.actor.name,
    first_submitted_on: report.first_submitted_on ?? localDate(scope.now),
  })
}

const entriesOf = async (scope: Scope, report: ReportRow): Promise<string[]> =>
  (await findFigures(scope, report.id)).flatMap((row) => row.observation_id ?? [])

/** Takes the entries back; the figures stay in the form. */
async function takeBack(scope: Scope, report: ReportRow, state: 'to-report' | 'returned'): Promise<void> {
  await discardDrafts(scope, await entriesOf(scope, report))
  await linkObservations(scope, report.id, [])
  await updateReport(scope, report.id, { state })
}

/** @throws indicators.report-replaced when somebody else has entered or published one of the figures meanwhile */
async function publish(scope: Scope, modules: Modules, report: ReportRow): Promise<void> {
  const ids = await entriesOf(scope, report)
  if (ids.length === 0 || (await countDrafts(scope, ids)) < ids.length)
    throw indicatorError('indicators.report-replaced')
  await publishObservations(scope, modules, ids)
  await updateReport(scope, report.id, { state: 'published' })
  await markRoundPublished(scope, report.id, report.round)
}

/** A correction that is called off leaves the figures as they are published. */
async function cancel(scope: Scope, modules: Modules, report: ReportRow): Promise<void> {
  const wasPublished = (await findRounds(scope, report.id)).some((round) => round.published_at !== null)
  if (wasPublished) {
    const { figures, around } = await loadReport(scope, modules, report)
    await writeFigures(
      scope,
      report.id,
      figures.map(({ row }) => ({
        ...row,
        value: around.published(row.indicator_id, row.region, row.period) ?? null,
      })),
    )
  }
  await updateReport(scope, report.id, { state: wasPublished ? 'published' : 'cancelled' })
}

/** The effects of each event of a report's case. */
export const applyReportEvent: NonNullable<CaseType['onTransition']> = async (
  scope,
  { after, event, modules = [] },
) => {
  // Its record is written right after it is opened.
  if (event === 'open') return
  const report = await reportOf(scope, after)
  if (event === 'submit') await submit(scope, modules, report)
  if (event === 'withdraw') await takeBack(scope, report, 'to-report')
  if (event === 'return') await takeBack(scope, report, 'returned')
  if (event === 'accept') await updateReport(scope, report.id, { state: 'reviewed' })
  if (event === 'publish') await publish(scope, modules, report)
  if (event === 'cancel') await cancel(scope, modules, report)
}

async function reportOf(scope: Scope, view: CaseView): Promise<ReportRow> {
  const report = await findReportOfCase(scope, view.id)
  if (report?.case_id !== view.id) throw indicatorError('indicators.report-not-found')
  return report
}
