/** The states of a component as pages of their own, for eyes and for tests. */
import type { ReactNode } from 'react'

export interface Stories {
  /** `state-tag`, or `plans/target-row` for a domain's. */
  readonly name: string
  readonly states: Readonly<Record<string, () => ReactNode>>
}

/**
 * Declares the stories of a component. Each state is drawn as a component of its own, so hooks may be used in it.
 *
 * @example
 * export const stateTagStories = defineStories('state-tag', { met: () => <StateTag state="met" /> })
 */
export function defineStories(name: string, states: Readonly<Record<string, () => ReactNode>>): Stories {
  return { name, states }
}
