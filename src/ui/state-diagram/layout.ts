/** Places the boxes and arrows of a statechart (layered layout of Dagre). */
import { Graph, layout } from '@dagrejs/dagre'

export interface DiagramState {
  readonly id: string
  readonly title: string
  /** Whether the case ends here. */
  readonly final?: boolean
  readonly visited?: boolean
}

export interface DiagramTransition {
  readonly from: string
  readonly to: string
  readonly title: string
}

export interface PlacedState extends DiagramState {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface PlacedTransition extends DiagramTransition {
  readonly key: string
  readonly points: readonly { readonly x: number; readonly y: number }[]
  readonly labelX: number
  readonly labelY: number
}

export interface PlacedDiagram {
  readonly width: number
  readonly height: number
  readonly states: readonly PlacedState[]
  readonly transitions: readonly PlacedTransition[]
}

/** Width of a text in pixels: a Chinese character is as wide as its size, other letters about 0.56 of it. */
export function textWidth(text: string, size: number): number {
  let width = 0
  for (const character of text) width += (character.codePointAt(0) ?? 0) > 0x2e80 ? size : size * 0.56
  return width
}

/**
 * Lays a statechart out. Transitions between the same two states share one arrow with their titles joined; those to
 * states that are not listed are left out.
 */
export function layoutDiagram(
  states: readonly DiagramState[],
  transitions: readonly DiagramTransition[],
  direction: 'across' | 'down',
): PlacedDiagram {
  const graph = new Graph({ multigraph: false })
  graph.setGraph({
    rankdir: direction === 'across' ? 'LR' : 'TB',
    nodesep: 34,
    ranksep: 46,
    marginx: 10,
    marginy: 10,
  })
  for (const state of states) graph.setNode(state.id, { width: textWidth(state.title, 13) + 34, height: 36 })
  const arrows = joinTransitions(states, transitions)
  for (const arrow of arrows)
    graph.setEdge(arrow.from, arrow.to, {
      width: textWidth(arrow.title, 11.5) + 10,
      height: 20,
      labelpos: 'c',
    })
  layout(graph)
  const whole = graph.graph()
  return {
    width: Math.ceil(numberOf(whole.width)),
    height: Math.ceil(numberOf(whole.height)),
    states: states.map((state) => {
      const node = graph.node(state.id)
      return {
        ...state,
        x: numberOf(node.x),
        y: numberOf(node.y),
        width: numberOf(node.width),
        height: numberOf(node.height),
      }
    }),
    transitions: arrows.map((arrow) => {
      const edge = graph.edge(arrow.from, arrow.to)
      return {
        ...arrow,
        key: `${arrow.from}→${arrow.to}`,
        points: edge.points ?? [],
        labelX: numberOf(edge.x),
        labelY: numberOf(edge.y),
      }
    }),
  }
}

function joinTransitions(
  states: readonly DiagramState[],
  transitions: readonly DiagramTransition[],
): readonly DiagramTransition[] {
  const known = new Set(states.map((state) => state.id))
  const joined = new Map<string, DiagramTransition>()
  for (const transition of transitions) {
    if (!known.has(transition.from) || !known.has(transition.to)) continue
    const key = `${transition.from}→${transition.to}`
    const before = joined.get(key)
    joined.set(key, before ? { ...before, title: `${before.title} / ${transition.title}` } : transition)
  }
  return [...joined.values()]
}

function numberOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0
}
