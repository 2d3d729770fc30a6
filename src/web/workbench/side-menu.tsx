import { Link, useRouterState } from '@tanstack/react-router'
import { useText } from '#ui/language/language.ts'
import { doorOf, type MenuEntry } from '#ui/pages/define-pages.ts'
import { webMessages } from '../web-messages.ts'
import { useMenu } from './use-menu.ts'

/** The menu at the side: plain links in sections that fold. A section of one page is a plain link. */
export function SideMenu(props: { readonly onFollow?: () => void }) {
  const text = useText()
  const path = useRouterState({ select: (state) => state.location.pathname })
  const menu = useMenu(doorOf(path) === 'my' ? 'my' : 'workbench')
  const here = (entry: MenuEntry) => path === entry.path || path.startsWith(`${entry.path}/`)
  const entries = [...menu.top, ...menu.sections.flatMap((section) => section.entries)]
  // Of two entries that the address lies under, /plans and /plans/mine, the nearer one is where we are.
  const isHidden = (entry: MenuEntry) =>
    entries.some((other) => here(other) && other.path.length > entry.path.length)
  const link = (entry: MenuEntry) => (
    <li key={entry.path}>
      <Link
        to={entry.path}
        activeOptions={{ exact: entry.path === '/' || isHidden(entry) }}
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
