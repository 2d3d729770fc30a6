/** Makes the reporting tasks of units and periods: each once, whatever is asked twice. */
import { v7 as newId } from 'uuid'
import { z } from 'zod'
import { recordAudit } from '#kernel/audit/audit.ts'
import { deadlineAfter } from '#kernel/calendar/calendar.ts'
import { openCase } from '#kernel/cases/cases.ts'
import { type Identity, type Scope, withScope } from '#kernel/db/scope.ts'
import { defineJob } from '#kernel/jobs/job.ts'
import { startJob } from '#kernel/jobs/jobs.ts'
import { findUnits, type Unit } from '#kernel/org/units.ts'
import { periodRule } from '#kernel/rules/rules.ts'
import { type Definitions, versionOn } from '../definitions.ts'
import { indicatorError } from '../errors.ts'
import { type Modules, readDefinitions, today } from '../figures-service.ts'
import {
  firstMonth,
  kindOfPeriod,
  lastDay,
  type PeriodKind,
  periodOfDay,
  periodsBetween,
  periodsWithin,
} from '../period.ts'
import { periodWords } from '../period-messages.ts'
import { isReported } from '../reported.ts'
import { Period } from '../schemas.ts'
import { regionsOf } from './assignment-service.ts'
import { findAssignments } from './assignment-store.ts'
import { periodRuleOf, reportCaseType } from './report-case.ts'
import { type FigureKey, findReportsOf, insertFigures, insertReport, insertRound } from './report-store.ts'
import type { AssignmentRow } from './tables.ts'

/** How far back a scheduled run looks for periods without a task, in months: longer gaps are asked for by hand. */
const monthsBack = 24

/** What one unit has to report for one period. */
interface PlannedReport {
  readonly unitId: string
  readonly period: string
  readonly assignments: readonly AssignmentRow[]
}

/** Whether an assignment asks for a period: it is in force on the period's last day. */
const asksFor = (row: AssignmentRow, period: string): boolean =>
  row.starts_on <= lastDay(period) && (row.ends_on === null || row.ends_on > lastDay(period))

/** Periods of a kind that have ended before a day, oldest first. */
function endedPeriods(kind: PeriodKind, from: string, day: string): string[] {
  const start = firstMonth(periodOfDay(from, kind))
  return periodsBetween(start, firstMonth(periodOfDay(day, kind)), kind)
}

