/** What other domains add to the page of one object (`panels` of {@link definePages}). */
import { type ComponentType, createContext, lazy, Suspense, useContext } from 'react'
import { allows, useSessionIfAny } from '../session/session.tsx'
import { ErrorBoundary } from '../states/error-boundary.tsx'
import { Loading } from '../states/page-states.tsx'
import type { PageContribution, PagePanel } from './define-pages.ts'

/** All contributions, given by the app, so that a page may show the others' panels without importing them. */
export const ContributionsContext = createContext<readonly PageContribution[]>([])

export interface ObjectPanel extends PagePanel {
  /** Unlike any other's on the page: `supervision.risk`. For the tab's key in the address. */
  readonly key: string
}

/** The panels of a kind of object that the person may see, in the order of the domains. */
export function useObjectPanels(on: string, place: 'tab' | 'head'): readonly ObjectPanel[] {
  const contributions = useContext(ContributionsContext)
  const session = useSessionIfAny()
  return contributions.flatMap((from) =>
    (from.panels ?? [])
      .filter((panel) => panel.on === on && (panel.place ?? 'tab') === place)
      .filter((panel) => allows(session, panel.permission))
      .map((panel) => ({ ...panel, key: `${from.name}.${panel.name}` })),
  )
}

const loaded = new Map<PagePanel['load'], ComponentType<{ readonly id: string }>>()

/** Made once per panel: a component made anew at each drawing would lose its state. */
function componentOf(load: PagePanel['load']): ComponentType<{ readonly id: string }> {
  const known = loaded.get(load)
  if (known) return known
  const made = lazy(async () => ({ default: await load() }))
  loaded.set(load, made)
  return made
}

/** Draws one panel for an object; a panel that breaks leaves the rest of the page standing. */
export function PanelContent(props: { readonly panel: ObjectPanel; readonly id: string }) {
  const Content = componentOf(props.panel.load)
  return (
    <ErrorBoundary resetKey={`${props.panel.key}/${props.id}`}>
      <Suspense fallback={<Loading lines={props.panel.place === 'head' ? 1 : 5} />}>
        <Content id={props.id} />
      </Suspense>
    </ErrorBoundary>
  )
}
