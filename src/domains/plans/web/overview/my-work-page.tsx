import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { useSession } from '#ui/session/session.tsx'
import { Empty } from '#ui/states/page-states.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import { type DataColumn, DataTable } from '#ui/table/data-table.tsx'
import { Tabs } from '#ui/tabs.tsx'
import { plansMessages } from '../../messages.ts'
import { UnitsLine } from '../figure-line.tsx'
import { plansApi } from '../plans-api.ts'
import { useReach } from '../use-reach.ts'
import { overviewMessages } from './overview-messages.ts'
import { TargetBoard } from './target-board.tsx'
import './overview.css'

type TaskRow = Awaited<ReturnType<typeof plansApi.myTasks.call>>['items'][number]

/** What the person's units answer for: targets and tasks of the published plans. */
export function MyWorkPage() {
  const text = useText()
  const reach = useReach()
  const session = useSession()
  const units = session.units.map((unit) => unit.name).join('、')
  const summary = useQuery(plansApi.boardSummary.queryOptions())
  const lead =
    reach === undefined
      ? ''
      : reach === 'unit'
        ? text(overviewMessages['plans.mine.lead'], { units })
        : text(overviewMessages['plans.mine.lead-city'])
  return (
    <Page title={text(overviewMessages['plans.mine'])} lead={lead}>
      <Tabs
        destroyOnHidden
        items={[
          {
            key: 'tasks',
            label: text(overviewMessages['plans.mine.tasks']),
            children: (
              <MyTasks own={reach === 'unit' ? new Set(session.units.map((unit) => unit.id)) : undefined} />
            ),
          },
          {
            key: 'targets',
            label: text(overviewMessages['plans.mine.targets']),
            children: <QueryState query={summary}>{(found) => <TargetBoard summary={found} />}</QueryState>,
          },
        ]}
      />
    </Page>
  )
}

/** `own` are the person's units; undefined for those who look at the whole city. */
function MyTasks({ own }: { readonly own: ReadonlySet<string> | undefined }) {
  const text = useText()
  const columns: readonly DataColumn<TaskRow>[] = [
    {
      key: 'task',
      title: text(plansMessages['plans.heading']),
      card: 'title',
      render: (task) => <TaskPassage task={task} />,
    },
    ...(own
      ? [
          {
            key: 'part',
            title: text(overviewMessages['plans.mine.part']),
            render: (task: TaskRow) => <PartTag task={task} own={own} />,
          },
        ]
      : []),
    {
      key: 'units',
      title: text(overviewMessages['plans.mine.with']),
      render: (task) => (
        <span className="board__units">
          <UnitsLine units={task.units} most={4} />
        </span>
      ),
    },
    {
      key: 'plan',
      title: text(overviewMessages['plans.overview.from-plan']),
      render: (task) => (
        <Link
          to="/plans/$planId"
          params={{ planId: task.planId }}
          search={{ tab: 'text', entry: `task:${task.id}` }}
          className="board__plan"
        >
          {task.planTitle}
        </Link>
      ),
    },
  ]
  return (
    <DataTable<TaskRow>
      name="my-tasks"
      label={text(overviewMessages['plans.mine.tasks'])}
      columns={columns}
      rowKey={(task) => task.id}
      queryKey={plansApi.myTasks.key()}
      load={({ after, limit }, signal) => plansApi.myTasks.call({ limit, after }, { signal })}
      empty={
        <Empty
          title={text(overviewMessages['plans.mine.no-tasks'])}
          hint={text(overviewMessages['plans.mine.no-tasks-hint'])}
        />
      }
    />
  )
}

/** The task's heading; its whole passage opens in place. */
function TaskPassage({ task }: { readonly task: TaskRow }) {
  return (
    <details className="board__task">
      <summary>{task.heading}</summary>
      <p>{task.passage}</p>
    </details>
  )
}

/** Whether the person's unit leads or takes part. */
function PartTag(props: { readonly task: TaskRow; readonly own: ReadonlySet<string> }) {
  const text = useText()
  const mine = props.task.units.filter((unit) => unit.unitId !== null && props.own.has(unit.unitId))
  if (mine.length === 0) return <span className="soft">—</span>
  const leads = mine.some((unit) => unit.lead)
  return (
    <span className={leads ? 'board__part board__part--lead' : 'board__part'}>
      {text(overviewMessages[leads ? 'plans.mine.leads' : 'plans.mine.takes-part'])}
    </span>
  )
}
