/** The public portal: no account, no Ant Design, loads quickly on a phone. */
import { QueryClientProvider } from '@tanstack/react-query'
import { createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { SessionProvider } from '#ui/session/session.tsx'
import { domainPages } from '../domains.ts'
import { contributionRoutes, PageFailure } from '../routing/contribution-routes.tsx'
import { NotFound } from '../routing/not-found.tsx'
import { createQueryClient } from '../routing/query-client.ts'
import { portalPages } from './portal-pages.ts'
import { PortalShell } from './portal-shell.tsx'

const root = createRootRoute({
  component: PortalShell,
  errorComponent: PageFailure,
  notFoundComponent: () => <NotFound home="/open" />,
})
const router = createRouter({
  routeTree: root.addChildren(contributionRoutes(root, [portalPages, ...domainPages], ['open'])),
  scrollRestoration: true,
})
const queryClient = createQueryClient()

/** The app behind `/open`. */
export function PortalApp() {
  return (
    <QueryClientProvider client={queryClient}>
      <SessionProvider session={null}>
        <RouterProvider router={router} />
      </SessionProvider>
    </QueryClientProvider>
  )
}
