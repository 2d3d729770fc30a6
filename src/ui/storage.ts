/** What the browser keeps for a person: drafts, chosen columns, saved views. Never passwords or session data. */

/** Reads a kept JSON value; undefined when there is none, it is damaged, or the browser forbids storage. */
export function readKept(key: string): unknown {
  try {
    const kept = localStorage.getItem(key)
    return kept === null ? undefined : JSON.parse(kept)
  } catch {
    return undefined
  }
}

/** Keeps a JSON value; undefined removes it. Gives whether that worked. */
export function keep(key: string, value: unknown): boolean {
  try {
    if (value === undefined) localStorage.removeItem(key)
    else localStorage.setItem(key, JSON.stringify(value))
    return true
  } catch {
    return false
  }
}
