import { type QueryKey, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'
import { listenTo } from './live-connection.ts'

/** Waits for more of a burst of changes before asking anew, in milliseconds. */
const gatherFor = 250

/**
 * Keeps what the page shows up to date: queries under the keys are asked anew when something of the topic changes,
 * and when the window comes to the front again, which also serves where live messages do not get through.
 *
 * @param keys stable over drawings or not; only the topic decides what is listened to
 * @example
 * useLive('targets', [plansApi.board.key(), plansApi.boardSummary.key()])
 */
export function useLive(topic: string, keys: readonly QueryKey[]): void {
  const queries = useQueryClient()
  const refresh = useEffectEvent(() => {
    for (const queryKey of keys) void queries.invalidateQueries({ queryKey })
  })
  useEffect(() => {
    let planned: ReturnType<typeof setTimeout> | undefined
    const soon = () => {
      clearTimeout(planned)
      planned = globalThis.setTimeout(refresh, gatherFor)
    }
    const stop = listenTo(topic, soon)
    globalThis.addEventListener('focus', soon)
    return () => {
      clearTimeout(planned)
      stop()
      globalThis.removeEventListener('focus', soon)
    }
  }, [topic])
}
