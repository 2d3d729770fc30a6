import { useQuery } from '@tanstack/react-query'
import { Chart } from '#ui/charts/chart.tsx'
import type { ChartBand, ChartSeries } from '#ui/charts/chart-data.ts'
import { useFormats, useText } from '#ui/language/language.ts'
import { Empty } from '#ui/states/page-states.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import type { Forecast, TargetTrend } from '../../contract.ts'
import { periodWords } from '../../period-messages.ts'
import { indicatorsApi } from '../indicators-api.ts'
import { targetMessages } from './target-messages.ts'

/** Ten years of months are 120 points. */
const points = 240

/** A target's figures with the required path and, when there is one, the forecast with its interval. */
export function TargetTrendChart(props: {
  readonly targetId: string
  readonly level?: 2 | 3
  readonly height?: number
}) {
  const text = useText()
  const trend = useQuery(indicatorsApi.targetTrends.queryOptions({ input: { ids: props.targetId, points } }))
  const target = useQuery(indicatorsApi.getTarget.queryOptions({ input: { targetId: props.targetId } }))
  return (
    <QueryState query={trend} lines={6}>
      {({ items: [found] }) =>
        found ? (
          <Course
            trend={found}
            indicator={target.data?.indicator ?? ''}
            forecast={target.data?.forecast}
            level={props.level ?? 2}
            height={props.height ?? 320}
          />
        ) : (
          <Empty
            title={text(targetMessages['indicators.target.not-bound'])}
            hint={text(targetMessages['indicators.target.not-bound-hint'])}
          />
        )
      }
    </QueryState>
  )
}

function Course(props: {
  readonly trend: TargetTrend
  readonly indicator: string
  readonly forecast: Forecast | undefined
  readonly level: 2 | 3
  readonly height: number
}) {
  const text = useText()
  const formats = useFormats()
  const { trend, forecast } = props
  const labels = [
    ...new Set([...trend.periods, ...(forecast?.points.map((point) => point.period) ?? [])]),
  ].toSorted()
  const at = new Map(trend.periods.map((period, index) => [period, index]))
  const over = (values: readonly (number | null)[]) =>
    labels.map((label) => values[at.get(label) ?? -1] ?? null)
  const series: ChartSeries[] = [
    { name: text(targetMessages['indicators.target.actual']), values: over(trend.values) },
    {
      name: text(targetMessages['indicators.target.path']),
      values: over(trend.required),
      dashed: true,
      tone: 'no-data',
    },
  ]
  const band = forecast && forecast.points.length > 0 ? forecastBand(forecast, labels) : undefined
  const level = formats.share(forecast?.level, 0)
  return (
    <Chart
      title={text(targetMessages['indicators.target.trend-title'], { indicator: props.indicator })}
      level={props.level}
      height={props.height}
      labelTitle={text(targetMessages['indicators.target.time'])}
      labels={labels}
      labelWords={labels.map((period) => text(periodWords(period)))}
      unit={trend.unit}
      decimals={trend.decimals}
      series={[
        ...series,
        ...(band
          ? [
              {
                name: text(targetMessages['indicators.target.forecast-line']),
                values: band.middle,
                dashed: true,
                tone: 'on-track' as const,
              },
            ]
          : []),
      ]}
      {...(band
        ? {
            band: {
              name: text(targetMessages['indicators.target.forecast-band'], { level }),
              lower: band.lower,
              upper: band.upper,
            },
          }
        : {})}
    />
  )
}

function forecastBand(
  forecast: Forecast,
  labels: readonly string[],
): Pick<ChartBand, 'lower' | 'upper'> & { readonly middle: readonly (number | null)[] } {
  const found = new Map(forecast.points.map((point) => [point.period, point]))
  return {
    middle: labels.map((label) => found.get(label)?.value ?? null),
    lower: labels.map((label) => found.get(label)?.low ?? null),
    upper: labels.map((label) => found.get(label)?.high ?? null),
  }
}
