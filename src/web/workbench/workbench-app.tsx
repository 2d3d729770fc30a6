/** The workbench (`/`) and the enterprise desk (`/my`): everything behind a sign-in, and the sign-in itself. */
import { QueryClientProvider } from '@tanstack/react-query'
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router'
import { Suspense } from 'react'
import { ContributionsContext } from '#ui/pages/object-panels.tsx'
import { Loading } from '#ui/states/page-states.tsx'
import { AntdProvider } from '#ui/theme/antd-provider.tsx'
import { allPages } from '../all-pages.ts'
import { contributionRoutes, PageFailure } from '../routing/contribution-routes.tsx'
import { NotFound } from '../routing/not-found.tsx'
import { createQueryClient } from '../routing/query-client.ts'
import { SignedInShell } from './signed-in-shell.tsx'

const root = createRootRoute({
  component: () => (
    <Suspense fallback={<Loading lines={6} />}>
      <Outlet />
    </Suspense>
  ),
  errorComponent: PageFailure,
  notFoundComponent: () => <NotFound home="/" />,
})

const bare = [
  createRoute({
    getParentRoute: () => root,
    path: '/sign-in',
    component: lazyRouteComponent(() => import('../pages/access/sign-in-page.tsx'), 'SignInPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/welcome',
    component: lazyRouteComponent(() => import('../pages/access/welcome-page.tsx'), 'WelcomePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/stories/$',
    component: lazyRouteComponent(() => import('../stories/stories-page.tsx'), 'StoriesPage'),
  }),
]

const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: SignedInShell })

const router = createRouter({
  routeTree: root.addChildren([
    ...bare,
    shell.addChildren(contributionRoutes(shell, allPages, ['workbench', 'my'])),
  ]),
  scrollRestoration: true,
})
const queryClient = createQueryClient()

/** The app behind `/` and `/my`. */
export function WorkbenchApp() {
  return (
    <QueryClientProvider client={queryClient}>
      <AntdProvider>
        <ContributionsContext value={allPages}>
          <RouterProvider router={router} />
        </ContributionsContext>
      </AntdProvider>
    </QueryClientProvider>
  )
}
