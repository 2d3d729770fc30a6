import type { ReactNode } from 'react'
import { CheckIcon, DashIcon } from '#ui/icons.tsx'
import { useFormats, useText } from '#ui/language/language.ts'
import { ScrollBox } from '#ui/scroll-box.tsx'
import { type State, StateTag } from '#ui/state-tag/state-tag.tsx'
import { uiMessages } from '#ui/ui-messages.ts'
import { drawMessages } from '../../draws/draws-messages.ts'
import type { DrawView } from './draws-api.ts'
import { drawWebMessages } from './draws-web-messages.ts'
import { useUnfolding } from './use-unfolding.ts'
import './draws.css'

const tones: Readonly<Record<DrawView['state'], State>> = {
  preparing: 'no-data',
  committed: 'on-track',
  drawing: 'at-risk',
  drawn: 'met',
  replaced: 'no-data',
  cancelled: 'no-data',
  failed: 'behind',
}

/** Where a draw stands. */
export function DrawTag(props: { readonly state: DrawView['state'] }) {
  const text = useText()
  return <StateTag state={tones[props.state]} word={text(drawMessages[`supervision.draw.${props.state}`])} />
}

/** A draw as it happens: commit, witness, reveal, draw. `witness` is what a visitor may do in the second step. */
export function DrawStage(props: { readonly draw: DrawView; readonly witness?: ReactNode }) {
  const { draw } = props
  const text = useText()
  const formats = useFormats()
  const committed = draw.commitment !== null
  const drawn = draw.seed !== null
  const lines = draw.contributions.filter((one) => one.kind !== 'terms')
  return (
    <ol className="draw-steps">
      <Step name="commit" done={committed} now={draw.state === 'preparing'}>
        {committed ? (
          <>
            <p className="soft">{formats.dateTime(draw.committedAt)}</p>
            <Hex label={text(drawWebMessages['supervision.commitment'])} value={draw.commitment} strong />
            <Hex
              label={text(drawWebMessages['supervision.population-digest'])}
              value={draw.populationDigest}
            />
            <Hex label={text(drawWebMessages['supervision.plan-digest'])} value={draw.planDigest} />
            <Hex label={text(drawWebMessages['supervision.terms-digest'])} value={draw.termsDigest} />
          </>
        ) : null}
      </Step>
      <Step name="witness" done={lines.length > 0} now={draw.state === 'committed'}>
        {draw.publicSource ? (
          <p>{text(drawWebMessages['supervision.public-source-words'], { source: draw.publicSource })}</p>
        ) : null}
        {draw.witnessesUntil ? (
          <p className="soft">
            {text(drawWebMessages['supervision.witnesses-until'], {
              time: formats.dateTime(draw.witnessesUntil),
            })}
          </p>
        ) : null}
        {draw.contributions.length > 0 ? (
          <ol className="draw-lines" aria-label={text(drawWebMessages['supervision.contributions'])}>
            {draw.contributions.map((one) => (
              <li key={one.position}>{one.line}</li>
            ))}
          </ol>
        ) : null}
        {props.witness}
      </Step>
      <Step name="reveal" done={drawn} now={draw.state === 'drawing'}>
        {drawn ? (
          <>
            <Hex label={text(drawWebMessages['supervision.secret'])} value={draw.secret} />
            <Hex label={text(drawWebMessages['supervision.seed'])} value={draw.seed} strong />
          </>
        ) : committed ? (
          <p className="soft">
            {text(uiMessages['ui.before'], { name: text(drawWebMessages['supervision.secret']) })}
            {text(drawWebMessages['supervision.secret-hidden'])}
          </p>
        ) : null}
      </Step>
      <Step name="draw" done={drawn} now={draw.state === 'drawing'}>
        {drawn ? <Hex label={text(drawWebMessages['supervision.file-digest'])} value={draw.digest} /> : null}
      </Step>
    </ol>
  )
}

function Step(props: {
  readonly name: 'commit' | 'witness' | 'reveal' | 'draw'
  readonly done: boolean
  readonly now: boolean
  readonly children: ReactNode
}) {
  const text = useText()
  const { name, done, now } = props
  return (
    <li
      className={`card draw-step${done ? ' draw-step--done' : ''}${now ? ' draw-step--now' : ''}`}
      {...(now ? { 'aria-current': 'step' as const } : {})}
    >
      <h2>
        {done ? <CheckIcon /> : <DashIcon />} {text(drawWebMessages[`supervision.step.${name}`])}
      </h2>
      <p className="soft">{text(drawWebMessages[`supervision.step.${name}-words`])}</p>
      {props.children}
    </li>
  )
}

function Hex(props: { readonly label: string; readonly value: string | null; readonly strong?: boolean }) {
  if (props.value === null) return null
  return (
    <dl className="draw-pair">
      <dt>{props.label}</dt>
      <dd className={props.strong ? 'draw-hex draw-hex--strong' : 'draw-hex'}>{props.value}</dd>
    </dl>
  )
}

