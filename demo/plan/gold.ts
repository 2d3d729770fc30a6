/** What a careful reader finds in the demo texts: the yardstick for the plan reader on texts of our own. */
import { readFile } from 'node:fs/promises'
import { z } from 'zod'

/** The texts in this folder. */
export type PlanText = 'plan.txt' | 'plan-amended.txt' | 'plan-previous.txt' | 'plan-neighbour.txt'

const Outline = z.object({
  /** Numbers from the chapter down, `四/(十一)/3`, or the box's own number, `专栏1`. */
  path: z.string(),
  heading: z.string(),
  kind: z.enum(['chapter', 'section', 'item', 'box']),
  /** Line in the text, from 1. */
  line: z.number().int(),
})

const Target = z.object({
  indicator: z.string(),
  /** The verb for counted things; empty for rates and levels. */
  action: z.string(),
  comparator: z.enum(['>=', '<=', '=', '>', '<', '~', 'range', 'delta+', 'delta-']),
  value: z.number(),
  value_high: z.number().nullable(),
  unit: z.string(),
  /** Deadline that governs the sentence; null where the text sets none. */
  year: z.number().int().nullable(),
  scope: z.string().nullable(),
  path: z.string(),
  quote: z.string(),
  /** Other deadlines a careful reader may take, such as that of the clause before. */
  accept_year: z.array(z.number().int().nullable()).optional(),
  /** The number is said in words: 全覆盖 is 100 %. */
  implied: z.boolean().optional(),
  /** The size class of an industry that another entry counts. */
  secondary: z.boolean().optional(),
  deadline: z.string().optional(),
})

const Task = z.object({
  path: z.string(),
  heading: z.string(),
  lead: z.array(z.string()),
  units: z.array(z.string()),
  kind: z.enum(['numbered', 'box-item']),
  line: z.number().int(),
  quote: z.string(),
})

/** One gold file. `not_targets` lists every other number in the text with the reason it is no target. */
export const PlanGold = z.object({
  title: z.string(),
  issuer: z.string(),
  docNumber: z.string(),
  issued: z.string(),
  outline: z.array(Outline),
  targets: z.array(Target),
  tasks: z.array(Task),
  bullets: z.array(z.object({ path: z.string(), heading: z.string(), line: z.number().int() })),
  not_sections: z.array(
    z.object({ quote: z.string(), line: z.number().int(), inside: z.string(), why: z.string() }),
  ),
  not_targets: z.array(z.object({ quote: z.string(), why: z.string() })),
})
export type PlanGold = z.infer<typeof PlanGold>

/** The source of one of the demo texts and its gold. */
export const readPlanGold = async (text: PlanText): Promise<{ text: string; gold: PlanGold }> => {
  const at = (name: string) => readFile(new URL(name, import.meta.url), 'utf8')
  const gold = PlanGold.parse(JSON.parse(await at(text.replace('.txt', '.gold.json'))))
  return { text: await at(text), gold }
}
