/** Makes the phone's pages open without a network: registers the service worker and has it keep their files. */
import { currentLocale, languageTag } from '#ui/language/language.ts'

/** Built files that this page has loaded. */
const loadedPaths = (): string[] =>
  performance
    .getEntriesByType('resource')
    .map((entry) => new URL(entry.name, location.href))
    .filter((url) => url.origin === location.origin && url.pathname.startsWith('/assets/'))
    .map((url) => url.pathname)

/** Registers and waits until the files are kept; false where the browser cannot. */
export async function keepOffline(): Promise<boolean> {
  if (!('serviceWorker' in navigator)) return false
  try {
    await navigator.serviceWorker.register('/service-worker.js')
    const { active } = await navigator.serviceWorker.ready
    if (!active) return false
    const kept = new Promise<boolean>((resolve) => {
      navigator.serviceWorker.addEventListener('message', (event: MessageEvent<unknown>) => {
        if (isKept(event.data)) resolve(true)
      })
    })
    const language = languageTag(currentLocale())
    // The worker also keeps whose page it is, which must be known without a network too.
    active.postMessage({ kind: 'keep', paths: [...new Set(loadedPaths())], language })
    // The browser may otherwise clear what is kept when the device runs full.
    await navigator.storage?.persist?.()
    return await kept
  } catch {
    return false
  }
}

const isKept = (data: unknown): boolean =>
  typeof data === 'object' && data !== null && 'kind' in data && data.kind === 'kept'
