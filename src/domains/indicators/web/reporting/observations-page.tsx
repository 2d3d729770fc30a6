import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useFormats, useLocale, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { Allowed } from '#ui/session/session.tsx'
import { type State, StateTag } from '#ui/state-tag/state-tag.tsx'
import { Empty } from '#ui/states/page-states.tsx'
import { type DataColumn, DataTable } from '#ui/table/data-table.tsx'
import { ObservationState } from '../../contract.ts'
import { periodWords } from '../../period-messages.ts'
import { FigureHistory, type HistoryPlace } from './figure-history.tsx'
import { reportingApi } from './reporting-api.ts'
import { reportingMessages } from './reporting-messages.ts'
import './reporting.css'

type Row = Awaited<ReturnType<typeof reportingApi.listReportedObservations.call>>['items'][number]

const tones: Readonly<Record<Row['state'], State>> = {
  draft: 'on-track',
  published: 'met',
  superseded: 'no-data',
  discarded: 'behind',
}

/** Every figure that was handed in, with those it replaced. */
export function ObservationsPage() {
  const text = useText()
  const [place, setPlace] = useState<HistoryPlace>()
  const columns = useColumns(setPlace)
  return (
    <Page
      title={text(reportingMessages['reporting.observations'])}
      lead={text(reportingMessages['reporting.observations-lead'])}
      trail={[{ title: text(reportingMessages['reporting.title']), to: '/reporting' }]}
      actions={
        <Allowed permission="indicators.import">
          <Link to="/reporting/import" className="plain-button">
            {text(reportingMessages['reporting.import'])}
          </Link>
        </Allowed>
      }
    >
      <DataTable<Row>
        name="observations"
        label={text(reportingMessages['reporting.observations'])}
        columns={columns}
        rowKey={(row) => row.id}
        queryKey={reportingApi.listReportedObservations.key()}
        load={({ search, filters, after, limit }, signal) => {
          const state = ObservationState.safeParse(filters.state?.[0])
          return reportingApi.listReportedObservations.call(
            {
              limit,
              after,
              search,
              state: state.data,
            },
            { signal },
          )
        }}
        searchHint={text(reportingMessages['reporting.search-indicators'])}
        filters={[
          {
            kind: 'choice',
            key: 'state',
            title: text(reportingMessages['reporting.state']),
            several: false,
            options: ObservationState.options.map((value) => ({
              value,
              label: text(reportingMessages[`reporting.entry.${value}`]),
            })),
          },
        ]}
        empty={<Empty title={text(reportingMessages['reporting.no-observations'])} />}
      />
      <FigureHistory place={place} onClose={() => setPlace(undefined)} />
    </Page>
  )
}

function useColumns(open: (place: HistoryPlace) => void): readonly DataColumn<Row>[] {
  const text = useText()
  const locale = useLocale()
  const formats = useFormats()
  const nameOf = (row: Row) => (locale === 'zh' ? row.indicator.nameZh : row.indicator.nameEn)
  return [
    {
      key: 'indicator',
      title: text(reportingMessages['reporting.indicator']),
      card: 'title',
      render: (row) => (
        <button
          type="button"
          className="report-table__link"
          onClick={() => open({ ...row, name: nameOf(row), unit: row.indicator.unit })}
        >
          {nameOf(row)}
        </button>
      ),
    },
    { key: 'region', title: text(reportingMessages['reporting.region']), render: (row) => row.regionName },
    {
      key: 'period',
      title: text(reportingMessages['reporting.period']),
      render: (row) => periodWords(row.period)[locale],
    },
    {
      key: 'value',
      title: text(reportingMessages['reporting.value']),
      align: 'end',
      render: (row) => `${formats.number(row.value)} ${row.indicator.unit}`,
    },
    {
      key: 'state',
      title: text(reportingMessages['reporting.state']),
      render: (row) => (
        <StateTag state={tones[row.state]} word={text(reportingMessages[`reporting.entry.${row.state}`])} />
      ),
    },
    {
      key: 'unit',
      title: text(reportingMessages['reporting.unit']),
      render: (row) => row.unit?.name ?? '—',
    },
    {
      key: 'entered',
      title: text(reportingMessages['reporting.entered']),
      render: (row) => `${row.enteredBy} ${formats.dateTime(row.enteredAt)}`,
    },
    {
      key: 'published',
      title: text(reportingMessages['reporting.published-by']),
      optional: true,
      render: (row) =>
        row.publishedAt ? `${row.publishedBy ?? ''} ${formats.dateTime(row.publishedAt)}` : '—',
    },
    {
      key: 'explanation',
      title: text(reportingMessages['reporting.explanation']),
      optional: true,
      render: (row) => row.explanation ?? '',
    },
  ]
}
