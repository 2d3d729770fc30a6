import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useId, useState } from 'react'
import { useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { Empty, ErrorState, Loading } from '#ui/states/page-states.tsx'
import { OutcomeTag } from './inspection-state.tsx'
import { inspectionsApi } from './inspections-api.ts'
import { inspectionMessages } from './inspections-messages.ts'
import './inspections.css'

/** Published results, for everybody. */
export function OpenInspectionsPage() {
  const text = useText()
  const searchId = useId()
  const [words, setWords] = useState('')
  const [search, setSearch] = useState('')
  const query = useInfiniteQuery(
    inspectionsApi.listOpenInspections.infiniteOptions({
      input: (after: string | undefined) => ({ limit: 30, search: search || undefined, after }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next ?? undefined,
    }),
  )
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Page
      title={text(inspectionMessages['supervision.open-title'])}
      lead={text(inspectionMessages['supervision.open-lead'])}
    >
      <search>
        <form
          className="row"
          onSubmit={(event) => {
            event.preventDefault()
            setSearch(words.trim())
          }}
        >
          <label htmlFor={searchId} className="visually-hidden">
            {text(inspectionMessages['supervision.enterprise'])}
          </label>
          <input
            id={searchId}
            className="open-search"
            type="search"
            maxLength={100}
            value={words}
            placeholder={text(inspectionMessages['supervision.enterprise'])}
            onChange={(event) => setWords(event.target.value)}
          />
          <button type="submit" className="plain-button plain-button--primary">
            {text(inspectionMessages['supervision.search'])}
          </button>
        </form>
      </search>
      {query.isPending ? (
        <Loading lines={8} />
      ) : query.isError ? (
        <ErrorState error={query.error} retry={() => void query.refetch()} />
      ) : rows.length === 0 ? (
        <Empty title={text(inspectionMessages['supervision.open-none'])} />
      ) : (
        <>
          <ul className="open-results">
            {rows.map((row) => (
              <Result key={row.id} row={row} />
            ))}
          </ul>
          {query.hasNextPage ? (
            <button
              type="button"
              className="plain-button"
              disabled={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              {text(inspectionMessages['supervision.more'])}
            </button>
          ) : null}
        </>
      )}
    </Page>
  )
}

type Row = Awaited<ReturnType<typeof inspectionsApi.listOpenInspections.call>>['items'][number]

function Result(props: { readonly row: Row }) {
  const { row } = props
  const text = useText()
  const formats = useFormats()
  return (
    <li className="card open-result">
      <div className="row">
        <strong>{row.name}</strong>
        <OutcomeTag outcome={row.outcome} />
      </div>
      <div>
        {row.itemTitle} <span className="soft">{row.creditCode}</span>
      </div>
      <div className="soft row">
        <span>{row.regionName}</span>
        <span>{row.department}</span>
        <span>
          {text(inspectionMessages['supervision.inspected-on'])} {formats.date(row.inspectedOn)}
        </span>
        <span>
          {text(inspectionMessages['supervision.published-at'])} {formats.date(row.publishedAt)}
        </span>
        {row.drawId ? (
          <Link to="/open/draws/$drawId" params={{ drawId: row.drawId }}>
            {text(inspectionMessages['supervision.how-drawn'])}
          </Link>
        ) : null}
      </div>
    </li>
  )
}
