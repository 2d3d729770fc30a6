import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { ErrorState, Loading } from '#ui/states/page-states.tsx'
import { ListName } from '../../lists/list-schemas.ts'
import type { PublicEntry } from '../../lists/lists-contract.ts'
import { listsApi } from './lists-api.ts'
import { listWords } from './lists-words.ts'
import './lists.css'

interface Wanted {
  readonly list?: ListName | undefined
  readonly search?: string | undefined
}

/** The published lists for everybody: searched by name or code, what has ended is gone. */
export function PublicListsPage() {
  const text = useText()
  const [wanted, setWanted] = useState<Wanted>({})
  const query = useInfiniteQuery(
    listsApi.publicLists.infiniteOptions({
      input: (after: string | undefined) => ({ limit: 30, ...wanted, after }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next ?? undefined,
    }),
  )
  const entries = query.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Page title={text(listWords.published)} lead={text(listWords.publishedLead)}>
      <SearchForm onSearch={setWanted} />
      {query.isError ? (
        <ErrorState error={query.error} retry={() => void query.refetch()} />
      ) : query.isPending ? (
        <Loading lines={6} />
      ) : entries.length === 0 ? (
        <p role="status">{text(listWords.publicNone)}</p>
      ) : (
        <ul className="public-lists__entries">
          {entries.map((entry) => (
            <Entry key={`${entry.decisionNumber} ${entry.creditCode}`} entry={entry} />
          ))}
        </ul>
      )}
      {query.hasNextPage ? (
        <p>
          <button type="button" className="plain-button" onClick={() => void query.fetchNextPage()}>
            {text(listWords.more)}
          </button>
        </p>
      ) : null}
    </Page>
  )
}

function SearchForm(props: { readonly onSearch: (wanted: Wanted) => void }) {
  const text = useText()
  const [search, setSearch] = useState('')
  const [list, setList] = useState('')
  const hint = text(listWords.search)
  return (
    <form
      className="public-lists__search"
      onSubmit={(event) => {
        event.preventDefault()
        const chosen = ListName.safeParse(list)
        props.onSearch({
          list: chosen.data,
          search: search.trim() || undefined,
        })
      }}
    >
      <input
        type="search"
        aria-label={hint}
        placeholder={hint}
        value={search}
        maxLength={50}
        onChange={(event) => setSearch(event.target.value)}
      />
      <select
        aria-label={text(listWords.list)}
        value={list}
        onChange={(event) => setList(event.target.value)}
      >
        <option value="">{text(listWords.all)}</option>
        {ListName.options.map((one) => (
          <option key={one} value={one}>
            {text(listWords[`list.${one}`])}
          </option>
        ))}
      </select>
      <button type="submit" className="plain-button plain-button--primary">
        {text(listWords.find)}
      </button>
    </form>
  )
}

function Entry({ entry }: { readonly entry: PublicEntry }) {
  const text = useText()
  const formats = useFormats()
  const rows: ReadonlyArray<readonly [string, string]> = [
    [text(listWords.creditCode), entry.creditCode],
    [text(listWords.ground), text(entry.ground)],
    [text(listWords.enteredOn), formats.date(entry.enteredOn)],
    [
      text(listWords.publicUntil),
      entry.publicationEndsOn ? formats.date(entry.publicationEndsOn) : text(listWords.untilCorrected),
    ],
    [text(listWords.authority), entry.authority],
    [text(listWords.decisionNumber), entry.decisionNumber],
  ]
  return (
    <li className="card">
      <strong>{entry.name}</strong> <span className="soft">{text(listWords[`list.${entry.list}`])}</span>
      <dl>
        {rows.map(([title, value]) => (
          <div key={title} style={{ display: 'contents' }}>
            <dt>{title}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </li>
  )
}
