import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react'
import { ChartIcon, DownloadIcon, TableIcon } from '../icons.tsx'
import { useFormats, useText } from '../language/language.ts'
import { ScrollBox } from '../scroll-box.tsx'
import { ErrorState, Loading } from '../states/page-states.tsx'
import { uiMessages } from '../ui-messages.ts'
import { type ChartData, chartCsv, chartRows, hasValues } from './chart-data.ts'
import { chartOption } from './chart-option.ts'
import { saveFile } from './save-file.ts'
import './chart.css'

type Instance = ReturnType<typeof import('./echarts.ts')['init']>

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
  const text = useText()
  const [asTable, setAsTable] = useState(false)
  const instance = useRef<Instance>(undefined)
  const Heading = props.level === 3 ? 'h3' : 'h2'
  const drawable = hasValues(props)
  return (
    <figure className="chart" aria-label={props.title}>
      <div className="chart__head">
        <Heading>{props.title}</Heading>
        {drawable ? (
          <div className="chart__tools no-print">
            <button
              type="button"
              className="plain-button plain-button--small"
              aria-pressed={asTable}
              onClick={() => setAsTable(!asTable)}
            >
              {asTable ? <ChartIcon /> : <TableIcon />}
              {text(asTable ? uiMessages['ui.chart.chart'] : uiMessages['ui.chart.table'])}
            </button>
            {asTable ? null : (
              <button
                type="button"
                className="plain-button plain-button--small"
                onClick={() => void savePicture(props.title, instance.current)}
              >
                <DownloadIcon />
                {text(uiMessages['ui.chart.png'])}
              </button>
            )}
            <button
              type="button"
              className="plain-button plain-button--small"
              onClick={() =>
                saveFile(
                  `${props.title}.csv`,
                  new Blob([chartCsv(props)], { type: 'text/csv;charset=utf-8' }),
                )
              }
            >
              <DownloadIcon />
              {text(uiMessages['ui.chart.csv'])}
            </button>
          </div>
        ) : null}
      </div>
      {drawable ? (
        asTable ? (
          <ChartTable {...props} />
        ) : (
          <Canvas {...props} instance={instance} />
        )
      ) : (
        <p className="soft">{text(uiMessages['ui.chart.empty'])}</p>
      )}
    </figure>
  )
}

async function savePicture(title: string, instance: Instance | undefined): Promise<void> {
  if (!instance) return
  const url = instance.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: '#fff' })
  const binary = atob(url.slice(url.indexOf(',') + 1))
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0))
  saveFile(`${title}.png`, new Blob([bytes], { type: 'image/png' }))
}

function Canvas(
  props: ChartData & {
    readonly height?: number
    readonly horizontal?: boolean
    readonly instance: RefObject<Instance | undefined>
  },
) {
  const { instance, height = 300, horizontal = false } = props
  const box = useRef<HTMLDivElement>(null)
  const formats = useFormats()
  const [failure, setFailure] = useState<unknown>()
  const [ready, setReady] = useState(false)

  useEffect(() => {
    const element = box.current
    if (!element) return
    let gone = false
    const resize = new ResizeObserver(() => instance.current?.resize())
    import('./echarts.ts').then(
      ({ init }) => {
        if (gone) return
        instance.current = init(element)
        resize.observe(element)
        setReady(true)
      },
      (error: unknown) => setFailure(error),
    )
    return () => {
      gone = true
      resize.disconnect()
      instance.current?.dispose()
      instance.current = undefined
    }
  }, [instance])

  const draw = useEffectEvent(() => {
    const letters = Math.round(Number.parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.86)
    instance.current?.setOption(chartOption(props, { horizontal, number: formats.number, letters }), true)
  })
  // Pages hand the same data over in new arrays at every drawing; only other data is drawn (and animated) again.
  const { labels, series, band, marks, unit, labelTitle, decimals } = props
  const drawing = JSON.stringify([
    labels,
    series,
    band,
    marks,
    unit,
    labelTitle,
    decimals,
    horizontal,
    formats.locale,
  ])
  useEffect(() => {
    if (ready && drawing) draw()
  }, [ready, drawing])

  if (failure) return <ErrorState error={failure} />
  return (
    <>
      {ready ? null : <Loading lines={4} />}
      <div
        ref={box}
        className="chart__canvas"
        style={{ height: ready ? height : 0 }}
        role="img"
        aria-label={props.title}
      />
    </>
  )
}

function ChartTable(props: ChartData) {
  const formats = useFormats()
  const { header, rows } = chartRows(props)
  const [first, ...rest] = header
  return (
    <ScrollBox className="chart__table" label={props.title}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{first}</th>
            {rest.map((title) => (
              <th key={title} scope="col" className="number">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.label}>
              <th scope="row">{row.label}</th>
              {row.values.map((value, index) => (
                <td key={rest[index]} className="number">
                  {formats.number(value, props.decimals)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}
