/**
 * Looking rules up. `onDate` is the date that governs the case (receipt, sampling, monitoring day), which is
 * seldom today.
 */
import { v7 } from 'uuid'
import { recordAudit } from '../audit/audit.ts'
import type { Database } from '../db/database.ts'
import type { Scope } from '../db/scope.ts'
import { kernelError } from '../language/kernel-errors.ts'
import type { Message } from '../language/messages.ts'
import {
  isPeriod,
  kindOfRuleValue,
  type Period,
  type RuleConfidence,
  type RuleDeclaration,
  type RuleValue,
} from './rule.ts'
import { ruleError } from './rule-errors.ts'
import * as store from './store.ts'

/** A rule as it governs one date in one city: the value and everything a page needs to name its source. */
export interface RuleEntry<Value = RuleValue> {
  readonly key: string
  readonly title: Message
  readonly value: Value
  /** Document number and title; for a city's own value, its basis. */
  readonly source: string
  readonly clause: string | undefined
  readonly effectiveFrom: string
  readonly effectiveTo: string | undefined
  readonly confidence: RuleConfidence
  /** True when the city has set its own value. */
  readonly overridden: boolean
}

/**
 * Writes the declared rules into the database, replacing what an older program had declared.
 *
 * @throws {TypeError} when two intervals of one key overlap or a key has values of unlike kinds.
 */
export async function syncRules(database: Database, declarations: readonly RuleDeclaration[]): Promise<void> {
  checkDeclarations(declarations)
  await store.replaceRules(database.kysely, declarations)
}

function checkDeclarations(declarations: readonly RuleDeclaration[]): void {
  const byKey = Map.groupBy(declarations, (rule) => rule.key)
  for (const [key, entries] of byKey) {
    const ordered = entries.toSorted((a, b) => a.effectiveFrom.localeCompare(b.effectiveFrom))
    for (const [index, entry] of ordered.entries()) {
      const next = ordered[index + 1]
      // ISO dates of four-digit years sort as text.
      if (next && (entry.effectiveTo === undefined || entry.effectiveTo > next.effectiveFrom))
        throw new TypeError(`Rule ${key}: the entry from ${entry.effectiveFrom} runs into the next one`)
      if (next && kindOfRuleValue(entry.value) !== kindOfRuleValue(next.value))
        throw new TypeError(`Rule ${key} has values of unlike kinds`)
    }
  }
}

/** The entries of rules that govern on a date in the scope's city, by key; those that none governs are left out. */
async function findRules(
  scope: Scope,
  keys: readonly string[],
  onDate: string,
): Promise<Map<string, RuleEntry>> {
  const rules = await store.findRulesOn(scope, keys, onDate)
  const overridable = [...rules.values()].filter((rule) => rule.city_may_override).map((rule) => rule.key)
  const overrides =
    overridable.length > 0
      ? await store.findOverridesOn(scope, overridable, onDate)
      : new Map<string, never>()
  return new Map([...rules].map(([key, rule]) => [key, entryOf(rule, overrides.get(key))]))
}

function entryOf(rule: store.RuleRow, override: store.RuleOverrideRow | undefined): RuleEntry {
  return {
    key: rule.key,
    title: { zh: rule.title_zh, en: rule.title_en },
    value: override?.value ?? rule.value,
    source: override?.basis ?? rule.source,
    clause: override ? undefined : (rule.clause ?? undefined),
    effectiveFrom: override?.effective_from ?? rule.effective_from,
    effectiveTo: (override ?? rule).effective_to ?? undefined,
    confidence: override ? 'confirmed' : rule.confidence,
    overridden: override !== undefined,
  }
}

/** The entry of a rule that governs on a date in the scope's city, or undefined. */
export async function findRule(scope: Scope, key: string, onDate: string): Promise<RuleEntry | undefined> {
  return (await findRules(scope, [key], onDate)).get(key)
}

/**
 * The entry of a rule that governs on a date.
 *
 * @throws `rules.not-valid` when no entry is valid then: nothing may be computed from a rule that does not hold.
 */
export async function ruleValue(scope: Scope, key: string, onDate: string): Promise<RuleEntry> {
  const entry = await findRule(scope, key, onDate)
  if (!entry) throw ruleError('rules.not-valid', { key, date: onDate })
  return entry
}

/**
 * A rule whose value is a period.
 *
 * @example
 * const rule = await periodRule(scope, 'plans.review-period', '2026-05-14')
 * const { date } = await deadlineAfter(scope, scope.now, rule.value)
 */
