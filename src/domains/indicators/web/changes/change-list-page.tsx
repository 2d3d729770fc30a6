import { Link } from '@tanstack/react-router'
import { useFormats, useLocale, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { Empty } from '#ui/states/page-states.tsx'
import { type DataColumn, DataTable } from '#ui/table/data-table.tsx'
import { catalogueMessages } from '../../catalogue-messages.ts'
import type { ChangeSummary } from '../../contract.ts'
import { indicatorsApi } from '../indicators-api.ts'
import { changeMessages } from './change-messages.ts'
import { ChangeStateTag } from './change-words.tsx'
import '../catalogue/indicator-page.css'

const states = ['reviewing', 'revising', 'approved', 'rejected', 'withdrawn'] as const

/** Every proposed change, newest first, whatever came of it. */
export function ChangeListPage() {
  const text = useText()
  return (
    <Page
      title={text(changeMessages['indicators.changes'])}
      lead={text(changeMessages['indicators.changes-lead'])}
      trail={[{ title: text(catalogueMessages['indicators.catalogue']), to: '/indicators' }]}
    >
      <DataTable<ChangeSummary>
        name="changes"
        label={text(changeMessages['indicators.changes'])}
        columns={useColumns()}
        rowKey={(row) => row.id}
        queryKey={indicatorsApi.listChanges.key()}
        load={({ filters, after, limit }, signal) => {
          const state = states.find((one) => one === filters.state?.[0])
          return indicatorsApi.listChanges.call({ limit, after, state }, { signal })
        }}
        filters={[
          {
            kind: 'choice',
            key: 'state',
            title: text(changeMessages['indicators.change.state']),
            several: false,
            options: states.map((value) => ({
              value,
              label: text(changeMessages[`indicators.change.state.${value}`]),
            })),
          },
        ]}
        empty={
          <Empty
            title={text(changeMessages['indicators.changes-none'])}
            hint={text(changeMessages['indicators.changes-none-hint'])}
          />
        }
      />
    </Page>
  )
}

function useColumns(): readonly DataColumn<ChangeSummary>[] {
  const text = useText()
  const locale = useLocale()
  const formats = useFormats()
  return [
    {
      key: 'indicator',
      title: text(catalogueMessages['indicators.name']),
      card: 'title',
      render: ({ id, indicator }) => (
        <Link to="/indicators/changes/$changeId" params={{ changeId: id }} className="catalogue__name">
          {locale === 'zh' ? indicator.nameZh : indicator.nameEn}
        </Link>
      ),
    },
    {
      key: 'state',
      title: text(changeMessages['indicators.change.state']),
      render: (row) => <ChangeStateTag state={row.state} />,
    },
    {
      key: 'valid-from',
      title: text(catalogueMessages['indicators.valid-from']),
      render: (row) => formats.date(row.validFrom),
    },
    { key: 'reason', title: text(catalogueMessages['indicators.reason']), render: (row) => row.reason },
    {
      key: 'proposed',
      title: text({ zh: '提出', en: 'Proposed' }),
      render: (row) => `${row.proposedBy} · ${formats.dateTime(row.proposedAt)}`,
    },
    {
      key: 'decided',
      title: text({ zh: '办结', en: 'Decided' }),
      render: (row) => (row.decidedBy ? `${row.decidedBy} · ${formats.dateTime(row.decidedAt)}` : '—'),
    },
  ]
}
