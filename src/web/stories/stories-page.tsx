import { useSuspenseQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { Page } from '#ui/pages/page.tsx'
import { type Session, SessionProvider } from '#ui/session/session.tsx'
import { ErrorBoundary } from '#ui/states/error-boundary.tsx'
import { Empty } from '#ui/states/page-states.tsx'
import { loadStories } from './story-list.ts'

/** Nobody real: components that ask for a session get this one. */
const storySession: Session = {
  personId: '00000000-0000-7000-8000-000000000000',
  username: 'example',
  name: '示例用户',
  city: '000000',
  cityTitle: '示例市',
  roleTitles: [{ zh: '质强办工作人员', en: 'Quality office clerk' }],
  units: [],
  permissions: new Set(),
}

/** `/stories/`: the list; `/stories/<component>/<state>`: one state alone; `/stories/<component>/all`: each of them. */
export function StoriesPage() {
  const { data: stories } = useSuspenseQuery({
    queryKey: ['stories'],
    queryFn: loadStories,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const { _splat: rest = '' }: { _splat?: string } = useParams({ strict: false })
  const cut = rest.lastIndexOf('/')
  const wanted = stories.find((one) => one.name === rest.slice(0, cut))
  const name = rest.slice(cut + 1)
  const states = Object.entries(wanted?.states ?? {}).filter(([state]) => name === 'all' || state === name)
  return (
    <SessionProvider session={storySession}>
      <main style={{ padding: 20 }} data-story={rest}>
        {states.length > 0 ? (
          <States title={rest} states={states} />
        ) : (
          <StoryList missing={rest} stories={stories} />
        )}
      </main>
    </SessionProvider>
  )
}

function States(props: {
  readonly title: string
  readonly states: readonly (readonly [string, ComponentType])[]
}) {
  return (
    <Page title={props.title}>
      {props.states.map(([name, State]) => (
        <section key={name} className="stack" data-state={name} aria-label={name}>
          <code className="soft">{name}</code>
          <ErrorBoundary>
            <State />
          </ErrorBoundary>
        </section>
      ))}
    </Page>
  )
}

function StoryList(props: {
  readonly missing: string
  readonly stories: Awaited<ReturnType<typeof loadStories>>
}) {
  return (
    <Page title="Stories" width="narrow">
      {props.missing ? <Empty title={`No story ${props.missing}`} /> : null}
      {props.stories.map((one) => (
        <section key={one.name} className="card">
          <h2>
            <Link to="/stories/$" params={{ _splat: `${one.name}/all` }} data-story-link={one.name}>
              {one.name}
            </Link>
          </h2>
          <div className="row">
            {Object.keys(one.states).map((state) => (
              <Link key={state} to="/stories/$" params={{ _splat: `${one.name}/${state}` }}>
                {state}
              </Link>
            ))}
          </div>
        </section>
      ))}
    </Page>
  )
}
