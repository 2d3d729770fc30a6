import type { ReactNode } from 'react'
import { Mark } from '#ui/icons.tsx'
import { setLocale, useLocale, useText } from '#ui/language/language.ts'
import { webMessages } from '../web-messages.ts'
import './shell.css'

/** The frame of the pages before a sign-in: the name, the form, the way to the portal. */
export function SignedOutFrame(props: {
  readonly title: string
  readonly wide?: boolean
  readonly cityTitle?: string | undefined
  readonly children: ReactNode
}) {
  const text = useText()
  const locale = useLocale()
  return (
    <div className="signed-out">
      <title>{`${props.title} · 质衡`}</title>
      <header className="signed-out__brand">
        <Mark size={46} />
        <span>
          <strong>{text(webMessages['web.name'])}</strong>
          <span className="soft">{props.cityTitle ?? text(webMessages['web.purpose'])}</span>
        </span>
      </header>
      <main className={`card signed-out__card${props.wide ? ' signed-out__card--wide' : ''}`}>
        <h1>{props.title}</h1>
        {props.children}
      </main>
      <footer className="signed-out__foot">
        <a href="/open">{text(webMessages['web.portal'])}</a>
        <button
          type="button"
          className="plain-button plain-button--small"
          lang={locale === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => setLocale(locale === 'zh' ? 'en' : 'zh')}
        >
          {text(webMessages['web.language'])}
        </button>
      </footer>
    </div>
  )
}
