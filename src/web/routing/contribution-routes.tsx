/** Turns the pages that modules contribute into routes: each loads on demand, behind its right. */
import { useQuery } from '@tanstack/react-query'
import { type AnyRoute, createRoute, type ErrorComponentProps } from '@tanstack/react-router'
import { type ComponentType, lazy, Suspense } from 'react'
import { useText } from '#ui/language/language.ts'
import { doorOf, type PageContribution, type PageRoute } from '#ui/pages/define-pages.ts'
import { allows, useSessionIfAny } from '#ui/session/session.tsx'
import { ErrorState, Loading, NoRight } from '#ui/states/page-states.tsx'
import { accessApi } from '../pages/access/access-api.ts'

interface Candidate {
  readonly permission: string
  readonly content: ComponentType
}

/** Draws the first of a path's pages that the person may open; whoever may open none gets the no-right state. */
function GuardedPage(props: { readonly candidates: readonly Candidate[] }) {
  const session = useSessionIfAny()
  const candidate = props.candidates.find((one) => allows(session, one.permission))
  if (!candidate) {
    const [wanted] = props.candidates
    return wanted ? <MissingRight permission={wanted.permission} /> : <NoRight />
  }
  const Content = candidate.content
  return (
    <Suspense fallback={<Loading lines={8} />}>
      <Content />
    </Suspense>
  )
}

/** The no-right state with the permission's name, once it is known. */
function MissingRight({ permission }: { readonly permission: string }) {
  const text = useText()
  const session = useSessionIfAny()
  const { data } = useQuery({
    ...accessApi.describePermission.queryOptions({ input: { permission } }),
    enabled: session !== null,
  })
  return <NoRight {...(data ? { permission: text(data.title) } : {})} />
}

/** What a page shows that broke; the shell stays. */
export function PageFailure({ error, reset }: ErrorComponentProps) {
  return <ErrorState error={error} retry={reset} />
}

/**
 * The routes of some doors below a parent. Several contributions may have the same path: the later one stands, and
 * whoever lacks its right gets the earlier one (the overview of a domain over the plain start page).
 */
export function contributionRoutes<Parent extends AnyRoute>(
  parent: Parent,
  contributions: readonly PageContribution[],
  doors: readonly ReturnType<typeof doorOf>[],
): AnyRoute[] {
  const pages = new Map<string, PageRoute[]>()
  for (const contribution of contributions)
    for (const page of contribution.routes)
      if (doors.includes(doorOf(page.path))) pages.set(page.path, [page, ...(pages.get(page.path) ?? [])])
  return [...pages].map(([path, sharing]) => {
    const candidates = sharing.map((page) => ({
      permission: page.permission,
      content: lazy(async () => ({ default: await page.load() })),
    }))
    return createRoute({
      getParentRoute: () => parent,
      path,
      component: () => <GuardedPage candidates={candidates} />,
      errorComponent: PageFailure,
    })
  })
}
