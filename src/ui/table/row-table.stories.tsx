import { StateTag } from '../state-tag/state-tag.tsx'
import { defineStories } from '../stories/define-stories.ts'
import { RowTable } from './row-table.tsx'
import type { RowColumn } from './table-columns.ts'

interface Row {
  readonly name: string
  readonly value: string
  readonly met: boolean
}

const rows: readonly Row[] = [
  { name: '示例项目一', value: '0.12', met: true },
  { name: '示例项目二', value: '3.4', met: false },
]

const columns: readonly RowColumn<Row>[] = [
  { key: 'name', title: '项目', card: 'title', render: (row) => row.name },
  { key: 'value', title: '测定值（mg/kg）', align: 'end', render: (row) => row.value },
  {
    key: 'state',
    title: '判定',
    render: (row) => <StateTag state={row.met ? 'met' : 'behind'} word={row.met ? '合格' : '不合格'} />,
  },
  {
    key: 'actions',
    title: '操作',
    card: 'end',
    render: () => (
      <button type="button" className="plain-button plain-button--small">
        查看
      </button>
    ),
  },
]

export const rowTableStories = defineStories('row-table', {
  rows: () => (
    <RowTable
      label="检验结果"
      columns={columns}
      rows={rows}
      rowKey={(row) => row.name}
      tone={(row) => (row.met ? undefined : 'behind')}
    />
  ),
})
