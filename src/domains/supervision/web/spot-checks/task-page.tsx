import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { Allowed } from '#ui/session/session.tsx'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import { Empty, useProblemText } from '#ui/states/page-states.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import { Tabs } from '#ui/tabs.tsx'
import { purposeTitles, stateTitles } from '../../spot-checks/messages.ts'
import { RefusalForm, SheetForm } from './sheet-form.tsx'
import { words } from './spot-check-words.ts'
import { spotChecksApi, type TaskView } from './spot-checks-api.ts'
import { CancelTask } from './withdraw-buttons.tsx'
import './spot-checks.css'

/** A sampling task on the spot: the sheet to fill in, and the samples taken so far. */
export function TaskPage() {
  const { taskId = '' } = useParams({ strict: false })
  const task = useQuery(spotChecksApi.getSamplingTask.queryOptions({ input: { taskId } }))
  return <QueryState query={task}>{(loaded) => <WholeTask task={loaded} />}</QueryState>
}

function WholeTask({ task }: { readonly task: TaskView }) {
  const text = useText()
  const formats = useFormats()
  const { rule } = task
  // Kept here: the last sheet completes the task, and its number must still be shown.
  const [done, setDone] = useState<SheetDone>()
  return (
    <Page
      width="narrow"
      title={task.category.name}
      tag={
        <StateTag
          state={task.state === 'done' ? 'met' : task.state === 'open' ? 'on-track' : 'no-data'}
          word={text(words[`spot-checks.task.${task.state}`])}
        />
      }
      lead={[
        text(purposeTitles[task.purpose]),
        `${task.sampled} / ${task.batches}`,
        `${text(words['spot-checks.due-on'])} ${formats.date(task.dueOn)}`,
        task.institution.name,
      ].join(' · ')}
      trail={[{ title: text(words['spot-checks.tasks']), to: '/supervision/spot-checks/tasks' }]}
      {...(task.state === 'open' ? { actions: <CancelTask task={task} /> } : {})}
    >
      {task.cancelReason ? (
        <p>{text(words['spot-checks.cancelled-because'], { reason: task.cancelReason })}</p>
      ) : null}
      {rule ? (
        <section className="card stack">
          <h2>{text(words['spot-checks.sampling-rule'])}</h2>
          <p>{rule.sampling}</p>
          <Link to="/supervision/spot-checks/rules/$ruleId" params={{ ruleId: rule.id }}>
            {rule.title}
          </Link>
        </section>
      ) : null}
      {done ? (
        <DoneNotice done={done} onNext={task.state === 'open' ? () => setDone(undefined) : undefined} />
      ) : task.state === 'open' ? (
        <Allowed permission="spot-checks.sample">
          {rule ? (
            <Sheets task={task} rule={rule} onDone={setDone} />
          ) : (
            <Empty title={text(words['spot-checks.no-rule'])} />
          )}
        </Allowed>
      ) : null}
      <TaskSamples task={task} />
    </Page>
  )
}

interface SheetDone {
  readonly id: string
  readonly number: string
}

/** What was handed in, and the way on: the next sheet while the task takes any, the sample. */
function DoneNotice(props: { readonly done: SheetDone; readonly onNext: (() => void) | undefined }) {
  const text = useText()
  return (
    <section className="card stack" role="status">
      <h2>{text(words['spot-checks.sheet-done'], { number: props.done.number })}</h2>
      <div className="row">
        {props.onNext ? (
          <Button type="primary" onClick={props.onNext}>
            {text(words['spot-checks.next-sheet'])}
          </Button>
        ) : null}
        <Link to="/supervision/spot-checks/samples/$sampleId" params={{ sampleId: props.done.id }}>
          {text(words['spot-checks.open-sample'])}
        </Link>
      </div>
    </section>
  )
}

function Sheets(props: {
  readonly task: TaskView
  readonly rule: NonNullable<TaskView['rule']>
  readonly onDone: (done: SheetDone) => void
}) {
  const text = useText()
  return (
    <section className="card">
      <Tabs
        items={[
          {
            key: 'sheet',
            label: text(words['spot-checks.fill-sheet']),
            children: <SheetForm task={props.task} rule={props.rule} onDone={props.onDone} />,
          },
          {
            key: 'refusal',
            label: text(words['spot-checks.refusal']),
            children: <RefusalForm task={props.task} onDone={props.onDone} />,
          },
        ]}
      />
    </section>
  )
}

function taskSampleTone(state: TaskView['samples'][number]['state']) {
  if (state === 'judged') return 'met'
  if (state === 'voided') return 'no-data'
  return state === 'refused' || state === 'rejected' ? 'at-risk' : 'on-track'
}

function TaskSamples({ task }: { readonly task: TaskView }) {
  const text = useText()
  const { message } = App.useApp()
  const client = useQueryClient()
  const problemText = useProblemText()
  const waiting = task.samples.filter((sample) => sample.state === 'sampled' || sample.state === 'rejected')
  const handOver = useMutation({
    mutationFn: () => spotChecksApi.handOverSamples.call({ sampleIds: waiting.map((sample) => sample.id) }),
    onSuccess: async ({ handedOver }) => {
      message.success(text(words['spot-checks.handed-over'], { count: handedOver }))
      await client.invalidateQueries({ queryKey: spotChecksApi.key() })
    },
  })
  if (task.samples.length === 0) return null
  return (
    <section className="card stack" aria-labelledby="task-samples">
      <h2 id="task-samples">{text(words['spot-checks.task-samples'])}</h2>
      <ul className="plain-list">
        {task.samples.map((sample) => (
          <li key={sample.id} className="row">
            <Link to="/supervision/spot-checks/samples/$sampleId" params={{ sampleId: sample.id }}>
              {sample.sheetNumber} {sample.productName}
            </Link>
            <span className="soft">{sample.enterpriseName}</span>
            <StateTag state={taskSampleTone(sample.state)} word={text(stateTitles[sample.state])} />
          </li>
        ))}
      </ul>
      {handOver.isError ? <p role="alert">{problemText(handOver.error)}</p> : null}
      {waiting.length > 0 ? (
        <Allowed permission="spot-checks.sample">
          <div>
            <Button loading={handOver.isPending} onClick={() => handOver.mutate()}>
              {text(words['spot-checks.hand-over'])}
            </Button>
          </div>
        </Allowed>
      ) : null}
    </section>
  )
}
