import { Link } from '@tanstack/react-router'
import { useDistricts } from '#kernel/org/web/use-districts.ts'
import { useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import { Empty } from '#ui/states/page-states.tsx'
import { type DataColumn, DataTable } from '#ui/table/data-table.tsx'
import { purposeTitles } from '../../spot-checks/messages.ts'
import { Meter } from './meter.tsx'
import { words } from './spot-check-words.ts'
import { spotChecksApi } from './spot-checks-api.ts'
import './spot-checks.css'

type TaskRow = Awaited<ReturnType<typeof spotChecksApi.listSamplingTasks.call>>['items'][number]
const states = ['open', 'done', 'cancelled'] as const

/** Sampling tasks; each opens its sheets. */
export function TasksPage() {
  const text = useText()
  const columns = useColumns()
  return (
    <Page title={text(words['spot-checks.tasks'])} lead={text(words['spot-checks.tasks-lead'])}>
      <DataTable<TaskRow>
        name="sampling-tasks"
        label={text(words['spot-checks.tasks'])}
        columns={columns}
        rowKey={(row) => row.id}
        queryKey={spotChecksApi.listSamplingTasks.key()}
        load={(request, signal) => {
          const state = states.find((one) => one === request.filters.state?.[0])
          return spotChecksApi.listSamplingTasks.call(
            {
              limit: request.limit,
              state,
              after: request.after,
            },
            { signal },
          )
        }}
        filters={[
          {
            kind: 'choice',
            key: 'state',
            title: text(words['spot-checks.state']),
            several: false,
            options: states.map((value) => ({ value, label: text(words[`spot-checks.task.${value}`]) })),
          },
        ]}
        defaults={{ filters: { state: ['open'] } }}
        empty={<Empty title={text(words['spot-checks.tasks-empty'])} />}
      />
    </Page>
  )
}

function useColumns(): readonly DataColumn<TaskRow>[] {
  const text = useText()
  const formats = useFormats()
  const { nameOf } = useDistricts()
  return [
    {
      key: 'category',
      title: text(words['spot-checks.product']),
      card: 'title',
      render: (row) => (
        <span className="sample-cell">
          <Link to="/supervision/spot-checks/tasks/$taskId" params={{ taskId: row.id }}>
            {row.category.name}
          </Link>
          <span className="soft">{text(purposeTitles[row.purpose])}</span>
        </span>
      ),
    },
    {
      key: 'state',
      title: text(words['spot-checks.state']),
      render: (row) => (
        <StateTag
          state={row.state === 'done' ? 'met' : row.state === 'open' ? 'on-track' : 'no-data'}
          word={text(words[`spot-checks.task.${row.state}`])}
        />
      ),
    },
    {
      key: 'sampled',
      title: text(words['spot-checks.progress']),
      render: (row) => <Meter done={row.sampled} of={row.batches} label={row.category.name} />,
    },
    {
      key: 'due',
      title: text(words['spot-checks.due-on']),
      render: (row) => formats.date(row.dueOn),
    },
    {
      key: 'region',
      title: text(words['spot-checks.region']),
      render: (row) => nameOf(row.region),
    },
    { key: 'unit', title: text(words['spot-checks.sampling-unit']), render: (row) => row.unit.name },
    {
      key: 'laboratory',
      title: text(words['spot-checks.laboratory']),
      render: (row) => row.institution.name,
    },
    {
      key: 'samplers',
      title: text(words['spot-checks.samplers']),
      render: (row) => row.samplers.join('、'),
    },
  ]
}
