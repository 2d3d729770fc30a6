import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { keep, readKept } from '../storage.ts'
import { emptyView, type TableView, viewFromAddress, viewToAddress } from './table-request.ts'

export interface SavedView {
  readonly name: string
  readonly view: TableView
  readonly columns: readonly string[] | undefined
}

/** The choices of a table: in the address what is asked for, in the browser which columns and which saved views. */
export function useTableView(name: string, defaults: Partial<TableView> | undefined) {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const navigate = useNavigate()
  const address = search[name]
  const view = address === undefined ? { ...emptyView, ...defaults } : viewFromAddress(address)
  const setView = (next: TableView) =>
    // Leaving every choice still says so in the address: otherwise the defaults would come back.
    void navigate({
      to: '.',
      search: (before: Readonly<Record<string, unknown>>) => ({
        ...before,
        [name]: viewToAddress(next) ?? {},
      }),
      replace: true,
    })

  const columnsKey = `zhiheng.columns.${name}`
  const viewsKey = `zhiheng.views.${name}`
  const [columns, setColumnsState] = useState(() => readNames(readKept(columnsKey)))
  const [saved, setSavedState] = useState(() => readViews(readKept(viewsKey)))
  const setColumns = (next: readonly string[] | undefined) => {
    setColumnsState(next)
    keep(columnsKey, next)
  }
  const setSaved = (next: readonly SavedView[]) => {
    setSavedState(next)
    keep(
      viewsKey,
      next.map((one) => ({ name: one.name, address: viewToAddress(one.view), columns: one.columns })),
    )
  }
  return { view, setView, columns, setColumns, saved, setSaved }
}

function readNames(kept: unknown): readonly string[] | undefined {
  return Array.isArray(kept) ? kept.filter((name): name is string => typeof name === 'string') : undefined
}

function readViews(kept: unknown): readonly SavedView[] {
  if (!Array.isArray(kept)) return []
  return kept.flatMap((one: { name?: unknown; address?: unknown; columns?: unknown } | null) =>
    typeof one?.name === 'string'
      ? [{ name: one.name, view: viewFromAddress(one.address), columns: readNames(one.columns) }]
      : [],
  )
}
