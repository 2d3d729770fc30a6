import './chart.css'

type Values = readonly (number | null | undefined)[]

/**
 * A line as small as a word, with the required path dashed beside it: for rows of the target board. The row says the
 * figures; the picture is hidden from screen readers unless it is given a label.
 */
export function Sparkline(props: {
  readonly values: Values
  readonly path?: Values
  readonly label?: string
  readonly width?: number
  readonly height?: number
}) {
  const { values, path = [], width = 96, height = 26 } = props
  const known = [...values, ...path].filter((value) => typeof value === 'number')
  const low = Math.min(...known)
  const span = Math.max(...known) - low || 1
  const count = Math.max(values.length, path.length, 2)
  const place = (value: number, index: number) =>
    `${((index / (count - 1)) * (width - 6) + 3).toFixed(1)} ${(height - 3 - ((value - low) / span) * (height - 6)).toFixed(1)}`
  const last = values.findLastIndex((value) => typeof value === 'number')
  const lastValue = values[last]
  const [x, y] = typeof lastValue === 'number' ? place(lastValue, last).split(' ') : []
  return (
    <svg className="sparkline" width={width} height={height} role="img" aria-hidden={!props.label}>
      <title>{props.label}</title>
      <path className="sparkline__path" d={lineThrough(path, place)} />
      <path className="sparkline__line" d={lineThrough(values, place)} />
      {x && y ? <circle className="sparkline__dot" cx={x} cy={y} r="2.6" /> : null}
    </svg>
  )
}

/** A path that lifts the pen where a value is not known. */
function lineThrough(values: Values, place: (value: number, index: number) => string): string {
  let drawing = false
  let way = ''
  for (const [index, value] of values.entries()) {
    if (typeof value === 'number') way += `${drawing ? 'L' : 'M'}${place(value, index)}`
    drawing = typeof value === 'number'
  }
  return way
}
