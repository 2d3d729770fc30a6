import type { UseQueryResult } from '@tanstack/react-query'
import { Empty } from '#ui/states/page-states.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import { RowTable } from '#ui/table/row-table.tsx'
import type { RowColumn } from '#ui/table/table-columns.ts'

/** A list that comes in one piece, as the table of its page; what stands in its place while there is none. */
export function WholeList<Row extends { readonly id: string }>(props: {
  readonly query: UseQueryResult<{ readonly items: readonly Row[] }, unknown>
  /** What the rows are, for screen readers. */
  readonly label: string
  readonly empty: string
  readonly columns: readonly RowColumn<Row>[]
}) {
  return (
    <QueryState query={props.query}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty title={props.empty} />
        ) : (
          <div className="card">
            <RowTable label={props.label} rows={items} rowKey={(row) => row.id} columns={props.columns} />
          </div>
        )
      }
    </QueryState>
  )
}
