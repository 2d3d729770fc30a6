/** Which units of the demo city report what through tasks, and how far they are with the last periods that ended. */
import { type DefinedIndicator, latestVersion } from '#domains/indicators/definitions.ts'
import { today } from '#domains/indicators/figures-service.ts'
import { offsetPeriod, type PeriodKind } from '#domains/indicators/period.ts'
import { lastPeriodOver } from '#domains/indicators/progress/target-progress.ts'
import type { Scope } from '#kernel/db/scope.ts'

/** How far a task is. */
export type Progress = 'untouched' | 'half-filled' | 'waiting' | 'returned' | 'published'

export interface PlannedTask {
  /** Type of the city's unit. */
  readonly unitType: string
  readonly kind: PeriodKind
  /** Counted back from the last period that has ended. */
  readonly periodsBack: number
  readonly progress: Progress
}

const task = (unitType: string, kind: PeriodKind, progress: Progress, periodsBack = 0): PlannedTask => ({
  unitType,
  kind,
  periodsBack,
  progress,
})

/** The last one is a quarter behind, and so late on whatever day the city is made. */
export const plannedTasks: readonly PlannedTask[] = [
  task('market-regulation', 'month', 'half-filled'),
  task('market-regulation', 'quarter', 'returned'),
  task('industry', 'month', 'waiting'),
  task('industry', 'quarter', 'waiting'),
  task('housing-construction', 'quarter', 'untouched'),
  task('ecology', 'month', 'published'),
  task('ecology', 'quarter', 'published'),
  task('data', 'month', 'published'),
  task('government-services', 'month', 'published'),
  task('agriculture', 'quarter', 'untouched'),
  task('agriculture', 'quarter', 'untouched', 1),
]

/** Units that report their districts too. */
export const reportsDistricts = (unitType: string | null): boolean =>
  unitType === 'housing-construction' || unitType === 'agriculture'

/** The period of a task. */
export const periodOfTask = (scope: Scope, { kind, periodsBack }: PlannedTask): string =>
  offsetPeriod(lastPeriodOver(today(scope), kind), -periodsBack)

/** Whether a figure belongs to a task and is therefore not in the history. */
export function isLeftToReport(
  scope: Scope,
  indicator: DefinedIndicator,
  figure: { readonly region: string; readonly period: string },
): boolean {
  const { owner_unit_type: unitType, period } = latestVersion(indicator)
  if (figure.region !== scope.city && !reportsDistricts(unitType)) return false
  return plannedTasks.some(
    (planned) =>
      planned.unitType === unitType &&
      planned.kind === period &&
      periodOfTask(scope, planned) === figure.period,
  )
}
