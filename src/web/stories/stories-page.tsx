import { useSuspenseQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
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

/** `/stories`: all states of all components; `/stories/<component>/<state>`: one of them alone. */
export function StoriesPage() {
  const { data: stories } = useSuspenseQuery({
    queryKey: ['stories'],
    queryFn: loadStories,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const { _splat: rest = '' }: { _splat?: string } = useParams({ strict: false })
  const cut = rest.lastIndexOf('/')
  const wanted = stories.find((one) => one.name === rest.slice(0, cut))
  const State = wanted?.states[rest.slice(cut + 1)]
  if (State)
    return (
      <SessionProvider session={storySession}>
        <main style={{ padding: 20 }} data-story={rest}>
          <ErrorBoundary resetKey={rest}>
            <State />
          </ErrorBoundary>
        </main>
      </SessionProvider>
    )
  return (
    <main style={{ padding: 20 }}>
      <Page title="Stories" width="narrow">
        {rest ? <Empty title={`No story ${rest}`} /> : null}
        {stories.map((one) => (
          <section key={one.name} className="card">
            <h2>{one.name}</h2>
            <div className="row">
              {Object.keys(one.states).map((state) => (
                <Link key={state} to="/stories/$" params={{ _splat: `${one.name}/${state}` }} data-story-link>
                  {state}
                </Link>
              ))}
            </div>
          </section>
        ))}
      </Page>
    </main>
  )
}
