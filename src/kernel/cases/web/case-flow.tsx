import { useMemo } from 'react'
import { useText } from '#ui/language/language.ts'
import { StateDiagram } from '#ui/state-diagram/state-diagram.tsx'
import type { CaseDiagram } from '../contract.ts'

/** The statechart of a case with where it is. States inside others stand under their own names. */
export function CaseFlow(props: {
  readonly title: string
  readonly diagram: CaseDiagram
  readonly direction?: 'across' | 'down'
}) {
  const text = useText()
  const { diagram } = props
  const states = useMemo(
    () =>
      diagram.nodes
        .filter((node) => node.kind !== 'compound')
        .map((node) => ({
          id: node.path,
          title: text(node.title),
          final: node.kind === 'final',
          visited: node.visited,
        })),
    [diagram, text],
  )
  const transitions = useMemo(
    () =>
      diagram.edges.map((edge) => ({
        from: entered(diagram, edge.from),
        to: entered(diagram, edge.to),
        title: edge.title ? text(edge.title) : '',
      })),
    [diagram, text],
  )
  const current = diagram.nodes.find((node) => node.current && node.kind !== 'compound')?.path
  return (
    <StateDiagram
      title={props.title}
      states={states}
      transitions={transitions}
      direction={props.direction ?? 'across'}
      {...(current === undefined ? {} : { current })}
    />
  )
}

/** The plain state that stands for a compound one: its initial part. */
function entered(diagram: CaseDiagram, path: string): string {
  const node = diagram.nodes.find((one) => one.path === path)
  if (node?.kind !== 'compound') return path
  const parts = diagram.nodes.filter((one) => one.parent === path)
  const first = parts.find((one) => one.initial) ?? parts[0]
  return first ? entered(diagram, first.path) : path
}
