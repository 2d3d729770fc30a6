import { keepPreviousData, type QueryKey, useInfiniteQuery } from '@tanstack/react-query'
import { Button, Checkbox, Table, type TableProps } from 'antd'
import type { ReactNode } from 'react'
import { useFormats, useText } from '../language/language.ts'
import { useNarrow } from '../media.ts'
import { Empty, ErrorState, Loading } from '../states/page-states.tsx'
import { uiMessages } from '../ui-messages.ts'
import { RowCards } from './row-cards.tsx'
import { type ChosenRows, SelectionBar, type TableSelection, useChosenRows } from './row-selection.tsx'
import { type DataColumn, shownColumns, type TableFilter } from './table-columns.ts'
import { emptyView, type TableRequest, type TableView } from './table-request.ts'
import {
  ColumnChoice,
  ExportLink,
  SortChoice,
  TableFilterField,
  TableSearch,
  ViewChoice,
} from './table-toolbar.tsx'
import { useTableView } from './use-table-view.ts'
import './data-table.css'

export type { DataColumn, TableFilter } from './table-columns.ts'
export type { TableRequest, TableView } from './table-request.ts'

export interface DataTableProps<Row> {
  /** Unlike any other table's on the same page: key of its choices in the address and in the browser. */
  readonly name: string
  /** What the rows are, for screen readers: `规划文件`. */
  readonly label: string
  readonly columns: readonly DataColumn<Row>[]
  readonly rowKey: (row: Row) => string
  /** First part of the query key: `plansApi.listPlans.key()`, so that invalidating it refreshes the table. */
  readonly queryKey: QueryKey
  /** Asks the server for a page; `next` is null on the last one. */
  readonly load: (
    request: TableRequest,
    signal: AbortSignal,
  ) => Promise<{ readonly items: readonly Row[]; readonly next: string | null }>
  /** What the search looks through; no search box without. */
  readonly searchHint?: string
  readonly filters?: readonly TableFilter[]
  readonly defaults?: Partial<TableView>
  /** Address of the same rows as an Excel file. */
  readonly exportHref?: (view: TableView) => string
  /** Shown when there are no rows and nothing is filtered: what to do so that there are. */
  readonly empty?: ReactNode
  /** More buttons at the end of the toolbar. */
  readonly toolbar?: ReactNode
  /** What can be done with several rows at once; no boxes without. Leave it out for those who may do none of it. */
  readonly selection?: TableSelection<Row> | undefined
  readonly pageSize?: number
}

/**
 * A list that the server searches, filters, sorts and pages by key. Its state stands in the address; columns and
 * saved views stay in the browser. On phones rows become cards.
 */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { columns, load, filters = [], pageSize = 50 } = props
  const narrow = useNarrow()
  const choice = useTableView(props.name, props.defaults)
  const { view } = choice
  const query = useInfiniteQuery({
    queryKey: [...props.queryKey, 'table', view, pageSize],
    queryFn: ({ pageParam, signal }) => load({ ...view, after: pageParam, limit: pageSize }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  })
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  const shown = shownColumns(columns, choice.columns)
  const chosen = useChosenRows(props.rowKey, props.selection?.most ?? 0, JSON.stringify(view))
  const boxes = props.selection ? { chosen, nameOf: props.selection.nameOf } : undefined
  const setView = (change: Partial<TableView>) => choice.setView({ ...view, ...change })
  return (
    <section className="data-table" aria-label={props.label}>
      <div className="data-table__toolbar no-print">
        {props.searchHint ? (
          <TableSearch
            value={view.search ?? ''}
            hint={props.searchHint}
            onSearch={(search) => setView({ search: search || undefined })}
          />
        ) : null}
        {filters.map((filter) => (
          <TableFilterField
            key={filter.key}
            filter={filter}
            values={view.filters[filter.key] ?? []}
            onChange={(values) => setView({ filters: { ...view.filters, [filter.key]: values } })}
          />
        ))}
        {narrow ? <SortChoice columns={columns} view={view} onChange={(sort) => setView({ sort })} /> : null}
        <div className="data-table__end">
          {narrow ? null : <ColumnChoice columns={columns} shown={shown} onChange={choice.setColumns} />}
          <ViewChoice
            saved={choice.saved}
            onOpen={(saved) => {
              choice.setView(saved?.view ?? { ...emptyView, ...props.defaults })
              choice.setColumns(saved?.columns)
            }}
            onSave={(name) =>
              choice.setSaved([
                ...choice.saved.filter((one) => one.name !== name),
                { name, view, columns: choice.columns },
              ])
            }
            onDelete={(name) => choice.setSaved(choice.saved.filter((one) => one.name !== name))}
          />
          {props.exportHref ? <ExportLink href={props.exportHref(view)} /> : null}
          {props.toolbar}
        </div>
      </div>
      {query.isError && rows.length === 0 ? (
        <ErrorState error={query.error} retry={() => void query.refetch()} />
      ) : query.isPending ? (
        <Loading lines={8} />
      ) : rows.length === 0 ? (
        <NoRows view={view} empty={props.empty} clear={() => choice.setView(emptyView)} />
      ) : (
        <>
          <div
            aria-busy={query.isPlaceholderData}
            style={query.isPlaceholderData ? { opacity: 0.6 } : undefined}
          >
            {narrow ? (
              <Cards rows={rows} columns={columns} rowKey={props.rowKey} boxes={boxes} />
            ) : (
              <Rows
                rows={rows}
                columns={shown}
                rowKey={props.rowKey}
                boxes={boxes}
                view={view}
                onSort={(sort) => setView({ sort })}
              />
            )}
          </div>
          {props.selection ? <SelectionBar selection={props.selection} chosen={chosen} shown={rows} /> : null}
          <Foot
            count={rows.length}
            more={query.hasNextPage}
            loading={query.isFetchingNextPage}
            load={() => void query.fetchNextPage()}
          />
          {query.isFetchNextPageError ? (
            <ErrorState error={query.error} retry={() => void query.fetchNextPage()} />
          ) : null}
        </>
      )}
    </section>
  )
}

