import type { ChartData } from './chart-data.ts'
import { ChartFrame } from './chart-frame.tsx'
import { chartOption } from './chart-option.ts'

const load = () => import('./echarts.ts')

/**
 * Lines or bars with a title that says what they show, units on the axis, the same data as a table, and both to take
 * away. Values that are not known are gaps.
 *
 * @example
 * <Chart title="2021–2025 年产品质量合格率" labelTitle="年份" labels={['2021', '2022']} unit="%" decimals={1}
 *   series={[{ name: '实际', values: [95.1, 95.8] }, { name: '要求路径', values: [95, 95.5], dashed: true }]} />
 */
export function Chart(
  props: ChartData & {
    readonly height?: number
    readonly horizontal?: boolean
    /** Level of the title among the page's headings; 2 unless given. */
    readonly level?: 2 | 3
  },
) {
  const { labels, series, band, marks, unit, labelTitle, decimals, horizontal = false } = props
  return (
    <ChartFrame
      data={props}
      {...(props.height ? { height: props.height } : {})}
      {...(props.level ? { level: props.level } : {})}
      picture={{
        load,
        option: (look) => chartOption(props, { ...look, horizontal }),
        drawing: JSON.stringify([labels, series, band, marks, unit, labelTitle, decimals, horizontal]),
      }}
    />
  )
}
