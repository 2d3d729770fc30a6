import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useLive } from '#kernel/live/web/use-live.ts'
import { FigureText } from '#ui/figure-text/figure-text.tsx'
import { useFormats, useLocale, useText } from '#ui/language/language.ts'
import { PanelContent, useObjectPanels } from '#ui/pages/object-panels.tsx'
import { Page } from '#ui/pages/page.tsx'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import { Empty } from '#ui/states/page-states.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import type { Forecast, Standing, TargetDetail } from '../../contract.ts'
import { periodWords } from '../../period-messages.ts'
import { indicatorsApi } from '../indicators-api.ts'
import { DistrictMap } from '../map/district-map.tsx'
import { LineageTree } from './lineage.tsx'
import { reasonWords } from './state-reason.ts'
import { targetMessages } from './target-messages.ts'
import { targetWords } from './target-words.ts'
import { TargetTrendChart } from './trend-chart.tsx'
import './target-page.css'

/** All about one target: how it stands and why, its course, its districts, where its figure comes from, its passage. */
export function TargetPage() {
  const { targetId = '' } = useParams({ strict: false })
  const text = useText()
  const locale = useLocale()
  const target = useQuery(indicatorsApi.getTarget.queryOptions({ input: { targetId } }))
  useLive('targets', [indicatorsApi.key()])
  // The plan's own words come from the domain that keeps them.
  const others = useObjectPanels('target', 'tab').filter((panel) => !panel.key.startsWith('indicators.'))
  return (
    <QueryState query={target} lines={10}>
      {(found) => (
        <Page
          title={[found.action, found.indicator].filter(Boolean).join(' ')}
          tag={<StateTag state={found.standing?.state ?? 'no-data'} />}
          trail={[{ title: text(targetMessages['indicators.target.overview']), to: '/' }]}
          lead={`${found.planTitle}${found.binding ? ` · ${locale === 'zh' ? found.binding.indicator.nameZh : found.binding.indicator.nameEn}` : ''}`}
        >
          <Facts target={found} />
          {found.binding ? (
            <>
              <div className="target-page__pair">
                <div className="card">
                  <TargetTrendChart targetId={targetId} />
                </div>
                <div className="card">
                  <DistrictMap targetId={targetId} />
                </div>
              </div>
              <section className="card stack" aria-labelledby="target-lineage">
                <h2 id="target-lineage">{text(targetMessages['indicators.lineage'])}</h2>
                <LineageTree targetId={targetId} />
              </section>
            </>
          ) : (
            <Empty
              title={text(targetMessages['indicators.target.not-bound'])}
              hint={text(targetMessages['indicators.target.not-bound-hint'])}
            />
          )}
          {others.map((panel) => (
            <section key={panel.key} className="card stack" aria-label={text(panel.title)}>
              <h2>{text(panel.title)}</h2>
              <PanelContent panel={panel} id={targetId} />
            </section>
          ))}
        </Page>
      )}
    </QueryState>
  )
}

function Facts({ target }: { readonly target: TargetDetail }) {
  const text = useText()
  const formats = useFormats()
  const { standing, unit, forecast } = target
  return (
    <section className="card target-page__facts" aria-label={text(targetMessages['indicators.target'])}>
      <Fact
        title={text(targetMessages['indicators.target.current'])}
        note={<Freshness standing={standing} unit={unit} />}
      >
        <FigureText value={standing?.current} unit={unit} size="large" />
      </Fact>
      <Fact
        title={text(targetMessages['indicators.target.goal'])}
        note={
          target.year === null && target.binding?.year == null
            ? text(targetMessages['indicators.target.no-deadline'])
            : text(targetMessages['indicators.target.year-end'], {
                year: target.year ?? target.binding?.year ?? '',
              })
        }
      >
        <span className="target-page__figure">{targetWords(target, text, formats)}</span>
      </Fact>
      <Fact title={text(targetMessages['indicators.target.required'])}>
        <FigureText value={tidy(standing?.required)} unit={unit} size="large" />
      </Fact>
      <Fact
        title={text(targetMessages['indicators.target.forecast'])}
        note={<ForecastNote forecast={forecast} unit={unit} />}
      >
        <FigureText value={tidy(forecast.atDeadline?.value)} unit={unit} size="large" />
      </Fact>
      <Reason standing={standing} />
    </section>
  )
}

// What is required and forecast is worked out: more than two places would claim too much.
const tidy = (value: number | null | undefined): number | null =>
  value === null || value === undefined ? null : Math.round(value * 100) / 100

function Fact(props: { readonly title: string; readonly note?: ReactNode; readonly children: ReactNode }) {
  return (
    <div className="target-page__fact">
      <h2 className="target-page__fact-title">{props.title}</h2>
      <div>{props.children}</div>
      {props.note ? <div className="target-page__note">{props.note}</div> : null}
    </div>
  )
}

function Freshness({ standing, unit }: { readonly standing: Standing | null; readonly unit: string }) {
  const text = useText()
  const formats = useFormats()
  if (!standing?.period) return text(targetMessages['indicators.reason.no-figures'])
  const words = text(targetMessages['indicators.target.as-of'], {
    period: text(periodWords(standing.period)),
  })
  return (
    <>
      {words}
      {' · '}
      {standing.stale ? (
        <strong className="target-page__stale">{text(targetMessages['indicators.target.stale'])}</strong>
      ) : (
        text(targetMessages['indicators.target.fresh'])
      )}
      {standing.soFar ? (
        <>
          <br />
          {text(targetMessages['indicators.target.so-far'], {
            period: text(periodWords(standing.soFar.period)),
            value: `${formats.number(tidy(standing.soFar.value))}\u00a0${unit}`.trim(),
          })}
        </>
      ) : null}
    </>
  )
}

function ForecastNote(props: { readonly forecast: Forecast; readonly unit: string }) {
  const text = useText()
  const formats = useFormats()
  const { forecast } = props
  if (forecast.outcome !== 'forecast' || !forecast.atDeadline)
    return forecast.outcome === 'forecast'
      ? null
      : text(targetMessages[`indicators.forecast.${forecast.outcome}`])
  const { low, high } = forecast.atDeadline
  return (
    <>
      {text(targetMessages['indicators.target.forecast-range'], {
        low: formats.number(tidy(low)),
        high: formats.number(tidy(high)),
        level: formats.share(forecast.level, 0),
      })}
      {forecast.prospect ? <br /> : null}
      {forecast.prospect ? text(targetMessages[`indicators.prospect.${forecast.prospect}`]) : null}
      {forecast.method ? (
        <>
          <br />
          {text(targetMessages['indicators.target.forecast-method'], {
            method: text(targetMessages[`indicators.forecast.${forecast.method}`]),
            count: forecast.basedOn,
          })}
        </>
      ) : null}
    </>
  )
}

/** The state in words, and the rule that gave it. */
function Reason({ standing }: { readonly standing: Standing | null }) {
  const text = useText()
  const { reason, rule } = reasonWords(standing?.reason ?? 'no-figures')
  return (
    <p className="target-page__reason">
      <strong>{text(targetMessages['indicators.target.reason'])}</strong> {text(reason)}{' '}
      <span className="soft">{text(targetMessages['indicators.target.rule'], { rule: text(rule) })}</span>
    </p>
  )
}
