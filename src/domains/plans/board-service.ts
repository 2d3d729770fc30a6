/** The overview's target board, one's own tasks, and the same indicator across plans. */
import type { z } from 'zod'
import type { Scope } from '#kernel/db/scope.ts'
import {
  type BoardTargetRow,
  countBoardTargets,
  listBoardTargets,
  listComparedTargets,
  listUnitTasks,
} from './board-store.ts'
import { type ComparedTarget, compareTargets } from './comparison.ts'
import type {
  BoardFilter,
  BoardRow,
  BoardSummary,
  BoardTarget,
  ComparisonRow,
  Plan,
  TargetState,
  Task,
} from './contract.ts'
import { decodePlace, encodePlace } from './cursor.ts'
import { planError } from './errors.ts'
import { unitsOfItems } from './item-store.ts'
import { chapterOf, visibleUnits } from './service.ts'
import { publishedPlans, sectionsOf, textsOfVersions } from './store.ts'
import { groupUnits, toPlan, toTask } from './views.ts'

export interface Page {
  readonly after?: string | undefined
  readonly limit: number
}

type Filter = z.infer<typeof BoardFilter>

// Without figures a target's state is unknown, and said so.
const stateWithoutFigures: TargetState = 'no-data'

/** One page of the board, in the order of the documents. */
export async function board(
  scope: Scope,
  filter: Filter & Page,
): Promise<{ items: BoardRow[]; next: string | null }> {
  const rows = await listBoardTargets(
    scope,
    visibleUnits(scope),
    filter,
    decodePlace(filter.after),
    filter.limit + 1,
  )
  const page = rows.slice(0, filter.limit)
  const last = page.at(-1)
  return {
    items: await toBoardRows(scope, page),
    next: rows.length > filter.limit && last ? encodePlace([last.plan_id, last.position, last.id]) : null,
  }
}

async function toBoardRows(scope: Scope, rows: readonly BoardTargetRow[]): Promise<BoardRow[]> {
  const units = groupUnits(
    await unitsOfItems(
      scope,
      rows.map((row) => row.id),
    ),
  )
  return rows.map((row) => ({
    targetId: row.id,
    lineageId: row.lineage_id,
    planId: row.plan_id,
    versionId: row.version_id,
    planTitle: row.plan_title,
    indicator: row.indicator,
    action: row.action,
    comparator: row.comparator,
    value: row.value,
    valueHigh: row.value_high,
    unit: row.unit,
    year: row.year,
    path: row.section_path,
    chapter: chapterOf(row.section_path),
    state: row.state ?? stateWithoutFigures,
    current: row.current_value,
    currentPeriod: row.current_period,
    required: row.required_value,
    stale: row.stale ?? false,
    soFar:
      row.so_far_value === null || row.so_far_period === null
        ? null
        : { period: row.so_far_period, value: row.so_far_value },
    units: units.get(row.id) ?? [],
    quote: row.quote,
  }))
}

/** One target of the board with its paragraph in the plan. @throws plans.target-not-found */
export async function boardTarget(scope: Scope, lineageId: string): Promise<BoardTarget> {
  const [found] = await listBoardTargets(scope, visibleUnits(scope), { lineageId }, undefined, 1)
  const [row] = found ? await toBoardRows(scope, [found]) : []
  if (!found || !row) throw planError('plans.target-not-found')
  const text = (await textsOfVersions(scope, [found.version_id])).get(found.version_id) ?? ''
  const { span_start: start, span_end: end } = found
  const next = text.indexOf('\n', end)
  const sections = await sectionsOf(scope, [found.version_id])
  return {
    ...row,
    heading: sections.find((section) => section.path === found.section_path)?.heading ?? '',
    passage: {
      before: text.slice(text.lastIndexOf('\n', start) + 1, start),
      quote: text.slice(start, end),
      after: text.slice(end, next === -1 ? text.length : next),
    },
  }
}

/** Every row that fits, for the export; a board has hundreds of rows, and no more than 10,000 leave at once. */
export async function wholeBoard(scope: Scope, filter: Filter): Promise<BoardRow[]> {
  const rows: BoardRow[] = []
  let after: string | undefined
  do {
    const page = await board(scope, { ...filter, after, limit: 500 })
    rows.push(...page.items)
    after = page.next ?? undefined
  } while (after !== undefined && rows.length < 10_000)
  return rows
}

/** The year that counts as "this year" in the official time zone. */
export const currentYear = (now: Date): number =>
  Number(new Intl.DateTimeFormat('en', { year: 'numeric', timeZone: 'Asia/Shanghai' }).format(now))

function sumBy<Key extends string | number | null>(
  counts: ReadonlyArray<{ targets: number }>,
  keyOf: (index: number) => Key,
): Map<Key, number> {
  const sums = new Map<Key, number>()
  counts.forEach((count, index) => {
    const key = keyOf(index)
    sums.set(key, (sums.get(key) ?? 0) + count.targets)
  })
  return sums
}

