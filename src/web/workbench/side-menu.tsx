import { Link, useRouterState } from '@tanstack/react-router'
import type { Message } from '#kernel/language/messages.ts'
import { useText } from '#ui/language/language.ts'
import { doorOf, type MenuEntry, menuPermission, type PageContribution } from '#ui/pages/define-pages.ts'
import { allows, useSession } from '#ui/session/session.tsx'
import { webMessages } from '../web-messages.ts'

interface MenuSection {
  readonly name: string
  readonly title: Message
  readonly entries: readonly MenuEntry[]
}

/** The entries that the person may open, by place: what everyone opens daily, a section per domain, administration. */
function useMenu(contributions: readonly PageContribution[], door: 'workbench' | 'my') {
  const session = useSession()
  const visible = contributions.map((contribution) => ({
    ...contribution,
    menu: contribution.menu.filter(
      (entry) => doorOf(entry.path) === door && allows(session, menuPermission(contribution, entry)),
    ),
  }))
  const at = (place: MenuEntry['place']) =>
    visible.flatMap((contribution) =>
      contribution.menu.filter((entry) => (entry.place ?? 'section') === place),
    )
  const sections: readonly MenuSection[] = visible
    .map((contribution) => ({
      name: contribution.name,
      title: contribution.title,
      entries: contribution.menu.filter((entry) => (entry.place ?? 'section') === 'section'),
    }))
    .filter((section) => section.entries.length > 0)
  const administration: MenuSection = {
    name: 'administration',
    title: webMessages['web.menu.administration'],
    entries: at('administration'),
  }
  return {
    top: at('top'),
    sections: administration.entries.length > 0 ? [...sections, administration] : sections,
  }
}

/** The menu at the side: plain links in sections that fold. A section of one page is a plain link. */
export function SideMenu(props: {
  readonly contributions: readonly PageContribution[]
  readonly onFollow?: () => void
}) {
  const text = useText()
  const path = useRouterState({ select: (state) => state.location.pathname })
  const menu = useMenu(props.contributions, doorOf(path) === 'my' ? 'my' : 'workbench')
  const here = (entry: MenuEntry) => path === entry.path || path.startsWith(`${entry.path}/`)
  const link = (entry: MenuEntry) => (
    <li key={entry.path}>
      <Link
        to={entry.path}
        activeOptions={{ exact: entry.path === '/' }}
        {...(props.onFollow ? { onClick: props.onFollow } : {})}
      >
        {text(entry.title)}
      </Link>
    </li>
  )
  return (
    <nav className="side-menu" aria-label={text(webMessages['web.menu'])}>
      <ul>{menu.top.map(link)}</ul>
      {menu.top.length > 0 && menu.sections.length > 0 ? <hr /> : null}
      <ul>
        {menu.sections.map((section) =>
          section.entries.length === 1 ? (
            section.entries.map(link)
          ) : (
            <li key={section.name}>
              <details open={section.entries.some(here) || menu.sections.length <= 4}>
                <summary>{text(section.title)}</summary>
                <ul>{section.entries.map(link)}</ul>
              </details>
            </li>
          ),
        )}
      </ul>
    </nav>
  )
}
