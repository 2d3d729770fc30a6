import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { Empty, ErrorState, Loading } from '#ui/states/page-states.tsx'
import { DrawTag } from './draw-stage.tsx'
import { drawsApi } from './draws-api.ts'
import { drawWebMessages } from './draws-web-messages.ts'

/** All published draws, for everybody. */
export function OpenDrawsPage() {
  const text = useText()
  const formats = useFormats()
  const query = useInfiniteQuery(
    drawsApi.listOpenDraws.infiniteOptions({
      input: (after: string | undefined) => ({ limit: 30, after }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next ?? undefined,
    }),
  )
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Page
      title={text(drawWebMessages['supervision.open-draws'])}
      lead={text(drawWebMessages['supervision.draws-lead'])}
    >
      {query.isPending ? (
        <Loading lines={8} />
      ) : query.isError ? (
        <ErrorState error={query.error} retry={() => void query.refetch()} />
      ) : rows.length === 0 ? (
        <Empty title={text(drawWebMessages['supervision.draws-none'])} />
      ) : (
        <ul className="draw-list">
          {rows.map((draw) => (
            <li key={draw.id} className="card">
              <div className="row">
                <Link to="/open/draws/$drawId" params={{ drawId: draw.id }}>
                  <strong>
                    {draw.number} {draw.title}
                  </strong>
                </Link>
                <DrawTag state={draw.state} />
              </div>
              <div className="soft">
                {draw.itemTitle} · {draw.department} · {text(drawWebMessages['supervision.population'])}{' '}
                {formats.number(draw.populationSize)} · {text(drawWebMessages['supervision.drawn-count'])}{' '}
                {formats.number(draw.drawn)} · {formats.dateTime(draw.drawnAt ?? draw.committedAt)}
              </div>
            </li>
          ))}
        </ul>
      )}
      {query.hasNextPage ? (
        <button type="button" className="plain-button" onClick={() => void query.fetchNextPage()}>
          {text(drawWebMessages['supervision.more'])}
        </button>
      ) : null}
    </Page>
  )
}
