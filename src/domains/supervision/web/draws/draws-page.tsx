import { Link } from '@tanstack/react-router'
import { useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { Empty } from '#ui/states/page-states.tsx'
import { type DataColumn, DataTable, type TableFilter } from '#ui/table/data-table.tsx'
import { DrawState } from '../../draws/draws-contract.ts'
import { drawMessages } from '../../draws/draws-messages.ts'
import { DrawTag } from './draw-stage.tsx'
import { drawsApi } from './draws-api.ts'
import { drawWebMessages } from './draws-web-messages.ts'

type Row = Awaited<ReturnType<typeof drawsApi.listDraws.call>>['items'][number]

/** All draws, newest first. */
export function DrawsPage() {
  const text = useText()
  const filters: readonly TableFilter[] = [
    {
      kind: 'choice',
      key: 'state',
      title: text(drawWebMessages['supervision.draw-standing']),
      several: false,
      options: DrawState.options.map((value) => ({
        value,
        label: text(drawMessages[`supervision.draw.${value}`]),
      })),
    },
  ]
  return (
    <Page
      title={text(drawWebMessages['supervision.draws'])}
      lead={text(drawWebMessages['supervision.draws-lead'])}
      actions={
        <Link className="plain-button" to="/inspection-plans">
          {text(drawWebMessages['supervision.plans'])}
        </Link>
      }
    >
      <DataTable<Row>
        name="draws"
        label={text(drawWebMessages['supervision.draws'])}
        columns={useColumns()}
        rowKey={(row) => row.id}
        queryKey={drawsApi.listDraws.key()}
        load={({ search, filters: chosen, after, limit }, signal) => {
          const state = DrawState.safeParse(chosen.state?.[0]).data
          return drawsApi.listDraws.call(
            {
              limit,
              after,
              search,
              state,
            },
            { signal },
          )
        }}
        searchHint={text(drawWebMessages['supervision.draws-search'])}
        filters={filters}
        empty={
          <Empty
            title={text(drawWebMessages['supervision.draws-none'])}
            hint={text(drawWebMessages['supervision.draws-none-hint'])}
          />
        }
      />
    </Page>
  )
}

function useColumns(): readonly DataColumn<Row>[] {
  const text = useText()
  const formats = useFormats()
  return [
    {
      key: 'title',
      title: text(drawWebMessages['supervision.title']),
      card: 'title',
      render: (row) => (
        <Link to="/draws/$drawId" params={{ drawId: row.id }}>
          {row.number} {row.title}
        </Link>
      ),
    },
    {
      key: 'state',
      title: text(drawWebMessages['supervision.step.draw']),
      render: (row) => <DrawTag state={row.state} />,
    },
    {
      key: 'item',
      title: text(drawWebMessages['supervision.drawn-item']),
      render: (row) => row.itemTitle,
    },
    {
      key: 'department',
      title: text(drawWebMessages['supervision.item-department']),
      render: (row) => row.department,
    },
    {
      key: 'population',
      title: text(drawWebMessages['supervision.population']),
      align: 'end',
      render: (row) => formats.number(row.populationSize),
    },
    {
      key: 'drawn',
      title: text(drawWebMessages['supervision.drawn-count']),
      align: 'end',
      render: (row) => formats.number(row.drawn),
    },
    {
      key: 'drawn-at',
      title: text(drawWebMessages['supervision.drawn-at']),
      render: (row) => formats.dateTime(row.drawnAt),
    },
  ]
}
