/** Unsent forms, kept in this browser under the person's id, so that the next person at the desk does not see them. */
import { keep, readKept } from '../storage.ts'

export interface Draft {
  /** ISO moment of the last change. */
  readonly at: string
  readonly values: Readonly<Record<string, unknown>>
}

/** Days after which a draft is forgotten. */
const lifetimeDays = 30

/** The storage key of a form's draft. */
export function draftKey(personId: string, form: string): string {
  return `zhiheng.draft.${personId}.${form}`
}

/** The draft of a form, unless there is none or it is too old. */
export function readDraft(key: string, now: Date): Draft | undefined {
  const kept = readKept(key)
  if (typeof kept !== 'object' || kept === null || !('at' in kept) || !('values' in kept)) return undefined
  const { at, values } = kept
  if (typeof at !== 'string' || typeof values !== 'object' || values === null) return undefined
  const age = now.getTime() - new Date(at).getTime()
  if (!(age < lifetimeDays * 86_400_000)) {
    keep(key, undefined)
    return undefined
  }
  return { at, values: { ...values } }
}

/** Keeps a draft without the fields that must not be kept. Gives whether the browser could. */
export function keepDraft(
  key: string,
  values: Readonly<Record<string, unknown>>,
  omit: readonly string[],
  now: Date,
): boolean {
  const kept = Object.fromEntries(Object.entries(values).filter(([name]) => !omit.includes(name)))
  return keep(key, { at: now.toISOString(), values: kept } satisfies Draft)
}

/** Forgets a draft. */
export function forgetDraft(key: string): void {
  keep(key, undefined)
}
