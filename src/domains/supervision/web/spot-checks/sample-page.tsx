import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useDistricts } from '#kernel/org/web/use-districts.ts'
import { useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import { uiMessages } from '#ui/ui-messages.ts'
import {
  groundTitles,
  kindTitles,
  linkTitles,
  orderTitles,
  purposeTitles,
} from '../../spot-checks/messages.ts'
import { type Fact, Facts } from './facts.tsx'
import { JudgementTable } from './judgement-table.tsx'
import { NoticeDeliveries } from './notice-deliveries.tsx'
import { SampleCase } from './sample-case.tsx'
import { SampleFiles, Signatory } from './sample-files.tsx'
import { FollowUpTag, ResultTag } from './spot-check-tags.tsx'
import { words } from './spot-check-words.ts'
import { type SampleView, spotChecksApi } from './spot-checks-api.ts'
import { VoidSample } from './withdraw-buttons.tsx'
import './spot-checks.css'

/** Everything of one sample: sheet, judgement item by item, follow-up with its deadlines, papers. */
export function SamplePage() {
  const { sampleId = '' } = useParams({ strict: false })
  const sample = useQuery(spotChecksApi.getSample.queryOptions({ input: { sampleId } }))
  return <QueryState query={sample}>{(loaded) => <WholeSample sample={loaded} />}</QueryState>
}

function WholeSample({ sample }: { readonly sample: SampleView }) {
  const text = useText()
  return (
    <Page
      title={`${sample.productName}${sample.model ? ` ${sample.model}` : ''}`}
      tag={
        <>
          <ResultTag state={sample.state} result={sample.finalResult} initial={sample.initialResult} />
          {sample.serious ? <StateTag state="behind" word={text(words['spot-checks.serious'])} /> : null}
          {sample.followUp ? <FollowUpTag state={sample.followUp} /> : null}
        </>
      }
      lead={`${sample.sheetNumber} · ${sample.category} · ${sample.enterpriseName}`}
      trail={[{ title: text(words['spot-checks.samples']), to: '/supervision/spot-checks' }]}
      {...(sample.state === 'sampled' ? { actions: <VoidSample sample={sample} /> } : {})}
    >
      <div className="sample-columns">
        <div className="spaced">
          <section className="card stack" aria-labelledby="judgement">
            <h2 id="judgement">{text(words['spot-checks.judgement'])}</h2>
            <JudgementTable sample={sample} />
          </section>
          {sample.caseId ? <SampleCase sample={sample} caseId={sample.caseId} /> : null}
          <Objections sample={sample} />
        </div>
        <div className="spaced">
          <section className="card stack" aria-labelledby="papers">
            <h2 id="papers">{text(words['spot-checks.papers'])}</h2>
            <Papers sample={sample} />
            <NoticeDeliveries sample={sample} />
          </section>
          <section className="card stack" aria-labelledby="sheet">
            <h2 id="sheet">{text(words['spot-checks.sheet-section'])}</h2>
            <SheetFacts sample={sample} />
            <Signatory sample={sample} />
          </section>
          <section className="card stack" aria-labelledby="files">
            <h2 id="files">{text(words['spot-checks.files'])}</h2>
            <SampleFiles sample={sample} />
          </section>
        </div>
      </div>
    </Page>
  )
}

function SheetFacts({ sample }: { readonly sample: SampleView }) {
  const text = useText()
  const formats = useFormats()
  const { nameOf } = useDistricts()
  const amount = (quantity: number | null) =>
    quantity === null ? null : `${formats.number(quantity)} ${sample.quantityUnit}`
  const facts: readonly Fact[] = [
    [text(words['spot-checks.purpose']), text(purposeTitles[sample.purpose])],
    [text(words['spot-checks.link']), text(linkTitles[sample.link])],
    [text(words['spot-checks.kind']), text(kindTitles[sample.kind])],
    [text(words['spot-checks.enterprise']), sample.enterpriseName],
    [text(words['spot-checks.region']), nameOf(sample.region)],
    [text(words['spot-checks.address']), sample.address],
    [text(words['spot-checks.producer']), sample.producerName],
    [text(words['spot-checks.trade-mark']), sample.tradeMark],
    [text(words['spot-checks.batch-number']), sample.batchNumber],
    [text(words['spot-checks.produced-on']), sample.producedOn && formats.date(sample.producedOn)],
    [text(words['spot-checks.product-standard']), sample.standard],
    [text(words['spot-checks.base-quantity']), amount(sample.baseQuantity)],
    [text(words['spot-checks.sample-quantity']), amount(sample.sampleQuantity)],
    [text(words['spot-checks.reserve-quantity']), amount(sample.reserveQuantity)],
    [text(words['spot-checks.platform']), sample.platform],
    [text(words['spot-checks.order-number']), sample.orderNumber],
    [text(words['spot-checks.sampled-on']), formats.date(sample.sampledOn)],
    [text(words['spot-checks.sampling-unit']), sample.unitName],
    [text(words['spot-checks.samplers']), sample.samplers.join('、')],
    [text(words['spot-checks.laboratory']), sample.institutionName],
    [text(words['spot-checks.blind-code']), sample.blindCode],
    [text(words['spot-checks.report-number']), sample.reportNumber],
    [text(words['spot-checks.refusal-reason']), sample.refusalReason],
    [text(words['spot-checks.void-reason']), sample.voidReason],
    [text(words['spot-checks.note']), sample.note],
  ]
  return <Facts facts={facts} />
}

/** The official papers that can be made now, and what was issued. */
function Papers({ sample }: { readonly sample: SampleView }) {
  const text = useText()
  const formats = useFormats()
  const papers = [
    'sampling-sheet',
    ...(sample.initialResult ? ['result-notice'] : []),
    ...(sample.orders.some((order) => order.kind === 'correction') ? ['correction-order'] : []),
  ] as const
  return (
    <>
      <ul className="plain-list">
        {papers.map((paper) => (
          <li key={paper}>
            <a href={`/api/spot-checks/samples/${sample.id}/documents/${paper}`} download>
              {text(
                words[
                  paper === 'result-notice'
                    ? 'spot-checks.paper.result-notice'
                    : paper === 'correction-order'
                      ? 'spot-checks.paper.correction-order'
                      : 'spot-checks.paper.sampling-sheet'
                ],
              )}
            </a>
          </li>
        ))}
      </ul>
      {sample.orders.map((order) => (
        <div key={order.id}>
          <strong>
            {text(orderTitles[order.kind])} {order.number}
          </strong>
          <div className="soft">
            {formats.date(order.issuedOn)} · {order.addressee}
            {order.amount === null
              ? ''
              : ` · ${text(words['spot-checks.amount'], { amount: formats.number(order.amount, 2) })}`}
          </div>
          <div>{order.detail}</div>
        </div>
      ))}
    </>
  )
}

function Objections({ sample }: { readonly sample: SampleView }) {
  const text = useText()
  const formats = useFormats()
  if (sample.objections.length === 0) return null
  return (
    <section className="card stack" aria-labelledby="objections">
      <h2 id="objections">{text(words['spot-checks.objections'])}</h2>
      {sample.objections.map((one) => (
        <div key={one.id} className="stack">
          <strong>
            {text(words['spot-checks.objection-by'], {
              objector: one.objector,
              date: formats.date(one.receivedOn),
              ground: text(groundTitles[one.ground]),
            })}
          </strong>
          {one.online ? <div className="soft">{text(words['spot-checks.filed-online'])}</div> : null}
          <div>{one.statement}</div>
          {one.outcome ? (
            <div>
              {one.outcomeReason
                ? `${text(uiMessages['ui.before'], { name: text(words[`spot-checks.outcome.${one.outcome}`]) })}${one.outcomeReason}`
                : text(words[`spot-checks.outcome.${one.outcome}`])}
              {one.retestInstitution ? ` · ${one.retestInstitution}` : ''}
            </div>
          ) : null}
          {one.feeBy ? <div className="soft">{text(words[`spot-checks.fee.${one.feeBy}`])}</div> : null}
        </div>
      ))}
    </section>
  )
}
