import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useFormats, useText } from '../language/language.ts'
import { uiMessages } from '../ui-messages.ts'

/** What can be done with chosen rows of a table. */
export interface TableSelection<Row> {
  /** What a row is called, for the label of its box. */
  readonly nameOf: (row: Row) => string
  /** Most rows that an action takes at once; further boxes cannot be ticked. */
  readonly most: number
  /** The actions on the rows that are chosen; `clear` ends the choice once one is done. */
  readonly actions: (rows: readonly Row[], clear: () => void) => ReactNode
}

/** Which rows are chosen, over all pages that were loaded, in the order in which they were. */
export interface ChosenRows<Row> {
  readonly rows: readonly Row[]
  readonly has: (row: Row) => boolean
  /** Whether the row's box can be ticked or cleared. */
  readonly open: (row: Row) => boolean
  readonly choose: (rows: readonly Row[], chosen: boolean) => void
  readonly clear: () => void
}

/**
 * Keeps the choice while more pages are loaded; another search, filter or order ends it, since nobody should act on
 * rows that no longer stand in the list.
 *
 * @param view what the list shows, as a text
 */
export function useChosenRows<Row>(
  rowKey: (row: Row) => string,
  most: number,
  view: string,
): ChosenRows<Row> {
  const [choice, setChoice] = useState<{ readonly view: string; readonly rows: ReadonlyMap<string, Row> }>({
    view,
    rows: new Map(),
  })
  const rows: ReadonlyMap<string, Row> = choice.view === view ? choice.rows : new Map()
  return {
    rows: [...rows.values()],
    has: (row) => rows.has(rowKey(row)),
    open: (row) => rows.size < most || rows.has(rowKey(row)),
    choose: (changed, chosen) => {
      const next = new Map(rows)
      for (const row of changed) {
        if (!chosen) next.delete(rowKey(row))
        else if (next.size < most) next.set(rowKey(row), row)
      }
      setChoice({ view, rows: next })
    },
    clear: () => setChoice({ view, rows: new Map() }),
  }
}

/** How many rows are chosen and what can be done with them; stays in sight at the foot of the window. */
export function SelectionBar<Row>(props: {
  readonly selection: TableSelection<Row>
  readonly chosen: ChosenRows<Row>
  readonly shown: readonly Row[]
}) {
  const { selection, chosen, shown } = props
  const text = useText()
  const formats = useFormats()
  const left = shown.filter((row) => !chosen.has(row))
  const count = chosen.rows.length
  return (
    <div className={count > 0 ? 'selection-bar card no-print' : 'selection-bar'}>
      <span role="status">
        {count > 0 ? text(uiMessages['ui.table.chosen'], { count: formats.number(count) }) : null}
      </span>
      {count > 0 ? (
        <>
          {selection.actions(chosen.rows, chosen.clear)}
          {left.length > 0 && count < selection.most ? (
            <Button onClick={() => chosen.choose(left, true)}>
              {text(uiMessages['ui.table.choose-shown'], {
                count: formats.number(Math.min(count + left.length, selection.most)),
              })}
            </Button>
          ) : null}
          <Button type="text" onClick={chosen.clear}>
            {text(uiMessages['ui.table.choose-none'])}
          </Button>
        </>
      ) : null}
    </div>
  )
}
