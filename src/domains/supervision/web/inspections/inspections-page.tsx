import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { Empty } from '#ui/states/page-states.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import { type DataColumn, DataTable, type TableFilter } from '#ui/table/data-table.tsx'
import { InspectionState } from '../../inspections/inspections-contract.ts'
import { Outcome } from '../../inspections/record-contract.ts'
import { InspectionTag, OutcomeTag, PublicationTag } from './inspection-state.tsx'
import { inspectionsApi } from './inspections-api.ts'
import { inspectionMessages } from './inspections-messages.ts'
import './inspections.css'

type Row = Awaited<ReturnType<typeof inspectionsApi.listInspections.call>>['items'][number]

/** All inspections within reach: how many in each state, and the list. */
export function InspectionsPage() {
  const text = useText()
  return (
    <Page
      title={text(inspectionMessages['supervision.inspections'])}
      lead={text(inspectionMessages['supervision.inspections-lead'])}
    >
      <Board />
      <InspectionTable name="inspections" />
    </Page>
  )
}

function Board() {
  const text = useText()
  const formats = useFormats()
  const counts = useQuery(inspectionsApi.countInspections.queryOptions())
  return (
    <QueryState query={counts} lines={2}>
      {(rows) => (
        <ul className="inspection-board">
          {InspectionState.options.map((state) => {
            const row = rows.find((one) => one.state === state)
            if (!row) return null
            return (
              <li key={state} className="card">
                <InspectionTag state={state} />
                <strong className="inspection-board__number">{formats.number(row.inspections)}</strong>
                {row.overdue > 0 ? (
                  <span className="inspection-board__late">
                    {text(inspectionMessages['supervision.overdue'], { count: formats.number(row.overdue) })}
                  </span>
                ) : null}
              </li>
            )
          })}
        </ul>
      )}
    </QueryState>
  )
}

const publications = ['open', 'late'] as const
const progresses = ['recorded', 'problems', 'late'] as const

/** A list of inspections: of everybody, of a draw, of an enterprise. */
export function InspectionTable(props: {
  readonly name: string
  readonly enterpriseId?: string
  readonly drawId?: string
  readonly empty?: string
}) {
  const text = useText()
  const { enterpriseId, drawId } = props
  const filters: readonly TableFilter[] = [
    {
      kind: 'choice',
      key: 'state',
      title: text(inspectionMessages['supervision.state']),
      several: false,
      options: InspectionState.options.map((value) => ({
        value,
        label: text(inspectionMessages[`supervision.state.${value}`]),
      })),
    },
    {
      kind: 'choice',
      key: 'outcome',
      title: text(inspectionMessages['supervision.outcome']),
      several: false,
      options: Outcome.options.map((value) => ({
        value,
        label: text(inspectionMessages[`supervision.outcome.${value}`]),
      })),
    },
    {
      kind: 'choice',
      key: 'done',
      title: text(inspectionMessages['supervision.progress']),
      several: false,
      options: progresses.map((value) => ({
        value,
        label: text(inspectionMessages[`supervision.progress.${value}`]),
      })),
    },
    {
      kind: 'choice',
      key: 'publication',
      title: text(inspectionMessages['supervision.publication']),
      several: false,
      options: publications.map((value) => ({
        value,
        label: text(inspectionMessages[`supervision.publication.${value}`]),
      })),
    },
    {
      kind: 'choice',
      key: 'overdue',
      title: text(inspectionMessages['supervision.overdue-only']),
      several: false,
      options: [{ value: 'true', label: text(inspectionMessages['supervision.overdue-only']) }],
    },
  ]
  return (
    <DataTable<Row>
      name={props.name}
      label={text(inspectionMessages['supervision.inspections'])}
      columns={useColumns(enterpriseId !== undefined)}
      rowKey={(row) => row.id}
      queryKey={[...inspectionsApi.listInspections.key(), enterpriseId ?? '', drawId ?? '']}
      load={({ search, filters: chosen, after, limit }, signal) => {
        const state = InspectionState.safeParse(chosen.state?.[0]).data
        const outcome = Outcome.safeParse(chosen.outcome?.[0]).data
        const done = progresses.find((one) => one === chosen.done?.[0])
        const publication = publications.find((one) => one === chosen.publication?.[0])
        return inspectionsApi.listInspections.call(
          {
            limit,
            after,
            search,
            state,
            outcome,
            overdue: chosen.overdue?.[0] === 'true' || undefined,
            publication,
            done,
            enterpriseId,
            drawId,
          },
          { signal },
        )
      }}
      searchHint={text(inspectionMessages['supervision.inspections-search'])}
      filters={filters}
      empty={
        <Empty
          title={props.empty ?? text(inspectionMessages['supervision.inspections-none'])}
          hint={props.empty ? undefined : text(inspectionMessages['supervision.inspections-none-hint'])}
        />
      }
    />
  )
}

function useColumns(ofOneEnterprise: boolean): readonly DataColumn<Row>[] {
  const text = useText()
  const formats = useFormats()
  const subject: DataColumn<Row> = {
    key: 'name',
    title: text(inspectionMessages['supervision.enterprise']),
    card: 'title',
    render: (row) => (
      <Link to="/inspections/$inspectionId" params={{ inspectionId: row.id }}>
        {row.name}
      </Link>
    ),
  }
  const item: DataColumn<Row> = {
    key: 'item',
    title: text(inspectionMessages['supervision.item']),
    ...(ofOneEnterprise ? { card: 'title' as const } : {}),
    render: (row) =>
      ofOneEnterprise ? (
        <Link to="/inspections/$inspectionId" params={{ inspectionId: row.id }}>
          {row.itemTitle}
        </Link>
      ) : (
        row.itemTitle
      ),
  }
  return [
    ...(ofOneEnterprise ? [item] : [subject, item]),
    {
      key: 'state',
      title: text(inspectionMessages['supervision.state']),
      render: (row) => <InspectionTag state={row.state} />,
    },
    {
      key: 'outcome',
      title: text(inspectionMessages['supervision.outcome']),
      render: (row) => <OutcomeTag outcome={row.outcome} />,
    },
    {
      key: 'region',
      title: text(inspectionMessages['supervision.region']),
      render: (row) => row.regionName,
    },
    {
      key: 'class',
      title: text(inspectionMessages['supervision.class']),
      optional: true,
      render: (row) => (row.class === 'N' ? '—' : row.class),
    },
    {
      key: 'team',
      title: text(inspectionMessages['supervision.team']),
      optional: true,
      render: (row) => row.team.map((member) => member.name).join('、') || '—',
    },
    {
      key: 'due',
      title: text(inspectionMessages['supervision.due']),
      render: (row) => formats.date(row.dueOn),
    },
    {
      key: 'inspected',
      title: text(inspectionMessages['supervision.inspected-on']),
      optional: true,
      render: (row) => formats.date(row.recordedAt),
    },
    {
      key: 'publish-by',
      title: text(inspectionMessages['supervision.publication']),
      render: (row) => <PublicationTag inspection={row} />,
    },
  ]
}
