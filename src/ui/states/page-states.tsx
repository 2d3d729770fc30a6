/** What a page, or a part of one, shows when it has nothing to show yet: loading, empty, failed, no right. */
import type { ReactNode } from 'react'
import { ApiProblem } from '../api/problem.ts'
import { EmptyIcon, LockIcon, WarningIcon } from '../icons.tsx'
import { useText } from '../language/language.ts'
import { uiMessages } from '../ui-messages.ts'
import './page-states.css'

const widths = ['38%', '92%', '80%', '86%', '64%', '90%', '72%', '84%', '58%', '88%']

/** Grey lines in the place of what is coming. */
export function Loading(props: { readonly lines?: number }) {
  const text = useText()
  return (
    <div className="skeleton" role="status" aria-busy="true">
      <span className="visually-hidden">{text(uiMessages['ui.loading'])}</span>
      {widths.slice(0, props.lines ?? 5).map((width) => (
        <div key={width} className="skeleton__line" style={{ width }} />
      ))}
    </div>
  )
}

/** Nothing here yet, and what to do next. */
export function Empty(props: {
  readonly title: string
  /** What the person can do so that something is here. */
  readonly hint?: ReactNode
  /** The button or link that does it. */
  readonly action?: ReactNode
}) {
  return (
    <div className="page-state">
      <span className="page-state__icon">
        <EmptyIcon />
      </span>
      <strong>{props.title}</strong>
      {props.hint ? <div className="page-state__text">{props.hint}</div> : null}
      {props.action}
    </div>
  )
}

/** An address that names nothing there could be: nobody has filled in anything, so there is nothing to correct. */
export function NothingThere() {
  const text = useText()
  return <Empty title={text(uiMessages['ui.not-found.title'])} hint={text(uiMessages['ui.not-found.hint'])} />
}

/** The words for a failure: the server's own where there are some. */
export function useProblemText(): (error: unknown) => string {
  const text = useText()
  return (error) => {
    if (!(error instanceof ApiProblem)) return text(uiMessages['ui.error.unexpected'])
    return error.code === 'ui.unreachable' ? text(uiMessages['ui.error.unreachable']) : error.message
  }
}

/** What happened, what to do, and an id to quote. A refusal for lack of a right becomes {@link NoRight}. */
export function ErrorState(props: { readonly error: unknown; readonly retry?: () => void }) {
  const text = useText()
  const problemText = useProblemText()
  const { error } = props
  if (error instanceof ApiProblem && error.status === 403) return <NoRight reason={error.message} />
  const requestId = error instanceof ApiProblem ? error.requestId : undefined
  const stale = isMissingChunk(error)
  return (
    <div className="page-state page-state--error" role="alert">
      <span className="page-state__icon">
        <WarningIcon />
      </span>
      <strong>{text(uiMessages['ui.error.title'])}</strong>
      <div className="page-state__text">
        {stale ? text(uiMessages['ui.error.stale']) : problemText(error)}
      </div>
      {requestId ? (
        <div className="page-state__text">
          {text(uiMessages['ui.error.quote'])}
          <span className="page-state__code">{requestId}</span>
        </div>
      ) : null}
      {stale ? (
        <button type="button" className="plain-button" onClick={() => globalThis.location.reload()}>
          {text(uiMessages['ui.reload'])}
        </button>
      ) : props.retry ? (
        <button type="button" className="plain-button" onClick={props.retry}>
          {text(uiMessages['ui.retry'])}
        </button>
      ) : null}
    </div>
  )
}

/** A part of the program that is gone since a new version was installed while the page stood open. */
function isMissingChunk(error: unknown): boolean {
  return error instanceof TypeError && /dynamically imported module|module script failed/i.test(error.message)
}

/** The person lacks the right; names it, and who gives it. */
export function NoRight(props: {
  /** What the permission is called. */
  readonly permission?: string
  readonly reason?: string
}) {
  const text = useText()
  return (
    <div className="page-state" role="alert">
      <span className="page-state__icon">
        <LockIcon />
      </span>
      <strong>{text(uiMessages['ui.no-right.title'])}</strong>
      <div className="page-state__text">{props.reason ?? text(uiMessages['ui.no-right.hint'])}</div>
      {props.permission ? (
        <div className="page-state__text">
          {text(uiMessages['ui.no-right.permission'], { permission: props.permission })}
        </div>
      ) : null}
    </div>
  )
}
