import { doorOf, type MenuEntry } from '#ui/pages/define-pages.ts'
import { domainPages } from '../domains.ts'

/** The sections of the portal, in the order of the domains. */
export const portalMenu: readonly MenuEntry[] = domainPages.flatMap((contribution) =>
  contribution.menu.filter((entry) => doorOf(entry.path) === 'open' && entry.path !== '/open'),
)
