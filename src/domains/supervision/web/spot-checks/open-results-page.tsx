import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import { Empty, ErrorState, Loading } from '#ui/states/page-states.tsx'
import { kindTitles, resultTitles } from '../../spot-checks/messages.ts'
import { type Fact, Facts } from './facts.tsx'
import { words } from './spot-check-words.ts'
import { spotChecksApi } from './spot-checks-api.ts'
import './spot-checks.css'

/** Published results, for everybody. */
export function OpenResultsPage() {
  const text = useText()
  const [typed, setTyped] = useState('')
  const [failedOnly, setFailedOnly] = useState(false)
  const search = useDeferredValue(typed.trim()) || undefined
  const query = useInfiniteQuery(
    spotChecksApi.publishedSpotChecks.infiniteOptions({
      input: (after: string | undefined) => ({
        limit: 30,
        search,
        result: failedOnly ? ('fail' as const) : undefined,
        after,
      }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next ?? undefined,
      placeholderData: keepPreviousData,
    }),
  )
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Page title={text(words['spot-checks.open-title'])} lead={text(words['spot-checks.open-lead'])}>
      <div className="open-filter no-print">
        <input
          type="search"
          aria-label={text(words['spot-checks.open-search'])}
          placeholder={text(words['spot-checks.open-search'])}
          maxLength={60}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <label>
          <input
            type="checkbox"
            checked={failedOnly}
            onChange={(event) => setFailedOnly(event.target.checked)}
          />{' '}
          {text(words['spot-checks.open-only-failed'])}
        </label>
      </div>
      {query.isError ? (
        <ErrorState error={query.error} retry={() => void query.refetch()} />
      ) : query.isPending ? (
        <Loading />
      ) : rows.length === 0 ? (
        <Empty title={text(words['spot-checks.open-empty'])} />
      ) : (
        <ul className="open-results">
          {rows.map((row) => (
            <OpenResult key={row.sampleId} row={row} />
          ))}
        </ul>
      )}
      {query.hasNextPage ? (
        <div className="row">
          <button
            type="button"
            className="plain-button"
            disabled={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {text(words['spot-checks.more'])}
          </button>
        </div>
      ) : null}
    </Page>
  )
}

type Row = Awaited<ReturnType<typeof spotChecksApi.publishedSpotChecks.call>>['items'][number]

function OpenResult({ row }: { readonly row: Row }) {
  const text = useText()
  const formats = useFormats()
  const facts: readonly Fact[] = [
    [text(words['spot-checks.category']), `${row.category} · ${text(kindTitles[row.kind])}`],
    [text(words['spot-checks.producer']), row.producer],
    [text(words['spot-checks.enterprise']), row.enterprise],
    [text(words['spot-checks.batch-number']), row.batchNumber],
    [text(words['spot-checks.produced-on']), row.producedOn ? formats.date(row.producedOn) : ''],
    [text(words['spot-checks.failing-items']), row.failingItems],
    [text(words['spot-checks.notice-title']), `${row.notice.title} ${row.notice.number}`],
    [text(words['spot-checks.published-on']), formats.date(row.publishedOn)],
  ]
  return (
    <li className="card stack">
      <div className="open-results__head">
        <h2>
          {row.product} {row.model}
        </h2>
        <StateTag state={row.result === 'pass' ? 'met' : 'behind'} word={text(resultTitles[row.result])} />
      </div>
      <Facts facts={facts} />
    </li>
  )
}
