/**
 * Stage 7: tasks. Every paragraph that names the units which answer for it is a task, under the heading of
 * its bullet or of the outline node it stands in.
 */
import { resolveUnitType } from '#kernel/org/unit-types.ts'
import type { Block, Outline, OutlineNode } from '../outline/outline.ts'
import type { PlanTask } from '../plan-reading.ts'
import { type Passage, sourceSpan } from '../text/canonical.ts'
import { findLists } from './responsibility.ts'
import { type TaskRow, taskRows } from './task-tables.ts'

/** The tasks of a document, in reading order. */
export function readTasks(source: string, outline: Outline): PlanTask[] {
  const tasks: PlanTask[] = []
  const opened = new Map<OutlineNode, number>()
  let firstLeads = false
  let previous: { block: Block; task: PlanTask } | undefined
  const rows = taskRows(source, outline.blocks)
  for (const [index, block] of outline.blocks.entries()) {
    const { passage } = block.paragraph
    if (!opened.has(block.node)) opened.set(block.node, block.paragraph.start)
    const { text } = passage
    const row = rows.get(index)
    if (row !== undefined) {
      tasks.push(rowTask(source, block, row))
      continue
    }
    if (!/单位|部门|负责|牵头|局、|局\)|委、/.test(text)) {
      previous = undefined
      continue
    }
    for (const list of findLists(text, firstLeads)) {
      firstLeads ||= list.firstLeads
      const units = asWritten(source, passage, list.units, list.start)
      const lead = list.lead.map((name) => units[list.units.indexOf(name)] ?? name)
      const own = list.start <= block.wordsStart && block.role !== 'heading'
      const span = { start: block.paragraph.start, end: sourceSpan(passage, list.start, list.end).end }
      if (own) span.start = opened.get(block.node) ?? span.start
      // 牵头单位 and 责任单位 on lines of their own are one list.
      if (
        previous !== undefined &&
        own &&
        isLabelLine(text) &&
        previous.block.node === block.node &&
        isLabelLine(previous.block.paragraph.passage.text)
      ) {
        const merged = mergeTask(previous.task, lead, units, span.end)
        tasks[tasks.length - 1] = merged
        previous = { block, task: merged }
        continue
      }
      const bullet = block.role === 'bullet' && block.bulletHeading !== '' ? block.bulletHeading : undefined
      const task: PlanTask = {
        path: block.node.path,
        heading: bullet ?? block.node.heading,
        lead,
        units,
        unitTypes: typesOf(units),
        span,
        headingSpan:
          bullet === undefined ? block.node.span : sourceSpan(passage, 0, block.wordsStart + bullet.length),
      }
      tasks.push(task)
      previous = { block, task }
    }
  }
  return tasks
}

function rowTask(source: string, block: Block, row: TaskRow): PlanTask {
  return {
    path: block.node.path,
    heading: source.slice(row.heading.start, row.heading.end).trim(),
    lead: row.lead,
    units: row.units,
    unitTypes: typesOf(row.units),
    span: { start: block.paragraph.start, end: block.paragraph.end },
    headingSpan: { start: row.heading.start, end: row.heading.end },
  }
}

const typesOf = (units: readonly string[]): (string | null)[] =>
  units.map((unit) => resolveUnitType(unit).type ?? null)

/** Units of a list in the characters of the source: full-width brackets, traditional characters. */
function asWritten(source: string, passage: Passage, units: readonly string[], from: number): string[] {
  let at = from
  return units.map((unit) => {
    const found = passage.text.indexOf(unit, at)
    if (found < 0) return unit
    at = found + unit.length
    return [...unit].map((_, i) => source[passage.at[found + i] ?? 0] ?? '').join('')
  })
}

const isLabelLine = (text: string): boolean =>
  /^\(?(?:牵头|责任|配合|参与|协同|主要)[^:]{0,8}[:：]/.test(text)

function mergeTask(task: PlanTask, lead: readonly string[], units: readonly string[], end: number): PlanTask {
  return {
    ...task,
    lead: [...task.lead, ...lead],
    units: [...task.units, ...units],
    unitTypes: [...task.unitTypes, ...typesOf(units)],
    span: { start: task.span.start, end },
  }
}
