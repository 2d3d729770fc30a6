/**
 * The plan reader: a published quality plan in, its outline, targets, tasks and boxes out. Pure: bytes or
 * text in, plain data out. The stages are explained in `README.md` beside this file.
 */
import { readFrontMatter } from './front/front-matter.ts'
import { decodeFile } from './input/decode-file.ts'
import { buildOutline } from './outline/outline.ts'
import type { PlanBox, PlanReading, PlanWarning } from './plan-reading.ts'
import type { PlanPeriod } from './targets/deadlines.ts'
import { readTargets } from './targets/read-targets.ts'
import { readTasks } from './tasks/read-tasks.ts'
import { normaliseText } from './text/normalise.ts'
import { paragraphsOf } from './text/paragraphs.ts'

/** Reads a plan, or a passage of one, from text. Never throws. */
export function readPlan(source: string): PlanReading {
  return readNormalised(normaliseText(source), [])
}

/**
 * Reads a plan from a file: `.txt`, `.html`, `.docx` or `.pdf`, recognised by content.
 * @throws PlanReadError when the file cannot be read (empty, too large, binary, encrypted …)
 */
export async function readPlanFile(file: { name: string; bytes: Uint8Array }): Promise<PlanReading> {
  const decoded = await decodeFile(file)
  return readNormalised(normaliseText(decoded.text), decoded.warnings)
}

function readNormalised(text: string, warnings: readonly PlanWarning[]): PlanReading {
  const paragraphs = paragraphsOf(text)
  const outline = buildOutline(text, paragraphs)
  const firstHeading = outline.blocks.findIndex((block) => block.role === 'heading')
  const front = readFrontMatter(text, paragraphs, firstHeading)
  const { targets, trends } = readTargets(
    text,
    outline,
    periodOf(front.title, front.issuedOn, front.docNumber),
  )
  const tasks = readTasks(text, outline)
  const found = outline.nodes.length + targets.length + tasks.length
  return {
    text,
    ...front,
    outline: outline.nodes.map(({ path, heading, kind, span }) => ({
      path,
      heading,
      kind: kind === 'root' ? 'chapter' : kind,
      span,
    })),
    targets,
    trends,
    tasks,
    boxes: boxesOf(outline),
    warnings: found === 0 ? [...warnings, 'nothing-found'] : [...warnings],
  }
}

function boxesOf(outline: ReturnType<typeof buildOutline>): PlanBox[] {
  return outline.nodes
    .filter((node) => node.kind === 'box')
    .map((node) => {
      const end = outline.blocks.findLast((block) => block.node === node)?.paragraph.end ?? node.span.end
      return { path: node.path, heading: node.heading, span: { start: node.span.start, end } }
    })
}

const ANNUAL =
  /(20\d\d)年(?!.{0,2}[-—–~至]{1,2}20)(?:度)?[^《》]{0,40}(?:要点|工作计划|行动计划|行动方案|工作方案|实施方案|任务|计划|方案)/

// The document's own time: its date, its number 〔2024〕, the years in its title, whichever is earliest.
function periodOf(title: string | null, issuedOn: string | null, docNumber: string | null): PlanPeriod {
  const name = title ?? ''
  const range = /(20\d\d)年?[-—–~至]{1,2}(20\d\d)/.exec(name)
  const plan = /十([三四五六])五/.exec(name)?.[1]
  const annual = range === null ? ANNUAL.exec(name)?.[1] : undefined
  const years = [issuedOn?.slice(0, 4), /20\d\d/.exec(docNumber ?? '')?.[0], range?.[1] ?? annual]
    .filter((year) => year !== undefined)
    .map(Number)
  const planEnd = plan === undefined ? undefined : 2020 + 5 * '三四五六'.indexOf(plan)
  return {
    issued: years.length > 0 ? Math.min(...years) : undefined,
    last: range?.[2] === undefined ? planEnd : Number(range[2]),
    annual: annual === undefined ? undefined : Number(annual),
  }
}
