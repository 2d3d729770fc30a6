/** What the window is like, and what the person asked of the system. */
import { useSyncExternalStore } from 'react'

const narrow = globalThis.matchMedia?.('(max-width: 640px)')
const lessMotion = globalThis.matchMedia?.('(prefers-reduced-motion: reduce)')

/** Whether the window is as narrow as a phone's. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      narrow?.addEventListener('change', listener)
      return () => narrow?.removeEventListener('change', listener)
    },
    () => narrow?.matches ?? false,
  )
}

/** Whether the person asked the system for less movement, as it is now. */
export const prefersLessMotion = (): boolean => lessMotion?.matches ?? false
