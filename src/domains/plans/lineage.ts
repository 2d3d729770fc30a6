/**
 * Recognises the entries of an amended plan in the version before, so that a reviewer reads only what is new
 * or different and a target keeps its identity over the versions.
 */
import type { Target, Task } from './contract.ts'
import { indicatorKey, likeness } from './likeness.ts'

/** What of a target counts as its content. */
export type TargetContent = Pick<
  Target,
  'indicator' | 'action' | 'comparator' | 'value' | 'valueHigh' | 'unit' | 'year' | 'path' | 'quote'
>

const targetFields = [
  'indicator',
  'action',
  'comparator',
  'value',
  'valueHigh',
  'unit',
  'year',
  'path',
] as const

/** Names of the fields in which two targets differ. */
export function changedTargetFields(before: TargetContent, after: TargetContent): string[] {
  return targetFields.filter((field) => before[field] !== after[field])
}

/** Names of the fields in which two tasks differ; units are compared by name, order and lead. */
export function changedTaskFields(
  before: Pick<Task, 'heading' | 'path' | 'units'>,
  after: typeof before,
): string[] {
  const changed: string[] = []
  if (before.heading !== after.heading) changed.push('heading')
  if (before.path !== after.path) changed.push('path')
  const list = (task: typeof before): string =>
    task.units.map((unit) => `${unit.lead ? '*' : ''}${unit.name}`).join('|')
  if (list(before) !== list(after)) changed.push('units')
  return changed
}

type Rule<Item> = (before: Item, after: Item) => boolean

/** Pairs items one to one; stricter rules go first and each takes what the ones before left. */
function pair<Before, After>(
  before: readonly Before[],
  after: readonly After[],
  rules: ReadonlyArray<(before: Before, after: After) => boolean>,
): Map<After, Before> {
  const pairs = new Map<After, Before>()
  const left = new Set(before)
  for (const rule of rules)
    for (const item of after) {
      if (pairs.has(item)) continue
      for (const candidate of left)
        if (rule(candidate, item)) {
          pairs.set(item, candidate)
          left.delete(candidate)
          break
        }
    }
  return pairs
}

const sameQuote: Rule<TargetContent> = (a, b) =>
  a.quote === b.quote && a.value === b.value && a.year === b.year
const sameName: Rule<TargetContent> = (a, b) => indicatorKey(a.indicator) === indicatorKey(b.indicator)
const sameDeadline: Rule<TargetContent> = (a, b) => a.year === b.year
const sameUnit: Rule<TargetContent> = (a, b) => a.unit === b.unit
const samePlace: Rule<TargetContent> = (a, b) => a.path === b.path

/** For each target of the new version, the one of the version before that it continues, if any. */
export function pairTargets<Before extends TargetContent, After extends TargetContent>(
  before: readonly Before[],
  after: readonly After[],
): Map<After, Before> {
  return pair(before, after, [
    (a, b) => sameQuote(a, b) && samePlace(a, b) && sameName(a, b),
    (a, b) => sameName(a, b) && sameDeadline(a, b) && samePlace(a, b) && sameUnit(a, b),
    (a, b) => sameName(a, b) && sameDeadline(a, b) && sameUnit(a, b),
    (a, b) => sameName(a, b) && samePlace(a, b) && sameUnit(a, b),
    (a, b) => samePlace(a, b) && sameUnit(a, b) && likeness(a.indicator, b.indicator) >= 0.7,
  ])
}

/** A task with the words of its passage. */
export type TaskContent = Pick<Task, 'heading' | 'path'> & { readonly passage: string }

/** For each task of the new version, the one of the version before that it continues, if any. */
export function pairTasks<Before extends TaskContent, After extends TaskContent>(
  before: readonly Before[],
  after: readonly After[],
): Map<After, Before> {
  return pair(before, after, [
    (a, b) => a.path === b.path && a.passage === b.passage,
    (a, b) => a.path === b.path && a.heading === b.heading,
    (a, b) => a.heading === b.heading,
    (a, b) => a.path === b.path && likeness(a.heading, b.heading) >= 0.7,
  ])
}
