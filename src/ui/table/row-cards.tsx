import { Fragment, type ReactNode } from 'react'
import type { RowColumn, RowTone } from './table-columns.ts'
import './row-cards.css'

/** Rows as cards, for a phone: one column heads the card, the others follow as pairs, buttons stand at the end. */
export function RowCards<Row>(props: {
  readonly rows: readonly Row[]
  readonly columns: readonly RowColumn<Row>[]
  readonly rowKey: (row: Row) => string
  readonly tone?: (row: Row) => RowTone | undefined
  /** Before the head of a card: the box that chooses it. */
  readonly box?: (row: Row) => ReactNode
}) {
  const title = props.columns.find((column) => column.card === 'title') ?? props.columns[0]
  const pairs = props.columns.filter((column) => column !== title && column.card === undefined)
  const ends = props.columns.filter((column) => column.card === 'end')
  return (
    <ul className="row-cards">
      {props.rows.map((row) => {
        const tone = props.tone?.(row)
        return (
          <li key={props.rowKey(row)} className={`card row-cards__card${tone ? ` row-tone--${tone}` : ''}`}>
            <div className="row-cards__title">
              {props.box?.(row)}
              <span>{title?.render(row)}</span>
            </div>
            <dl>
              {pairs.map((column) => (
                <Fragment key={column.key}>
                  <dt>{column.title}</dt>
                  <dd>{column.render(row)}</dd>
                </Fragment>
              ))}
            </dl>
            {ends.map((column) => (
              <div key={column.key} className="row-cards__end">
                {column.render(row)}
              </div>
            ))}
          </li>
        )
      })}
    </ul>
  )
}
