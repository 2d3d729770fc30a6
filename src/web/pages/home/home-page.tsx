import { Link, Navigate, useRouterState } from '@tanstack/react-router'
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
  const door = doorOf(path) === 'my' ? 'my' : 'workbench'
  const menu = useMenu(door)
  const own = useMenu('my')
  // An enterprise's people have nothing to do at the workbench: their start is their own desk.
  if (door === 'workbench' && menu.sections.length === 0 && own.sections.length > 0)
    return <Navigate to="/my" replace />
  const groups = [
    {
      name: 'top',
      title: webMessages['web.home-daily'],
      entries: menu.top.filter((entry) => entry.path !== path),
    },
    ...menu.sections,
    ...(door === 'workbench' ? own.sections : []),
  ].filter((group) => group.entries.length > 0)
  return (
    <Page
      title={text(webMessages['web.home-greeting'], { name: session.name })}
      lead={session.roleTitles.map((title) => text(title)).join(' · ')}
    >
      <div className="home-groups">
        {groups.map((group) => (
          <section key={`${group.name}/${group.entries[0]?.path}`} className="card">
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