export async function periodRule(scope: Scope, key: string, onDate: string): Promise<RuleEntry<Period>> {
  const entry = await ruleValue(scope, key, onDate)
  if (!isPeriod(entry.value)) throw ruleError('rules.wrong-kind', { key, expected: 'period' })
  return { ...entry, value: entry.value }
}

/** A rule whose value is a number. */
export async function numberRule(scope: Scope, key: string, onDate: string): Promise<RuleEntry<number>> {
  return numberOf(await ruleValue(scope, key, onDate))
}

function numberOf(entry: RuleEntry): RuleEntry<number> {
  const { key, value } = entry
  if (typeof value !== 'number') throw ruleError('rules.wrong-kind', { key, expected: 'number' })
  return { ...entry, value }
}

/** Rules whose values are numbers, in the order of their keys: for what needs several at once. */
export async function numberRules(
  scope: Scope,
  keys: readonly string[],
  onDate: string,
): Promise<Array<RuleEntry<number>>> {
  const entries = await findRules(scope, keys, onDate)
  return keys.map((key) => {
    const entry = entries.get(key)
    if (!entry) throw ruleError('rules.not-valid', { key, date: onDate })
    return numberOf(entry)
  })
}

/** A rule whose value is a text. */
export async function textRule(scope: Scope, key: string, onDate: string): Promise<RuleEntry<string>> {
  const entry = await ruleValue(scope, key, onDate)
  if (typeof entry.value !== 'string') throw ruleError('rules.wrong-kind', { key, expected: 'text' })
  return { ...entry, value: entry.value }
}

/** A rule whose value is yes or no. */
export async function yesOrNoRule(scope: Scope, key: string, onDate: string): Promise<RuleEntry<boolean>> {
  const entry = await ruleValue(scope, key, onDate)
  if (typeof entry.value !== 'boolean') throw ruleError('rules.wrong-kind', { key, expected: 'yes or no' })
  return { ...entry, value: entry.value }
}

/** What a city gives for a value of its own. */
export interface OverrideInput {
  readonly key: string
  readonly value: RuleValue
  /** The document or decision on which the city bases it. */
  readonly basis: string
  readonly effectiveFrom: string
  readonly effectiveTo?: string | undefined
}

/**
 * Sets a city's own value for a rule, where the law lets it; on record in the audit trail. Returns the id.
 *
 * @throws `rules.not-valid`, `rules.not-overridable`, `rules.value-does-not-fit`, `rules.interval-empty`
 */
export async function setOverride(scope: Scope, input: OverrideInput): Promise<string> {
  const rule = (await store.findRulesOn(scope, [input.key], input.effectiveFrom)).get(input.key)
  if (!rule) throw ruleError('rules.not-valid', { key: input.key, date: input.effectiveFrom })
  if (!rule.city_may_override) throw ruleError('rules.not-overridable', { key: input.key })
  if (kindOfRuleValue(rule.value) !== kindOfRuleValue(input.value))
    throw ruleError('rules.value-does-not-fit', { key: input.key })
  if (input.effectiveTo !== undefined && input.effectiveTo <= input.effectiveFrom)
    throw ruleError('rules.interval-empty')
  const id = v7()
  await store.insertOverride(scope, {
    id,
    key: input.key,
    value: input.value,
    basis: input.basis,
    effective_from: input.effectiveFrom,
    effective_to: input.effectiveTo ?? null,
  })
  recordAudit(scope, {
    action: 'rules.override',
    objectType: 'rule',
    objectId: input.key,
    objectLabel: rule.title_zh,
    detail: {
      override: id,
      law: JSON.stringify(rule.value),
      city: JSON.stringify(input.value),
      basis: input.basis,
      from: input.effectiveFrom,
      to: input.effectiveTo ?? null,
    },
  })
  return id
}

/**
 * Takes a city's own value back; the rule as declared governs again. On record.
 *
 * @throws `kernel.not-found`
 */
export async function removeOverride(scope: Scope, id: string): Promise<void> {
  const removed = await store.markOverrideRemoved(scope, id)
  if (!removed) throw kernelError('kernel.not-found')
  recordAudit(scope, {
    action: 'rules.override-removed',
    objectType: 'rule',
    objectId: removed.key,
    objectLabel: removed.key,
    detail: { override: id, city: JSON.stringify(removed.value), basis: removed.basis },
  })
}
