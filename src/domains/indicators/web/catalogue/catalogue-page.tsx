import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { withQuery } from '#ui/api/query-string.ts'
import { FigureText } from '#ui/figure-text/figure-text.tsx'
import { useFormats, useLocale, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { Allowed } from '#ui/session/session.tsx'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import { Empty } from '#ui/states/page-states.tsx'
import { type DataColumn, DataTable, type TableFilter, type TableView } from '#ui/table/data-table.tsx'
import { catalogueMessages, categoryWords } from '../../catalogue-messages.ts'
import type { CatalogueRow, Freshness } from '../../contract.ts'
import { periodWords } from '../../period-messages.ts'
import { indicatorsApi } from '../indicators-api.ts'
import { indicatorMessages } from './indicator-messages.ts'
import './indicator-page.css'

const computations = ['observed', 'computed'] as const
const freshnessStates = ['fresh', 'stale', 'too-old', 'none'] as const

/** The tone of a freshness; its word says it. */
export const freshnessTone = { fresh: 'met', stale: 'at-risk', 'too-old': 'behind', none: 'no-data' } as const

/** How fresh figures are, in a word and a tone. */
export function FreshnessTag({ freshness }: { readonly freshness: Freshness }) {
  const text = useText()
  return (
    <StateTag
      state={freshnessTone[freshness]}
      word={text(catalogueMessages[`indicators.freshness.${freshness}`])}
    />
  )
}

/** What a view of the table asks the server for. */
function filterOf(view: TableView) {
  const chosen = (key: string): string | undefined => view.filters[key]?.[0]
  const computation = computations.find((one) => one === chosen('computation'))
  const freshness = freshnessStates.find((one) => one === chosen('freshness'))
  const bound = chosen('bound')
  const [category, owner] = [chosen('category'), chosen('owner')]
  return {
    search: view.search,
    category,
    owner,
    computation,
    freshness,
    bound: bound === undefined ? undefined : bound === 'true',
  } as const
}

const exportAddress = (view: TableView): string =>
  withQuery('/api/indicators/catalogue/export', filterOf(view))

/** The catalogue: every indicator with its latest figure and how fresh it is. */
export function CataloguePage() {
  const text = useText()
  const columns = useColumns()
  const filters = useFilters()
  return (
    <Page
      title={text(catalogueMessages['indicators.catalogue'])}
      lead={text(indicatorMessages['indicators.catalogue-lead'])}
      actions={
        <Allowed permission="indicators.manage">
          <Link to="/indicators/new" className="plain-button plain-button--primary">
            {text(indicatorMessages['indicators.new'])}
          </Link>
        </Allowed>
      }
    >
      <DataTable<CatalogueRow>
        name="indicators"
        label={text(catalogueMessages['indicators.catalogue'])}
        columns={columns}
        rowKey={(row) => row.id}
        queryKey={indicatorsApi.browseCatalogue.key()}
        load={(request, signal) =>
          indicatorsApi.browseCatalogue.call(
            {
              ...filterOf(request),
              limit: request.limit,
              after: request.after,
            },
            { signal },
          )
        }
        searchHint={text(indicatorMessages['indicators.search'])}
        filters={filters}
        exportHref={exportAddress}
        empty={
          <Empty
            title={text(indicatorMessages['indicators.none'])}
            hint={text(indicatorMessages['indicators.none-hint'])}
            action={<LoadButton />}
          />
        }
      />
    </Page>
  )
}

function LoadButton() {
  const text = useText()
  const client = useQueryClient()
  const load = useMutation(
    indicatorsApi.loadCatalogue.mutationOptions({
      onSuccess: () => client.invalidateQueries({ queryKey: indicatorsApi.key() }),
    }),
  )
  return (
    <Allowed permission="indicators.manage">
      <Button type="primary" loading={load.isPending} onClick={() => load.mutate(undefined)}>
        {text(indicatorMessages['indicators.load'])}
      </Button>
    </Allowed>
  )
}

function useFilters(): readonly TableFilter[] {
  const text = useText()
  // What there is to filter by comes with any page of the catalogue.
  const some = useQuery(indicatorsApi.browseCatalogue.queryOptions({ input: { limit: 1 } }))
  const choice = (key: string, title: string, options: ReadonlyArray<{ value: string; label: string }>) => ({
    kind: 'choice' as const,
    key,
    title,
    several: false,
    options,
  })
  return [
    choice(
      'category',
      text(catalogueMessages['indicators.category']),
      (some.data?.categories ?? []).map((value) => ({ value, label: text(categoryWords(value)) })),
    ),
    choice('computation', text(catalogueMessages['indicators.computation']), [
      { value: 'observed', label: text(catalogueMessages['indicators.computation.observed']) },
      { value: 'computed', label: text(indicatorMessages['indicators.computed']) },
    ]),
    choice(
      'owner',
      text(catalogueMessages['indicators.owner']),
      (some.data?.owners ?? []).map(({ type, title }) => ({ value: type, label: text(title) })),
    ),
    choice(
      'freshness',
      text(catalogueMessages['indicators.freshness']),
      freshnessStates.map((value) => ({
        value,
        label: text(catalogueMessages[`indicators.freshness.${value}`]),
      })),
    ),
    choice(
      'bound',
      text(indicatorMessages['indicators.bound']),
      (['true', 'false'] as const).map((value) => ({
        value,
        label: text(indicatorMessages[`indicators.bound.${value}`]),
      })),
    ),
  ]
}

function useColumns(): readonly DataColumn<CatalogueRow>[] {
  const text = useText()
  const locale = useLocale()
  const formats = useFormats()
  return [
    {
      key: 'name',
      title: text(catalogueMessages['indicators.name']),
      card: 'title',
      render: (row) => (
        <>
          <Link to="/indicators/$indicatorId" params={{ indicatorId: row.id }} className="catalogue__name">
            {locale === 'zh' ? row.nameZh : row.nameEn}
          </Link>
          {row.openChangeId ? (
            <Link
              to="/indicators/changes/$changeId"
              params={{ changeId: row.openChangeId }}
              className="catalogue__change"
            >
              {text(indicatorMessages['indicators.change-open'])}
            </Link>
          ) : null}
        </>
      ),
    },
    {
      key: 'category',
      title: text(catalogueMessages['indicators.category']),
      render: (row) => text(categoryWords(row.category)),
    },
    {
      key: 'latest',
      title: text(catalogueMessages['indicators.latest']),
      align: 'end',
      render: (row) =>
        row.latest ? (
          <>
            <FigureText value={row.latest.value} unit={row.unit} decimals={row.decimals} />
            <span className="catalogue__note">{text(periodWords(row.latest.period))}</span>
          </>
        ) : (
          <FigureText value={null} unit={row.unit} />
        ),
    },
    {
      key: 'freshness',
      title: text(catalogueMessages['indicators.freshness']),
      render: (row) => <FreshnessTag freshness={row.freshness} />,
    },
    {
      key: 'computation',
      title: text(catalogueMessages['indicators.computation']),
      render: (row) => text(catalogueMessages[`indicators.computation.${row.computation}`]),
    },
    {
      key: 'owner',
      title: text(catalogueMessages['indicators.owner']),
      render: (row) => (row.owner ? text(row.owner.title) : '—'),
    },
    {
      key: 'period',
      title: text(catalogueMessages['indicators.period']),
      optional: true,
      render: (row) => text(catalogueMessages[`indicators.period.${row.period}`]),
    },
    {
      key: 'targets',
      title: text(catalogueMessages['indicators.targets']),
      align: 'end',
      render: (row) => formats.number(row.targets),
    },
    {
      key: 'code',
      title: text(catalogueMessages['indicators.code']),
      optional: true,
      card: 'none',
      render: (row) => <code>{row.code}</code>,
    },
    {
      key: 'standard',
      title: text(catalogueMessages['indicators.source-standard']),
      optional: true,
      card: 'none',
      render: (row) => row.sourceStandard ?? '—',
    },
  ]
}
