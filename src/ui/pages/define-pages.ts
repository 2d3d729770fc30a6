/**
 * What a domain adds to the web app. Its `web/index.ts` is loaded with every first page, so it holds titles, paths
 * and `import()`s only: no component, no contract, no library.
 */
import type { ComponentType } from 'react'
import type { Message } from '#kernel/language/messages.ts'

/** A page under a path. The path's first segment decides the door: `/my` enterprise desk, `/open` portal, else workbench. */
export interface PageRoute {
  /** Whole path in TanStack Router's form: `/plans/$planId`. */
  readonly path: string
  readonly title: Message
  /** `public`, `signed-in` or a permission; whoever lacks it gets the no-right state. */
  readonly permission: string
  /** Loads the page's component: `async () => (await import('./plan-page.tsx')).PlanPage`. */
  readonly load: () => Promise<ComponentType>
}

/** Where a menu entry stands: the pages everyone opens daily, the domain's own section, or administration. */
export type MenuPlace = 'top' | 'section' | 'administration'

export interface MenuEntry {
  /** A path among the contribution's routes, without parameters. */
  readonly path: string
  readonly title: Message
  /** Hidden from whoever lacks it; that of the route unless given. */
  readonly permission?: string
  /** `section` unless given. */
  readonly place?: MenuPlace
}

/**
 * What a domain shows on another domain's page of one object: the risk class on the page of an enterprise. The page
 * asks for the panels of its kind of object and knows nothing of who gives them.
 */
export interface PagePanel {
  /** The kind of object, named by the domain that owns the page: `enterprise`. */
  readonly on: string
  /** Kebab-case, unlike any other panel's of the contribution: part of the tab's key in the address. */
  readonly name: string
  readonly title: Message
  /** `signed-in` or a permission; whoever lacks it does not see the panel. */
  readonly permission: string
  /** `tab` (unless given): a tab of its own. `head`: one short line beside the object's state, such as its class. */
  readonly place?: 'tab' | 'head'
  /** Loads the component; it is given the object's id and asks for what it needs itself. */
  readonly load: () => Promise<ComponentType<{ readonly id: string }>>
}

export interface PageContribution {
  /** The module's name. */
  readonly name: string
  /** Title of the module's section in the menu. */
  readonly title: Message
  readonly menu: readonly MenuEntry[]
  readonly routes: readonly PageRoute[]
  /** What it adds to other domains' pages of one object. */
  readonly panels?: readonly PagePanel[]
}

/**
 * Declares the pages of a module; returned as they are, checked: every menu entry leads to a route, no two panels have
 * one name.
 *
 * @example
 * export const plansPages = definePages({
 *   name: 'plans', title: { zh: '规划', en: 'Plans' },
 *   menu: [{ path: '/plans', title: { zh: '规划文件', en: 'Plan documents' } }],
 *   routes: [{ path: '/plans', title: { zh: '规划文件', en: 'Plan documents' }, permission: 'plans.read',
 *     load: async () => (await import('./plan-list-page.tsx')).PlanListPage }],
 * })
 */
export function definePages(contribution: PageContribution): PageContribution {
  for (const entry of contribution.menu) {
    if (!contribution.routes.some((route) => route.path === entry.path))
      throw new TypeError(`Menu entry ${entry.path} of ${contribution.name} leads to no route of its own`)
  }
  const names = (contribution.panels ?? []).map((panel) => `${panel.on}/${panel.name}`)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw new TypeError(`Two panels of ${contribution.name} are named ${twice}`)
  return contribution
}

/** The permission that decides whether a menu entry shows. */
export function menuPermission(contribution: PageContribution, entry: MenuEntry): string {
  const route = contribution.routes.find((candidate) => candidate.path === entry.path)
  return entry.permission ?? route?.permission ?? 'signed-in'
}

/** The door a path belongs to. */
export function doorOf(path: string): 'workbench' | 'my' | 'open' {
  if (path === '/open' || path.startsWith('/open/')) return 'open'
  return path === '/my' || path.startsWith('/my/') ? 'my' : 'workbench'
}
