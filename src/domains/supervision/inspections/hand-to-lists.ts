/** Hands an inspection over to the lists: what was found becomes the ground of an entry that others decide. */
import { z } from 'zod'
import type { Scope } from '#kernel/db/scope.ts'
import { proposeEntry } from '../lists/entry-service.ts'
import type { InspectionRow } from './inspection-store.ts'
import { inspectionError } from './inspections-errors.ts'
import type { Outcome } from './record-contract.ts'

/** What the entry needs besides the inspection: of an address that cannot be reached, when two letters were sent. */
export const ListsForm = z.object({
  firstMailedOn: z.iso.date().optional(),
  secondMailedOn: z.iso.date().optional(),
})

/** Grounds of the list of abnormal operations, by what an inspection found. */
const grounds: Readonly<Partial<Record<Outcome, string>>> = {
  unreachable: 'unreachable-address',
  'not-disclosed': 'ordered-information',
  'false-information': 'false-information',
}

/**
 * Proposes the entry.
 *
 * @throws `supervision.no-list-ground`; the `lists.*` errors when it is listed or proposed already, or letters are missing
 */
export async function handToLists(scope: Scope, inspection: InspectionRow, given: unknown): Promise<void> {
  const ground = inspection.outcome === null ? undefined : grounds[inspection.outcome]
  if (ground === undefined) throw inspectionError('supervision.no-list-ground')
  const { firstMailedOn, secondMailedOn } = ListsForm.parse(given)
  // Whoever may conclude an inspection may hand it over; the entry itself is decided by others.
  const asConcluder: Scope = {
    ...scope,
    permissions: new Map([...scope.permissions, ['lists.propose', 'city']]),
  }
  const remark = inspection.record?.remark ?? ''
  await proposeEntry(asConcluder, inspection.enterprise_id, {
    list: 'abnormal',
    ground,
    facts: `“双随机、一公开”检查（${inspection.item_code} ${inspection.item_title}）。${remark}`,
    authority: inspection.department,
    mailedOn: [firstMailedOn, secondMailedOn].flatMap((date) => date ?? []),
    penaltyNumber: null,
  })
}
