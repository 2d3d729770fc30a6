import type { ReactNode } from 'react'
import { useFormats, useText } from '../language/language.ts'
import type { State } from '../state-tag/state-tag.tsx'
import { uiMessages } from '../ui-messages.ts'
import './timeline.css'

export interface TimelineEntry {
  readonly id: string
  /** ISO moment or date. */
  readonly at: string
  readonly title: ReactNode
  readonly who?: string
  /** What was said, changed or attached. */
  readonly detail?: ReactNode
  /** Colour of the mark only: the title must say it. */
  readonly tone?: State
}

/** What happened, in the order given (newest first on case pages). */
export function Timeline(props: { readonly entries: readonly TimelineEntry[] }) {
  const formats = useFormats()
  const text = useText()
  if (props.entries.length === 0) return <p className="soft">{text(uiMessages['ui.timeline.empty'])}</p>
  return (
    <ol className="timeline">
      {props.entries.map((entry) => (
        <li key={entry.id} className={`timeline__entry timeline__entry--${entry.tone ?? 'no-data'}`}>
          <div className="timeline__head">
            <strong>{entry.title}</strong>
            {entry.who ? <span className="timeline__who">{entry.who}</span> : null}
            <time className="timeline__who" dateTime={entry.at}>
              {entry.at.length > 10 ? formats.dateTime(entry.at) : formats.date(entry.at)}
            </time>
          </div>
          {entry.detail ? <div>{entry.detail}</div> : null}
        </li>
      ))}
    </ol>
  )
}
