import { useNarrow } from '../media.ts'
import { ScrollBox } from '../scroll-box.tsx'
import { RowCards } from './row-cards.tsx'
import type { RowColumn, RowTone } from './table-columns.ts'
import './row-table.css'

/**
 * A table of rows that are all at hand, for every door; on phones rows become cards, as in `DataTable`, which is for
 * lists that the server pages.
 */
export function RowTable<Row>(props: {
  /** What the rows are, for screen readers. */
  readonly label: string
  readonly columns: readonly RowColumn<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  /** Rows to be seen at once; a word in the row must say the same. */
  readonly tone?: (row: Row) => RowTone | undefined
}) {
  const narrow = useNarrow()
  const { columns, rows, rowKey, tone } = props
  if (narrow) return <RowCards rows={rows} columns={columns} rowKey={rowKey} {...(tone ? { tone } : {})} />
  const head = columns.find((column) => column.card === 'title') ?? columns[0]
  return (
    <ScrollBox label={props.label}>
      <table className="plain-table row-table">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={classOf(column)}>
                {column.card === 'end' ? (
                  <span className="visually-hidden">{column.title}</span>
                ) : (
                  column.title
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const rowTone = tone?.(row)
            return (
              <tr key={rowKey(row)} className={rowTone ? `row-tone--${rowTone}` : undefined}>
                {columns.map((column) =>
                  column === head ? (
                    <th key={column.key} scope="row">
                      {column.render(row)}
                    </th>
                  ) : (
                    <td key={column.key} className={classOf(column)}>
                      {column.render(row)}
                    </td>
                  ),
                )}
              </tr>
            )
          })}
        </tbody>
      </table>
    </ScrollBox>
  )
}

const classOf = (column: { readonly align?: 'end' }): string | undefined =>
  column.align === 'end' ? 'number' : undefined
