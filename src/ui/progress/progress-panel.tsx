import type { ReactNode } from 'react'
import { useFormats, useText } from '../language/language.ts'
import { type State, StateTag } from '../state-tag/state-tag.tsx'
import { uiMessages } from '../ui-messages.ts'
import './progress-panel.css'

export type ProgressState = 'waiting' | 'running' | 'finished' | 'failed' | 'stopped'

const tones: Readonly<Record<ProgressState, State>> = {
  waiting: 'no-data',
  running: 'on-track',
  finished: 'met',
  failed: 'behind',
  stopped: 'at-risk',
}

/** How far a piece of long work is. The page may be left: whoever started it is told when it is done. */
export function ProgressPanel(props: {
  readonly title: string
  readonly state: ProgressState
  readonly done?: number | null
  readonly total?: number | null
  /** What it is doing now, or why it failed. */
  readonly note?: ReactNode
  readonly action?: ReactNode
  /** Whether to say that the page may be left; false where leaving stops the work (an upload). */
  readonly mayLeave?: boolean
}) {
  const text = useText()
  const formats = useFormats()
  const { state, done, total } = props
  const known = typeof done === 'number' && typeof total === 'number' && total > 0
  const share = state === 'finished' ? 1 : known ? Math.min(1, done / total) : undefined
  const open = state === 'waiting' || state === 'running'
  return (
    <section className="progress-panel" aria-label={props.title}>
      <div className="row">
        <strong>{props.title}</strong>
        <StateTag state={tones[state]} word={text(uiMessages[`ui.progress.${state}`])} />
        {known ? (
          <span className="soft">
            {text(uiMessages['ui.progress.of'], { done: formats.number(done), total: formats.number(total) })}
          </span>
        ) : null}
      </div>
      <div
        className="progress-panel__bar"
        role="progressbar"
        aria-label={props.title}
        aria-valuemin={0}
        aria-valuemax={100}
        {...(share === undefined ? {} : { 'aria-valuenow': Math.round(share * 100) })}
      >
        <div
          className={`progress-panel__done progress-panel__done--${share === undefined && open ? 'unknown' : state}`}
          style={share === undefined ? undefined : { width: `${share * 100}%` }}
        />
      </div>
      <div role="status">{props.note}</div>
      {open && props.mayLeave !== false ? (
        <div className="soft">{text(uiMessages['ui.progress.leave'])}</div>
      ) : null}
      {props.action}
    </section>
  )
}
