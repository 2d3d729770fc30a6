import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import { orderTitles } from '../../../spot-checks/messages.ts'
import type { OwnSample } from '../../../spot-checks/own/own-contract.ts'
import { type Fact, Facts } from '../facts.tsx'
import { JudgementTable } from '../judgement-table.tsx'
import { FollowUpTag, ResultTag } from '../spot-check-tags.tsx'
import { spotChecksApi } from '../spot-checks-api.ts'
import { ObjectButton } from './object-button.tsx'
import { OwnObjections } from './own-objections.tsx'
import { OwnDeadlineBasis, OwnDeadlineTag } from './own-tags.tsx'
import { ownWords } from './own-words.ts'
import '../spot-checks.css'

/** One result of the enterprise's own goods: why, until when it may object, and what came of an objection. */
export function MySpotCheckPage() {
  const { sampleId = '' } = useParams({ strict: false })
  const query = useQuery(spotChecksApi.getMySpotCheck.queryOptions({ input: { sampleId } }))
  return <QueryState query={query}>{(sample) => <WholeOwnSample sample={sample} />}</QueryState>
}

function WholeOwnSample({ sample }: { readonly sample: OwnSample }) {
  const text = useText()
  const formats = useFormats()
  const facts: readonly Fact[] = [
    [text(ownWords.sampledOn), formats.date(sample.sampledOn)],
    [text(ownWords.receivedOn), sample.receivedOn && formats.date(sample.receivedOn)],
    [text(ownWords.sampledAt), sample.enterpriseName],
    [text(ownWords.producer), sample.producerName],
    [text(ownWords.batch), sample.batchNumber],
    [text(ownWords.laboratory), sample.institutionName],
    [text(ownWords.report), sample.reportNumber],
  ]
  return (
    <Page
      title={`${sample.productName}${sample.model ? ` ${sample.model}` : ''}`}
      tag={
        <>
          <ResultTag state="judged" result={sample.result} initial={sample.initialResult} />
          {sample.followUp ? <FollowUpTag state={sample.followUp} /> : null}
        </>
      }
      lead={`${sample.sheetNumber} · ${sample.category}`}
      trail={[{ title: text(ownWords.title), to: '/my/spot-checks' }]}
      {...(sample.mayObject ? { actions: <ObjectButton sample={sample} /> } : {})}
    >
      <div className="spaced">
        {sample.deadline ? (
          <section className="card row">
            <OwnDeadlineTag sample={sample} />
            <OwnDeadlineBasis sample={sample} />
            {sample.mayObject ? <p className="soft">{text(ownWords.objectHint)}</p> : null}
          </section>
        ) : null}
        <OwnObjections sample={sample} />
        <section className="card stack" aria-labelledby="judgement">
          <h2 id="judgement">{text(ownWords.judgement)}</h2>
          <JudgementTable sample={sample} />
        </section>
        <section className="card stack" aria-labelledby="papers">
          <h2 id="papers">{text(ownWords.papers)}</h2>
          {sample.papers.map((paper) => (
            <div key={`${paper.kind}/${paper.number}`}>
              <strong>
                {text(orderTitles[paper.kind])} {paper.number}
              </strong>
              <div className="soft">
                {formats.date(paper.issuedOn)}
                {paper.amount === null
                  ? ''
                  : ` · ${text(ownWords.amount, { amount: formats.number(paper.amount, 2) })}`}
              </div>
              <div>{paper.detail}</div>
            </div>
          ))}
          <ul className="plain-list">
            {sample.documents.map((paper) => (
              <li key={paper}>
                <a href={`/api/my/spot-checks/${sample.id}/documents/${paper}`} download>
                  {text(ownWords[`document.${paper}`])}
                </a>
              </li>
            ))}
          </ul>
          <Facts facts={facts} />
        </section>
      </div>
    </Page>
  )
}
