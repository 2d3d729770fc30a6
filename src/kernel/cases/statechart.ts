/**
 * Statecharts as pure functions: a state and an event go in, the next state comes out. Nothing runs in between;
 * what a transition changes in the world is the case type's `onTransition`, inside the same transaction.
 */
import {
  type AnyMachineSnapshot,
  type AnyStateMachine,
  initialTransition,
  type StateValue,
  transition,
} from 'xstate'
import { type DirectedGraphNode, toDirectedGraph } from 'xstate/graph'

/** A place in a statechart, as it is stored. */
export interface ChartState {
  /** XState's own form: a name, or names within names. */
  readonly value: StateValue
  readonly data: Readonly<Record<string, unknown>>
  readonly done: boolean
  /** Dotted paths of all active states, outer ones first. */
  readonly active: readonly string[]
  /** Dotted paths of the innermost active states, separated by a space. */
  readonly key: string
}

/** An event as the statechart's guards and assignments see it: the form's fields, and who sent it when. */
export interface ChartEvent {
  readonly type: string
  readonly at: string
  readonly by: string | undefined
  readonly [field: string]: unknown
}

function pathsOf(value: StateValue, prefix = ''): string[] {
  if (typeof value === 'string') return [`${prefix}${value}`]
  return Object.entries(value).flatMap(([name, inner]) => [
    `${prefix}${name}`,
    ...(inner === undefined ? [] : pathsOf(inner, `${prefix}${name}.`)),
  ])
}

function stateOf(
  machine: AnyStateMachine,
  snapshot: AnyMachineSnapshot,
  effects: readonly unknown[],
): ChartState {
  if (effects.length > 0)
    throw new TypeError(
      `Statechart ${machine.id} has actions or delays: effects belong in onTransition, times in deadlines`,
    )
  const value: StateValue = snapshot.value
  const data: unknown = snapshot.context
  const active = pathsOf(value)
  const leaves = active.filter((path) => !active.some((other) => other.startsWith(`${path}.`)))
  return {
    value,
    data: typeof data === 'object' && data !== null ? { ...data } : {},
    done: snapshot.status === 'done',
    active,
    key: leaves.join(' '),
  }
}

/** Where a case begins. `input` is what the statechart's context is made of. */
export function startChart(machine: AnyStateMachine, input: unknown): ChartState {
  const [snapshot, effects]: [AnyMachineSnapshot, readonly unknown[]] = initialTransition(machine, input)
  return stateOf(machine, snapshot, effects)
}

const snapshotOf = (
  machine: AnyStateMachine,
  state: Pick<ChartState, 'value' | 'data'>,
): AnyMachineSnapshot => machine.resolveState({ value: state.value, context: { ...state.data } })

/** Where an event leads; undefined when it is not open here or a guard refuses it. */
export function moveChart(
  machine: AnyStateMachine,
  state: Pick<ChartState, 'value' | 'data'>,
  event: ChartEvent,
): ChartState | undefined {
  const snapshot = snapshotOf(machine, state)
  if (snapshot.status === 'done' || !snapshot.can(event)) return undefined
  const [next, effects]: [AnyMachineSnapshot, readonly unknown[]] = transition(machine, snapshot, event)
  return stateOf(machine, next, effects)
}

// Events of XState's own, such as the end of a compound state.
const isOwn = (event: string): boolean => event === '' || event.startsWith('xstate.')

/** Names of the events that the active states know, whether or not a guard would let them through. */
export function openEvents(machine: AnyStateMachine, state: Pick<ChartState, 'value' | 'data'>): string[] {
  const snapshot = snapshotOf(machine, state)
  if (snapshot.status === 'done') return []
  const active = new Set(pathsOf(snapshot.value))
  const names = allNodes(machine)
    .filter((node) => node.path === '' || active.has(node.path))
    .flatMap((node) => node.graph.edges.map((edge) => edge.label.text))
  return [...new Set(names)].filter((name) => !isOwn(name))
}

interface ChartNode {
  readonly path: string
  readonly parent: string | undefined
  readonly graph: DirectedGraphNode
}

function allNodes(machine: AnyStateMachine): ChartNode[] {
  const walk = (graph: DirectedGraphNode, parent: string | undefined): ChartNode[] => {
    const path = graph.stateNode.path.join('.')
    if (graph.stateNode.type === 'history')
      throw new TypeError(`Statechart ${machine.id}: history states are not kept between transitions`)
    return [{ path, parent, graph }, ...graph.children.flatMap((child) => walk(child, path))]
  }
  return walk(toDirectedGraph(machine), undefined)
}

/** Dotted paths of all states. */
export function chartStates(machine: AnyStateMachine): string[] {
  return allNodes(machine)
    .filter((node) => node.path !== '')
    .map((node) => node.path)
}

/** Names of all events. */
export function chartEvents(machine: AnyStateMachine): string[] {
  const names = allNodes(machine).flatMap((node) => node.graph.edges.map((edge) => edge.label.text))
  return [...new Set(names)].filter((name) => !isOwn(name))
}

/** A statechart as boxes and arrows. */
export interface ChartGraph {
  readonly nodes: ReadonlyArray<{
    readonly path: string
    /** Enclosing state; undefined at the top. */
    readonly parent: string | undefined
    readonly kind: 'state' | 'final' | 'compound'
    readonly initial: boolean
  }>
  readonly edges: ReadonlyArray<{ readonly from: string; readonly to: string; readonly event: string }>
}

/** The boxes and arrows of a statechart. Arrows from the whole chart start at each of its top states. */
export function chartGraph(machine: AnyStateMachine): ChartGraph {
  const nodes = allNodes(machine)
  const initialOf = new Set(
    nodes.flatMap(({ graph }) =>
      (graph.stateNode.initial?.target ?? []).map((target) => target.path.join('.')),
    ),
  )
  const states = nodes.filter((node) => node.path !== '')
  const top = states.filter((node) => node.parent === '' && node.graph.stateNode.type !== 'final')
  return {
    nodes: states.map(({ path, parent, graph }) => ({
      path,
      parent: parent === '' ? undefined : parent,
      kind:
        graph.stateNode.type === 'final'
          ? ('final' as const)
          : graph.children.length > 0
            ? ('compound' as const)
            : ('state' as const),
      initial: initialOf.has(path),
    })),
    edges: nodes.flatMap(({ path, graph }) =>
      graph.edges.flatMap((edge) => {
        const to = edge.target.path.join('.')
        const event = isOwn(edge.label.text) ? '' : edge.label.text
        const from = path === '' ? top.map((node) => node.path) : [path]
        return from.map((source) => ({ from: source, to: to === '' ? source : to, event }))
      }),
    ),
  }
}
