import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import { Empty } from '#ui/states/page-states.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import { type DataColumn, DataTable, type TableView } from '#ui/table/data-table.tsx'
import { FollowUpAge } from '../../spot-checks/follow-up/follow-up-contract.ts'
import { followUpTitles } from '../../spot-checks/messages.ts'
import { FollowUpState, followUpEnds } from '../../spot-checks/spot-checks-contract.ts'
import { FollowUpTag, SampleCell } from './spot-check-tags.tsx'
import { words } from './spot-check-words.ts'
import { spotChecksApi } from './spot-checks-api.ts'
import './spot-checks.css'

type Row = Awaited<ReturnType<typeof spotChecksApi.listFollowUps.call>>['items'][number]

function boardInput(view: TableView) {
  const one = (key: string) => view.filters[key]?.[0]
  const state = FollowUpState.options.find((option) => option === one('state'))
  const age = FollowUpAge.options.find((option) => option === one('age'))
  return {
    search: view.search,
    state,
    age,
    overdue: one('overdue') === 'yes' ? ('true' as const) : undefined,
    objections: one('objections') === 'yes' ? ('true' as const) : undefined,
  }
}

/** Failed samples that are still open, by age, with the deadline of where each stands. */
export function FollowUpPage() {
  const text = useText()
  const columns = useColumns()
  return (
    <Page title={text(words['spot-checks.board'])} lead={text(words['spot-checks.board-lead'])}>
      <FollowUpFigures />
      <DataTable<Row>
        name="follow-ups"
        label={text(words['spot-checks.board'])}
        columns={columns}
        rowKey={(row) => row.id}
        queryKey={spotChecksApi.listFollowUps.key()}
        load={(request, signal) =>
          spotChecksApi.listFollowUps.call(
            {
              ...boardInput(request),
              limit: request.limit,
              after: request.after,
            },
            { signal },
          )
        }
        searchHint={text(words['spot-checks.search'])}
        filters={[
          {
            kind: 'choice',
            key: 'state',
            title: text(words['spot-checks.state']),
            several: false,
            options: FollowUpState.options
              .filter((state) => !followUpEnds.includes(state))
              .map((value) => ({ value, label: text(followUpTitles[value]) })),
          },
          {
            kind: 'choice',
            key: 'age',
            title: text(words['spot-checks.age']),
            several: false,
            options: FollowUpAge.options.map((value) => ({
              value,
              label: text(words[`spot-checks.age.${value}`]),
            })),
          },
          {
            kind: 'choice',
            key: 'overdue',
            title: text(words['spot-checks.overdue']),
            several: false,
            options: [{ value: 'yes', label: text(words['spot-checks.overdue-only']) }],
          },
          {
            kind: 'choice',
            key: 'objections',
            title: text(words['spot-checks.objections']),
            several: false,
            options: [{ value: 'yes', label: text(words['spot-checks.in-objection']) }],
          },
        ]}
        empty={<Empty title={text(words['spot-checks.board-empty'])} />}
      />
    </Page>
  )
}

/** How many are open, by age; each figure opens its rows. */
export function FollowUpFigures() {
  const text = useText()
  const formats = useFormats()
  const counts = useQuery(spotChecksApi.followUpCounts.queryOptions())
  const to = (filters: Readonly<Record<string, readonly string[]>>) => ({ 'follow-ups': { f: filters } })
  return (
    <QueryState query={counts}>
      {(loaded) => (
        <section className="card figures" aria-label={text(words['spot-checks.open-count'])}>
          <Figure
            title={text(words['spot-checks.open-count'])}
            value={formats.number(loaded.open)}
            search={{}}
          />
          <Figure
            title={text(words['spot-checks.overdue'])}
            value={formats.number(loaded.overdue)}
            search={to({ overdue: ['yes'] })}
          />
          <Figure
            title={text(words['spot-checks.in-objection'])}
            value={formats.number(loaded.objections)}
            search={to({ objections: ['yes'] })}
          />
          {loaded.byAge.map(({ age, count }) => (
            <Figure
              key={age}
              title={text(words[`spot-checks.age.${age}`])}
              value={formats.number(count)}
              search={to({ age: [age] })}
            />
          ))}
        </section>
      )}
    </QueryState>
  )
}

function Figure(props: {
  readonly title: string
  readonly value: string
  readonly search: Readonly<Record<string, unknown>>
}) {
  return (
    <div className="figures__item">
      <span className="soft">{props.title}</span>
      <Link className="figures__value" to="/supervision/spot-checks/follow-up" search={props.search}>
        {props.value}
        <span className="visually-hidden"> {props.title}</span>
      </Link>
    </div>
  )
}

function useColumns(): readonly DataColumn<Row>[] {
  const text = useText()
  const formats = useFormats()
  return [
    {
      key: 'product',
      title: text(words['spot-checks.product']),
      card: 'title',
      render: (row) => <SampleCell sample={row} />,
    },
    {
      key: 'state',
      title: text(words['spot-checks.follow-up']),
      render: (row) => (row.followUp ? <FollowUpTag state={row.followUp} overdue={row.overdue} /> : '—'),
    },
    {
      key: 'due',
      title: text(words['spot-checks.due']),
      render: (row) =>
        row.dueOn === null ? (
          '—'
        ) : row.overdue ? (
          <StateTag state="behind" word={`${row.dueOn} ${text(words['spot-checks.overdue'])}`} />
        ) : (
          row.dueOn
        ),
    },
    {
      key: 'age',
      title: text(words['spot-checks.age']),
      align: 'end',
      render: (row) => formats.number(row.age),
    },
    {
      key: 'producer',
      title: text(words['spot-checks.producer']),
      render: (row) => <span className="sample-cell">{row.producerName ?? '—'}</span>,
    },
    {
      key: 'enterprise',
      title: text(words['spot-checks.enterprise']),
      card: 'none',
      render: (row) => <span className="sample-cell">{row.enterpriseName}</span>,
    },
    {
      key: 'judged',
      title: text(words['spot-checks.judged-on']),
      render: (row) => formats.date(row.judgedOn),
    },
  ]
}
