/** Turns the pages that modules contribute into routes: each loads on demand, behind its right. */
import { type AnyRoute, createRoute, type ErrorComponentProps } from '@tanstack/react-router'
import { type ComponentType, lazy, Suspense } from 'react'
import { doorOf, type PageContribution, type PageRoute } from '#ui/pages/define-pages.ts'
import { allows, useSessionIfAny } from '#ui/session/session.tsx'
import { ErrorState, Loading, NoRight } from '#ui/states/page-states.tsx'

/** Draws the page for whoever holds its right; all others get the no-right state. */
function GuardedPage(props: { readonly permission: string; readonly content: ComponentType }) {
  const Content = props.content
  if (!allows(useSessionIfAny(), props.permission)) return <NoRight permission={props.permission} />
  return (
    <Suspense fallback={<Loading lines={8} />}>
      <Content />
    </Suspense>
  )
}

/** What a page shows that broke; the shell stays. */
export function PageFailure({ error, reset }: ErrorComponentProps) {
  return <ErrorState error={error} retry={reset} />
}

/**
 * The routes of some doors below a parent. Of two contributions with the same path the later one wins, so that a
 * domain may replace a page of the kernel (the start page).
 */
export function contributionRoutes<Parent extends AnyRoute>(
  parent: Parent,
  contributions: readonly PageContribution[],
  doors: readonly ReturnType<typeof doorOf>[],
): AnyRoute[] {
  const pages = new Map<string, PageRoute>()
  for (const contribution of contributions)
    for (const page of contribution.routes) if (doors.includes(doorOf(page.path))) pages.set(page.path, page)
  return [...pages.values()].map((page) => {
    const content = lazy(async () => ({ default: await page.load() }))
    return createRoute({
      getParentRoute: () => parent,
      path: page.path,
      component: () => <GuardedPage permission={page.permission} content={content} />,
      errorComponent: PageFailure,
    })
  })
}
