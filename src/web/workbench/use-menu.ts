import { useContext } from 'react'
import type { Message } from '#kernel/language/messages.ts'
import { doorOf, type MenuEntry, menuPermission, type PageContribution } from '#ui/pages/define-pages.ts'
import { ContributionsContext } from '#ui/pages/object-panels.tsx'
import { allows, useSession } from '#ui/session/session.tsx'
import { webMessages } from '../web-messages.ts'

export interface MenuSection {
  readonly name: string
  readonly title: Message
  readonly entries: readonly MenuEntry[]
}

export interface Menu {
  /** What everyone opens daily. */
  readonly top: readonly MenuEntry[]
  /** One per domain, then administration. */
  readonly sections: readonly MenuSection[]
}

/** The entries of a door that the person may open. Of two with the same path the later contribution's stands. */
export function useMenu(door: 'workbench' | 'my'): Menu {
  const contributions = useContext(ContributionsContext)
  const session = useSession()
  const visible = new Map<string, { entry: MenuEntry; from: PageContribution }>()
  for (const from of contributions)
    for (const entry of from.menu)
      if (doorOf(entry.path) === door && allows(session, menuPermission(from, entry)))
        visible.set(entry.path, { entry, from })
  const at = (place: MenuEntry['place'], from?: PageContribution) =>
    [...visible.values()]
      .filter((one) => (one.entry.place ?? 'section') === place && (!from || one.from === from))
      .map((one) => one.entry)
  const sections: readonly MenuSection[] = [
    ...contributions.map((from) => ({ name: from.name, title: from.title, entries: at('section', from) })),
    {
      name: 'administration',
      title: webMessages['web.menu.administration'],
      entries: at('administration'),
    },
  ]
  return { top: at('top'), sections: sections.filter((section) => section.entries.length > 0) }
}
