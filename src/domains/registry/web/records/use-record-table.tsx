import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import type { Message } from '#kernel/language/messages.ts'
import { useText } from '#ui/language/language.ts'
import { useAllowed } from '#ui/session/session.tsx'
import { Empty } from '#ui/states/page-states.tsx'
import type { DataColumn } from '#ui/table/data-table.tsx'
import { recordPageMessages } from './record-words.ts'

/** What is being edited: nothing, a new record, or one that is there. */
export type Editing<Row> = 'none' | 'new' | Row

/** What every table of records has in common: who may edit, what is edited, the buttons. */
export function useRecordEditing<Row>(kind: Message, enterpriseId: string | undefined) {
  const text = useText()
  const mayManage = useAllowed('registry.manage')
  const [editing, setEditing] = useState<Editing<Row>>('none')
  const add = enterpriseId !== undefined && mayManage
  const addButton: ReactNode = add ? (
    <Button type="primary" onClick={() => setEditing('new')}>
      {text(recordPageMessages['registry.record.add'], { kind: text(kind) })}
    </Button>
  ) : null
  const changeColumn: DataColumn<Row> = {
    key: 'actions',
    title: text(recordPageMessages['registry.record.actions']),
    render: (row) => (
      <Button size="small" onClick={() => setEditing(row)}>
        {text(recordPageMessages['registry.record.change'])}
      </Button>
    ),
  }
  const empty = (
    <Empty
      title={text(recordPageMessages['registry.record.none'], { kind: text(kind) })}
      hint={add ? text(recordPageMessages['registry.record.none-hint']) : null}
    />
  )
  return { editing, setEditing, mayManage, addButton, changeColumn, empty, close: () => setEditing('none') }
}
