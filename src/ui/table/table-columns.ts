import type { ReactNode } from 'react'

/** A column of rows that are shown as a table, or as cards on a phone. */
export interface RowColumn<Row> {
  readonly key: string
  readonly title: string
  readonly render: (row: Row) => ReactNode
  /** Figures stand at the end, so that their places line up. */
  readonly align?: 'end'
  /**
   * On a phone a row becomes a card: `title` heads it (and the row, in a table); `none` leaves the column out; `end`
   * puts it below the others without its title, which readers of a table alone are told: for buttons.
   */
  readonly card?: 'title' | 'none' | 'end'
}

/** The look of a row: one that needs attention. */
export type RowTone = 'behind'

/** A column of a list that the server sorts and pages. */
export interface DataColumn<Row> extends RowColumn<Row> {
  /** Whether the server sorts by this key. */
  readonly sortable?: boolean
  readonly width?: number
  /** Not shown until chosen. */
  readonly optional?: boolean
}

export type TableFilter =
  | {
      readonly kind: 'choice'
      readonly key: string
      readonly title: string
      readonly options: readonly { readonly value: string; readonly label: string }[]
      /** Whether several may be chosen; true unless given. */
      readonly several?: boolean
    }
  | { readonly kind: 'dates'; readonly key: string; readonly title: string }

/** The chosen columns in the table's order; those that are always shown, when nothing has been chosen. */
export function shownColumns<Row>(
  columns: readonly DataColumn<Row>[],
  chosen: readonly string[] | undefined,
): readonly DataColumn<Row>[] {
  const shown = columns.filter((column) => (chosen ? chosen.includes(column.key) : !column.optional))
  return shown.length > 0 ? shown : columns.slice(0, 1)
}
