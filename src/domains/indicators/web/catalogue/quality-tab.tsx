import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useFormats, useText } from '#ui/language/language.ts'
import { ScrollBox } from '#ui/scroll-box.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import type { IndicatorDetail, IndicatorQuality } from '../../contract.ts'
import { periodWords } from '../../period-messages.ts'
import { indicatorsApi } from '../indicators-api.ts'
import { FreshnessTag } from './catalogue-page.tsx'
import { indicatorMessages } from './indicator-messages.ts'

/** How complete, how fresh and how often corrected the figures are. */
export function QualityTab({ indicator }: { readonly indicator: IndicatorDetail }) {
  const quality = useQuery(
    indicatorsApi.indicatorQuality.queryOptions({ input: { indicatorId: indicator.id } }),
  )
  return (
    <QueryState query={quality} lines={6}>
      {(found) => (
        <div className="stack">
          <Facts quality={found} />
          {found.regions.length > 0 ? <Regions quality={found} /> : null}
          {indicator.version.accumulation === 'sum' && found.regions.length > 0 ? (
            <Sums quality={found} />
          ) : null}
        </div>
      )}
    </QueryState>
  )
}

// A list of gaps longer than that is not read.
const mostGaps = 12

function Facts({ quality }: { readonly quality: IndicatorQuality }) {
  const text = useText()
  const formats = useFormats()
  const { expected, missing } = quality
  const gaps = missing
    .slice(-mostGaps)
    .map((period) => text(periodWords(period)))
    .join(text({ zh: '、', en: ', ' }))
  const facts: ReadonlyArray<readonly [string, ReactNode]> = [
    [
      text(indicatorMessages['indicators.quality.freshness']),
      <FreshnessTag key="tag" freshness={quality.freshness} />,
    ],
    [
      text(indicatorMessages['indicators.quality.coverage']),
      <>
        {text(indicatorMessages['indicators.quality.coverage-of'], {
          present: expected - missing.length,
          expected,
        })}
        <span className="catalogue__note">
          {missing.length === 0
            ? text(indicatorMessages['indicators.quality.complete'])
            : text(indicatorMessages['indicators.quality.missing'], {
                periods: missing.length > mostGaps ? `… ${gaps}` : gaps,
              })}
        </span>
      </>,
    ],
    [
      text(indicatorMessages['indicators.quality.corrections']),
      text(indicatorMessages['indicators.quality.corrections-count'], { count: quality.corrections }),
    ],
    [text(indicatorMessages['indicators.quality.published']), formats.dateTime(quality.publishedAt)],
  ]
  return (
    <dl className="card indicator-page__facts">
      {facts.map(([title, value]) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Regions({ quality }: { readonly quality: IndicatorQuality }) {
  const text = useText()
  const title = text(indicatorMessages['indicators.quality.regions'])
  return (
    <section className="card stack" aria-label={title}>
      <h2>{title}</h2>
      <ScrollBox label={title}>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{text(indicatorMessages['indicators.region'])}</th>
              <th scope="col" className="number">
                {text(indicatorMessages['indicators.quality.coverage'])}
              </th>
              <th scope="col">{text(indicatorMessages['indicators.quality.latest'])}</th>
            </tr>
          </thead>
          <tbody>
            {quality.regions.map((region) => (
              <tr key={region.code}>
                <th scope="row">{region.name}</th>
                <td className="number">
                  {region.present} / {quality.expected}
                </td>
                <td>{region.latest ? text(periodWords(region.latest)) : '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  )
}

function Sums({ quality }: { readonly quality: IndicatorQuality }) {
  const text = useText()
  const formats = useFormats()
  if (quality.sumsOff.length === 0)
    return <p className="soft">{text(indicatorMessages['indicators.quality.sums-agree'])}</p>
  return (
    <section className="card stack">
      <h2>{text(indicatorMessages['indicators.quality.sums'])}</h2>
      <ul className="indicator-page__list">
        {quality.sumsOff.map(({ period, whole, sum }) => (
          <li key={period}>
            {text(indicatorMessages['indicators.quality.sum-row'], {
              period: text(periodWords(period)),
              whole: formats.number(whole),
              sum: formats.number(sum),
            })}
          </li>
        ))}
      </ul>
    </section>
  )
}
