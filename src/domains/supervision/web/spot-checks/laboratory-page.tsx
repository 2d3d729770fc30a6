import { Link } from '@tanstack/react-router'
import { useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import { Empty } from '#ui/states/page-states.tsx'
import { type DataColumn, DataTable } from '#ui/table/data-table.tsx'
import { stateTitles } from '../../spot-checks/messages.ts'
import { ResultTag } from './spot-check-tags.tsx'
import { words } from './spot-check-words.ts'
import { spotChecksApi } from './spot-checks-api.ts'
import './spot-checks.css'

type Row = Awaited<ReturnType<typeof spotChecksApi.listBlindSamples.call>>['items'][number]
const states = ['handed-over', 'received', 'judged', 'rejected'] as const

/** The laboratory's samples by their blind codes. */
export function LaboratoryPage() {
  const text = useText()
  const columns = useColumns()
  return (
    <Page
      title={text(words['spot-checks.desk'])}
      lead={text(words['spot-checks.desk-lead'])}
      actions={
        <Link to="/supervision/spot-checks/laboratory/import" className="plain-button plain-button--primary">
          {text(words['spot-checks.import'])}
        </Link>
      }
    >
      <DataTable<Row>
        name="laboratory"
        label={text(words['spot-checks.desk'])}
        columns={columns}
        rowKey={(row) => row.id}
        queryKey={spotChecksApi.listBlindSamples.key()}
        load={(request, signal) => {
          const state = states.find((one) => one === request.filters.state?.[0])
          return spotChecksApi.listBlindSamples.call(
            {
              limit: request.limit,
              state,
              after: request.after,
            },
            { signal },
          )
        }}
        filters={[
          {
            kind: 'choice',
            key: 'state',
            title: text(words['spot-checks.state']),
            several: false,
            options: states.map((value) => ({ value, label: text(stateTitles[value]) })),
          },
        ]}
        empty={
          <Empty
            title={text(words['spot-checks.desk-empty'])}
            hint={text(words['spot-checks.desk-empty-hint'])}
          />
        }
      />
    </Page>
  )
}

function useColumns(): readonly DataColumn<Row>[] {
  const text = useText()
  const formats = useFormats()
  const today = formats.date(new Date())
  return [
    {
      key: 'code',
      title: text(words['spot-checks.blind-code']),
      card: 'title',
      render: (row) => (
        <Link to="/supervision/spot-checks/laboratory/$sampleId" params={{ sampleId: row.id }}>
          {row.blindCode}
        </Link>
      ),
    },
    { key: 'category', title: text(words['spot-checks.category']), render: (row) => row.category },
    {
      key: 'state',
      title: text(words['spot-checks.state']),
      render: (row) => <ResultTag state={row.state} result={row.result} />,
    },
    {
      key: 'quantity',
      title: text(words['spot-checks.sample-quantity']),
      render: (row) => `${formats.number(row.sampleQuantity)} ${row.quantityUnit}`,
    },
    {
      key: 'received',
      title: text(words['spot-checks.received-at']),
      render: (row) => formats.dateTime(row.receivedAt),
    },
    {
      key: 'due',
      title: text(words['spot-checks.report-due']),
      render: (row) =>
        row.reportDue === null ? (
          '—'
        ) : row.result === null && row.reportDue < today ? (
          <StateTag state="behind" word={`${row.reportDue} ${text(words['spot-checks.overdue'])}`} />
        ) : (
          row.reportDue
        ),
    },
    {
      key: 'report',
      title: text(words['spot-checks.report-number']),
      render: (row) => row.reportNumber ?? '—',
    },
  ]
}
