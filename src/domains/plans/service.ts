/** Reading plans and versions, within what the caller may see. */
import type { Scope } from '#kernel/db/scope.ts'
import type {
  ItemChange,
  OutlineSection,
  Plan,
  PlanStanding,
  ResponsibilityMatrix,
  Target,
  Task,
  VersionDetail,
  VersionSummary,
} from './contract.ts'
import { planError } from './errors.ts'
import { itemsOf, unitsOfVersion } from './item-store.ts'
import type { VersionItems } from './lay-out.ts'
import { changedTargetFields, changedTaskFields } from './lineage.ts'
import {
  type CountedVersion,
  findDocument,
  findPlan,
  findVersion,
  listPlans as listPlanRows,
  sectionsOf,
  textsOfVersions,
  versionsOfPlans,
} from './store.ts'
import { groupUnits, toPlan, toTarget, toTask, toVersionSummary } from './views.ts'

/** Who may review sees drafts too; everyone else only what is or was published. */
export const mayReview = (scope: Scope): boolean => scope.permissions.has('plans.review')

/** The units whose entries the caller may see. */
export const visibleUnits = (scope: Scope): 'all' | readonly string[] =>
  scope.permissions.get('plans.read') === 'unit' ? scope.units : 'all'

const isVisible = (scope: Scope, version: CountedVersion): boolean =>
  mayReview(scope) || version.state === 'published' || version.state === 'superseded'

const concerns = (scope: Scope, item: Target | Task): boolean => {
  const units = visibleUnits(scope)
  return units === 'all' || item.units.some((unit) => unit.unitId !== null && units.includes(unit.unitId))
}

/** Plans with their versions, newest first. */
export async function listPlans(
  scope: Scope,
  filter: {
    standing?: PlanStanding | undefined
    search?: string | undefined
    after?: string | undefined
    limit: number
  },
): Promise<{ items: Array<Plan & { versions: VersionSummary[] }>; next: string | null }> {
  const rows = await listPlanRows(scope, {
    ...filter,
    limit: filter.limit + 1,
    publishedOnly: !mayReview(scope),
  })
  const page = rows.slice(0, filter.limit)
  const versions = await versionsOfPlans(
    scope,
    page.map((row) => row.id),
  )
  return {
    items: page.map((row) => ({
      ...toPlan(row),
      versions: versions
        .filter((one) => one.plan_id === row.id && isVisible(scope, one))
        .map(toVersionSummary),
    })),
    next: rows.length > filter.limit ? (page.at(-1)?.id ?? null) : null,
  }
}

/** @throws plans.not-found */
export async function getPlan(scope: Scope, planId: string): Promise<Plan & { versions: VersionSummary[] }> {
  const row = await findPlan(scope, planId)
  const versions = row ? (await versionsOfPlans(scope, [planId])).filter((one) => isVisible(scope, one)) : []
  if (!row || (versions.length === 0 && !mayReview(scope))) throw planError('plans.not-found')
  return { ...toPlan(row), versions: versions.map(toVersionSummary) }
}

/** @throws plans.not-found when there is none or the caller may not see it */
export async function getVersionRow(scope: Scope, versionId: string): Promise<CountedVersion> {
  const version = await findVersion(scope, versionId)
  if (!version || !isVisible(scope, version)) throw planError('plans.not-found')
  return version
}

/** All entries of a version with its source text, whoever asks: for comparing and carrying over. */
export async function loadVersionItems(scope: Scope, versionId: string): Promise<VersionItems> {
  const [targets, tasks, units, texts] = [
    await itemsOf(scope, 'plan_target', versionId),
    await itemsOf(scope, 'plan_task', versionId),
    groupUnits(await unitsOfVersion(scope, versionId)),
    await textsOfVersions(scope, [versionId]),
  ]
  return {
    text: texts.get(versionId) ?? '',
    targets: targets.map((row) => toTarget(row, units.get(row.id) ?? [])),
    tasks: tasks.map((row) => toTask(row, units.get(row.id) ?? [])),
  }
}

/** What the reviewer has rejected is gone once a version is published. */
const isCurrent = (version: CountedVersion, item: Target | Task): boolean =>
  version.state === 'draft' || item.review !== 'rejected'

