/**
 * What a domain's records add to figures. A fact view is an SQL view with one row per record (two for stock
 * measures: entry and exit); a measure is a named sum over one of its numeric columns. The same view serves
 * rebuilding, live update and explaining, so a figure has one definition only.
 */
import type { Message } from '../language/messages.ts'

export interface Measure {
  /** Dotted, module first: `inspections.items-checked`. */
  readonly name: string
  readonly title: Message
  /** Unit of the sum: `家`, `批次`, `万元`. */
  readonly unit: string
  /** Numeric column of the view that is summed; null counts as nothing. */
  readonly column: string
  /**
   * `flow`: what happened in a period; months add up. `stock`: what there is at the end of a period; the view has a
   * row of +1 on the day of entry and of −1 on the day of exit, and the value is the running sum.
   */
  readonly kind: 'flow' | 'stock'
}

/** What people call a dimension and its values. */
export interface DimensionWords {
  /** Dimensions of the same name in two views are one where their titles are the same too. */
  readonly title: Message
  readonly values?: Readonly<Record<string, Message>>
  /**
   * Name of an SQL view (declared in the module's `views`) with words for values that are kept as records: columns `city` (null for what
   * holds in all cities), `value`, `title_zh`, `title_en` (all text), one row a value.
   */
  readonly valuesView?: string
}

/**
 * What the records of a fact view are called by whoever opens a figure, and where they are looked at. Read for the
 * records that are shown, never kept in sums.
 */
export interface RecordLabels {
  /**
   * Name of an SQL view (declared in the module's `views`), one row a record: `city`, `record_id` as in the fact view,
   * `label` (what a reader recognises the record by, without personal data), where it lies: `unit_id` and `region`,
   * null where it has none, and `page_id`, the id in the path of its page.
   */
  readonly view: string
  /** Who does not hold it, or whose right does not reach the record, sees neither label nor page. */
  readonly permission: string
  /** The record's page; absent when there is none. */
  readonly page?: {
    /** With `{pageId}` for its id. */
    readonly path: string
    /** What the page asks for; the label's own permission unless given. */
    readonly permission?: string
  }
}

/**
 * A declared view. Its SQL is created by a migration of the module and has the columns `city text, record_id text
 * (or uuid, said so), region text, at date`, one text column per dimension (never null) and the measures' numeric columns.
 */
export interface FactView {
  /** Name of the SQL view: `inspection_fact`. */
  readonly view: string
  /** Type of the column `record_id`; `uuid` lets the change of one record be found through the index on its key. */
  readonly recordType?: 'text' | 'uuid'
  /** Text columns by which its figures can be broken down. */
  readonly dimensions: readonly string[]
  /** Words for dimensions and their values; what has none is shown as it stands. */
  readonly words?: Readonly<Record<string, DimensionWords>>
  readonly measures: readonly Measure[]
  /** What its records are; where it says nothing they are known by their ids alone. */
  readonly records?: RecordLabels
}

/** The type of a view's record ids, to cast what they are compared with. */
export const recordType = (view: FactView): string => view.recordType ?? 'text'
