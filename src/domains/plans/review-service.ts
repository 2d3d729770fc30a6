/** Reviewing a draft: accepting, correcting, adding and rejecting what the reader found; publishing. */
import { v7 as newId } from 'uuid'
import { recordAudit } from '#kernel/audit/audit.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { notify } from '#kernel/notify/notify.ts'
import { findUnits, memberAccountIds } from '#kernel/org/units.ts'
import { registerTargets } from '#kernel/targets/targets.ts'
import type { Span, Target, TargetFields, Task, TaskFields } from './contract.ts'
import { planError } from './errors.ts'
import {
  deleteAnswerableUnits,
  findItem,
  insertAnswerableUnits,
  insertItems,
  itemsOf,
  setReview,
  unitsOfItems,
  unitsOfVersion,
  updateItem,
} from './item-store.ts'
import { readPlan } from './reader/read-plan.ts'
import {
  findPlan,
  findVersion,
  lockVersion,
  sectionsOf,
  textsOfVersions,
  updatePlan,
  updateVersion,
  versionsOfPlans,
} from './store.ts'
import type { SectionRow } from './tables.ts'
import { groupUnits, toTarget, toTask } from './views.ts'

type Assignment = TaskFields['units']

const stateNames = {
  published: { zh: '已发布', en: 'published' },
  superseded: { zh: '已被新版本取代', en: 'superseded' },
  discarded: { zh: '已放弃', en: 'discarded' },
  draft: { zh: '草稿', en: 'a draft' },
} as const

/** Takes a draft for this transaction. @throws plans.not-found, plans.not-a-draft */
async function getDraft(scope: Scope, versionId: string) {
  await lockVersion(scope, versionId)
  const version = await findVersion(scope, versionId)
  if (!version) throw planError('plans.not-found')
  if (version.state !== 'draft')
    throw planError('plans.not-a-draft', { state: stateNames[version.state][scope.locale] })
  return version
}

async function getTargetView(scope: Scope, versionId: string, id: string): Promise<Target> {
  const row = await findItem(scope, 'plan_target', versionId, id)
  if (!row) throw planError('plans.entry-not-found')
  return toTarget(row, groupUnits(await unitsOfItems(scope, [id])).get(id) ?? [])
}

async function getTaskView(scope: Scope, versionId: string, id: string): Promise<Task> {
  const row = await findItem(scope, 'plan_task', versionId, id)
  if (!row) throw planError('plans.entry-not-found')
  return toTask(row, groupUnits(await unitsOfItems(scope, [id])).get(id) ?? [])
}

/** Decides on many entries at once; returns how many are still unread. */
export async function reviewItems(
  scope: Scope,
  versionId: string,
  items: ReadonlyArray<{ kind: 'target' | 'task'; id: string }>,
  decision: 'accepted' | 'rejected' | 'unread',
): Promise<{ unread: number }> {
  await getDraft(scope, versionId)
  const ids = (kind: 'target' | 'task') => [
    ...new Set(items.filter((item) => item.kind === kind).map((item) => item.id)),
  ]
  const [targets, tasks] = [ids('target'), ids('task')]
  const changed =
    (await setReview(scope, 'plan_target', versionId, targets, decision)) +
    (await setReview(scope, 'plan_task', versionId, tasks, decision))
  if (changed !== targets.length + tasks.length) throw planError('plans.entry-not-found')
  recordAudit(scope, {
    action: `plans.review.${decision}`,
    objectType: 'plan-version',
    objectId: versionId,
    objectLabel: `${changed}`,
    detail: { targets, tasks },
  })
  return { unread: (await findVersion(scope, versionId))?.unread ?? 0 }
}

/** Replaces the units of an entry. @throws plans.unknown-unit when an id is no active unit of the city */
async function assignUnits(
  scope: Scope,
  item: { id: string; kind: 'target' | 'task'; versionId: string },
  units: Assignment,
): Promise<void> {
  const ids = units.flatMap((unit) => unit.unitId ?? [])
  const known = new Map((await findUnits(scope, ids)).map((unit) => [unit.id, unit]))
  for (const unit of units)
    if (unit.unitId !== null && !known.get(unit.unitId)?.active)
      throw planError('plans.unknown-unit', { name: unit.name })
  await deleteAnswerableUnits(scope, item.id)
  if (units.length === 0) return
  await insertAnswerableUnits(
    scope,
    units.map((unit, position) => ({
      item_id: item.id,
      item_kind: item.kind,
      version_id: item.versionId,
      position,
      name_as_written: unit.name,
      is_lead: unit.lead,
      unit_id: unit.unitId,
      unit_type: (unit.unitId === null ? undefined : known.get(unit.unitId)?.type) ?? null,
    })),
  )
}

