import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Popover } from 'antd'
import { type AuditEntryView, auditContract } from '#kernel/audit/contract.ts'
import { createApi } from '#ui/api/create-api.ts'
import { useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { Allowed } from '#ui/session/session.tsx'
import { Empty, ErrorState } from '#ui/states/page-states.tsx'
import { type DataColumn, DataTable } from '#ui/table/data-table.tsx'
import { auditMessages } from './audit-messages.ts'

const auditApi = createApi('audit', auditContract)

/** The trail of the city: read, filtered, verified, taken away. */
export function AuditPage() {
  const text = useText()
  const verify = useMutation(auditApi.verifyAudit.mutationOptions())
  return (
    <Page
      title={text(auditMessages['audit.title'])}
      lead={text(auditMessages['audit.lead'])}
      actions={
        <>
          <Allowed permission="audit.verify">
            <Button loading={verify.isPending} onClick={() => verify.mutate(undefined)}>
              {text(auditMessages['audit.verify'])}
            </Button>
          </Allowed>
          <Allowed permission="audit.export">
            <Button href="/api/audit/export" download>
              {text(auditMessages['audit.export'])}
            </Button>
          </Allowed>
        </>
      }
    >
      {verify.data ? <Verdict {...verify.data} /> : null}
      {verify.isError ? <ErrorState error={verify.error} /> : null}
      <AuditTable />
    </Page>
  )
}

function Verdict(props: {
  readonly entries: number
  readonly lastHash: string
  readonly fault: { readonly sequence: number; readonly kind: string } | null
}) {
  const text = useText()
  const formats = useFormats()
  const { fault } = props
  return fault ? (
    <Alert type="error" showIcon role="alert" title={text(auditMessages['audit.fault'], fault)} />
  ) : (
    <Alert
      type="success"
      showIcon
      role="status"
      title={text(auditMessages['audit.verified'], {
        count: formats.number(props.entries),
        hash: `${props.lastHash.slice(0, 16)}…`,
      })}
    />
  )
}

function AuditTable() {
  const text = useText()
  const formats = useFormats()
  const columns: readonly DataColumn<AuditEntryView>[] = [
    {
      key: 'sequence',
      title: text(auditMessages['audit.sequence']),
      render: (entry) => entry.sequence,
      align: 'end',
      width: 90,
      card: 'none',
    },
    {
      key: 'at',
      title: text(auditMessages['audit.at']),
      render: (entry) => formats.dateTime(entry.at),
      width: 160,
    },
    { key: 'actor', title: text(auditMessages['audit.actor']), render: (entry) => entry.actorName },
    {
      key: 'action',
      title: text(auditMessages['audit.action']),
      render: (entry) => <code>{entry.action}</code>,
      card: 'title',
    },
    { key: 'object', title: text(auditMessages['audit.object']), render: (entry) => entry.objectLabel },
    {
      key: 'detail',
      title: text(auditMessages['audit.detail']),
      render: (entry) => <Detail entry={entry} />,
    },
    {
      key: 'hash',
      title: text(auditMessages['audit.hash']),
      render: (entry) => <code>{entry.hash}</code>,
      optional: true,
    },
  ]
  return (
    <DataTable
      name="audit"
      label={text(auditMessages['audit.title'])}
      columns={columns}
      rowKey={(entry) => String(entry.sequence)}
      queryKey={auditApi.listAuditEntries.key()}
      searchHint={text(auditMessages['audit.filter-action'])}
      filters={[{ kind: 'dates', key: 'at', title: text(auditMessages['audit.filter-dates']) }]}
      empty={<Empty title={text(auditMessages['audit.empty'])} />}
      load={({ after, limit, search, filters }, signal) => {
        const [from, to] = filters.at ?? []
        return auditApi.listAuditEntries.call(
          {
            limit,
            after,
            action: search,
            from: from || undefined,
            to: to || undefined,
          },
          { signal },
        )
      }}
    />
  )
}

function Detail(props: { readonly entry: Pick<AuditEntryView, 'detail' | 'objectLabel'> }) {
  const text = useText()
  const { detail } = props.entry
  if (detail === null || detail === undefined) return null
  return (
    <Popover
      trigger="click"
      title={props.entry.objectLabel}
      content={<pre style={{ maxWidth: 480, overflow: 'auto' }}>{JSON.stringify(detail, null, 2)}</pre>}
    >
      <Button size="small">{text(auditMessages['audit.show-detail'])}</Button>
    </Popover>
  )
}
