/** Forecasts what a target will have come to by its deadline: a pure function of its figures and the day. */
import type { ForecastPoint } from '#methods/forecasting/drift-forecast.ts'
import { kindOfPeriod, lastDay, offsetPeriod, periodOfDay, periodsWithin } from '../period.ts'
import {
  type Answering,
  type Commitment,
  figuresOnBasis,
  type PeriodFigure,
} from '../progress/target-progress.ts'
import { type ForecastMethod, forecastSeries, type SeriesLimits } from './series-forecast.ts'

export type TargetForecast =
  | {
      readonly outcome: 'forecast'
      readonly method: ForecastMethod
      /** How many figures it rests on. */
      readonly basedOn: number
      /** One a period up to the deadline, at least one; the last is that of the deadline. */
      readonly points: ReadonlyArray<ForecastPoint & { readonly period: string }>
    }
  | { readonly outcome: 'too-few-points' | 'no-deadline' | 'deadline-over' }

/** The latest stretch of figures without a gap, oldest first. */
function unbroken(figures: readonly PeriodFigure[]): readonly PeriodFigure[] {
  const broken = figures.findLastIndex((figure, index) => {
    const next = figures[index + 1]
    return next !== undefined && offsetPeriod(figure.period, 1) !== next.period
  })
  return figures.slice(broken + 1)
}

/** Totals of the years of which every period is there. */
function wholeYears(figures: readonly PeriodFigure[]): PeriodFigure[] {
  const years = Map.groupBy(figures, (figure) => figure.period.slice(0, 4))
  return [...years].flatMap(([year, own]) => {
    const kind = kindOfPeriod(own[0]?.period ?? year)
    if (own.length < periodsWithin(year, kind).length) return []
    return [{ period: year, value: own.reduce((sum, figure) => sum + figure.value, 0) }]
  })
}

const seasons = { month: 12, quarter: 4, year: 1 } as const

function limitsOf(
  answering: Answering,
  series: readonly PeriodFigure[],
  { minimum, maximum }: SeriesLimits,
): SeriesLimits {
  if (answering.basis === 'level') return { minimum, maximum }
  if (answering.basis === 'year-total') return { minimum, maximum: null }
  // What only adds up never falls.
  const last = series.at(-1)?.value ?? null
  return { minimum: minimum !== null && minimum >= 0 ? last : null, maximum: null }
}

/**
 * Levels and sums since the baseline are forecast period by period; totals of years, year by year.
 *
 * @param limits of a single figure, in the unit of the target
 * @param today ISO date
 */
export function forecastTarget(
  commitment: Pick<Commitment, 'year'>,
  answering: Answering,
  limits: SeriesLimits,
  today: string,
): TargetForecast {
  if (commitment.year === null) return { outcome: 'no-deadline' }
  const end = `${commitment.year}-12-31`
  const over = answering.figures.filter((figure) => lastDay(figure.period) <= today)
  const yearly = answering.basis === 'year-total'
  const series = unbroken(yearly ? wholeYears(over) : figuresOnBasis({ ...answering, figures: over }))
  const last = series.at(-1)
  if (today > end || (last && lastDay(last.period) >= end)) return { outcome: 'deadline-over' }
  if (!last) return { outcome: 'too-few-points' }
  const kind = kindOfPeriod(last.period)
  const periods: string[] = []
  for (let period = last.period; period < periodOfDay(end, kind); ) {
    period = offsetPeriod(period, 1)
    periods.push(period)
  }
  const values = series.map((figure) => figure.value)
  const season = answering.basis === 'level' ? seasons[kind] : 1
  const forecast = forecastSeries(values, season, periods.length, limitsOf(answering, series, limits))
  if (!forecast) return { outcome: 'too-few-points' }
  return {
    outcome: 'forecast',
    method: forecast.method,
    basedOn: values.length,
    points: forecast.points.map((point, index) => ({ period: periods[index] ?? '', ...point })),
  }
}
