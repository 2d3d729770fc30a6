import { Link } from '@tanstack/react-router'
import { useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { useSession } from '#ui/session/session.tsx'
import { Empty, Loading } from '#ui/states/page-states.tsx'
import type { TaskView } from '../inspections-api.ts'
import { ConnectionBar } from './connection-bar.tsx'
import { HeldSteps } from './held-steps.tsx'
import { PhoneContext, useOwnPhone, usePhone } from './phone.ts'
import { phoneMessages } from './phone-messages.ts'
import { TaskTag } from './task-tag.tsx'
import { shownState } from './task-view.ts'
// The form's page comes along, so that it is on the device before the network is gone.
import './inspect-page.tsx'
import './phone.css'

/** The inspector's tasks on the phone. */
export function MyInspectionsPage() {
  const phone = useOwnPhone()
  return (
    <PhoneContext value={phone}>
      <Tasks />
    </PhoneContext>
  )
}

const groups = [
  { title: 'supervision.group.now', states: ['accepted', 'on-site'] },
  { title: 'supervision.group.new', states: ['assigned'] },
  { title: 'supervision.group.done', states: ['recorded'] },
] as const

function Tasks() {
  const text = useText()
  const [, view] = usePhone()
  const tasks = view.tasks.map((task) => ({ task, state: shownState(task, view.outbox) }))
  return (
    <Page
      title={text(phoneMessages['supervision.mine'])}
      lead={text(phoneMessages['supervision.mine-lead'])}
      width="narrow"
    >
      <ConnectionBar />
      <HeldSteps />
      {!view.ready ? (
        <Loading lines={6} />
      ) : tasks.length === 0 ? (
        <Empty
          title={text(phoneMessages['supervision.no-tasks'])}
          hint={text(phoneMessages['supervision.no-tasks-hint'])}
        />
      ) : (
        groups.map((group) => {
          const own = tasks.filter(({ state }) => group.states.some((one) => one === state))
          return own.length === 0 ? null : (
            <section key={group.title} className="phone-group">
              <h2>
                {text(phoneMessages[group.title])} <span className="soft">{own.length}</span>
              </h2>
              <ul className="phone-tasks">
                {own.map(({ task, state }) => (
                  <TaskCard key={task.id} task={task} state={state} />
                ))}
              </ul>
            </section>
          )
        })
      )}
    </Page>
  )
}

function TaskCard(props: { readonly task: TaskView; readonly state: TaskView['state'] }) {
  const text = useText()
  const { personId } = useSession()
  const [, view] = usePhone()
  const { task, state } = props
  const waits = view.outbox.some((one) => one.inspectionId === task.id)
  const others = task.team.filter((member) => member.accountId !== personId).map((member) => member.name)
  return (
    <li>
      <Link to="/inspections/mine/$inspectionId" params={{ inspectionId: task.id }} className="phone-task">
        <span className="phone-task__head">
          <strong>{task.name}</strong>
          <TaskTag state={state} />
        </span>
        <span>{task.itemTitle}</span>
        <span className="soft">
          {[task.regionName, task.address].filter(Boolean).join(' ')}
          {task.dueOn ? ` · ${text(phoneMessages['supervision.due-on'], { date: task.dueOn })}` : ''}
          {waits ? ` · ${text(phoneMessages['supervision.kept'])}` : ''}
        </span>
        {others.length > 0 ? (
          <span className="soft">
            {text(phoneMessages['supervision.with'], { names: others.join('、') })}
          </span>
        ) : null}
      </Link>
    </li>
  )
}
