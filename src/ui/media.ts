/** What the window is like and what the person asked of the system, and told again when either changes. */
import { useSyncExternalStore } from 'react'

const narrow = globalThis.matchMedia?.('(max-width: 640px)')
const lessMotion = globalThis.matchMedia?.('(prefers-reduced-motion: reduce)')

function useMatches(list: MediaQueryList | undefined): boolean {
  return useSyncExternalStore(
    (listener) => {
      list?.addEventListener('change', listener)
      return () => list?.removeEventListener('change', listener)
    },
    () => list?.matches ?? false,
  )
}

/** Whether the window is as narrow as a phone's. */
export const useNarrow = (): boolean => useMatches(narrow)

/** Whether the person asked the system for less movement; asked once, outside a component's drawing. */
export const prefersLessMotion = (): boolean => lessMotion?.matches ?? false
