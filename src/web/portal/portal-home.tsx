import { Link } from '@tanstack/react-router'
import { useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { Empty } from '#ui/states/page-states.tsx'
import { webMessages } from '../web-messages.ts'
import { portalMenu } from './portal-menu.ts'

/** The sections of the portal, for as long as no domain has a start page of its own. */
export function PortalHome() {
  const text = useText()
  return (
    <Page title={text(webMessages['web.portal.title'])}>
      {portalMenu.length === 0 ? (
        <Empty
          title={text(webMessages['web.portal.empty'])}
          hint={text(webMessages['web.portal.empty-hint'])}
        />
      ) : (
        <ul className="portal__sections">
          {portalMenu.map((entry) => (
            <li key={entry.path} className="card">
              <Link to={entry.path}>{text(entry.title)}</Link>
            </li>
          ))}
        </ul>
      )}
    </Page>
  )
}
