import { Button } from 'antd'
import { useState } from 'react'
import { useDistricts } from '#kernel/org/web/use-districts.ts'
import { useText } from '#ui/language/language.ts'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import type { DataColumn, TableFilter, TableView } from '#ui/table/data-table.tsx'
import type { Instrument } from '../../contract.ts'
import { findInstrumentKind, instrumentKinds } from '../../contract.ts'
import { instrumentUseTitles, recordMessages } from '../../records/messages.ts'
import { registryApi } from '../registry-api.ts'
import { LastDay } from './days-left.tsx'
import { InstrumentDrawer } from './instrument-drawer.tsx'
import { RecordTable } from './record-table.tsx'
import { instrumentStandings, recordPageMessages } from './record-words.ts'
import { VerificationDrawer } from './verification-drawer.tsx'

const standings = ['overdue', 'due', 'failed', 'unverified', 'out-of-use'] as const

function useColumns(): readonly DataColumn<Instrument>[] {
  const text = useText()
  return [
    {
      key: 'name',
      title: text(recordMessages['registry.instrument.name']),
      card: 'title',
      render: (row) => (
        <>
          {row.name} <span className="enterprise-code soft">{row.number}</span>
        </>
      ),
    },
    {
      key: 'kind',
      title: text(recordMessages['registry.instrument.kind']),
      optional: true,
      render: (row) => {
        const kind = findInstrumentKind(row.kind)
        return kind ? text(kind.title) : row.kind
      },
    },
    {
      key: 'use',
      title: text(recordMessages['registry.instrument.use']),
      render: (row) => text(instrumentUseTitles[row.use]),
    },
    {
      key: 'compulsory',
      title: text(recordMessages['registry.instrument.compulsory']),
      render: (row) => text(recordMessages[row.compulsory ? 'registry.yes' : 'registry.no']),
    },
    {
      key: 'standing',
      title: text(recordPageMessages['registry.record.standing']),
      render: (row) => {
        const { tone, title } = instrumentStandings[row.standing]
        return <StateTag state={tone} word={text(title)} />
      },
    },
    {
      key: 'due',
      title: text(recordPageMessages['registry.instrument.due']),
      render: (row) => (row.dueOn === null ? '—' : <LastDay date={row.dueOn} daysLeft={row.daysLeft} />),
    },
    {
      key: 'verifier',
      title: text(recordPageMessages['registry.instrument.verifier']),
      optional: true,
      render: (row) => row.lastVerifier ?? '—',
    },
    {
      key: 'location',
      title: text(recordMessages['registry.instrument.location']),
      optional: true,
      render: (row) => row.location ?? '—',
    },
  ]
}

function useFilters(): readonly TableFilter[] {
  const text = useText()
  const { districts } = useDistricts()
  return [
    {
      kind: 'choice',
      key: 'standing',
      title: text(recordPageMessages['registry.record.standing']),
      several: false,
      options: standings.map((value) => ({ value, label: text(instrumentStandings[value].title) })),
    },
    {
      kind: 'choice',
      key: 'kind',
      title: text(recordMessages['registry.instrument.kind']),
      several: false,
      options: instrumentKinds.map(({ key, title }) => ({ value: key, label: text(title) })),
    },
    {
      kind: 'choice',
      key: 'compulsory',
      title: text(recordMessages['registry.instrument.compulsory']),
      several: false,
      options: [
        { value: 'true', label: text(recordMessages['registry.yes']) },
        { value: 'false', label: text(recordMessages['registry.no']) },
      ],
    },
    {
      kind: 'choice',
      key: 'region',
      title: text(recordMessages['registry.site.region']),
      several: false,
      options: districts,
    },
  ]
}

function requestOf(filters: TableView['filters']) {
  const standing = standings.find((one) => one === filters.standing?.[0])
  const compulsory = (['true', 'false'] as const).find((one) => one === filters.compulsory?.[0])
  return { standing, compulsory }
}

/** What the list of the city opens with: what must not be used. */
const overdue: Partial<TableView> = { filters: { standing: ['overdue'] } }

/** Instruments of an enterprise, or of the whole city in the order in which their verification falls due. */
export function InstrumentTable(props: { readonly enterpriseId?: string }) {
  const text = useText()
  const [verifying, setVerifying] = useState<Instrument>()
  return (
    <>
      <RecordTable<Instrument>
        name="instruments"
        kind={recordMessages['registry.instruments']}
        enterpriseId={props.enterpriseId}
        columns={useColumns()}
        filters={useFilters()}
        defaults={overdue}
        queryKey={registryApi.listInstruments.key()}
        list={(request, filters, signal) =>
          registryApi.listInstruments.call({ ...request, ...requestOf(filters) }, { signal })
        }
        action={(instrument) => (
          <Button size="small" onClick={() => setVerifying(instrument)}>
            {text(recordPageMessages['registry.instrument.verify'])}
          </Button>
        )}
        drawer={(instrument, close) => (
          <InstrumentDrawer enterpriseId={props.enterpriseId} instrument={instrument} onClose={close} />
        )}
      />
      {verifying ? (
        <VerificationDrawer instrument={verifying} onClose={() => setVerifying(undefined)} />
      ) : null}
    </>
  )
}
