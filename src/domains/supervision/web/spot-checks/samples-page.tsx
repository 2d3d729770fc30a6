import { useDistricts } from '#kernel/org/web/use-districts.ts'
import { useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { Allowed } from '#ui/session/session.tsx'
import { Empty } from '#ui/states/page-states.tsx'
import { type DataColumn, DataTable, type TableFilter, type TableView } from '#ui/table/data-table.tsx'
import {
  kindTitles,
  linkTitles,
  purposeTitles,
  resultTitles,
  stateTitles,
} from '../../spot-checks/messages.ts'
import {
  SampleResult,
  SampleState,
  SamplingLink,
  SamplingPurpose,
  SpotCheckKind,
} from '../../spot-checks/spot-checks-contract.ts'
import { PublishButton } from './publish-button.tsx'
import { FollowUpTag, ResultTag, SampleCell } from './spot-check-tags.tsx'
import { words } from './spot-check-words.ts'
import { type SampleRow, spotChecksApi } from './spot-checks-api.ts'
import './spot-checks.css'

/** Filters as the API takes them; what does not fit is left out. */
function sampleInput(view: TableView) {
  const one = (key: string) => view.filters[key]?.[0] || undefined
  const kind = SpotCheckKind.options.find((option) => option === one('kind'))
  const purpose = SamplingPurpose.options.find((option) => option === one('purpose'))
  const link = SamplingLink.options.find((option) => option === one('link'))
  const state = SampleState.options.find((option) => option === one('state'))
  const result = SampleResult.options.find((option) => option === one('result'))
  const [from, to] = view.filters.sampled ?? []
  return {
    search: view.search,
    kind,
    purpose,
    link,
    state,
    result,
    region: one('region'),
    lineId: one('line'),
    from: from || undefined,
    to: to || undefined,
  }
}

/** All samples, from the newest back. */
export function SamplesPage() {
  const text = useText()
  return (
    <Page
      title={text(words['spot-checks.samples'])}
      lead={text(words['spot-checks.samples-lead'])}
      actions={
        <Allowed permission="spot-checks.publish">
          <PublishButton />
        </Allowed>
      }
    >
      <SampleTable name="samples" />
    </Page>
  )
}

/** A table of samples, all or those of one enterprise. */
export function SampleTable(props: { readonly name: string; readonly enterpriseId?: string }) {
  const text = useText()
  const columns = useSampleColumns()
  const filters = useSampleFilters()
  const { enterpriseId } = props
  return (
    <DataTable<SampleRow>
      name={props.name}
      label={text(words['spot-checks.samples'])}
      columns={columns}
      rowKey={(row) => row.id}
      queryKey={[...spotChecksApi.listSamples.key(), enterpriseId ?? '']}
      load={(request, signal) =>
        spotChecksApi.listSamples.call(
          {
            ...sampleInput(request),
            limit: request.limit,
            enterpriseId,
            after: request.after,
          },
          { signal },
        )
      }
      searchHint={text(words['spot-checks.search'])}
      filters={filters}
      empty={
        <Empty
          title={text(words[enterpriseId ? 'spot-checks.panel-empty' : 'spot-checks.samples-empty'])}
          hint={enterpriseId ? undefined : text(words['spot-checks.samples-empty-hint'])}
        />
      }
    />
  )
}

function useSampleColumns(): readonly DataColumn<SampleRow>[] {
  const text = useText()
  const formats = useFormats()
  const { nameOf } = useDistricts()
  return [
    {
      key: 'product',
      title: text(words['spot-checks.product']),
      card: 'title',
      render: (row) => <SampleCell sample={row} />,
    },
    {
      key: 'result',
      title: text(words['spot-checks.result']),
      render: (row) => <ResultTag state={row.state} result={row.finalResult} initial={row.initialResult} />,
    },
    {
      key: 'followUp',
      title: text(words['spot-checks.follow-up']),
      render: (row) => (row.followUp ? <FollowUpTag state={row.followUp} /> : '—'),
    },
    {
      key: 'enterprise',
      title: text(words['spot-checks.enterprise']),
      render: (row) => (
        <span className="sample-cell">
          {row.enterpriseName}
          <span className="soft">
            {[nameOf(row.region), text(linkTitles[row.link])].filter(Boolean).join(' · ')}
          </span>
        </span>
      ),
    },
    {
      key: 'producer',
      title: text(words['spot-checks.producer']),
      card: 'none',
      render: (row) => <span className="sample-cell">{row.producerName ?? '—'}</span>,
    },
    {
      key: 'category',
      title: text(words['spot-checks.category']),
      render: (row) => `${row.category} · ${text(kindTitles[row.kind])}`,
    },
    {
      key: 'purpose',
      title: text(words['spot-checks.purpose']),
      optional: true,
      render: (row) => text(purposeTitles[row.purpose]),
    },
    {
      key: 'sampledOn',
      title: text(words['spot-checks.sampled-on']),
      render: (row) => formats.date(row.sampledOn),
    },
    {
      key: 'published',
      title: text(words['spot-checks.published-on']),
      optional: true,
      card: 'none',
      render: (row) => (row.publishedOn ? formats.date(row.publishedOn) : '—'),
    },
  ]
}

function useSampleFilters(): readonly TableFilter[] {
  const text = useText()
  const { districts } = useDistricts()
  const choice = (key: string, title: string, options: readonly { value: string; label: string }[]) =>
    ({ kind: 'choice', key, title, options, several: false }) as const
  return [
    choice(
      'kind',
      text(words['spot-checks.kind']),
      SpotCheckKind.options.map((value) => ({ value, label: text(kindTitles[value]) })),
    ),
    choice(
      'result',
      text(words['spot-checks.result']),
      SampleResult.options.map((value) => ({ value, label: text(resultTitles[value]) })),
    ),
    choice(
      'state',
      text(words['spot-checks.state']),
      SampleState.options.map((value) => ({ value, label: text(stateTitles[value]) })),
    ),
    choice(
      'purpose',
      text(words['spot-checks.purpose']),
      SamplingPurpose.options.map((value) => ({ value, label: text(purposeTitles[value]) })),
    ),
    choice(
      'link',
      text(words['spot-checks.link']),
      SamplingLink.options.map((value) => ({ value, label: text(linkTitles[value]) })),
    ),
    choice('region', text(words['spot-checks.region']), districts),
    { kind: 'dates', key: 'sampled', title: text(words['spot-checks.sampled-on']) },
  ]
}
