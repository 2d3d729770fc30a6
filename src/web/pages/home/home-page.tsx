import { Link, useRouterState } from '@tanstack/react-router'
import { useText } from '#ui/language/language.ts'
import { doorOf } from '#ui/pages/define-pages.ts'
import { Page } from '#ui/pages/page.tsx'
import { useSession } from '#ui/session/session.tsx'
import { webMessages } from '../../web-messages.ts'
import { useMenu } from '../../workbench/use-menu.ts'
import './home.css'

/** Greets the person and shows what they may open. */
export function HomePage() {
  const text = useText()
  const session = useSession()
  const path = useRouterState({ select: (state) => state.location.pathname })
  const menu = useMenu(doorOf(path) === 'my' ? 'my' : 'workbench')
  const groups = [
    {
      name: 'top',
      title: webMessages['web.home-daily'],
      entries: menu.top.filter((entry) => entry.path !== path),
    },
    ...menu.sections,
  ].filter((group) => group.entries.length > 0)
  return (
    <Page
      title={text(webMessages['web.home-greeting'], { name: session.name })}
      lead={session.roleTitles.map((title) => text(title)).join(' · ')}
    >
      <div className="home-groups">
        {groups.map((group) => (
          <section key={group.name} className="card">
            <h2>{text(group.title)}</h2>
            <ul>
              {group.entries.map((entry) => (
                <li key={entry.path}>
                  <Link to={entry.path}>{text(entry.title)}</Link>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Page>
  )
}
