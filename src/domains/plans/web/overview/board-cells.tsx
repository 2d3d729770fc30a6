/** What a row of the board says of its figures: how fresh they are, how they moved, a district's share. */
import { useQuery } from '@tanstack/react-query'
import { periodWords } from '#domains/indicators/contract.ts'
import { Sparkline } from '#ui/charts/sparkline.tsx'
import { useFormats, useText } from '#ui/language/language.ts'
import type { BoardRow } from '../../contract.ts'
import { indicatorsApi } from '../plans-api.ts'
import { overviewMessages } from './overview-messages.ts'

/** The rows whose courses one call brings. */
export interface TrendBatch {
  /** Up to 100 targets, separated by commas. */
  readonly ids: string
  /** The district that the board shows. */
  readonly region?: string | undefined
}

type TrendRow = BoardRow & { readonly batch: TrendBatch }

const points = 24

/** A number and its unit, which no line break parts. */
const withUnit = (number: string, unit: string): string => (unit ? `${number}\u00a0${unit}` : number)

function useTrend({ lineageId, batch }: TrendRow) {
  const trends = useQuery(
    indicatorsApi.targetTrends.queryOptions({
      input: { ids: batch.ids, points, region: batch.region },
      enabled: batch.ids !== '',
    }),
  )
  return trends.data?.items.find((trend) => trend.targetId === lineageId)
}

/** The figures of some years with the required path, as small as a word. */
export function TrendCell({ row }: { readonly row: TrendRow }) {
  const text = useText()
  const formats = useFormats()
  const trend = useTrend(row)
  const known = trend?.values.flatMap((value, index) => (value === null ? [] : [{ value, index }])) ?? []
  const [first, last] = [known[0], known.at(-1)]
  if (!trend || !first || !last) return <span className="soft">—</span>
  return (
    <Sparkline
      values={trend.values}
      path={trend.required}
      width={108}
      height={30}
      label={text(overviewMessages['plans.overview.trend-label'], {
        first: text(periodWords(trend.periods[first.index] ?? '')),
        last: text(periodWords(trend.periods[last.index] ?? '')),
        from: formats.number(first.value),
        to: formats.number(last.value),
      })}
    />
  )
}

/** What the district itself has to reach. */
export function ShareLine({ row }: { readonly row: TrendRow }) {
  const text = useText()
  const formats = useFormats()
  const trend = useTrend(row)
  return trend ? (
    <span className="board__note">
      {text(overviewMessages['plans.overview.share'], {
        value: withUnit(formats.number(trend.goal), trend.unit),
      })}
    </span>
  ) : null
}

/** What the running period has come to, marked as not judged. */
export function SoFarLine({ row }: { readonly row: Pick<BoardRow, 'soFar' | 'unit'> }) {
  const text = useText()
  const formats = useFormats()
  return row.soFar ? (
    <span className="board__note board__so-far">
      {text(overviewMessages['plans.overview.so-far'], {
        period: text(periodWords(row.soFar.period)),
        value: withUnit(formats.number(row.soFar.value), row.unit),
      })}
    </span>
  ) : null
}

/** Of which period the figure is, and whether a newer one is overdue. */
export function FreshnessLine({ row }: { readonly row: BoardRow }) {
  const text = useText()
  if (row.currentPeriod === null)
    return (
      <span className="board__note">
        {row.current === null ? text(overviewMessages['plans.overview.not-reported']) : null}
      </span>
    )
  return (
    <span className="board__note">
      {text(periodWords(row.currentPeriod))}
      {row.stale ? (
        <strong className="board__stale"> · {text(overviewMessages['plans.overview.stale'])}</strong>
      ) : null}
    </span>
  )
}
