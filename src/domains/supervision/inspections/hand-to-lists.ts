/** Hands an inspection over to the lists: the enterprise could not be reached, or published what is not true. */

import type { Scope } from '#kernel/db/scope.ts'
import { announce } from '#kernel/live/announce.ts'
import type { InspectionRow } from './inspection-store.ts'

/** Tells the lists; whoever decides entries finds the inspection through `supervision_inspection_result`. */
export async function handToLists(scope: Scope, inspection: InspectionRow): Promise<void> {
  announce(scope, { topic: 'supervision-inspections', ids: [inspection.id] })
}
