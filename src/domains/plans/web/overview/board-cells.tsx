/** What a row of the board says of its figures: how fresh they are, how they moved, a district's share. */
import { useQuery } from '@tanstack/react-query'
import { Sparkline } from '#ui/charts/sparkline.tsx'
import { type Translate, useFormats, useText } from '#ui/language/language.ts'
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
        first: trend.periods[first.index] ?? '',
        last: trend.periods[last.index] ?? '',
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
        value: `${formats.number(trend.goal)} ${trend.unit}`.trim(),
      })}
    </span>
  ) : null
}

/** The period of a figure as short as it can be written. */
function shortPeriod(period: string, text: Translate): string {
  const [year = '', part] = period.split('-')
  if (part === undefined) return text({ zh: '{year}年', en: '{year}' }, { year })
  return part.startsWith('Q')
    ? text({ zh: '{year}年{quarter}季度', en: 'Q{quarter} {year}' }, { year, quarter: part.slice(1) })
    : text({ zh: '{year}年{month}月', en: '{year}-{month}' }, { year, month: Number(part) })
}

/** What the running period has come to, marked as not judged. */
export function SoFarLine({ row }: { readonly row: Pick<BoardRow, 'soFar' | 'unit'> }) {
  const text = useText()
  const formats = useFormats()
  return row.soFar ? (
    <span className="board__note board__so-far">
      {text(overviewMessages['plans.overview.so-far'], {
        period: shortPeriod(row.soFar.period, text),
        value: `${formats.number(row.soFar.value)} ${row.unit}`.trim(),
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
      {shortPeriod(row.currentPeriod, text)}
      {row.stale ? (
        <strong className="board__stale"> · {text(overviewMessages['plans.overview.stale'])}</strong>
      ) : null}
    </span>
  )
}
