import { FigureText } from '#ui/figure-text/figure-text.tsx'
import { useFormats, useText } from '#ui/language/language.ts'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import { Empty } from '#ui/states/page-states.tsx'
import { type DataColumn, DataTable } from '#ui/table/data-table.tsx'
import type { IndicatorDetail, Observation } from '../../contract.ts'
import { periodWords } from '../../period-messages.ts'
import { indicatorsApi } from '../indicators-api.ts'
import { indicatorMessages } from './indicator-messages.ts'
import { useRegionNames } from './region-names.ts'

type Row = Awaited<ReturnType<typeof indicatorsApi.listObservations.call>>['items'][number]

const states = ['published', 'superseded', 'draft', 'discarded'] as const
const tones = { published: 'met', superseded: 'no-data', draft: 'at-risk', discarded: 'behind' } as const

/** Every entry with who, when and why; corrected ones stay. */
export function EntriesTab({ indicator }: { readonly indicator: IndicatorDetail }) {
  const text = useText()
  const columns = useColumns(indicator)
  return (
    <DataTable<Row>
      name="entries"
      label={text(indicatorMessages['indicators.tab.entries'])}
      columns={columns}
      rowKey={(row) => row.id}
      queryKey={indicatorsApi.listObservations.key({ input: { indicatorId: indicator.id } })}
      load={({ filters, after, limit }, signal) => {
        const state = states.find((one) => one === filters.state?.[0])
        return indicatorsApi.listObservations.call(
          { indicatorId: indicator.id, limit, after, state },
          { signal },
        )
      }}
      filters={[
        {
          kind: 'choice',
          key: 'state',
          title: text(indicatorMessages['indicators.entry-state']),
          several: false,
          options: states.map((value) => ({
            value,
            label: text(indicatorMessages[`indicators.entry-state.${value}`]),
          })),
        },
      ]}
      empty={<Empty title={text(indicatorMessages['indicators.entries-none'])} />}
    />
  )
}

function useColumns(indicator: IndicatorDetail): readonly DataColumn<Row>[] {
  const text = useText()
  const formats = useFormats()
  const nameOf = useRegionNames()
  const by = (name: string | null, at: string | null) =>
    name === null ? '—' : `${name} · ${formats.dateTime(at)}`
  return [
    {
      key: 'period',
      title: text(indicatorMessages['indicators.time']),
      card: 'title',
      render: (row) => `${text(periodWords(row.period))} · ${nameOf(row.region)}`,
    },
    {
      key: 'value',
      title: text(indicatorMessages['indicators.value']),
      align: 'end',
      render: (row) => (
        <FigureText value={row.value} unit={indicator.version.unit} decimals={indicator.version.decimals} />
      ),
    },
    {
      key: 'state',
      title: text(indicatorMessages['indicators.entry-state']),
      render: (row) => (
        <StateTag
          state={tones[row.state satisfies Observation['state']]}
          word={text(indicatorMessages[`indicators.entry-state.${row.state}`])}
        />
      ),
    },
    {
      key: 'entered',
      title: text(indicatorMessages['indicators.entered']),
      render: (row) => by(row.enteredBy, row.enteredAt),
    },
    {
      key: 'published',
      title: text(indicatorMessages['indicators.published']),
      render: (row) => by(row.publishedBy, row.publishedAt),
    },
    {
      key: 'explanation',
      title: text(indicatorMessages['indicators.explanation']),
      render: (row) => row.explanation ?? '—',
    },
  ]
}