/** A whole version. @throws plans.not-found */
export async function getVersion(scope: Scope, versionId: string): Promise<VersionDetail> {
  const version = await getVersionRow(scope, versionId)
  const plan = await findPlan(scope, version.plan_id)
  const document = await findDocument(scope, version.document_id)
  if (!plan || !document) throw planError('plans.not-found')
  const items = await loadVersionItems(scope, versionId)
  const seen = (item: Target | Task): boolean => isCurrent(version, item) && concerns(scope, item)
  return {
    plan: toPlan(plan),
    version: toVersionSummary(version),
    text: items.text,
    warnings: document.warnings,
    outline: await outlineOf(scope, versionId),
    targets: items.targets.filter(seen),
    tasks: items.tasks.filter(seen),
  }
}

async function outlineOf(scope: Scope, versionId: string): Promise<OutlineSection[]> {
  return (await sectionsOf(scope, [versionId])).map((row) => ({
    path: row.path,
    kind: row.kind,
    heading: row.heading,
    span: { start: row.span_start, end: row.span_end },
  }))
}

function changesOf<Item extends Target | Task>(
  kind: 'target' | 'task',
  before: readonly Item[],
  after: readonly Item[],
  differ: (a: Item, b: Item) => string[],
): ItemChange[] {
  const old = new Map(
    before.filter((item) => item.review !== 'rejected').map((item) => [item.lineageId, item]),
  )
  const changes: ItemChange[] = []
  for (const item of after) {
    if (item.review === 'rejected') continue
    const base = old.get(item.lineageId)
    old.delete(item.lineageId)
    if (!base) {
      changes.push({ kind, change: 'added', before: null, after: item, fields: [] })
      continue
    }
    const fields = differ(base, item)
    if (fields.length > 0) changes.push({ kind, change: 'changed', before: base, after: item, fields })
  }
  for (const item of old.values())
    changes.push({ kind, change: 'removed', before: item, after: null, fields: [] })
  return changes
}

/** What a version changes against the one it amends. @throws plans.not-found */
export async function versionChanges(
  scope: Scope,
  versionId: string,
): Promise<{ base: VersionSummary | null; changes: ItemChange[] }> {
  const version = await getVersionRow(scope, versionId)
  const base = version.base_version_id ? await findVersion(scope, version.base_version_id) : undefined
  if (!base) return { base: null, changes: [] }
  const [before, after] = [await loadVersionItems(scope, base.id), await loadVersionItems(scope, versionId)]
  const changes = [
    ...changesOf('target', before.targets, after.targets, changedTargetFields),
    ...changesOf('task', before.tasks, after.tasks, changedTaskFields),
  ]
  const seen = (item: Target | Task | null): boolean => item !== null && concerns(scope, item)
  return {
    base: toVersionSummary(base),
    changes: changes.filter((one) => seen(one.before) || seen(one.after)),
  }
}

/** The chapter of a path: `三/(二)/1` -> `三`. */
export const chapterOf = (path: string): string => path.split('/', 1)[0] ?? ''

/** Units × chapters of a version, over its tasks. @throws plans.not-found */
export async function responsibilityMatrix(scope: Scope, versionId: string): Promise<ResponsibilityMatrix> {
  const detail = await getVersion(scope, versionId)
  const sections = detail.outline.filter((entry) => entry.kind === 'section' || entry.kind === 'chapter')
  const rows = new Map<
    string,
    { name: string; unitId: string | null; cells: Map<string, { lead: number; taking_part: number }> }
  >()
  for (const task of detail.tasks)
    for (const unit of task.units) {
      const key = unit.unitId ?? unit.name
      const row = rows.get(key) ?? { name: unit.name, unitId: unit.unitId, cells: new Map() }
      rows.set(key, row)
      const cell = row.cells.get(task.path) ?? { lead: 0, taking_part: 0 }
      row.cells.set(task.path, cell)
      if (unit.lead) cell.lead += 1
      else cell.taking_part += 1
    }
  const used = new Set(detail.tasks.map((task) => task.path))
  return {
    sections: [
      ...sections.filter((entry) => used.has(entry.path)),
      ...[...used]
        .filter((path) => !sections.some((entry) => entry.path === path))
        .map((path) => ({ path, heading: path })),
    ].map(({ path, heading }) => ({ path, heading })),
    units: [...rows.values()]
      .map((row) => ({
        name: row.name,
        unitId: row.unitId,
        cells: [...row.cells].map(([path, cell]) => ({ path, ...cell })),
      }))
      .toSorted((a, b) => b.cells.length - a.cells.length || a.name.localeCompare(b.name, 'zh')),
  }
}