const targetColumns = (fields: TargetFields) => ({
  indicator: fields.indicator,
  action: fields.action,
  comparator: fields.comparator,
  value: fields.value,
  value_high: fields.valueHigh,
  unit: fields.unit,
  year: fields.year,
})

/** Puts a target right; what it was stays in the audit trail. */
export async function correctTarget(
  scope: Scope,
  versionId: string,
  targetId: string,
  fields: TargetFields,
  units: Assignment | undefined,
): Promise<Target> {
  await getDraft(scope, versionId)
  const before = await getTargetView(scope, versionId, targetId)
  await updateItem(scope, 'plan_target', targetId, {
    ...targetColumns(fields),
    review: before.review === 'added' ? 'added' : 'corrected',
    changed_at: scope.now,
    changed_by: scope.actor.name,
  })
  if (units) await assignUnits(scope, { id: targetId, kind: 'target', versionId }, units)
  const after = await getTargetView(scope, versionId, targetId)
  recordAudit(scope, {
    action: 'plans.correct-target',
    objectType: 'plan-target',
    objectId: targetId,
    objectLabel: after.indicator,
    detail: { before, after },
  })
  return after
}

/** Puts a task's heading and units right. */
export async function correctTask(
  scope: Scope,
  versionId: string,
  taskId: string,
  fields: TaskFields,
): Promise<Task> {
  await getDraft(scope, versionId)
  const before = await getTaskView(scope, versionId, taskId)
  await updateItem(scope, 'plan_task', taskId, {
    heading: fields.heading,
    review: before.review === 'added' ? 'added' : 'corrected',
    changed_at: scope.now,
    changed_by: scope.actor.name,
  })
  await assignUnits(scope, { id: taskId, kind: 'task', versionId }, fields.units)
  const after = await getTaskView(scope, versionId, taskId)
  recordAudit(scope, {
    action: 'plans.correct-task',
    objectType: 'plan-task',
    objectId: taskId,
    objectLabel: after.heading,
    detail: { before, after },
  })
  return after
}

/** The source text of a draft. @throws plans.span-outside-text */
async function selectedText(scope: Scope, versionId: string, span: Span): Promise<string> {
  const text = (await textsOfVersions(scope, [versionId])).get(versionId) ?? ''
  if (span.end <= span.start || span.end > text.length) throw planError('plans.span-outside-text')
  return text.slice(span.start, span.end)
}

/** The last outline entry that begins before the place. */
function sectionAt(sections: readonly SectionRow[], offset: number): string {
  return sections.findLast((section) => section.span_start <= offset)?.path ?? ''
}

/** Adds a target that the reader missed, from a selection of the text. */
export async function addTarget(
  scope: Scope,
  versionId: string,
  span: Span,
  fields: TargetFields,
  units: Assignment,
): Promise<Target> {
  await getDraft(scope, versionId)
  const quote = (await selectedText(scope, versionId, span)).slice(0, 2000)
  const existing = await itemsOf(scope, 'plan_target', versionId)
  const id = newId()
  await insertItems(scope, 'plan_target', [
    {
      id,
      version_id: versionId,
      lineage_id: newId(),
      position: positionAt(existing, span),
      section_path: sectionAt(await sectionsOf(scope, [versionId]), span.start),
      ...targetColumns(fields),
      scope_word: null,
      quote,
      span_start: span.start,
      span_end: span.end,
      doubt: null,
      review: 'added',
      changed_at: scope.now,
      changed_by: scope.actor.name,
    },
  ])
  await assignUnits(scope, { id, kind: 'target', versionId }, units)
  const after = await getTargetView(scope, versionId, id)
  recordAudit(scope, {
    action: 'plans.add-target',
    objectType: 'plan-target',
    objectId: id,
    objectLabel: after.indicator,
    detail: { after },
  })
  return after
}

/** Behind the last entry that stands before the selection; entries of one position keep the order of their ids. */
const positionAt = (rows: ReadonlyArray<{ span_start: number; position: number }>, span: Span): number =>
  rows.findLast((row) => row.span_start <= span.start)?.position ?? 0