/** The board in numbers: how many targets, in which state, due when, in which chapter. */
export async function boardSummary(scope: Scope): Promise<BoardSummary> {
  const counts = await countBoardTargets(scope, visibleUnits(scope))
  const total = counts.reduce((sum, count) => sum + count.targets, 0)
  const year = currentYear(scope.now)
  const plans = (await publishedPlans(scope)).filter((plan) => plan.standing === 'own')
  const sections = await sectionsOf(
    scope,
    plans.flatMap((plan) => plan.published_version_id ?? []),
  )
  const headings = new Map(
    sections.map((section) => [`${section.version_id}/${section.path}`, section.heading]),
  )
  const versionOf = new Map(plans.map((plan) => [plan.id, plan.published_version_id]))
  const at = (index: number) => counts[index]
  const byPlan = sumBy(counts, (index) => at(index)?.plan_id ?? '')
  const byYear = sumBy(counts, (index) => at(index)?.year ?? null)
  const byState = sumBy(counts, (index) => at(index)?.state ?? stateWithoutFigures)
  const inState = (state: TargetState): number => byState.get(state) ?? 0
  const worst = (['behind', 'at-risk'] as const).find((state) => inState(state) > 0)
  const attention = worst
    ? await listBoardTargets(scope, visibleUnits(scope), { state: worst }, undefined, 3)
    : []
  const byChapter = sumBy(counts, (index) => `${at(index)?.plan_id}/${at(index)?.chapter}`)
  return {
    total,
    byState: {
      met: inState('met'),
      'on-track': inState('on-track'),
      'at-risk': inState('at-risk'),
      behind: inState('behind'),
      'no-data': inState('no-data'),
    },
    attention: attention.map((row) => ({ lineageId: row.lineage_id, indicator: row.indicator })),
    dueThisYear: byYear.get(year) ?? 0,
    year,
    plans: plans.map((plan) => ({ id: plan.id, title: plan.title, targets: byPlan.get(plan.id) ?? 0 })),
    years: [...byYear]
      .map(([one, targets]) => ({ year: one, targets }))
      .toSorted((a, b) => (a.year ?? Number.POSITIVE_INFINITY) - (b.year ?? Number.POSITIVE_INFINITY)),
    chapters: [...byChapter].map(([key, targets]) => {
      const [planId = '', chapter = ''] = key.split('/')
      return { planId, chapter, heading: headings.get(`${versionOf.get(planId)}/${chapter}`) ?? '', targets }
    }),
  }
}

/** Tasks that the caller's units answer for; for city-wide readers all tasks. */
export async function myTasks(
  scope: Scope,
  page: Page,
): Promise<{
  items: Array<Task & { planId: string; versionId: string; planTitle: string; passage: string }>
  next: string | null
}> {
  const rows = await listUnitTasks(scope, visibleUnits(scope), decodePlace(page.after), page.limit + 1)
  const shown = rows.slice(0, page.limit)
  const units = groupUnits(
    await unitsOfItems(
      scope,
      shown.map((row) => row.id),
    ),
  )
  const texts = await textsOfVersions(scope, [...new Set(shown.map((row) => row.version_id))])
  const last = shown.at(-1)
  return {
    items: shown.map((row) => ({
      ...toTask(row, units.get(row.id) ?? []),
      planId: row.plan_id,
      versionId: row.version_id,
      planTitle: row.plan_title,
      passage: texts.get(row.version_id)?.slice(row.span_start, row.span_end) ?? '',
    })),
    next: rows.length > page.limit && last ? encodePlace([last.plan_id, last.position, last.id]) : null,
  }
}

/** Most targets that a comparison takes in: some hundred plans' worth. */
const comparedTargets = 20_000

/** The same indicator across published plans, own and others'. */
export async function compareIndicators(
  scope: Scope,
  request: Page & { readonly search?: string | undefined; readonly shared: boolean },
): Promise<{ plans: Plan[]; items: ComparisonRow[]; next: string | null }> {
  const plans = (await publishedPlans(scope)).map(toPlan)
  const targets = (await listComparedTargets(scope, comparedTargets)).map(
    (row): ComparedTarget => ({
      planId: row.plan_id,
      targetId: row.id,
      versionId: row.version_id,
      indicator: row.indicator,
      comparator: row.comparator,
      value: row.value,
      valueHigh: row.value_high,
      year: row.year,
      unit: row.unit,
    }),
  )
  const rows = compareTargets(targets, request.shared).filter(
    (row) => !request.search || row.indicator.includes(request.search),
  )
  const start = request.after ? rows.findIndex((row) => row.indicator === request.after) + 1 : 0
  const items = rows.slice(start, start + request.limit)
  return {
    plans,
    items,
    next: start + request.limit < rows.length ? (items.at(-1)?.indicator ?? null) : null,
  }
}
