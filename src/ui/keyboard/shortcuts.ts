/** Keyboard shortcuts: a page says which key does what, the shell listens once and lists them in its help. */
import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'
import type { Message } from '#kernel/language/messages.ts'

export interface Shortcut {
  /** One key, or two pressed one after the other: `?`, `/`, `g i`. */
  readonly keys: string
  readonly title: Message
}

interface ActiveShortcut extends Shortcut {
  readonly run: () => void
}

let active: readonly ActiveShortcut[] = []
const listeners = new Set<() => void>()

function change(next: readonly ActiveShortcut[]): void {
  active = next
  for (const listener of listeners) listener()
}

/**
 * Gives a key to an action while the component is on the page.
 *
 * @example
 * useShortcut({ keys: 'g i', title: message('打开待办', 'Open the inbox') }, () => navigate({ to: '/inbox' }))
 */
export function useShortcut(shortcut: Shortcut, action: () => void): void {
  const run = useEffectEvent(action)
  const { keys } = shortcut
  const { zh, en } = shortcut.title
  useEffect(() => {
    const entry: ActiveShortcut = { keys, title: { zh, en }, run: () => run() }
    change([...active, entry])
    return () => change(active.filter((other) => other !== entry))
  }, [keys, zh, en])
}

/** The shortcuts that work now, for the help dialog. */
export function useActiveShortcuts(): readonly Shortcut[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => active,
  )
}

/** Time within which the second key must follow, in milliseconds. */
const patience = 2000

/** Listens for the shortcuts; used once, by the shell. Keys typed into fields are left alone. */
export function useShortcutListener(): void {
  useEffect(() => {
    let before: { readonly key: string; readonly at: number } | undefined
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || takesText(event.target))
        return
      const recent = before && event.timeStamp - before.at < patience ? before.key : undefined
      const found =
        (recent && active.findLast((shortcut) => shortcut.keys === `${recent} ${event.key}`)) ||
        active.findLast((shortcut) => shortcut.keys === event.key)
      before = found ? undefined : { key: event.key, at: event.timeStamp }
      if (!found) return
      event.preventDefault()
      found.run()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}

function takesText(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) ||
      !!target.closest('[role=dialog]'))
  )
}
