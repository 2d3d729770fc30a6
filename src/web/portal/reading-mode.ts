/** Large text with strong contrast (长辈版), kept in the browser. */
import { useEffect, useState } from 'react'
import { keep, readKept } from '#ui/storage.ts'

const key = 'zhiheng.reading'

/** Whether the elder mode is on, and the switch. */
export function useElderMode(): readonly [on: boolean, set: (on: boolean) => void] {
  const [on, setOn] = useState(() => readKept(key) === 'elder')
  useEffect(() => {
    if (on) document.documentElement.dataset.reading = 'elder'
    else delete document.documentElement.dataset.reading
    keep(key, on ? 'elder' : undefined)
  }, [on])
  return [on, setOn]
}
