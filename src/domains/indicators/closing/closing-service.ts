/** Closes months of figures, and shows what was corrected in closed ones. */
import type { Scope } from '#kernel/db/scope.ts'
import { findClosing, setClosedThrough } from '#kernel/measures/closed-months.ts'
import type { FactView } from '#kernel/measures/fact-view.ts'
import { listLateChanges as listNoted, type NotedLateChange } from '#kernel/measures/late-changes.ts'
import { addMonths } from '#kernel/measures/period.ts'
import { type RecordLabel, readRecordLabels } from '#kernel/measures/record-labels.ts'
import { regionPrefix } from '#kernel/org/region-codes.ts'
import { readRegionNames } from '#kernel/org/region-names.ts'
import { dimensionsOfView, readValueTitles } from '../dimension-words.ts'
import { type Modules, today } from '../figures-service.ts'
import { firstMonth } from '../period.ts'
import type { ClosedMonths, LateChange, LateChangesRequest, SetClosedMonths } from './closing-contract.ts'
import { closingError } from './closing-errors.ts'

const monthOf = (day: string): string => day.slice(0, 7)

/** The last month that is over, by the city's own clock. */
const latestClosable = (scope: Scope): string => monthOf(addMonths(`${monthOf(today(scope))}-01`, -1))

/** Up to where months are closed. */
export async function getClosedMonths(scope: Scope): Promise<ClosedMonths> {
  const closing = await findClosing(scope)
  return {
    through: closing ? monthOf(closing.through) : null,
    closedAt: closing?.closedAt?.toISOString() ?? null,
    closedBy: closing?.closedBy ?? null,
    latest: latestClosable(scope),
  }
}

/**
 * Closes months, or opens them again. Figures of closed months still follow their records; what changes them from then
 * on is listed.
 *
 * @throws indicators.month-not-over, indicators.reopening-reason
 */
export async function setClosedMonths(scope: Scope, input: SetClosedMonths): Promise<ClosedMonths> {
  const { through, reason } = input
  const { through: before, latest } = await getClosedMonths(scope)
  if (through !== null && through > latest)
    throw closingError('indicators.month-not-over', { month: through, latest })
  const opens = before !== null && (through === null || through < before)
  if (opens && !reason) throw closingError('indicators.reopening-reason')
  if (through !== before)
    await setClosedThrough(scope, through === null ? undefined : firstMonth(through), reason)
  return getClosedMonths(scope)
}

const mostShownRecords = 10

/** What corrections of a view's sums are about, in words. */
interface ViewWords {
  readonly partsOf: (change: NotedLateChange) => LateChange['details']
  /** Of the records that the caller may read. */
  readonly recordsOf: (change: NotedLateChange) => readonly RecordLabel[]
}

async function readViewWords(
  scope: Scope,
  views: readonly FactView[],
  view: FactView,
  changes: readonly NotedLateChange[],
): Promise<ViewWords> {
  const shown = (change: NotedLateChange) => change.records.slice(0, mostShownRecords)
  const labels = await readRecordLabels(scope, view, [...new Set(changes.flatMap(shown))])
  const titles = await Promise.all(
    dimensionsOfView(views, view).map(async (dimension) => {
      const { column } = dimension
      const values = changes.flatMap(({ dimensions }) => dimensions[column] ?? [])
      return { column, titleOf: await readValueTitles(scope, dimension, values) }
    }),
  )
  return {
    partsOf: ({ dimensions }) =>
      titles.flatMap(({ column, titleOf }) => {
        const value = dimensions[column]
        return value === undefined ? [] : [titleOf(value)]
      }),
    recordsOf: (change) => shown(change).flatMap((recordId) => labels.get(recordId) ?? []),
  }
}

/** A page of corrections of closed months, newest first; records by name for whoever may read them. */
export async function listLateChanges(
  scope: Scope,
  modules: Modules,
  request: LateChangesRequest,
): Promise<{ items: LateChange[]; next: string | null }> {
  const views = modules.flatMap((module) => module.facts)
  const countedAs = new Map(
    views.flatMap((view) => view.measures.map((measure) => [measure.name, { view, measure }] as const)),
  )
  const { measure, region, from, to, after, limit } = request
  const found = await listNoted(
    scope,
    {
      measures: measure === undefined ? undefined : [measure],
      regionPrefix: region === undefined ? undefined : regionPrefix(region),
      from: from && firstMonth(from),
      to: to && firstMonth(to),
    },
    { after, limit: limit + 1 },
  )
  const changes = found.slice(0, limit)
  const regionName = await readRegionNames(
    scope,
    changes.map((change) => change.region),
  )
  const words = new Map<FactView, ViewWords>()
  for (const [view, those] of Map.groupBy(changes, (change) => countedAs.get(change.measure)?.view))
    if (view) words.set(view, await readViewWords(scope, views, view, those))
  const items = changes.map((change): LateChange => {
    const { id, month, value, records, changedAt, changedBy } = change
    const counted = countedAs.get(change.measure)
    const named = counted && words.get(counted.view)
    return {
      id,
      measure: change.measure,
      title: counted?.measure.title ?? { zh: change.measure, en: change.measure },
      unit: counted?.measure.unit ?? '',
      region: regionName(change.region),
      month: monthOf(month),
      value,
      details: named?.partsOf(change) ?? [],
      records: [...(named?.recordsOf(change) ?? [])],
      recordCount: records.length,
      changedAt: changedAt.toISOString(),
      changedBy,
    }
  })
  return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null }
}
