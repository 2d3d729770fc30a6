import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useDistricts } from '#kernel/org/web/use-districts.ts'
import { Chart } from '#ui/charts/chart.tsx'
import { useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import { Empty } from '#ui/states/page-states.tsx'
import { type DataColumn, DataTable, type TableFilter } from '#ui/table/data-table.tsx'
import { emptyView, viewToAddress } from '#ui/table/table-request.ts'
import { uiMessages } from '#ui/ui-messages.ts'
import { ListName } from '../../lists/list-schemas.ts'
import type { ListEntry, ListsOverview } from '../../lists/lists-contract.ts'
import { enterpriseColumn } from '../enterprise-column.tsx'
import { EntryTag } from './entry-tags.tsx'
import { listsApi } from './lists-api.ts'
import { listWords } from './lists-words.ts'
import './lists.css'

/** The lists: how many, how they change, and every entry. */
export function ListsPage() {
  const text = useText()
  const columns = useColumns()
  const filters = useFilters()
  const overview = useQuery(listsApi.listsOverview.queryOptions({}))
  return (
    <Page title={text(listWords.lists)} lead={text(listWords.listsLead)}>
      <div className="stack">
        {overview.data ? <Overview overview={overview.data} /> : null}
        <DataTable<ListEntry>
          name="list-entries"
          label={text(listWords.lists)}
          columns={columns}
          rowKey={(row) => row.id}
          queryKey={listsApi.listListEntries.key()}
          defaults={{ filters: { standing: ['present'] } }}
          load={({ search, filters: chosen, after, limit }, signal) =>
            listsApi.listListEntries.call({ limit, after, search, ...filterOf(chosen) }, { signal })
          }
          searchHint={text(listWords.search)}
          filters={filters}
          empty={<Empty title={text(listWords.none)} hint={text(listWords.noneHint)} />}
        />
      </div>
    </Page>
  )
}

function filterOf(chosen: Readonly<Record<string, readonly string[]>>) {
  const list = ListName.safeParse(chosen.list?.[0])
  const ground = chosen.ground?.[0]
  const region = chosen.region?.[0]
  const standing = (['present', 'ended'] as const).find((one) => one === chosen.standing?.[0])
  const attention = (['long', 'ending'] as const).find((one) => one === chosen.attention?.[0])
  return {
    list: list.data,
    ground,
    region,
    standing,
    attention,
  }
}

function useFilters(): readonly TableFilter[] {
  const text = useText()
  const { districts } = useDistricts()
  const grounds = useQuery(listsApi.listGrounds.queryOptions({ staleTime: 3_600_000 })).data?.items ?? []
  const choice = (key: string, title: string, choices: ReadonlyArray<{ value: string; label: string }>) => ({
    kind: 'choice' as const,
    key,
    title,
    several: false,
    options: choices,
  })
  return [
    choice(
      'list',
      text(listWords.list),
      ListName.options.map((value) => ({ value, label: text(listWords[`list.${value}`]) })),
    ),
    choice(
      'standing',
      text(listWords.standing),
      (['present', 'ended'] as const).map((value) => ({
        value,
        label: text(listWords[`standing.${value}`]),
      })),
    ),
    choice(
      'ground',
      text(listWords.ground),
      grounds.map((ground) => ({ value: ground.code, label: text(ground.title) })),
    ),
    choice('region', text(listWords.region), districts),
    choice(
      'attention',
      text(listWords.attention),
      (['long', 'ending'] as const).map((value) => ({ value, label: text(listWords[`attention.${value}`]) })),
    ),
  ]
}

function useColumns(): readonly DataColumn<ListEntry>[] {
  const text = useText()
  const formats = useFormats()
  const { nameOf } = useDistricts()
  return [
    enterpriseColumn('enterprise', text(listWords.enterprise), (row) => row.enterpriseName),
    { key: 'list', title: text(listWords.list), render: (row) => text(listWords[`list.${row.list}`]) },
    { key: 'ground', title: text(listWords.ground), render: (row) => text(row.groundTitle) },
    { key: 'standing', title: text(listWords.standing), render: (row) => <EntryTag entry={row} /> },
    { key: 'on', title: text(listWords.enteredOn), render: (row) => formats.date(row.enteredOn) },
    {
      key: 'until',
      title: text(listWords.publicUntil),
      render: (row) =>
        row.publicationEndsOn ? formats.date(row.publicationEndsOn) : text(listWords.untilCorrected),
    },
    {
      key: 'number',
      title: text(listWords.decisionNumber),
      render: (row) =>
        row.caseId ? (
          <Link to="/supervision/lists/matters/$caseId" params={{ caseId: row.caseId }}>
            {row.decisionNumber}
          </Link>
        ) : (
          row.decisionNumber
        ),
    },
    { key: 'region', title: text(listWords.region), render: (row) => nameOf(row.region) },
    {
      key: 'authority',
      title: text(listWords.authority),
      optional: true,
      card: 'none',
      render: (row) => row.authority,
    },
  ]
}

/** What waits to be done by kind, each a way to its list. */
function OpenMatters({ matters }: { readonly matters: ListsOverview['openMatters'] }) {
  const text = useText()
  const formats = useFormats()
  const total = matters.reduce((sum, one) => sum + one.open, 0)
  return (
    <>
      <h2>{text(listWords.openMatters, { count: formats.number(total) })}</h2>
      <ul className="list-matters">
        {matters.map(({ kind, open, overdue }) => (
          <li key={kind}>
            <Link
              to="/supervision/lists/matters"
              search={{
                'list-matters': viewToAddress({ ...emptyView, filters: { kind: [kind], done: ['false'] } }),
              }}
            >
              {text(listWords.openOfKind, {
                kind: text(listWords[`kind.${kind}`]),
                count: formats.number(open),
              })}
            </Link>{' '}
            {overdue > 0 ? (
              <StateTag
                state="behind"
                word={text(listWords.lateMatters, { count: formats.number(overdue) })}
              />
            ) : null}
          </li>
        ))}
      </ul>
      <Link to="/supervision/lists/matters">{text(listWords.allMatters)}</Link>
    </>
  )
}

function Overview({ overview }: { readonly overview: ListsOverview }) {
  const text = useText()
  const formats = useFormats()
  const months = [...new Set(overview.months.map((row) => row.month))]
  const amountOf = (month: string, list: ListName, what: 'entries' | 'removals') =>
    overview.months.find((row) => row.month === month && row.list === list)?.[what] ?? 0
  return (
    <div className="list-overview">
      <section className="card">
        {ListName.options.map((list) => {
          const rows = overview.present.filter((row) => row.list === list)
          return (
            <div key={list}>
              <h2>
                {text(listWords[`list.${list}`])}{' '}
                {formats.number(rows.reduce((sum, row) => sum + row.entries, 0))} {text(listWords.times)}
              </h2>
              <ul className="soft">
                {rows.map((row) => (
                  <li key={row.ground}>
                    {text(uiMessages['ui.before'], { name: text(row.title) })}
                    {formats.number(row.entries)}
                  </li>
                ))}
              </ul>
            </div>
          )
        })}
        <OpenMatters matters={overview.openMatters} />
      </section>
      <section className="card">
        <Chart
          title={text(listWords.flow)}
          labelTitle={text(listWords.month)}
          labels={months}
          labelWords={months.map((month) => formats.month(month))}
          unit={text(listWords.times)}
          decimals={0}
          series={ListName.options.flatMap((list) => [
            {
              name: text(listWords.entriesOf, { list: text(listWords[`list.${list}`]) }),
              kind: 'bar' as const,
              tone: list === 'serious' ? ('behind' as const) : ('at-risk' as const),
              values: months.map((month) => amountOf(month, list, 'entries')),
            },
            {
              name: text(listWords.removalsOf, { list: text(listWords[`list.${list}`]) }),
              tone: list === 'serious' ? ('on-track' as const) : ('met' as const),
              values: months.map((month) => amountOf(month, list, 'removals')),
            },
          ])}
        />
      </section>
    </div>
  )
}
