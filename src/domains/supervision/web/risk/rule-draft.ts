/** A rule while somebody is changing it: percents, and numbers that may not have been filled in yet. */
import type { FactorRule } from '../../risk/risk-contract.ts'

interface StepDraft {
  readonly from: number | null
  readonly percent: number | null
}

export type RuleDraft =
  | { readonly kind: 'steps'; readonly below: number | null; readonly steps: readonly StepDraft[] }
  | { readonly kind: 'categories'; readonly percents: Readonly<Record<string, number | null>> }

/** Why a draft is no rule yet. */
export type RuleProblem = 'rule.incomplete' | 'rule.no-step' | 'rule.twice' | 'rule.turns'

const percentOf = (share: number): number => Math.round(share * 10_000) / 100
const shareOf = (percent: number): number => percent / 100

/** A rule as it is changed; the categories of its source that it does not name yet give no points. */
export function draftOfRule(rule: FactorRule, categories: readonly string[]): RuleDraft {
  if (rule.kind === 'categories') {
    const named = [...new Set([...categories, ...Object.keys(rule.shares)])]
    return {
      kind: 'categories',
      percents: Object.fromEntries(named.map((one) => [one, percentOf(rule.shares[one] ?? 0)])),
    }
  }
  return {
    kind: 'steps',
    below: percentOf(rule.below),
    steps: rule.steps.map(({ from, share }) => ({ from, percent: percentOf(share) })),
  }
}

/** A rule to begin with where the source is of another kind than before. */
export const freshRule = (kind: FactorRule['kind'], categories: readonly string[]): FactorRule =>
  kind === 'categories'
    ? { kind, shares: Object.fromEntries(categories.map((one) => [one, 0])) }
    : { kind, direction: 'rising', below: 0, steps: [{ from: 1, share: 1 }] }

/** The rule of a draft, its steps in order; or why it is none. */
export function ruleOfDraft(draft: RuleDraft): FactorRule | RuleProblem {
  if (draft.kind === 'categories') {
    const shares = Object.entries(draft.percents).flatMap(([category, percent]) =>
      percent === null ? [] : [[category, shareOf(percent)] as const],
    )
    if (shares.length < Object.keys(draft.percents).length) return 'rule.incomplete'
    return { kind: 'categories', shares: Object.fromEntries(shares) }
  }
  const steps = draft.steps
    .flatMap(({ from, percent }) =>
      from === null || percent === null ? [] : [{ from, share: shareOf(percent) }],
    )
    .toSorted((a, b) => a.from - b.from)
  if (draft.below === null || steps.length < draft.steps.length) return 'rule.incomplete'
  if (steps.length === 0) return 'rule.no-step'
  if (new Set(steps.map(({ from }) => from)).size < steps.length) return 'rule.twice'
  const below = shareOf(draft.below)
  const shares = [below, ...steps.map(({ share }) => share)]
  const direction = (shares.at(-1) ?? 0) < below ? 'falling' : 'rising'
  const follows = shares.every((share, index) => {
    const before = shares[index - 1] ?? share
    return direction === 'rising' ? share >= before : share <= before
  })
  return follows ? { kind: 'steps', direction, below, steps } : 'rule.turns'
}
