import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { Empty, ErrorState, Loading } from '#ui/states/page-states.tsx'
import type { OwnSampleSummary } from '../../../spot-checks/own/own-contract.ts'
import { FollowUpTag, ResultTag } from '../spot-check-tags.tsx'
import { spotChecksApi } from '../spot-checks-api.ts'
import { OwnDeadlineBasis, OwnDeadlineTag } from './own-tags.tsx'
import { ownWords } from './own-words.ts'
import '../spot-checks.css'

/** The results that an enterprise was told of; what it may still object to says until when. */
export function MySpotChecksPage() {
  const text = useText()
  const query = useInfiniteQuery(
    spotChecksApi.listMySpotChecks.infiniteOptions({
      input: (after: string | undefined) => ({ limit: 20, after }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next ?? undefined,
    }),
  )
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  const enterprises = query.data?.pages[0]?.enterprises ?? []
  return (
    <Page title={text(ownWords.title)} lead={text(ownWords.lead)}>
      {query.isPending ? <Loading /> : null}
      {query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : null}
      {query.data && enterprises.length === 0 ? (
        <Empty title={text(ownWords.noEnterprise)} hint={text(ownWords.noEnterpriseHint)} />
      ) : null}
      {enterprises.map((one) => (
        <p key={one.id}>
          <strong>{one.name}</strong> <span className="soft">{one.creditCode}</span>
        </p>
      ))}
      {query.data && enterprises.length > 0 && items.length === 0 ? (
        <Empty title={text(ownWords.none)} hint={text(ownWords.noneHint)} />
      ) : null}
      {items.length > 0 ? (
        <ul className="own-samples">
          {items.map((sample) => (
            <OwnSampleCard key={sample.id} sample={sample} />
          ))}
        </ul>
      ) : null}
      {query.hasNextPage ? (
        <Button loading={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
          {text(ownWords.more)}
        </Button>
      ) : null}
    </Page>
  )
}

function OwnSampleCard({ sample }: { readonly sample: OwnSampleSummary }) {
  const text = useText()
  const formats = useFormats()
  return (
    <li className="card stack">
      <div className="row">
        <strong>
          <Link to="/my/spot-checks/$sampleId" params={{ sampleId: sample.id }}>
            {sample.productName}
            {sample.model ? ` ${sample.model}` : ''}
          </Link>
        </strong>
        <ResultTag state="judged" result={sample.result} />
        {sample.followUp ? <FollowUpTag state={sample.followUp} /> : null}
      </div>
      <div className="soft">
        {[
          `${text(ownWords.sheet)} ${sample.sheetNumber}`,
          `${text(ownWords.sampledOn)} ${formats.date(sample.sampledOn)}`,
          sample.batchNumber ? `${text(ownWords.batch)} ${sample.batchNumber}` : '',
          text(ownWords[`part.${sample.part}`]),
        ]
          .filter(Boolean)
          .join(' · ')}
      </div>
      {sample.deadline ? (
        <div className="row">
          <OwnDeadlineTag sample={sample} />
          <OwnDeadlineBasis sample={sample} />
        </div>
      ) : null}
    </li>
  )
}
