import type { ReactNode } from 'react'

export interface DataColumn<Row> {
  readonly key: string
  readonly title: string
  readonly render: (row: Row) => ReactNode
  /** Whether the server sorts by this key. */
  readonly sortable?: boolean
  /** Figures stand at the end, so that their places line up. */
  readonly align?: 'end'
  readonly width?: number
  /** Not shown until chosen. */
  readonly optional?: boolean
  /** On a phone a row becomes a card: `title` heads it; `none` leaves the column out. */
  readonly card?: 'title' | 'none'
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
