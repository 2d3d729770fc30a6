import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useDistricts } from '#kernel/org/web/use-districts.ts'
import { FigureText } from '#ui/figure-text/figure-text.tsx'
import { useFormats, useText } from '#ui/language/language.ts'
import { Empty } from '#ui/states/page-states.tsx'
import { type DataColumn, DataTable } from '#ui/table/data-table.tsx'
import type { LateChange } from '../../contract.ts'
import { periodWords } from '../../period-messages.ts'
import { indicatorsApi } from '../indicators-api.ts'
import { closingMessages } from './closing-messages.ts'

/** Corrections of closed months, newest first: of which sum, by how much, through which records. */
export function LateChangeTable() {
  const text = useText()
  const { districts } = useDistricts()
  const measures = useQuery(indicatorsApi.listMeasures.queryOptions({ staleTime: 3_600_000 }))
  return (
    <DataTable<LateChange>
      name="corrections"
      label={text(closingMessages['indicators.late-changes'])}
      columns={useColumns()}
      rowKey={(row) => row.id}
      queryKey={indicatorsApi.listLateChanges.key()}
      load={({ filters, after, limit }, signal) => {
        const [from, to] = filters.days ?? []
        return indicatorsApi.listLateChanges.call(
          {
            limit,
            after,
            measure: filters.measure?.[0],
            region: filters.region?.[0],
            from: from?.slice(0, 7) || undefined,
            to: to?.slice(0, 7) || undefined,
          },
          { signal },
        )
      }}
      filters={[
        {
          kind: 'choice',
          key: 'measure',
          title: text(closingMessages['indicators.late-changes.measure']),
          several: false,
          options: (measures.data?.items ?? []).map(({ name, title }) => ({
            value: name,
            label: text(title),
          })),
        },
        {
          kind: 'choice',
          key: 'region',
          title: text(closingMessages['indicators.late-changes.region']),
          several: false,
          options: districts,
        },
        { kind: 'dates', key: 'days', title: text(closingMessages['indicators.late-changes.month']) },
      ]}
      empty={
        <Empty
          title={text(closingMessages['indicators.late-changes.none'])}
          hint={text(closingMessages['indicators.late-changes.none-hint'])}
        />
      }
    />
  )
}

// So many ids are kept with a correction: the number stands for as many or more.
const keptRecords = 100

/** The records behind a correction that the reader may know, and how many there are. */
function Records({ change }: { readonly change: LateChange }) {
  const text = useText()
  const formats = useFormats()
  const { records, recordCount } = change
  const count = formats.number(recordCount)
  if (records.length === 0)
    return (
      <span className="soft">
        {text(closingMessages['indicators.late-changes.closed-records'], { count })}
      </span>
    )
  const more = recordCount < keptRecords ? 'more-records' : 'many-records'
  return (
    <>
      {records.map(({ label, link }, index) => (
        <span key={link ?? label}>
          {index > 0 ? text({ zh: '、', en: ', ' }) : ''}
          {link ? <Link to={link}>{label}</Link> : label}
        </span>
      ))}
      {recordCount > records.length ? (
        <span className="soft"> {text(closingMessages[`indicators.late-changes.${more}`], { count })}</span>
      ) : null}
    </>
  )
}

function useColumns(): readonly DataColumn<LateChange>[] {
  const text = useText()
  const formats = useFormats()
  return [
    {
      key: 'measure',
      title: text(closingMessages['indicators.late-changes.measure']),
      card: 'title',
      render: (row) => text(row.title),
    },
    {
      key: 'month',
      title: text(closingMessages['indicators.late-changes.month']),
      render: (row) => text(periodWords(row.month)),
    },
    {
      key: 'region',
      title: text(closingMessages['indicators.late-changes.region']),
      render: (row) => row.region.name,
    },
    {
      key: 'part',
      title: text(closingMessages['indicators.late-changes.part']),
      render: (row) => row.details.map((detail) => text(detail)).join(' · ') || '—',
    },
    {
      key: 'difference',
      title: text(closingMessages['indicators.late-changes.difference']),
      align: 'end',
      render: (row) => (
        <>
          {row.value > 0 ? '+' : ''}
          <FigureText value={row.value} unit={row.unit} />
        </>
      ),
    },
    {
      key: 'records',
      title: text(closingMessages['indicators.late-changes.records']),
      render: (row) => <Records change={row} />,
    },
    {
      key: 'changed',
      title: text(closingMessages['indicators.late-changes.changed']),
      render: (row) => `${row.changedBy} · ${formats.dateTime(row.changedAt)}`,
    },
  ]
}
