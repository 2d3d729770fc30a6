import { Button } from 'antd'
import { type State, StateTag } from '../state-tag/state-tag.tsx'
import { Empty } from '../states/page-states.tsx'
import { defineStories } from '../stories/define-stories.ts'
import { type DataColumn, DataTable, type TableRequest } from './data-table.tsx'

interface Row {
  readonly id: string
  readonly title: string
  readonly unit: string
  readonly value: number
  readonly state: State
}

const kinds: readonly State[] = ['met', 'on-track', 'at-risk', 'behind', 'no-data']
const rows: readonly Row[] = Array.from({ length: 120 }, (_, index) => ({
  id: String(index + 1),
  title: `示例目标 ${index + 1}`,
  unit: `示例单位 ${(index % 7) + 1}`,
  value: 90 + (index % 13) / 2,
  state: kinds[index % kinds.length] ?? 'no-data',
}))

const columns: readonly DataColumn<Row>[] = [
  { key: 'title', title: '目标', render: (row) => row.title, sortable: true, card: 'title' },
  { key: 'state', title: '状态', render: (row) => <StateTag state={row.state} /> },
  { key: 'value', title: '现值（%）', render: (row) => row.value.toFixed(1), align: 'end', sortable: true },
  { key: 'unit', title: '责任单位', render: (row) => row.unit },
  { key: 'id', title: '编号', render: (row) => row.id, optional: true },
]

/** Answers as a server would: searched, filtered, sorted, paged by key. */
async function answer(request: TableRequest) {
  const found = rows.filter(
    (row) =>
      row.title.includes(request.search ?? '') &&
      (!request.filters.state?.length || request.filters.state.includes(row.state)),
  )
  const { sort } = request
  const sorted = sort
    ? found.toSorted((a, b) => {
        const order = sort.key === 'value' ? a.value - b.value : a.title.localeCompare(b.title)
        return sort.descending ? -order : order
      })
    : found
  const start = request.after ? sorted.findIndex((row) => row.id === request.after) + 1 : 0
  const items = sorted.slice(start, start + request.limit)
  return { items, next: start + items.length < sorted.length ? (items.at(-1)?.id ?? null) : null }
}

const shared = {
  label: '目标',
  columns,
  rowKey: (row: Row) => row.id,
  searchHint: '按目标名称搜索',
  filters: [
    {
      kind: 'choice' as const,
      key: 'state',
      title: '状态',
      options: [
        { value: 'met', label: '已达成' },
        { value: 'behind', label: '滞后' },
      ],
    },
  ],
}

export const dataTableStories = defineStories('data-table', {
  rows: () => (
    <DataTable
      {...shared}
      name="story"
      queryKey={['story', 'rows']}
      load={answer}
      exportHref={() => '/api/export.xlsx'}
    />
  ),
  choosing: () => (
    <DataTable
      {...shared}
      name="story-choosing"
      queryKey={['story', 'choosing']}
      load={answer}
      selection={{
        nameOf: (row) => row.title,
        most: 100,
        actions: (chosen, clear) => <Button onClick={clear}>{`催办 ${chosen.length} 项`}</Button>,
      }}
    />
  ),
  empty: () => (
    <DataTable
      {...shared}
      name="story-empty"
      queryKey={['story', 'empty']}
      load={async () => ({ items: [], next: null })}
      empty={<Empty title="还没有目标" hint="发布一份规划后，其目标会出现在这里。" />}
    />
  ),
  loading: () => (
    <DataTable
      {...shared}
      name="story-loading"
      queryKey={['story', 'loading']}
      load={() => new Promise(() => {})}
    />
  ),
  error: () => (
    <DataTable
      {...shared}
      name="story-error"
      queryKey={['story', 'error']}
      load={() => Promise.reject(new Error('broken on purpose'))}
    />
  ),
})
