/** Stages 5 and 6 over a whole document: deadlines flow from headings and paragraphs into their targets. */
import type { Block, Outline, OutlineNode } from '../outline/outline.ts'
import type { PlanTarget, PlanTrend } from '../plan-reading.ts'
import { passageOf, sourceSpan } from '../text/canonical.ts'
import type { PlanPeriod } from './deadlines.ts'
import { readSentence } from './read-sentence.ts'
import { restorer } from './restore-characters.ts'
import { sentencesOf } from './sentence.ts'
import type { Governing, SentenceTarget } from './sentence-reading.ts'
import { cellsOf, isRow } from './table-cells.ts'
import { readTables } from './tables.ts'
import { readTrends } from './trends.ts'

const REPORT_HEADING =
  /^(?:发展|工作|现有|现实|主要)?基础(?:与|和|及|$)|(?:发展|工作|主要|取得的?)(?:成效|成绩|成就|进展)|工作回顾|(?:发展|工作)?现状|面临(?:的)?(?:形势|挑战)|形势(?:与|分析)|存在(?:的)?问题|发展环境|规划背景/

/** All targets of a document, in reading order, and the goals without a number. */
export function readTargets(
  source: string,
  outline: Outline,
  period: PlanPeriod,
): { targets: PlanTarget[]; trends: PlanTrend[] } {
  const targets: PlanTarget[] = []
  const trends: PlanTrend[] = []
  const governing = new Map<OutlineNode, Governing>()
  const tables = readTables(source, outline.blocks, period)
  for (const table of tables.targets) targets.push(table)
  for (const [index, block] of outline.blocks.entries()) {
    if (tables.rows.has(index) || isReport(block.node) || isFurniture(block, outline)) continue
    if (isRow(source, block)) {
      targets.push(...cellTargets(source, block, inherited(block.node, governing, period), period))
      continue
    }
    const restore = restorer(source, block)
    let here = inherited(block.node, governing, period)
    const { passage } = block.paragraph
    for (const sentence of sentencesOf(passage.text, block.wordsStart)) {
      const reading = readSentence(sentence, here, period)
      for (const target of reading.targets) targets.push(planTarget(source, block, target, restore))
      trends.push(...readTrends(source, block, sentence, reading.governing.year))
      here = reading.governing
    }
    // A bullet's own deadline ends with the bullet.
    if (block.role !== 'bullet' && !here.past) governing.set(block.node, here)
  }
  targets.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
  return { targets, trends }
}

// A row of a table of tasks: each cell is read by itself, under the year of a deadline cell if there is one.
function cellTargets(source: string, block: Block, governing: Governing, period: PlanPeriod): PlanTarget[] {
  const cells = cellsOf(source, block)
  const due = cells
    .map((cell) => /^(?:到|至)?(20\d\d)年?(?:底|末|年底|\d{1,2}月底?)?(?:之?前)?$/.exec(cell.text)?.[1])
    .find((year) => year !== undefined)
  const here = due === undefined ? governing : { year: Number(due), past: false }
  return cells.flatMap((cell) => {
    const passage = passageOf(source, cell.start, cell.end)
    const part: Block = { ...block, paragraph: { passage, start: cell.start, end: cell.end } }
    return sentencesOf(passage.text, 0).flatMap((sentence) =>
      readSentence(sentence, here, period).targets.map((target) =>
        planTarget(source, part, target, restorer(source, part)),
      ),
    )
  })
}

function inherited(
  node: OutlineNode,
  governing: ReadonlyMap<OutlineNode, Governing>,
  period: PlanPeriod,
): Governing {
  for (let at: OutlineNode | null = node; at !== null; at = at.parent) {
    const found = governing.get(at)
    if (found !== undefined && (at.kind !== 'root' || node.kind === 'root')) return found
    // A box interrupts the text around it: deadlines do not flow into it.
    if (at.kind === 'box') break
  }
  // The title of a plan for one year governs all that has no deadline of its own.
  return { year: period.annual ?? null, past: false }
}

function isReport(node: OutlineNode): boolean {
  for (let at: OutlineNode | null = node; at !== null && at.kind !== 'root'; at = at.parent) {
    if (at.heading.length <= 18 && REPORT_HEADING.test(at.heading)) return true
  }
  return false
}

// Short lines before the first heading are page furniture: navigation, dates, counters.
function isFurniture(block: Block, outline: Outline): boolean {
  return block.node.kind === 'root' && outline.nodes.length > 2 && block.paragraph.passage.text.length < 24
}

function planTarget(
  source: string,
  block: Block,
  target: SentenceTarget,
  restore: (words: string) => string,
): PlanTarget {
  const span = sourceSpan(block.paragraph.passage, target.start, target.end)
  return {
    indicator: restore(target.indicator),
    action: restore(target.action),
    comparator: target.comparator,
    value: target.value,
    valueHigh: target.valueHigh,
    unit: restore(target.unit),
    year: target.year,
    path: block.node.path,
    quote: source.slice(span.start, span.end).replace(/\s+/g, ' '),
    scope: target.scope === null ? null : restore(target.scope),
    span,
    ...(target.doubtful === undefined ? {} : { doubtful: target.doubtful }),
  }
}
