/** Days that follow from an entry: when it ends by itself, from when repair may be applied for. */
import type { Scope } from '#kernel/db/scope.ts'
import type { Period } from '#kernel/rules/rule.ts'
import { periodRule } from '#kernel/rules/rules.ts'
import { addDays, addMonths } from '#methods/working-days/iso-date.ts'
import type { ListName } from './list-schemas.ts'

/** The day a period of days, months or years after another, by the calendar. */
export function dayAfter(start: string, { count, unit }: Period): string {
  if (unit === 'day') return addDays(start, count)
  if (unit === 'month') return addMonths(start, count)
  if (unit === 'year') return addMonths(start, count * 12)
  throw new TypeError(`A term on a list is in days, months or years, not ${unit}`)
}

/** What the rules of the day of entry say. */
export interface EntryTerms {
  /** First day on which the public no longer sees it; null while only correction ends it. */
  readonly publicationEndsOn: string | null
  readonly repairFrom: string
}

/** The terms of an entry made on a day. */
export async function entryTerms(scope: Scope, list: ListName, enteredOn: string): Promise<EntryTerms> {
  if (list === 'abnormal') return { publicationEndsOn: null, repairFrom: enteredOn }
  const longest = await periodRule(scope, 'lists.serious-longest', enteredOn)
  const shortest = await periodRule(scope, 'lists.serious-shortest', enteredOn)
  return {
    publicationEndsOn: dayAfter(enteredOn, longest.value),
    repairFrom: dayAfter(enteredOn, shortest.value),
  }
}
