import { useFormats, useText } from '#ui/language/language.ts'
import { uiMessages } from '#ui/ui-messages.ts'
import { inspectionMessages } from '../inspections-messages.ts'
import { usePhone } from './phone.ts'
import { phoneMessages } from './phone-messages.ts'
import type { WaitingOperation } from './phone-store.ts'

/** Steps that wait for a person: somebody else was faster, or the server refused. */
export function HeldSteps(props: { readonly inspectionId?: string }) {
  const [, view] = usePhone()
  const held = view.outbox.filter(
    (one) =>
      one.state !== 'waiting' &&
      (props.inspectionId === undefined || one.inspectionId === props.inspectionId),
  )
  return held.map((one) =>
    one.state === 'conflict' ? <Conflict key={one.id} held={one} /> : <Refused key={one.id} held={one} />,
  )
}

const useTaskName = (id: string): string => {
  const [, view] = usePhone()
  return view.tasks.find((task) => task.id === id)?.name ?? ''
}

function Conflict(props: { readonly held: WaitingOperation }) {
  const text = useText()
  const formats = useFormats()
  const [phone] = usePhone()
  const { held } = props
  const { theirs } = held
  const name = useTaskName(held.inspectionId)
  const words = {
    by: theirs?.by ?? '—',
    at: formats.dateTime(theirs?.at),
    outcome: theirs?.outcome ? text(inspectionMessages[`supervision.outcome.${theirs.outcome}`]) : '—',
    problems: theirs?.problems ?? 0,
  }
  return (
    <section className="card phone-held" role="alert">
      <h2>
        {text(uiMessages['ui.before'], { name: text(phoneMessages['supervision.conflict']) })}
        {name}
      </h2>
      <p>
        {text(
          phoneMessages[theirs?.replaceable ? 'supervision.conflict-words' : 'supervision.conflict-fixed'],
          words,
        )}
      </p>
      <div className="phone-choices">
        <button
          type="button"
          className="plain-button phone-button"
          onClick={() => void phone.decide(held, 'theirs')}
        >
          {text(phoneMessages['supervision.take-theirs'])}
        </button>
        {theirs?.replaceable ? (
          <button
            type="button"
            className="plain-button plain-button--primary phone-button"
            onClick={() => void phone.decide(held, 'mine')}
          >
            {text(phoneMessages['supervision.take-mine'])}
          </button>
        ) : null}
      </div>
    </section>
  )
}

function Refused(props: { readonly held: WaitingOperation }) {
  const text = useText()
  const [phone] = usePhone()
  const { held } = props
  const name = useTaskName(held.inspectionId)
  return (
    <section className="card phone-held" role="alert">
      <h2>
        {text(uiMessages['ui.before'], { name: text(phoneMessages['supervision.refused']) })}
        {name}
      </h2>
      <p>{held.problem}</p>
      <div className="phone-choices">
        {held.operation.kind === 'record' ? (
          <button type="button" className="plain-button phone-button" onClick={() => void phone.reopen(held)}>
            {text(phoneMessages['supervision.complete'])}
          </button>
        ) : null}
        <button
          type="button"
          className="plain-button plain-button--primary phone-button"
          onClick={() => void phone.decide(held, 'again')}
        >
          {text(phoneMessages['supervision.try-again'])}
        </button>
      </div>
    </section>
  )
}