/** Adds a task that the reader missed. */
export async function addTask(
  scope: Scope,
  versionId: string,
  span: Span,
  fields: TaskFields,
): Promise<Task> {
  await getDraft(scope, versionId)
  await selectedText(scope, versionId, span)
  const id = newId()
  await insertItems(scope, 'plan_task', [
    {
      id,
      version_id: versionId,
      lineage_id: newId(),
      position: positionAt(await itemsOf(scope, 'plan_task', versionId), span),
      section_path: sectionAt(await sectionsOf(scope, [versionId]), span.start),
      heading: fields.heading,
      span_start: span.start,
      span_end: span.end,
      review: 'added',
      changed_at: scope.now,
      changed_by: scope.actor.name,
    },
  ])
  await assignUnits(scope, { id, kind: 'task', versionId }, fields.units)
  const after = await getTaskView(scope, versionId, id)
  recordAudit(scope, {
    action: 'plans.add-task',
    objectType: 'plan-task',
    objectId: id,
    objectLabel: after.heading,
    detail: { after },
  })
  return after
}

/** What the reader makes of a selection, to start the form of a new target with. */
export async function readSelection(
  scope: Scope,
  versionId: string,
  span: Span,
): Promise<{ targets: TargetFields[] }> {
  const passage = await selectedText(scope, versionId, span)
  return {
    targets: readPlan(passage).targets.map(
      ({ indicator, action, comparator, value, valueHigh, unit, year }) => ({
        indicator,
        action,
        comparator,
        value,
        valueHigh,
        unit,
        year,
      }),
    ),
  }
}

/** @throws plans.unread-entries, plans.nothing-to-publish */
export async function requireNothingUnread(scope: Scope, versionId: string): Promise<void> {
  const version = await getDraft(scope, versionId)
  if (version.unread > 0) throw planError('plans.unread-entries', { count: version.unread })
  if (version.targets + version.tasks === 0) throw planError('plans.nothing-to-publish')
}

/** Publishes a draft: it replaces the version before, its targets go on the board, its units are told. */
export async function publishDraft(scope: Scope, versionId: string): Promise<void> {
  await requireNothingUnread(scope, versionId)
  const version = await getDraft(scope, versionId)
  const plan = await findPlan(scope, version.plan_id)
  if (!plan) throw planError('plans.not-found')
  for (const other of await versionsOfPlans(scope, [version.plan_id]))
    if (other.state === 'published') await updateVersion(scope, other.id, { state: 'superseded' })
  await updateVersion(scope, versionId, {
    state: 'published',
    published_at: scope.now,
    published_by: scope.actor.name,
  })
  await updatePlan(scope, version.plan_id, { published_version_id: versionId })
  recordAudit(scope, {
    action: 'plans.publish',
    objectType: 'plan-version',
    objectId: versionId,
    objectLabel: `${plan.title} (${version.number})`,
    detail: { targets: version.targets, tasks: version.tasks },
  })
  if (plan.standing !== 'own') return
  const answerable = await unitsOfVersion(scope, versionId)
  await registerPublishedTargets(scope, plan, versionId, answerable)
  const unitIds = [...new Set(answerable.flatMap((row) => row.unit_id ?? []))]
  await notify(scope, {
    recipients: { users: await memberAccountIds(scope, unitIds) },
    message: {
      zh: `《${plan.title}》第 ${version.number} 版已发布，其中有贵单位负责的目标或任务。`,
      en: `Version ${version.number} of “${plan.title}” is published; your unit answers for targets or tasks in it.`,
    },
    link: `/plans/${plan.id}`,
  })
}

/** What the plan now commits to, for those who have the figures. */
async function registerPublishedTargets(
  scope: Scope,
  plan: { readonly id: string; readonly title: string },
  versionId: string,
  answerable: Awaited<ReturnType<typeof unitsOfVersion>>,
): Promise<void> {
  const targets = (await itemsOf(scope, 'plan_target', versionId)).filter(
    (target) => target.review !== 'rejected',
  )
  const unitIdsOf = (id: string): string[] => [
    ...new Set(answerable.flatMap((row) => (row.item_id === id ? (row.unit_id ?? []) : []))),
  ]
  await registerTargets(
    scope,
    plan,
    targets.map((target) => ({
      id: target.lineage_id,
      indicator: target.indicator,
      action: target.action,
      comparator: target.comparator,
      value: target.value,
      valueHigh: target.value_high,
      unit: target.unit,
      year: target.year,
      scopeWord: target.scope_word,
      unitIds: unitIdsOf(target.id),
    })),
  )
}

/** Gives a draft up; the document is kept. */
export async function discardDraft(scope: Scope, versionId: string): Promise<void> {
  const version = await getDraft(scope, versionId)
  await updateVersion(scope, versionId, { state: 'discarded' })
  recordAudit(scope, {
    action: 'plans.discard',
    objectType: 'plan-version',
    objectId: versionId,
    objectLabel: `${version.number}`,
  })
}
