/**
 * Stage 7: tasks. Every paragraph that names the units which answer for it is a task, under the heading of
 * its bullet or of the outline node it stands in.
 */
import { resolveUnitType } from '#kernel/org/unit-types.ts'
import type { Block, Outline, OutlineNode } from '../outline/outline.ts'
import type { PlanTask } from '../plan-reading.ts'
import { sourceSpan } from '../text/canonical.ts'
import { findLists } from './responsibility.ts'

/** The tasks of a document, in reading order. */
export function readTasks(outline: Outline): PlanTask[] {
  const tasks: PlanTask[] = []
  const opened = new Map<OutlineNode, number>()
  let firstLeads = false
  let previous: { block: Block; task: PlanTask } | undefined
  for (const block of outline.blocks) {
    const { passage } = block.paragraph
    if (!opened.has(block.node)) opened.set(block.node, block.paragraph.start)
    const { text } = passage
    if (!/单位|部门|负责|牵头|局、|局\)|委、/.test(text)) {
      previous = undefined
      continue
    }
    for (const list of findLists(text, firstLeads)) {
      firstLeads ||= list.firstLeads
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
        const merged = mergeTask(previous.task, list.lead, list.units, span.end)
        tasks[tasks.length - 1] = merged
        previous = { block, task: merged }
        continue
      }
      const bullet = block.role === 'bullet' && block.bulletHeading !== '' ? block.bulletHeading : undefined
      const task: PlanTask = {
        path: block.node.path,
        heading: bullet ?? block.node.heading,
        lead: list.lead,
        units: list.units,
        unitTypes: list.units.map((unit) => resolveUnitType(unit).type ?? null),
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

const isLabelLine = (text: string): boolean =>
  /^\(?(?:牵头|责任|配合|参与|协同|主要)[^:]{0,8}[:：]/.test(text)

function mergeTask(task: PlanTask, lead: readonly string[], units: readonly string[], end: number): PlanTask {
  return {
    ...task,
    lead: [...task.lead, ...lead],
    units: [...task.units, ...units],
    unitTypes: [...task.unitTypes, ...units.map((unit) => resolveUnitType(unit).type ?? null)],
    span: { start: task.span.start, end },
  }
}
