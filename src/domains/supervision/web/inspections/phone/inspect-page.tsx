import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { v7 } from 'uuid'
import { useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { Empty, Loading } from '#ui/states/page-states.tsx'
import { uiMessages } from '#ui/ui-messages.ts'
import { type InspectionRecord, type RecordGap, recordGaps } from '../../../inspections/record-contract.ts'
import type { TaskView } from '../inspections-api.ts'
import { inspectionMessages } from '../inspections-messages.ts'
import { blankAnswer, CheckField } from './check-field.tsx'
import { ConnectionBar } from './connection-bar.tsx'
import { HeldSteps } from './held-steps.tsx'
import { OutcomeField } from './outcome-field.tsx'
import { PhoneContext, useOwnPhone, usePhone } from './phone.ts'
import { phoneMessages } from './phone-messages.ts'
import type { Operation } from './phone-store.ts'
import { PlaceField } from './place-field.tsx'
import { blankSignature, SignatureField } from './signature-field.tsx'
import { TaskTag } from './task-tag.tsx'
import { answered, emptyRecord, shownState } from './task-view.ts'
import { UnableForm } from './unable-form.tsx'
import './phone.css'

/** One inspection on the phone: from accepting it to handing the result in. */
export function InspectPage() {
  const phone = useOwnPhone()
  return (
    <PhoneContext value={phone}>
      <Task />
    </PhoneContext>
  )
}

function Task() {
  const { inspectionId = '' }: { inspectionId?: string } = useParams({ strict: false })
  const text = useText()
  const [, view] = usePhone()
  const task = view.tasks.find((one) => one.id === inspectionId)
  if (!view.ready) return <Loading lines={8} />
  if (!task)
    return (
      <Page title={text(phoneMessages['supervision.task-gone'])}>
        <Empty
          title={text(phoneMessages['supervision.task-gone'])}
          hint={text(phoneMessages['supervision.task-gone-hint'])}
        />
      </Page>
    )
  return <Inspection task={task} />
}

/** Common parts of every step. */
const stepOf = (task: TaskView) => ({
  operationId: v7(),
  inspectionId: task.id,
  madeAt: new Date().toISOString(),
})

function Inspection(props: { readonly task: TaskView }) {
  const { task } = props
  const text = useText()
  const [phone, view] = usePhone()
  const [unable, setUnable] = useState(false)
  const state = shownState(task, view.outbox)
  const take = (operation: Operation) => void phone.take(operation)
  const waits = view.outbox.some((one) => one.inspectionId === task.id && one.state === 'waiting')
  return (
    <Page
      title={task.name}
      tag={<TaskTag state={state} />}
      lead={[task.itemTitle, task.regionName, task.address].filter(Boolean).join(' · ')}
      trail={[{ title: text(phoneMessages['supervision.mine']), to: '/inspections/mine' }]}
      width="narrow"
    >
      <ConnectionBar />
      <HeldSteps inspectionId={task.id} />
      {unable ? (
        <UnableForm
          task={task}
          onBack={() => setUnable(false)}
          onGiven={(given) => {
            take({ ...stepOf(task), kind: 'unable', unable: given, replace: false })
            setUnable(false)
          }}
        />
      ) : state === 'on-site' ? (
        <RecordForm
          task={task}
          onUnable={() => setUnable(true)}
          onGiven={(record) => take({ ...stepOf(task), kind: 'record', record, replace: false })}
        />
      ) : (
        <>
          <TaskFacts task={task} />
          {state === 'recorded' ? (
            <p className="card phone-done" role="status">
              {text(phoneMessages[waits ? 'supervision.waiting-here' : 'supervision.sent'])}
            </p>
          ) : (
            <div className="phone-foot">
              {state === 'accepted' ? (
                <button type="button" className="plain-button phone-button" onClick={() => setUnable(true)}>
                  {text(phoneMessages['supervision.unable'])}
                </button>
              ) : null}
              <button
                type="button"
                className="plain-button plain-button--primary phone-button phone-button--main"
                onClick={() => take({ ...stepOf(task), kind: state === 'assigned' ? 'accept' : 'arrive' })}
              >
                {text(phoneMessages[state === 'assigned' ? 'supervision.accept' : 'supervision.arrive'])}
              </button>
            </div>
          )}
        </>
      )}
    </Page>
  )
}

function TaskFacts(props: { readonly task: TaskView }) {
  const { task } = props
  const text = useText()
  return (
    <dl className="card phone-facts">
      <dt>{text(inspectionMessages['supervision.item'])}</dt>
      <dd>
        {task.itemCode} {task.itemTitle}
      </dd>
      <dt>{text(inspectionMessages['supervision.basis'])}</dt>
      <dd>
        《{task.basis}》{task.clause}
      </dd>
      <dt>{text(inspectionMessages['supervision.enterprise'])}</dt>
      <dd>
        {task.name}
        <br />
        <span className="soft">{task.creditCode}</span>
      </dd>
      <dt>{text(inspectionMessages['supervision.address'])}</dt>
      <dd>{task.address ?? '—'}</dd>
      <dt>{text(inspectionMessages['supervision.due'])}</dt>
      <dd>{task.dueOn ?? '—'}</dd>
      <dt>{text(inspectionMessages['supervision.team'])}</dt>
      <dd>
        {task.team
          .map((member) => member.name + text(uiMessages['ui.aside'], { what: member.department }))
          .join('、')}
      </dd>
    </dl>
  )
}

function RecordForm(props: {
  readonly task: TaskView
  readonly onUnable: () => void
  readonly onGiven: (record: InspectionRecord) => void
}) {
  const { task } = props
  const text = useText()
  const [phone, view] = usePhone()
  const [checked, setChecked] = useState(false)
  const [asking, setAsking] = useState(false)
  const record = view.drafts.get(task.id)?.record ?? emptyRecord
  // Worked out anew with every change, so that a gap is gone once it is filled.
  const gaps = checked ? recordGaps(task.checks, record) : []
  const change = (of: (record: InspectionRecord) => Partial<InspectionRecord>) => {
    setAsking(false)
    void phone.changeRecord(task.id, (present) => ({ ...present, ...of(present) }))
  }
  const check = () => {
    setChecked(true)
    setAsking(recordGaps(task.checks, record).length === 0)
  }
  return (
    <>
      {task.checks.map((one, index) => (
        <CheckField
          key={one.key}
          number={index + 1}
          inspectionId={task.id}
          check={one}
          answer={record.answers[one.key]}
          gaps={gaps.filter((gap) => gap.path === `answers.${one.key}`)}
          onChange={(of) =>
            change(({ answers }) => ({
              answers: { ...answers, [one.key]: of(answers[one.key] ?? blankAnswer) },
            }))
          }
        />
      ))}
      <OutcomeField
        checks={task.checks}
        record={record}
        gaps={gaps}
        onChange={(part) => change(() => part)}
      />
      <PlaceField location={record.location} onChange={(location) => change(() => ({ location }))} />
      <SignatureField
        inspectionId={task.id}
        signature={record.signature}
        gaps={gaps.filter((gap) => gap.path === 'signature')}
        onChange={(of) => change(({ signature }) => ({ signature: of(signature ?? blankSignature) }))}
      />
      <GapList gaps={gaps} />
      <div className="phone-foot">
        {asking ? (
          <>
            <p className="phone-foot__words" role="status">
              {text(phoneMessages['supervision.confirm-hand-in'])}
            </p>
            <button type="button" className="plain-button phone-button" onClick={() => setAsking(false)}>
              {text(phoneMessages['supervision.back'])}
            </button>
            <button
              type="button"
              className="plain-button plain-button--primary phone-button phone-button--main"
              onClick={() => props.onGiven(record)}
            >
              {text(phoneMessages['supervision.yes-hand-in'])}
            </button>
          </>
        ) : (
          <>
            <p className="phone-foot__words soft">
              {text(phoneMessages['supervision.checks-done'], {
                done: answered(task.checks, record),
                total: task.checks.length,
              })}
            </p>
            <button type="button" className="plain-button phone-button" onClick={props.onUnable}>
              {text(phoneMessages['supervision.unable'])}
            </button>
            <button
              type="button"
              className="plain-button plain-button--primary phone-button phone-button--main"
              onClick={check}
            >
              {text(phoneMessages['supervision.hand-in'])}
            </button>
          </>
        )}
      </div>
    </>
  )
}

function GapList(props: { readonly gaps: readonly RecordGap[] }) {
  const text = useText()
  if (props.gaps.length === 0) return null
  return (
    <section className="card phone-gaps" role="alert">
      <h2>{text(phoneMessages['supervision.gaps'], { count: props.gaps.length })}</h2>
      <ul>
        {props.gaps.map((gap) => (
          <li key={`${gap.path} ${gap.message.zh}`}>{text(gap.message)}</li>
        ))}
      </ul>
    </section>
  )
}
