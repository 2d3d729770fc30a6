import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { Chart } from '#ui/charts/chart.tsx'
import { FigureText } from '#ui/figure-text/figure-text.tsx'
import { useFormats, useLocale, useText } from '#ui/language/language.ts'
import { ScrollBox } from '#ui/scroll-box.tsx'
import { Empty } from '#ui/states/page-states.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import type { Figure, IndicatorDetail } from '../../contract.ts'
import { periodWordsOn } from '../../period-messages.ts'
import { indicatorsApi } from '../indicators-api.ts'
import { indicatorMessages } from './indicator-messages.ts'
import { lastWhole, runningOf, shownSpan, todayOf, yearBefore } from './periods.ts'
import { useRegionNames } from './region-names.ts'

/** The course of the city's figure, beside it the regions of one period. */
export function TrendTab({ indicator }: { readonly indicator: IndicatorDetail }) {
  const span = shownSpan(new Date())
  const figures = useQuery(
    indicatorsApi.figures.queryOptions({ input: { indicatorId: indicator.id, children: true, ...span } }),
  )
  return (
    <QueryState query={figures} lines={8}>
      {({ items }) => <Course indicator={indicator} figures={items} />}
    </QueryState>
  )
}

function Course(props: { readonly indicator: IndicatorDetail; readonly figures: readonly Figure[] }) {
  const { indicator, figures } = props
  const text = useText()
  const locale = useLocale()
  const [compared, setCompared] = useState<string[]>([])
  const regions = [...new Set(figures.map((figure) => figure.region))]
  const [city = ''] = regions
  const nameOf = useRegionNames()
  const known = new Map(figures.map((figure) => [`${figure.region}/${figure.period}`, figure.value]))
  const periods = [...new Set(figures.map((figure) => figure.period))]
  const present = periods.filter((period) => regions.some((region) => has(known, region, period)))
  const [first, last] = [present[0], present.at(-1)]
  if (first === undefined || last === undefined)
    return (
      <Empty
        title={text(indicatorMessages['indicators.no-figures'])}
        hint={text(indicatorMessages['indicators.no-figures-hint'])}
      />
    )
  const labels = periods.filter((period) => period >= first && period <= last)
  const below = regions.slice(1).filter((region) => labels.some((period) => has(known, region, period)))
  const { version } = indicator
  const running = runningOf(labels, new Date())
  const wordsOf = (period: string) => text(periodWordsOn(period, todayOf(new Date())))
  return (
    <div className="indicator-page__pair">
      <div className="card stack">
        {below.length > 0 ? (
          <Select
            mode="multiple"
            aria-label={text(indicatorMessages['indicators.compare-region'])}
            placeholder={text(indicatorMessages['indicators.compare-region'])}
            value={compared}
            onChange={setCompared}
            options={below.map((value) => ({ value, label: nameOf(value) }))}
            maxCount={5}
            style={{ minWidth: 180 }}
          />
        ) : null}
        <Chart
          title={text(indicatorMessages['indicators.trend-title'], {
            name: locale === 'zh' ? version.nameZh : version.nameEn,
          })}
          labelTitle={text(indicatorMessages['indicators.time'])}
          labels={labels}
          labelWords={labels.map(wordsOf)}
          unit={version.unit}
          decimals={version.decimals}
          height={320}
          series={[
            ...[city, ...compared].map((region) => ({
              name: nameOf(region),
              values: labels.map((period) =>
                period === running ? null : (known.get(`${region}/${period}`) ?? null),
              ),
            })),
            ...(running === undefined
              ? []
              : [
                  {
                    name: wordsOf(running),
                    values: labels.map((period) =>
                      period === running ? (known.get(`${city}/${period}`) ?? null) : null,
                    ),
                    tone: 'no-data' as const,
                  },
                ]),
          ]}
        />
      </div>
      <RegionTable
        indicator={indicator}
        regions={[city, ...below]}
        periods={labels.toReversed()}
        known={known}
        nameOf={nameOf}
      />
    </div>
  )
}

type Known = ReadonlyMap<string, number | null>
const has = (known: Known, region: string, period: string): boolean =>
  (known.get(`${region}/${period}`) ?? null) !== null

function RegionTable(props: {
  readonly indicator: IndicatorDetail
  readonly regions: readonly string[]
  readonly periods: readonly string[]
  readonly known: Known
  readonly nameOf: (code: string) => string
}) {
  const { known, regions, periods } = props
  const { version } = props.indicator
  const text = useText()
  const formats = useFormats()
  const [chosen, setChosen] = useState<string>()
  const period = chosen ?? lastWhole(periods, new Date()) ?? ''
  const [city, ...below] = regions
  const at = (region: string, when: string) => known.get(`${region}/${when}`) ?? null
  const better = version.direction === 'lower' ? 1 : -1
  // Best first, those without a figure last.
  const rank = (region: string): number => (at(region, period) ?? Number.POSITIVE_INFINITY * better) * better
  const ordered = below.toSorted((a, b) => rank(a) - rank(b) || a.localeCompare(b))
  const wordsOf = (one: string) => text(periodWordsOn(one, todayOf(new Date())))
  const title = text(indicatorMessages['indicators.by-region'], { period: wordsOf(period) })
  return (
    <section className="card stack" aria-label={title}>
      <div className="row">
        <h2>{title}</h2>
        <Select
          aria-label={text(indicatorMessages['indicators.choose-period'])}
          value={period}
          onChange={setChosen}
          popupMatchSelectWidth={false}
          options={periods.map((value) => ({ value, label: wordsOf(value) }))}
        />
      </div>
      <ScrollBox label={title}>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{text(indicatorMessages['indicators.region'])}</th>
              <th scope="col" className="number">
                {text(indicatorMessages['indicators.value'])}
              </th>
              <th scope="col" className="number">
                {text(indicatorMessages['indicators.year-before'])}
              </th>
              <th scope="col" className="number">
                {text(indicatorMessages['indicators.change'])}
              </th>
            </tr>
          </thead>
          <tbody>
            {[...(city === undefined ? [] : [city]), ...ordered].map((region) => {
              const [now, before] = [at(region, period), at(region, yearBefore(period))]
              const change = now === null || before === null ? null : now - before
              return (
                <tr key={region}>
                  <th scope="row">{props.nameOf(region)}</th>
                  <td className="number">
                    <FigureText value={now} unit={version.unit} decimals={version.decimals} />
                  </td>
                  <td className="number">{formats.number(before, version.decimals)}</td>
                  <td className="number">
                    {change !== null && change > 0 ? '+' : ''}
                    {formats.number(change, version.decimals)}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  )
}