function NoRows(props: { readonly view: TableView; readonly empty: ReactNode; readonly clear: () => void }) {
  const text = useText()
  const filtered =
    props.view.search !== undefined ||
    Object.values(props.view.filters).some((values) => values.some((value) => value !== ''))
  if (!filtered) return props.empty ?? <Empty title={text(uiMessages['ui.table.none'])} />
  return (
    <Empty
      title={text(uiMessages['ui.table.no-match'])}
      action={<Button onClick={props.clear}>{text(uiMessages['ui.table.clear'])}</Button>}
    />
  )
}

/** The boxes of rows, where rows can be chosen. */
interface RowBoxes<Row> {
  readonly chosen: ChosenRows<Row>
  readonly nameOf: (row: Row) => string
}

function Rows<Row extends object>(props: {
  readonly rows: readonly Row[]
  readonly columns: readonly DataColumn<Row>[]
  readonly rowKey: (row: Row) => string
  readonly boxes: RowBoxes<Row> | undefined
  readonly view: TableView
  readonly onSort: (sort: TableView['sort']) => void
}) {
  const text = useText()
  const { boxes } = props
  const { sort } = props.view
  const columns: TableProps<Row>['columns'] = props.columns.map((column) => ({
    key: column.key,
    title: column.title,
    render: (_, row) => column.render(row),
    ...(column.align ? { align: column.align } : {}),
    ...(column.width ? { width: column.width } : {}),
    ...(column.sortable
      ? {
          sorter: true,
          sortOrder: sort?.key === column.key ? (sort.descending ? 'descend' : 'ascend') : null,
        }
      : {}),
  }))
  return (
    <Table<Row>
      size="middle"
      rowKey={props.rowKey}
      dataSource={props.rows}
      columns={columns}
      pagination={false}
      scroll={{ x: 'max-content' }}
      showSorterTooltip={false}
      {...(boxes
        ? {
            rowSelection: {
              // The box for all of them stands in a hidden row too, where a keyboard could reach it.
              hideSelectAll: true,
              columnTitle: <span className="visually-hidden">{text(uiMessages['ui.table.choose'])}</span>,
              selectedRowKeys: boxes.chosen.rows.map(props.rowKey),
              onSelect: (row: Row, isChosen: boolean) => boxes.chosen.choose([row], isChosen),
              getCheckboxProps: (row: Row) => ({
                'aria-label': text(uiMessages['ui.table.choose-row'], { name: boxes.nameOf(row) }),
                disabled: !boxes.chosen.open(row),
              }),
            },
          }
        : {})}
      onChange={(_pages, _filters, sorter) => {
        const chosen = Array.isArray(sorter) ? sorter[0] : sorter
        props.onSort(
          chosen?.order
            ? { key: String(chosen.columnKey), descending: chosen.order === 'descend' }
            : undefined,
        )
      }}
    />
  )
}

function Cards<Row extends object>(props: {
  readonly rows: readonly Row[]
  readonly columns: readonly DataColumn<Row>[]
  readonly rowKey: (row: Row) => string
  readonly boxes: RowBoxes<Row> | undefined
}) {
  const text = useText()
  const { boxes } = props
  const title = props.columns.find((column) => column.card === 'title') ?? props.columns[0]
  return (
    <RowCards
      rows={props.rows}
      columns={props.columns.filter((column) => column === title || !column.optional)}
      rowKey={props.rowKey}
      {...(boxes
        ? {
            box: (row: Row) => (
              <Checkbox
                aria-label={text(uiMessages['ui.table.choose-row'], { name: boxes.nameOf(row) })}
                checked={boxes.chosen.has(row)}
                disabled={!boxes.chosen.open(row)}
                onChange={(event) => boxes.chosen.choose([row], event.target.checked)}
              />
            ),
          }
        : {})}
    />
  )
}

function Foot(props: {
  readonly count: number
  readonly more: boolean
  readonly loading: boolean
  readonly load: () => void
}) {
  const text = useText()
  const formats = useFormats()
  const count = formats.number(props.count)
  return (
    <div className="data-table__foot">
      <span role="status">
        {text(uiMessages[props.more ? 'ui.table.shown' : 'ui.table.all-shown'], { count })}
      </span>
      {props.more ? (
        <Button loading={props.loading} onClick={props.load}>
          {text(uiMessages['ui.table.more'])}
        </Button>
      ) : null}
    </div>
  )
}
