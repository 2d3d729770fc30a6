import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import './page.css'

/** Whether a page has been drawn since the app was loaded: the first one leaves the focus where the browser put it. */
let firstPage = true

/**
 * The frame of every page: trail, title, state, lead and actions, then the content. Sets the document's title, and
 * takes the focus to the heading when the person came here inside the app, so that screen readers and keyboards
 * start at the top of what is new.
 *
 * @example
 * <Page title={plan.title} lead={text(messages['plans.review-lead'])} trail={[{ title: '规划', to: '/plans' }]}
 *   actions={<Button type="primary">发布</Button>}>…</Page>
 */
export function Page(props: {
  readonly title: string
  /** Stands beside the title: a state tag. */
  readonly tag?: ReactNode
  /** One or two sentences: what this page is for. */
  readonly lead?: ReactNode
  readonly trail?: readonly { readonly title: string; readonly to: string }[]
  readonly actions?: ReactNode
  /** Narrow for forms and reading. */
  readonly width?: 'wide' | 'narrow'
  readonly children: ReactNode
}) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (!firstPage) heading.current?.focus({ preventScroll: true })
    firstPage = false
  }, [])
  return (
    <div className={props.width === 'narrow' ? 'page page--narrow' : 'page'}>
      <title>{`${props.title} · 质衡`}</title>
      <header className="page__head">
        <div className="page__titles">
          {props.trail?.length ? <Trail steps={props.trail} /> : null}
          <div className="page__title">
            <h1 ref={heading} tabIndex={-1}>
              {props.title}
            </h1>
            {props.tag}
          </div>
          {props.lead ? <div className="page__lead">{props.lead}</div> : null}
        </div>
        {props.actions ? <div className="page__actions no-print">{props.actions}</div> : null}
      </header>
      {props.children}
    </div>
  )
}

function Trail(props: { readonly steps: readonly { readonly title: string; readonly to: string }[] }) {
  return (
    <nav className="page__trail" aria-label="breadcrumb">
      {props.steps.map((step) => (
        <span key={step.to}>
          <Link to={step.to}>{step.title}</Link>
          <span aria-hidden="true"> / </span>
        </span>
      ))}
    </nav>
  )
}
