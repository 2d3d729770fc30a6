/** Turns chart data into an ECharts option: quiet grid, direct units, colours of the theme. */
import type { EChartsCoreOption } from 'echarts/core'
import { prefersLessMotion } from '../media.ts'
import { colours, fontFamily } from '../theme/antd-theme.ts'
import { type ChartBand, type ChartData, type ChartSeries, shownLabels } from './chart-data.ts'

/** Colours of series without a tone, told apart in grey too by their symbols. */
const palette = ['#1d5faa', '#b7791f', '#2a8a8a', '#7a4fb5', '#b83a6f', '#5b6675'] as const
const symbols = ['circle', 'rect', 'triangle', 'diamond', 'roundRect', 'pin'] as const

/** Up to how many labels an axis shows each of them. */
const fewLabels = 6

export interface ChartLook {
  /** Bars lie on their side: for names too long to stand below each other. */
  readonly horizontal: boolean
  readonly number: (value: number | null | undefined, decimals?: number) => string
  /** Size of the letters in pixels. */
  readonly letters: number
}

/** The option for {@link ChartData}. */
export function chartOption(data: ChartData, look: ChartLook): EChartsCoreOption {
  const { letters } = look
  const write = (value: unknown) => look.number(typeof value === 'number' ? value : null, data.decimals)
  const names = data.series.map((series) => series.name)
  // One series needs no legend: the title says what it is.
  const legend = data.band
    ? [...names, { name: data.band.name, icon: 'rect', itemStyle: { opacity: 0.3 } }]
    : names.length > 1
      ? names
      : []
  const labels = {
    type: 'category',
    data: [...shownLabels(data)],
    name: data.labelTitle,
    nameLocation: 'end',
    nameTextStyle: { color: colours.inkFaint, fontSize: letters },
    axisTick: { show: false },
    axisLine: { lineStyle: { color: '#b4bcc8' } },
    axisLabel: {
      color: colours.inkSoft,
      fontSize: letters,
      // A few names are all shown, broken where they are long; of many those that have room.
      ...(data.labels.length <= fewLabels
        ? { interval: 0, width: look.horizontal ? 110 : 66, overflow: 'break' }
        : { hideOverlap: true }),
    },
    ...(look.horizontal ? { inverse: true, nameLocation: 'start' } : {}),
  }
  const values = {
    type: 'value',
    name: data.unit,
    scale: !data.series.some((series) => series.kind === 'bar'),
    // What comes in whole ones has no half of one on its axis.
    ...(data.decimals === 0 ? { minInterval: 1 } : {}),
    nameTextStyle: { color: colours.inkFaint, fontSize: letters },
    splitLine: { lineStyle: { color: '#e8ebef' } },
    axisLabel: {
      color: colours.inkSoft,
      fontSize: letters,
      formatter: (value: number) => look.number(value),
    },
  }
  return {
    animationDuration: prefersLessMotion() ? 0 : 250,
    textStyle: { fontFamily, fontSize: letters },
    color: [...palette],
    grid: {
      left: 8,
      right: 12,
      top: legend.length > 0 ? 56 : 30,
      bottom: 8,
      outerBoundsMode: 'same',
      outerBoundsContain: 'all',
    },
    legend: {
      // One line at any width: more names are paged through, never laid over the axis.
      type: 'scroll',
      show: legend.length > 0,
      data: legend,
      top: 0,
      left: 0,
      right: 0,
      itemWidth: 22,
      textStyle: { color: colours.inkSoft, fontSize: letters },
    },
    tooltip: {
      trigger: 'axis',
      confine: true,
      valueFormatter: (value: unknown) => `${write(value)}${data.unit ? ` ${data.unit}` : ''}`,
    },
    xAxis: look.horizontal ? values : labels,
    yAxis: look.horizontal ? labels : values,
    series: [
      ...(data.band ? bandSeries(data.band) : []),
      ...data.series.map((series, index) => drawn(series, index, data, look)),
    ],
  }
}

function drawn(series: ChartSeries, index: number, data: ChartData, look: ChartLook) {
  const colour = series.tone ? colours[series.tone] : palette[index % palette.length]
  const marks = index === 0 ? data.marks : undefined
  return {
    name: series.name,
    type: series.kind ?? 'line',
    data: series.values.map((value) => value ?? null),
    color: colour,
    ...(series.stack ? { stack: series.stack } : {}),
    ...(series.kind === 'bar'
      ? { barMaxWidth: 28 }
      : {
          // Where the colours begin again, each has another symbol than before.
          symbol: symbols[(index + Math.floor(index / palette.length)) % symbols.length],
          symbolSize: 7,
          lineStyle: { width: 2, type: series.dashed ? 'dashed' : 'solid' },
          connectNulls: false,
        }),
    ...(marks
      ? {
          markLine: {
            symbol: 'none',
            silent: true,
            lineStyle: { color: colours.inkSoft, type: 'dashed' },
            label: {
              // The names run downwards there, so the line starts at the top.
              position: look.horizontal ? 'start' : 'insideEndTop',
              rotate: 0,
              color: colours.inkSoft,
              fontSize: look.letters,
            },
            data: marks.map((mark) => ({
              [look.horizontal ? 'xAxis' : 'yAxis']: mark.value,
              name: mark.name,
              label: { formatter: `${mark.name} ${look.number(mark.value, data.decimals)}` },
            })),
          },
        }
      : {}),
  }
}

/** A band is an unseen line at its lower edge with the difference stacked on it. */
function bandSeries(band: ChartBand) {
  const shared = {
    type: 'line',
    stack: ` ${band.name}`,
    symbol: 'none',
    lineStyle: { opacity: 0 },
    silent: true,
  }
  const difference = band.upper.map((upper, index) => {
    const lower = band.lower[index]
    return typeof upper === 'number' && typeof lower === 'number' ? upper - lower : null
  })
  return [
    { ...shared, name: ' ', data: band.lower.map((value) => value ?? null), tooltip: { show: false } },
    {
      ...shared,
      name: band.name,
      color: colours['on-track'],
      data: difference,
      areaStyle: { color: colours['on-track'], opacity: 0.14 },
      tooltip: { show: false },
    },
  ]
}
