import { useCallback, useEffect, useRef, useState } from 'react'
import { prefersLessMotion } from '#ui/media.ts'

/** Longest time a draw takes to unfold on the page, and the time for one subject, in milliseconds. */
const longest = 8000
const each = 260

/**
 * Shows a result one by one: how many of `total` are shown, and how to show it again. Whoever asked the system for
 * less motion sees all at once.
 *
 * @param live unfolds by itself when the result comes while the page is watched
 */
export function useUnfolding(total: number): { readonly shown: number; readonly again: () => void } {
  const [shown, setShown] = useState(total)
  const timer = useRef<ReturnType<typeof setInterval>>(undefined)
  const before = useRef(total)
  const again = useCallback(() => {
    clearInterval(timer.current)
    if (prefersLessMotion() || total === 0) {
      setShown(total)
      return
    }
    const pause = Math.min(each, longest / total)
    const step = Math.max(1, Math.ceil(16 / pause))
    let count = 0
    setShown(0)
    timer.current = setInterval(
      () => {
        count = Math.min(total, count + step)
        setShown(count)
        if (count === total) clearInterval(timer.current)
      },
      Math.max(16, pause),
    )
  }, [total])
  useEffect(() => {
    // It came while somebody watched: nothing was there before.
    if (before.current === 0 && total > 0) again()
    else setShown(total)
    before.current = total
  }, [total, again])
  useEffect(() => () => clearInterval(timer.current), [])
  return { shown, again }
}
