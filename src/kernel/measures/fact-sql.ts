/** What the SQL over a fact view shares. */
import { type RawBuilder, sql } from 'kysely'
import type { FactView } from './fact-view.ts'

/** The type of a view's record ids, to cast what they are compared with. */
export const recordType = (view: FactView): RawBuilder<unknown> => sql.raw(view.recordType ?? 'text')