const earlierBy = (day: string, months: number): string => {
  const [year = 0, month = 1] = day.split('-').map(Number)
  const index = year * 12 + month - 1 - months
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`
}

/** What is to be made: of one period, or of all periods that have ended. Made or not, that is looked up later. */
export async function plannedReports(
  scope: Scope,
  wanted: { readonly period?: string | undefined; readonly unitIds?: readonly string[] | undefined },
): Promise<PlannedReport[]> {
  const day = today(scope)
  const { period } = wanted
  const rows = await findAssignments(scope, {
    unitIds: wanted.unitIds?.length ? wanted.unitIds : undefined,
    frequency: period === undefined ? undefined : kindOfPeriod(period),
  })
  const earliest = earlierBy(day, monthsBack)
  const asked = rows.flatMap((row) => {
    const from = row.starts_on > earliest ? row.starts_on : earliest
    const periods = period === undefined ? endedPeriods(row.frequency, from, day) : [period]
    return periods.filter((one) => asksFor(row, one)).map((one) => ({ row, period: one }))
  })
  const grouped = Map.groupBy(asked, (one) => `${one.period} ${one.row.unit_id}`)
  return [...grouped.values()].flatMap((group) => {
    const [first] = group
    if (!first) return []
    return [{ unitId: first.row.unit_id, period: first.period, assignments: group.map((one) => one.row) }]
  })
}

interface Made {
  created: number
  /** Tasks that got figures which had been assigned later. */
  extended: number
  figures: number
}

async function figuresOf(
  scope: Scope,
  definitions: Definitions,
  unit: Unit,
  planned: PlannedReport,
): Promise<Array<FigureKey & { position: number; district_sum: boolean }>> {
  const end = lastDay(planned.period)
  const rows: Array<FigureKey & { position: number; district_sum: boolean }> = []
  for (const assignment of planned.assignments) {
    const indicator = definitions.byId.get(assignment.indicator_id)
    const version = indicator && versionOn(indicator, end)
    if (!indicator || !version || !isReported(indicator.code, version)) continue
    for (const region of await regionsOf(scope, unit, assignment.coverage))
      for (const period of periodsWithin(planned.period, version.period))
        rows.push({
          indicator_id: assignment.indicator_id,
          region,
          period,
          position: rows.length,
          district_sum: assignment.district_sum,
        })
  }
  return rows
}

async function makeReport(
  scope: Scope,
  unit: Unit,
  planned: PlannedReport,
  figures: ReadonlyArray<FigureKey & { position: number; district_sum: boolean }>,
): Promise<void> {
  const id = newId()
  const frequency = kindOfPeriod(planned.period)
  const periodEnd = lastDay(planned.period)
  const rule = await periodRule(scope, periodRuleOf(frequency), periodEnd)
  const { date } = await deadlineAfter(scope, new Date(`${periodEnd}T12:00:00+08:00`), rule.value)
  const opened = await openCase(scope, reportCaseType, {
    title: `${unit.shortName}${periodWords(planned.period).zh}指标数据填报`,
    titleEn: `Figures of ${unit.shortName} for ${periodWords(planned.period).en}`,
    data: { reportId: id, round: 1, frequency, periodEnd },
    subject: { type: 'report', id },
    unitId: unit.id,
    governedOn: periodEnd,
  })
  await insertReport(scope, {
    id,
    unit_id: unit.id,
    period: planned.period,
    frequency,
    period_end: periodEnd,
    due_on: date,
    round: 1,
    case_id: opened.id,
    state: 'to-report',
  })
  await insertRound(scope, { report_id: id, round: 1, case_id: opened.id, reason: null })
  await insertFigures(scope, id, figures)
}

/** Makes what is missing of some planned tasks; figures assigned later are added to tasks that are still open. */
export async function makeReports(
  scope: Scope,
  definitions: Definitions,
  planned: readonly PlannedReport[],
): Promise<Made> {
  const made: Made = { created: 0, extended: 0, figures: 0 }
  const units = new Map(
    (await findUnits(scope, [...new Set(planned.map((one) => one.unitId))])).map((unit) => [unit.id, unit]),
  )
  const present = new Map(
    (await findReportsOf(scope, planned)).map((report) => [`${report.unit_id}/${report.period}`, report]),
  )
  for (const one of planned) {
    const unit = units.get(one.unitId)
    if (!unit?.active) continue
    const figures = await figuresOf(scope, definitions, unit, one)
    if (figures.length === 0) continue
    const report = present.get(`${one.unitId}/${one.period}`)
    if (!report) {
      await makeReport(scope, unit, one, figures)
      made.created += 1
      made.figures += figures.length
    } else if (report.state === 'to-report' || report.state === 'returned') {
      const added = await insertFigures(scope, report.id, figures)
      made.figures += added
      if (added > 0) made.extended += 1
    }
  }
  return made
}

// A task is some twenty statements; more in one transaction would hold others up.
const batch = 20

/** Opened by the program for whoever asked: nobody is its starter, so that anybody with the right may review it. */
const asProgram = (identity: Identity): Identity => ({
  ...identity,
  actor: { userId: undefined, name: identity.actor.name },
})

/** Makes the tasks of all periods that have ended, every night, or of one period when the clerk asks for it. */
export const generateReportsJob = defineJob({
  name: 'indicators.generate-reports',
  title: { zh: '生成填报任务', en: 'Make reporting tasks' },
  input: z.object({ period: Period.optional(), unitIds: z.array(z.uuid()).optional() }).default({}),
  schedule: '20 1 * * *',
  run: async (input, { database, identity, modules, now, progress, signal }) => {
    const within = <Result>(work: (scope: Scope) => Promise<Result>) =>
      withScope(database, asProgram(identity), work, { now: now() })
    const planned = await within((scope) => plannedReports(scope, input))
    const total: Made = { created: 0, extended: 0, figures: 0 }
    for (let start = 0; start < planned.length; start += batch) {
      signal.throwIfAborted()
      const made = await within(async (scope) =>
        makeReports(scope, await readDefinitions(scope, modules), planned.slice(start, start + batch)),
      )
      total.created += made.created
      total.extended += made.extended
      total.figures += made.figures
      progress(Math.min(start + batch, planned.length), planned.length)
    }
    return total
  },
})

/** Asks for the tasks of a period. @throws indicators.period-not-begun */
export async function askForReports(
  scope: Scope,
  input: { readonly period: string; readonly unitIds: readonly string[] },
): Promise<{ runId: string }> {
  if (firstMonth(input.period) > today(scope))
    throw indicatorError('indicators.period-not-begun', { period: input.period })
  recordAudit(scope, {
    action: 'indicators.generate-reports',
    objectType: 'report',
    objectId: input.period,
    objectLabel: input.period,
    detail: { units: input.unitIds.length },
  })
  return { runId: await startJob(scope, generateReportsJob, input) }
}

/** Makes the tasks of a period at once, within the scope's transaction: for seeds and tests. */
export async function generateReports(
  scope: Scope,
  modules: Modules,
  wanted: { readonly period?: string; readonly unitIds?: readonly string[] },
): Promise<Made> {
  const planned = await plannedReports(scope, wanted)
  return makeReports(scope, await readDefinitions(scope, modules), planned)
}
