import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Message } from '#kernel/language/messages.ts'
import { useText } from '#ui/language/language.ts'
import {
  type DataColumn,
  DataTable,
  type DataTableProps,
  type TableFilter,
  type TableView,
} from '#ui/table/data-table.tsx'
import { recordMessages } from '../../records/messages.ts'
import { recordPageMessages } from './record-words.ts'
import { useRecordEditing } from './use-record-table.tsx'

interface Shown {
  readonly id: string
  readonly enterpriseId: string
  readonly enterpriseName: string
}

/** What every list of records is asked for. */
interface RecordRequest {
  readonly limit: number
  readonly enterpriseId: string | undefined
  readonly after: string | undefined
  readonly search: string | undefined
  readonly kind: string | undefined
  readonly region: string | undefined
}

/** The column that leads to the enterprise, on lists of the whole city. */
function useEnterpriseColumn<Row extends Shown>(): DataColumn<Row> {
  const text = useText()
  return {
    key: 'enterprise',
    title: text(recordMessages['registry.enterprise']),
    render: (row) => (
      <Link to="/registry/$enterpriseId" params={{ enterpriseId: row.enterpriseId }}>
        {row.enterpriseName}
      </Link>
    ),
  }
}

/**
 * Records of one kind, of an enterprise or of the whole city. The city's list can be filtered and leads to the
 * enterprises; an enterprise's own takes new records. A drawer changes them.
 */
export function RecordTable<Row extends Shown>(props: {
  readonly name: string
  readonly kind: Message
  readonly enterpriseId: string | undefined
  /** The first column stays first; the enterprise follows it. */
  readonly columns: readonly DataColumn<Row>[]
  /** Filters of the city's list, and what it opens with: what somebody has to look after. */
  readonly filters: readonly TableFilter[]
  readonly defaults: Partial<TableView>
  readonly queryKey: DataTableProps<Row>['queryKey']
  readonly list: (
    request: RecordRequest,
    filters: TableView['filters'],
    signal: AbortSignal,
  ) => ReturnType<DataTableProps<Row>['load']>
  /** What can be done with a record besides changing it, for those who may change it. */
  readonly action?: (row: Row) => ReactNode
  /** The drawer for a record, or for a new one. */
  readonly drawer: (record: Row | undefined, close: () => void) => ReactNode
}) {
  const { enterpriseId, action } = props
  const text = useText()
  const enterpriseColumn = useEnterpriseColumn<Row>()
  const { editing, mayManage, addButton, changeColumn, empty, close } = useRecordEditing<Row>(
    props.kind,
    enterpriseId,
  )
  const ofCity = enterpriseId === undefined
  const [first, ...rest] = props.columns
  const actions: DataColumn<Row> = action
    ? {
        ...changeColumn,
        render: (row) => (
          <span className="row">
            {action(row)}
            {changeColumn.render(row)}
          </span>
        ),
      }
    : changeColumn
  return (
    <>
      <DataTable<Row>
        name={props.name}
        label={text(props.kind)}
        columns={[
          ...(first ? [first] : []),
          ...(ofCity ? [enterpriseColumn] : []),
          ...rest,
          ...(mayManage ? [actions] : []),
        ]}
        rowKey={(row) => row.id}
        queryKey={[...props.queryKey, enterpriseId ?? 'all']}
        searchHint={text(
          recordPageMessages[ofCity ? 'registry.record.search' : 'registry.record.search-own'],
        )}
        filters={ofCity ? props.filters : []}
        {...(ofCity ? { defaults: props.defaults } : {})}
        toolbar={addButton}
        empty={empty}
        load={({ after, limit, search, filters }, signal) => {
          const [kind] = filters.kind ?? []
          const [region] = filters.region ?? []
          const request = {
            limit,
            enterpriseId,
            after,
            search,
            kind,
            region,
          }
          return props.list(request, filters, signal)
        }}
      />
      {editing === 'none' ? null : props.drawer(editing === 'new' ? undefined : editing, close)}
    </>
  )
}
