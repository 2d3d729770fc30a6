import { Button } from 'antd'
import { useState } from 'react'
import { useText } from '#ui/language/language.ts'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import { type DataColumn, DataTable, type TableFilter, type TableView } from '#ui/table/data-table.tsx'
import type { Instrument } from '../../contract.ts'
import { findInstrumentKind, instrumentKinds } from '../../contract.ts'
import { instrumentUseTitles, recordMessages } from '../../records/messages.ts'
import { registryApi } from '../registry-api.ts'
import { useRegions } from '../use-regions.ts'
import { LastDay } from './days-left.tsx'
import { InstrumentDrawer } from './instrument-drawer.tsx'
import { instrumentStandings, recordPageMessages } from './record-words.ts'
import { useEnterpriseColumn, useRecordEditing } from './use-record-table.tsx'
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
  const { counties } = useRegions()
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
      options: counties,
    },
  ]
}

function requestOf({ search, filters }: TableView) {
  const standing = standings.find((one) => one === filters.standing?.[0])
  const compulsory = (['true', 'false'] as const).find((one) => one === filters.compulsory?.[0])
  const [kind] = filters.kind ?? []
  const [region] = filters.region ?? []
  return {
    ...(search ? { search } : {}),
    ...(standing ? { standing } : {}),
    ...(compulsory ? { compulsory } : {}),
    ...(kind ? { kind } : {}),
    ...(region ? { region } : {}),
  }
}

/** What the list of the city opens with: what must not be used. */
const overdue: Partial<TableView> = { filters: { standing: ['overdue'] } }

/** Instruments of an enterprise, or of the whole city in the order in which their verification falls due. */
export function InstrumentTable(props: { readonly enterpriseId?: string }) {
  const { enterpriseId } = props
  const text = useText()
  const columns = useColumns()
  const filters = useFilters()
  const enterpriseColumn = useEnterpriseColumn<Instrument>()
  const [verifying, setVerifying] = useState<Instrument>()
  const { editing, setEditing, mayManage, addButton, empty, close } = useRecordEditing<Instrument>(
    recordMessages['registry.instruments'],
    enterpriseId,
  )
  const actions: DataColumn<Instrument> = {
    key: 'actions',
    title: text(recordPageMessages['registry.record.actions']),
    render: (row) => (
      <span className="row">
        <Button size="small" onClick={() => setVerifying(row)}>
          {text(recordPageMessages['registry.instrument.verify'])}
        </Button>
        <Button size="small" onClick={() => setEditing(row)}>
          {text(recordPageMessages['registry.record.change'])}
        </Button>
      </span>
    ),
  }
  const [first, ...rest] = columns
  return (
    <>
      <DataTable<Instrument>
        name="instruments"
        label={text(recordMessages['registry.instruments'])}
        columns={[
          ...(first ? [first] : []),
          ...(enterpriseId === undefined ? [enterpriseColumn] : []),
          ...rest,
          ...(mayManage ? [actions] : []),
        ]}
        rowKey={(row) => row.id}
        queryKey={[...registryApi.listInstruments.key(), enterpriseId ?? 'all']}
        searchHint={text(
          recordPageMessages[
            enterpriseId === undefined ? 'registry.record.search' : 'registry.record.search-own'
          ],
        )}
        filters={enterpriseId === undefined ? filters : []}
        {...(enterpriseId === undefined ? { defaults: overdue } : {})}
        toolbar={addButton}
        empty={empty}
        load={({ after, limit, ...view }, signal) =>
          registryApi.listInstruments.call(
            {
              limit,
              ...(enterpriseId ? { enterpriseId } : {}),
              ...(after ? { after } : {}),
              ...requestOf(view),
            },
            { signal },
          )
        }
      />
      {editing === 'none' ? null : (
        <InstrumentDrawer
          enterpriseId={enterpriseId}
          instrument={editing === 'new' ? undefined : editing}
          onClose={close}
        />
      )}
      {verifying ? (
        <VerificationDrawer instrument={verifying} onClose={() => setVerifying(undefined)} />
      ) : null}
    </>
  )
}
