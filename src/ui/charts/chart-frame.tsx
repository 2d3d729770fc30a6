import type { EChartsCoreOption } from 'echarts/core'
import { type ReactNode, type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react'
import { ChartIcon, DownloadIcon, TableIcon } from '../icons.tsx'
import { useFormats, useText } from '../language/language.ts'
import { ScrollBox } from '../scroll-box.tsx'
import { ErrorState, Loading } from '../states/page-states.tsx'
import { colours, fontFamily } from '../theme/antd-theme.ts'
import { uiMessages } from '../ui-messages.ts'
import { type ChartData, chartCsv, chartRows, hasValues } from './chart-data.ts'
import { saveFile } from './save-file.ts'
import './chart.css'

type Instance = ReturnType<typeof import('./echarts.ts')['init']>

/** How a picture is drawn. */
export interface Picture {
  /** Loads the library with the parts that the picture needs. */
  readonly load: () => Promise<Pick<typeof import('./echarts.ts'), 'init'>>
  readonly option: (look: PictureLook) => EChartsCoreOption
  /** Changes when there is something else to draw. */
  readonly drawing: string
  /** Called with the name of what was pressed. */
  readonly onPress?: (name: string) => void
}

export interface PictureLook {
  readonly number: (value: number | null | undefined, decimals?: number) => string
  /** Size of the letters in pixels. */
  readonly letters: number
}

/**
 * What charts and maps have in common: the title that says what they show, the picture or the same data as a table,
 * and both to take away.
 */
export function ChartFrame(props: {
  readonly data: ChartData
  readonly picture: Picture
  readonly height?: number
  readonly level?: 2 | 3
  /** In place of the plain table of the data. */
  readonly table?: ReactNode
  /** Below the picture: a legend, where the data come from. */
  readonly note?: ReactNode
}) {
  const { data, picture } = props
  const text = useText()
  const [asTable, setAsTable] = useState(false)
  const instance = useRef<Instance>(undefined)
  const Heading = props.level === 3 ? 'h3' : 'h2'
  const drawable = hasValues(data)
  return (
    <figure className="chart" aria-label={data.title}>
      <div className="chart__head">
        <Heading>{data.title}</Heading>
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
                onClick={() => void savePicture(data.title, instance.current)}
              >
                <DownloadIcon />
                {text(uiMessages['ui.chart.png'])}
              </button>
            )}
            <button
              type="button"
              className="plain-button plain-button--small"
              onClick={() =>
                saveFile(`${data.title}.csv`, new Blob([chartCsv(data)], { type: 'text/csv;charset=utf-8' }))
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
          (props.table ?? <ChartTable {...data} />)
        ) : (
          <Canvas
            title={data.title}
            picture={picture}
            instance={instance}
            {...(props.height ? { height: props.height } : {})}
          />
        )
      ) : (
        <p className="soft">{text(uiMessages['ui.chart.empty'])}</p>
      )}
      {drawable && !asTable ? props.note : null}
    </figure>
  )
}

async function savePicture(title: string, instance: Instance | undefined): Promise<void> {
  if (!instance) return
  const url = instance.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: '#fff' })
  const binary = atob(url.slice(url.indexOf(',') + 1))
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0))
  const drawing = new Blob([bytes], { type: 'image/png' })
  saveFile(`${title}.png`, (await underTitle(title, drawing)) ?? drawing)
}

/** The picture with its title above: taken away, it has no page any more that says what it shows. */
async function underTitle(title: string, drawing: Blob): Promise<Blob | null> {
  const picture = await createImageBitmap(drawing)
  const [head, margin, letters] = [88, 24, 34]
  const canvas = document.createElement('canvas')
  canvas.width = picture.width + 2 * margin
  canvas.height = picture.height + head + margin
  const brush = canvas.getContext('2d')
  if (!brush) return null
  brush.fillStyle = '#fff'
  brush.fillRect(0, 0, canvas.width, canvas.height)
  brush.fillStyle = colours.ink
  brush.font = `600 ${letters}px ${fontFamily}`
  brush.textBaseline = 'middle'
  brush.fillText(title, margin, head / 2, picture.width)
  brush.drawImage(picture, margin, head)
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'))
}

const hasSize = (element: HTMLElement | null): boolean =>
  element !== null && element.clientWidth > 0 && element.clientHeight > 0

function Canvas(props: {
  readonly title: string
  readonly picture: Picture
  readonly height?: number
  readonly instance: RefObject<Instance | undefined>
}) {
  const { instance, height = 300 } = props
  const box = useRef<HTMLDivElement>(null)
  const formats = useFormats()
  const [failure, setFailure] = useState<unknown>()
  const [ready, setReady] = useState(false)
  const load = useEffectEvent(() => props.picture.load())
  const press = useEffectEvent((name: string) => props.picture.onPress?.(name))

  const drawn = useRef(false)
  const draw = useEffectEvent(() => {
    drawn.current = false
    // A map in a box without size (a tab that is not shown) cannot be laid out; it is drawn once it has one.
    if (!instance.current || !hasSize(box.current)) return
    const letters = Math.round(Number.parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.86)
    instance.current.resize()
    instance.current.setOption(props.picture.option({ number: formats.number, letters }), true)
    drawn.current = true
  })
  const adapt = useEffectEvent(() => {
    if (!drawn.current) draw()
    else if (hasSize(box.current)) instance.current?.resize()
  })

  useEffect(() => {
    const element = box.current
    if (!element) return
    let gone = false
    const resize = new ResizeObserver(() => adapt())
    load().then(
      ({ init }) => {
        if (gone) return
        const made = init(element)
        made.on('click', (event) => press(event.name))
        instance.current = made
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

  // Pages hand the same data over in new arrays at every drawing; only other data is drawn (and animated) again.
  const drawing = `${props.picture.drawing}/${formats.locale}`
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
