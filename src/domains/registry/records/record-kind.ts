/** What the rooms' services know of a kind of record; each kind declares itself in `kinds/`. */
import type { FieldProblem } from '#kernel/language/errors.ts'
import type { Message } from '#kernel/language/messages.ts'
import type { FactView } from '#kernel/measures/fact-view.ts'
import type { RecordKindName } from './record-schemas.ts'

export type FieldValue = string | number | boolean | null

/** Fields of a record by their names in the API; columns have the same names in snake case. */
export type Fields = Readonly<Record<string, FieldValue>>

/** A record as it is kept, its columns by their names in the API. */
export type StoredRecord<Own extends object, Kept extends object = object> = Own &
  Kept & {
    readonly id: string
    readonly enterpriseId: string
    readonly enterpriseName: string
    readonly creditCode: string
    readonly version: number
    readonly changedAt: Date
    readonly changedBy: string
  }

/** One column of the kind's file: how a field is written and read. */
export type ExchangeColumn = {
  readonly field: string
  readonly title: Message
  /** Width in characters. */
  readonly width: number
  readonly required?: true
  /** What may stand in the cell, for the template. */
  readonly hint?: Message
} & (
  | { readonly type: 'text' | 'date' | 'number' | 'yes-or-no' }
  | {
      readonly type: 'choice'
      readonly options: ReadonlyArray<{ readonly value: string; readonly title: Message }>
    }
)

/** `Own`: the fields that people set; `Kept`: what the services keep beside them. */
export interface RecordKind<Own extends object, Kept extends object = object> {
  readonly name: RecordKindName
  readonly table: string
  readonly title: Message
  /** Names of the fields that people set, which are also its columns. */
  readonly fields: ReadonlyArray<keyof Own & string>
  /** Columns that the services keep beside them. */
  readonly kept: ReadonlyArray<keyof Kept & string>
  /** What a new record has where nothing is given. */
  readonly defaults: Partial<Own>
  /** Fields that together name a record, for imports and against entering it twice. */
  readonly identity: ReadonlyArray<keyof Own & string>
  /** `enterprise`: names it among the enterprise's own; `city`: among all. */
  readonly identityWithin: 'enterprise' | 'city'
  /** Whether the table has a region to count under. */
  readonly counted: FactView | undefined
  /** The fields as they are kept, and what does not fit, by field. */
  readonly check: (fields: Own) => { readonly fields: Own; readonly problems: readonly FieldProblem[] }
  /** What a reader recognises it by, without personal data. */
  readonly label: (fields: Own) => string
  /** Personal data made unreadable, for history and lists. */
  readonly mask: (fields: Partial<Own>) => Partial<Own>
  readonly columns: readonly ExchangeColumn[]
}

/** Declares a kind, its field names checked against its fields. */
export function defineRecordKind<Own extends object, Kept extends object = object>(
  kind: RecordKind<Own, Kept>,
): RecordKind<Own, Kept> {
  return kind
}

/** `validTo` -> `valid_to`. */
export function columnOf(field: string): string {
  return field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
