/** Steps of a factor as lines that people write: `以下=0`, `1=0.5`, `3=1`; categories as `suspended=0.5`. */
import type { FactorRule } from '../../risk/risk-contract.ts'

const below = ['以下', 'below']

/** The lines of a rule. */
export function ruleText(rule: FactorRule): string {
  if (rule.kind === 'categories')
    return Object.entries(rule.shares)
      .map(([category, share]) => `${category}=${share}`)
      .join('\n')
  return [`${below[0]}=${rule.below}`, ...rule.steps.map((step) => `${step.from}=${step.share}`)].join('\n')
}

/** A rule from its lines; undefined when a line is not `value=share` with a share from 0 to 1. */
export function readRule(text: string, kind: FactorRule['kind']): FactorRule | undefined {
  const pairs = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => line.split(/[=＝]/).map((part) => part.trim()))
  const shares = pairs.map(([, share]) => Number(share))
  if (
    pairs.some((pair) => pair.length !== 2 || pair[0] === '') ||
    shares.some((share) => !(share >= 0 && share <= 1))
  )
    return undefined
  if (kind === 'categories')
    return {
      kind,
      shares: Object.fromEntries(pairs.map(([category = '', share]) => [category, Number(share)])),
    }
  const floor = pairs.find(([from = '']) => below.includes(from))
  const steps = pairs
    .filter(([from = '']) => !below.includes(from))
    .map(([from, share]) => ({ from: Number(from), share: Number(share) }))
    .toSorted((a, b) => a.from - b.from)
  if (steps.some((step) => Number.isNaN(step.from))) return undefined
  const start = Number(floor?.[1] ?? 0)
  return { kind, direction: (steps.at(-1)?.share ?? 0) < start ? 'falling' : 'rising', below: start, steps }
}
