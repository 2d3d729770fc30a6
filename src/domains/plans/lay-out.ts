/** Turns a reading into the rows of a draft version, carrying over what the version before had already settled. */
import { v7 as newId } from 'uuid'
import type { Review, Target, Task } from './contract.ts'
import { changedTargetFields, pairTargets, pairTasks } from './lineage.ts'
import type { PlanReading, PlanTarget, PlanTask } from './reader/plan-reading.ts'
import type { AnswerableUnitRow, SectionRow, TargetRow, TaskRow } from './tables.ts'

/** The entries of a version with its source text. */
export interface VersionItems {
  readonly text: string
  readonly targets: readonly Target[]
  readonly tasks: readonly Task[]
}

/** The unit of the city that a name stands for; undefined when none does. */
export type ResolveUnit = (
  name: string,
) => { readonly unitId: string; readonly type: string | undefined } | undefined

export interface LayOutInput {
  readonly versionId: string
  readonly reading: PlanReading
  /** The published version that this one amends. */
  readonly base: VersionItems | undefined
  readonly resolve: ResolveUnit
  readonly now: Date
  readonly by: string
}

type WithoutCity<Row> = Omit<Row, 'city'>

export interface VersionRows {
  readonly sections: ReadonlyArray<WithoutCity<SectionRow>>
  readonly targets: ReadonlyArray<WithoutCity<TargetRow>>
  readonly tasks: ReadonlyArray<WithoutCity<TaskRow>>
  readonly units: ReadonlyArray<WithoutCity<AnswerableUnitRow>>
}

type UnitOfItem = Pick<AnswerableUnitRow, 'name_as_written' | 'is_lead' | 'unit_id' | 'unit_type'>

function unitsOfTask(task: PlanTask, resolve: ResolveUnit): UnitOfItem[] {
  const lead = new Set(task.lead)
  // A list may name a unit twice; it answers once.
  const names = [...new Set(task.units)]
  return names.map((name) => {
    const found = resolve(name)
    const read = task.unitTypes[task.units.indexOf(name)]
    return {
      name_as_written: name,
      is_lead: lead.has(name),
      unit_id: found?.unitId ?? null,
      unit_type: found?.type ?? read ?? null,
    }
  })
}

const settledUnits = (item: Target | Task): UnitOfItem[] =>
  item.units.map((unit) => ({
    name_as_written: unit.name,
    is_lead: unit.lead,
    unit_id: unit.unitId,
    unit_type: unit.unitType,
  }))

const contentOf = (target: PlanTarget) => ({
  indicator: target.indicator,
  action: target.action,
  comparator: target.comparator,
  value: target.value,
  valueHigh: target.valueHigh,
  unit: target.unit,
  year: target.year,
  path: target.path,
  quote: target.quote,
  read: target,
})

function layOutTargets(
  input: LayOutInput,
  tasks: readonly PlanTask[],
  units: Array<WithoutCity<AnswerableUnitRow>>,
) {
  const contents = input.reading.targets.map(contentOf)
  const settled = (input.base?.targets ?? []).filter((target) => target.review !== 'rejected')
  const pairs = pairTargets(settled, contents)
  // What a reviewer has said is no target is none in the same words later on.
  const wordsOf = (target: { path: string; quote: string; value: number }): string =>
    JSON.stringify([target.path, target.quote, target.value])
  const rejected = new Set(
    (input.base?.targets ?? []).filter((one) => one.review === 'rejected').map(wordsOf),
  )
  return contents.map((content, position): WithoutCity<TargetRow> => {
    const before = pairs.get(content)
    // The same words as before: what the reviewer made of them then still holds.
    const same =
      before !== undefined &&
      (before.quote === content.quote
        ? before.year === content.year || before.review === 'corrected'
        : changedTargetFields(before, content).length === 0)
    const fields = same && before ? before : content
    const id = newId()
    const task = tasks.find(
      (one) => one.span.start <= content.read.span.start && content.read.span.end <= one.span.end,
    )
    const answerable =
      same && before
        ? settledUnits(before)
        : task
          ? unitsOfTask(task, input.resolve)
          : before
            ? settledUnits(before)
            : []
    answerable.forEach((unit, index) => {
      units.push({ ...unit, item_id: id, item_kind: 'target', version_id: input.versionId, position: index })
    })
    return {
      id,
      version_id: input.versionId,
      lineage_id: before?.lineageId ?? newId(),
      position,
      section_path: content.path,
      indicator: fields.indicator,
      action: fields.action,
      comparator: fields.comparator,
      value: fields.value,
      value_high: fields.valueHigh,
      unit: fields.unit,
      year: fields.year,
      scope_word: content.read.scope,
      quote: content.quote,
      span_start: content.read.span.start,
      span_end: content.read.span.end,
      doubt: content.read.doubtful ?? null,
      review: before === undefined && rejected.has(wordsOf(content)) ? 'rejected' : reviewOf(same),
      changed_at: input.now,
      changed_by: input.by,
    }
  })
}

const reviewOf = (settled: boolean): Review => (settled ? 'accepted' : 'unread')

function layOutTasks(input: LayOutInput, units: Array<WithoutCity<AnswerableUnitRow>>) {
  const passage = (text: string, span: { start: number; end: number }): string =>
    text.slice(span.start, span.end)
  const contents = input.reading.tasks.map((task) => ({
    heading: task.heading,
    path: task.path,
    passage: passage(input.reading.text, task.span),
    read: task,
  }))
  const base = input.base
  const settled = (base?.tasks ?? [])
    .filter((task) => task.review !== 'rejected')
    .map((task) => ({
      heading: task.heading,
      path: task.path,
      passage: passage(base?.text ?? '', task.span),
      task,
    }))
  const pairs = pairTasks(settled, contents)
  return contents.map((content, position): WithoutCity<TaskRow> => {
    const before = pairs.get(content)
    const same = before !== undefined && before.passage === content.passage
    const id = newId()
    const answerable = same ? settledUnits(before.task) : unitsOfTask(content.read, input.resolve)
    answerable.forEach((unit, index) => {
      units.push({ ...unit, item_id: id, item_kind: 'task', version_id: input.versionId, position: index })
    })
    return {
      id,
      version_id: input.versionId,
      lineage_id: before?.task.lineageId ?? newId(),
      position,
      section_path: content.path,
      heading: same ? before.task.heading : content.heading,
      span_start: content.read.span.start,
      span_end: content.read.span.end,
      review: reviewOf(same),
      changed_at: input.now,
      changed_by: input.by,
    }
  })
}

/** All rows of a draft version. Without a base every entry is unread. */
export function layOutVersion(input: LayOutInput): VersionRows {
  const units: Array<WithoutCity<AnswerableUnitRow>> = []
  return {
    sections: input.reading.outline.map((entry, position) => ({
      version_id: input.versionId,
      position,
      path: entry.path,
      kind: entry.kind,
      heading: entry.heading,
      span_start: entry.span.start,
      span_end: entry.span.end,
    })),
    targets: layOutTargets(input, input.reading.tasks, units),
    tasks: layOutTasks(input, units),
    units,
  }
}