/** Strata with what they hold and give. */
export function DrawStrata(props: { readonly draw: DrawView }) {
  const text = useText()
  const formats = useFormats()
  const { strata } = props.draw
  if (strata.length === 0) return null
  return (
    <section className="card stack">
      <h2>{text(drawWebMessages['supervision.strata'])}</h2>
      <ScrollBox label={text(drawWebMessages['supervision.strata'])}>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{text(drawWebMessages['supervision.district'])}</th>
              <th scope="col">{text(drawWebMessages['supervision.risk-class'])}</th>
              <th scope="col">{text(drawWebMessages['supervision.stratum-size'])}</th>
              <th scope="col">{text(drawWebMessages['supervision.sample-size'])}</th>
              <th scope="col">{text(drawWebMessages['supervision.substitutes'])}</th>
            </tr>
          </thead>
          <tbody>
            {strata.map((stratum) => (
              <tr key={stratum.key}>
                <th scope="row">{stratum.regionName}</th>
                <td>
                  {stratum.class === 'N' ? text(drawWebMessages['supervision.class-N']) : stratum.class}
                </td>
                <td>{formats.number(stratum.size)}</td>
                <td>{formats.number(stratum.sampleSize)}</td>
                <td>{formats.number(stratum.substitutes)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  )
}

/** The subjects as they are drawn, one after the other when somebody watches. */
export function DrawResult(props: { readonly draw: DrawView }) {
  const { draw } = props
  const text = useText()
  const { shown, again } = useUnfolding(draw.subjects.length)
  if (draw.subjects.length === 0) return null
  return (
    <section className="card stack">
      <div className="row draw-result__head">
        <h2>{text(drawWebMessages['supervision.result'])}</h2>
        <span role="status">
          {text(drawWebMessages['supervision.shown-of'], { shown, total: draw.subjects.length })}
        </span>
        <button type="button" className="plain-button plain-button--small" onClick={again}>
          {text(drawWebMessages['supervision.replay-show'])}
        </button>
      </div>
      {draw.emptySeats > 0 ? (
        <p>{text(drawWebMessages['supervision.empty-seats'], { count: draw.emptySeats })}</p>
      ) : null}
      <ol className="draw-subjects">
        {draw.subjects.slice(0, shown).map((subject) => (
          <li
            key={subject.position}
            className={subject.substitute ? 'draw-subject draw-subject--spare' : 'draw-subject'}
          >
            <span>
              <strong>{subject.name}</strong>
              {subject.substitute
                ? text(uiMessages['ui.aside'], { what: text(drawWebMessages['supervision.substitute']) })
                : ''}
            </span>
            <span className="soft">
              {subject.creditCode} · {subject.regionName} · {subject.stratum.split('/')[1]}
            </span>
            <span>{subject.inspectors.map((person) => person.name).join('、')}</span>
          </li>
        ))}
      </ol>
      {draw.more > 0 ? (
        <p className="soft">{text(drawWebMessages['supervision.more-in-file'], { count: draw.more })}</p>
      ) : null}
    </section>
  )
}

/** The substitutes that stepped in since the draw, in the order of the chain. */
export function DrawStepIns(props: { readonly draw: DrawView }) {
  const { draw } = props
  const text = useText()
  const formats = useFormats()
  if (draw.stepIns.length === 0) return null
  return (
    <section className="card stack">
      <h2>{text(drawWebMessages['supervision.step-ins'])}</h2>
      <p className="soft">{text(drawWebMessages['supervision.step-ins-words'])}</p>
      <ol className="draw-subjects">
        {draw.stepIns.map((step) => (
          <li key={step.sequence} className="draw-subject">
            <span>
              {step.dropsOut.name} → <strong>{step.stepsIn.name}</strong>
            </span>
            <span className="soft">
              {formats.dateTime(step.at)} · {step.stratum.split('/')[1]} · {step.stepsIn.creditCode}
            </span>
            <span>{step.reason}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** What this draw replaced, what replaced it, and why. */
export function DrawReplacement(props: { readonly draw: DrawView; readonly base: '/draws' | '/open/draws' }) {
  const text = useText()
  const { draw, base } = props
  if (!draw.replaces && !draw.replacedBy && !draw.reason && !draw.failure) return null
  return (
    <section className="card draw-note">
      {draw.replacedBy ? (
        <p>
          <a href={`${base}/${draw.replacedBy.id}`}>
            {text(drawWebMessages['supervision.replaced-by'], { number: draw.replacedBy.number })}
          </a>
        </p>
      ) : null}
      {draw.replaces ? (
        <p>
          <a href={`${base}/${draw.replaces.id}`}>
            {text(drawWebMessages['supervision.replaces'], { number: draw.replaces.number })}
          </a>
        </p>
      ) : null}
      {draw.reason ? <p>{text(drawWebMessages['supervision.reason'], { reason: draw.reason })}</p> : null}
      {draw.failure ? <p role="alert">{draw.failure}</p> : null}
    </section>
  )
}
