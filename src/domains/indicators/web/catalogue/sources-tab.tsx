import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { Chart } from '#ui/charts/chart.tsx'
import { useText } from '#ui/language/language.ts'
import { Empty } from '#ui/states/page-states.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import type { IndicatorDetail } from '../../contract.ts'
import { periodWords } from '../../period-messages.ts'
import { indicatorsApi } from '../indicators-api.ts'
import { FigureLineageTree } from '../target/lineage.tsx'
import { indicatorMessages } from './indicator-messages.ts'
import { lastWhole, shownSpan } from './periods.ts'

/** Where a figure of the indicator comes from, level by level, and what its measures are made of. */
export function SourcesTab({ indicator }: { readonly indicator: IndicatorDetail }) {
  const text = useText()
  const [chosen, setChosen] = useState<string>()
  const figures = useQuery(
    indicatorsApi.figures.queryOptions({ input: { indicatorId: indicator.id, ...shownSpan(new Date()) } }),
  )
  return (
    <QueryState query={figures} lines={6}>
      {({ items }) => {
        const present = items.filter((figure) => figure.value !== null).toReversed()
        const shown =
          chosen ??
          lastWhole(
            present.map((one) => one.period),
            new Date(),
          )
        const figure = present.find((one) => one.period === shown) ?? present[0]
        if (!figure)
          return (
            <Empty
              title={text(indicatorMessages['indicators.no-figures'])}
              hint={text(indicatorMessages['indicators.no-figures-hint'])}
            />
          )
        return (
          <div className="stack">
            <div className="row">
              <Select
                aria-label={text(indicatorMessages['indicators.choose-period'])}
                value={figure.period}
                onChange={setChosen}
                popupMatchSelectWidth={false}
                options={present.map(({ period }) => ({
                  value: period,
                  label: text(periodWords(period)),
                }))}
              />
            </div>
            <div className="card">
              <FigureLineageTree key={figure.period} indicatorId={indicator.id} period={figure.period} />
            </div>
            <Breakdowns indicatorId={indicator.id} period={figure.period} />
          </div>
        )
      }}
    </QueryState>
  )
}

// More bars than that are no picture; the rest is in the pivot table.
const mostBars = 15

function Breakdowns(props: { readonly indicatorId: string; readonly period: string }) {
  const text = useText()
  const parts = useQuery(indicatorsApi.indicatorBreakdown.queryOptions({ input: props }))
  return (
    <>
      {(parts.data?.items ?? [])
        .filter((part) => part.items.length > 0)
        .map((part) => {
          const shown = part.items.slice(0, mostBars)
          return (
            <div key={`${part.measure}/${JSON.stringify(part.where)}/${part.dimension}`} className="card">
              <Chart
                title={text(indicatorMessages['indicators.breakdown-title'], {
                  measure: text(part.title),
                  dimension: text(part.dimensionTitle),
                  period: text(periodWords(props.period)),
                })}
                labelTitle={text(part.dimensionTitle)}
                labels={shown.map((item) => text(item.title))}
                unit={part.unit}
                horizontal
                height={Math.max(160, shown.length * 28)}
                series={[{ name: text(part.title), kind: 'bar', values: shown.map((item) => item.amount) }]}
              />
            </div>
          )
        })}
    </>
  )
}
