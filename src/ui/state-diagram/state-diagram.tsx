import { useId, useMemo } from 'react'
import { useText } from '../language/language.ts'
import { ScrollBox } from '../scroll-box.tsx'
import { uiMessages } from '../ui-messages.ts'
import { type DiagramState, type DiagramTransition, layoutDiagram, type PlacedDiagram } from './layout.ts'
import './state-diagram.css'

export type { DiagramState, DiagramTransition }

/**
 * A statechart with where we are, drawn as a picture and, for those who do not see it, written as a list.
 *
 * @example
 * <StateDiagram title="规划审核流程" current="review" states={…} transitions={…} />
 */
export function StateDiagram(props: {
  readonly title: string
  readonly states: readonly DiagramState[]
  readonly transitions: readonly DiagramTransition[]
  readonly current?: string
  readonly direction?: 'across' | 'down'
}) {
  const { states, transitions, current, direction = 'across' } = props
  const diagram = useMemo(
    () => layoutDiagram(states, transitions, direction),
    [states, transitions, direction],
  )
  return (
    <figure className="state-diagram" aria-label={props.title}>
      <ScrollBox label={props.title}>
        <Picture diagram={diagram} current={current} />
      </ScrollBox>
      <Words {...props} />
    </figure>
  )
}

function Picture(props: { readonly diagram: PlacedDiagram; readonly current: string | undefined }) {
  const { diagram, current } = props
  const head = useId()
  return (
    <svg width={diagram.width} height={diagram.height} aria-hidden="true" focusable="false">
      <defs>
        <ArrowHead id={head} className="state-diagram__head" />
        <ArrowHead id={`${head}open`} className="state-diagram__head state-diagram__head--open" />
      </defs>
      {diagram.transitions.map((arrow) => (
        <path
          key={arrow.key}
          className={`state-diagram__arrow${arrow.from === current ? ' state-diagram__arrow--open' : ''}`}
          d={curve(arrow.points)}
          markerEnd={`url(#${head}${arrow.from === current ? 'open' : ''})`}
        />
      ))}
      {diagram.states.map((state) => (
        <g key={state.id}>
          <rect
            className={boxClass(state, current)}
            x={state.x - state.width / 2}
            y={state.y - state.height / 2}
            width={state.width}
            height={state.height}
            rx={state.final ? 18 : 6}
          />
          <text
            className={`state-diagram__name${state.id === current ? ' state-diagram__name--current' : ''}`}
            x={state.x}
            y={state.y}
          >
            {state.title}
          </text>
        </g>
      ))}
      {diagram.transitions.map((arrow) => (
        <text key={arrow.key} className="state-diagram__event" x={arrow.labelX} y={arrow.labelY}>
          {arrow.title}
        </text>
      ))}
    </svg>
  )
}

function ArrowHead(props: { readonly id: string; readonly className: string }) {
  return (
    <marker
      id={props.id}
      viewBox="0 0 8 8"
      refX="7"
      refY="4"
      markerUnits="userSpaceOnUse"
      markerWidth="9"
      markerHeight="9"
      orient="auto"
    >
      <path d="M0 0 8 4 0 8z" className={props.className} />
    </marker>
  )
}

function boxClass(state: DiagramState, current: string | undefined): string {
  const base = 'state-diagram__box'
  if (state.id === current) return `${base} ${base}--current`
  if (state.visited) return `${base} ${base}--visited`
  return state.final ? `${base} ${base}--final` : base
}

/** A smooth way through the points: quadratic pieces between the middles of the straight ones. */
function curve(points: readonly { readonly x: number; readonly y: number }[]): string {
  const [first, ...rest] = points
  const last = rest.at(-1)
  if (!first || !last) return ''
  const pieces = rest.slice(0, -1).map((point, index) => {
    const next = rest[index + 1] ?? last
    const end = index === rest.length - 2 ? next : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 }
    return `Q${point.x} ${point.y} ${end.x} ${end.y}`
  })
  return `M${first.x} ${first.y}${pieces.length > 0 ? pieces.join('') : `L${last.x} ${last.y}`}`
}

function Words(props: {
  readonly states: readonly DiagramState[]
  readonly transitions: readonly DiagramTransition[]
  readonly current?: string
}) {
  const text = useText()
  const titles = new Map(props.states.map((state) => [state.id, state.title]))
  return (
    <figcaption className="visually-hidden">
      <p>{text(uiMessages['ui.diagram.steps'])}</p>
      <ul>
        {props.states.map((state) => (
          <li key={state.id}>
            {state.title}
            {state.id === props.current ? ` (${text(uiMessages['ui.diagram.current'])})` : ''}
            {state.id !== props.current && state.visited
              ? ` (${text(uiMessages['ui.diagram.visited'])})`
              : ''}
            <ul>
              {props.transitions
                .filter((transition) => transition.from === state.id)
                .map((transition) => (
                  <li key={`${transition.title}→${transition.to}`}>
                    {text(uiMessages['ui.diagram.to'], {
                      event: transition.title,
                      state: titles.get(transition.to) ?? transition.to,
                    })}
                  </li>
                ))}
            </ul>
          </li>
        ))}
      </ul>
    </figcaption>
  )
}
