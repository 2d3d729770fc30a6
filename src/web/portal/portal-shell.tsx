import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { Mark } from '#ui/icons.tsx'
import { setLocale, useLocale, useText } from '#ui/language/language.ts'
import { ErrorBoundary } from '#ui/states/error-boundary.tsx'
import { webMessages } from '../web-messages.ts'
import { portalMenu } from './portal-menu.ts'
import { useElderMode } from './reading-mode.ts'
import { useCityName } from './use-city-name.ts'
import './portal.css'

/** Header, sections, content and footer of the public portal. */
export function PortalShell() {
  const text = useText()
  const locale = useLocale()
  const [elder, setElder] = useElderMode()
  const city = useCityName()
  const path = useRouterState({ select: (state) => state.location.pathname })
  return (
    <div className="portal">
      <a className="skip-link" href="#content">
        {text(webMessages['web.skip'])}
      </a>
      <header className="portal__head">
        <div className="portal__bar">
          <Link to="/open" className="portal__name">
            <Mark />
            {city
              ? text(webMessages['web.portal.title-of'], { city })
              : text(webMessages['web.portal.title'])}
          </Link>
          <button
            type="button"
            className="plain-button"
            aria-pressed={elder}
            onClick={() => setElder(!elder)}
          >
            {text(webMessages['web.portal.elder'])}
          </button>
          <button
            type="button"
            className="plain-button"
            lang={locale === 'zh' ? 'en' : 'zh-CN'}
            onClick={() => setLocale(locale === 'zh' ? 'en' : 'zh')}
          >
            {text(webMessages['web.language'])}
          </button>
        </div>
        {portalMenu.length > 0 ? (
          <nav className="portal__nav" aria-label={text(webMessages['web.portal.nav'])}>
            <ul>
              <li>
                <Link to="/open" activeOptions={{ exact: true }}>
                  {text(webMessages['web.home'])}
                </Link>
              </li>
              {portalMenu.map((entry) => (
                <li key={entry.path}>
                  <Link to={entry.path}>{text(entry.title)}</Link>
                </li>
              ))}
            </ul>
          </nav>
        ) : null}
      </header>
      <main id="content" className="portal__main" tabIndex={-1}>
        <ErrorBoundary resetKey={path}>
          <Outlet />
        </ErrorBoundary>
      </main>
      <footer className="portal__foot">
        <div className="row">
          <span style={{ flex: '1 1 20rem' }}>{text(webMessages['web.portal.about'])}</span>
          <a href="/">{text(webMessages['web.portal.staff'])}</a>
        </div>
      </footer>
    </div>
  )
}
