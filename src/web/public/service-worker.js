/**
 * Lets the inspectors' pages open without a network. Registered by those pages only. Pages are asked of the network
 * first, so that a new version shows at once; built files never change under their name and come from the device.
 * What is filled in is not kept here but in the page's own database.
 */
const shelf = 'zhiheng-inspections-1'
const shell = '/index.html'
/** Answers that a page without a network needs to know whose it is. */
const remembered = ['/api/me', '/api/city']

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(shelf)
      .then((cache) => cache.add(new Request(shell, { cache: 'reload' })))
      .then(() => self.skipWaiting()),
  )
})

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(
          names
            .filter((name) => name.startsWith('zhiheng-inspections-') && name !== shelf)
            .map((name) => caches.delete(name)),
        ),
      )
      .then(() => self.clients.claim()),
  )
})

/** The page names the built files it has loaded before this worker was there; others of older builds go. */
self.addEventListener('message', (event) => {
  const { kind, paths } = event.data ?? {}
  if (kind !== 'keep' || !Array.isArray(paths)) return
  event.waitUntil(
    caches.open(shelf).then(async (cache) => {
      const kept = new Set((await cache.keys()).map((request) => new URL(request.url).pathname))
      const wanted = paths.filter((path) => typeof path === 'string' && path.startsWith('/assets/'))
      await Promise.all(
        wanted.filter((path) => !kept.has(path)).map((path) => cache.add(path).catch(() => undefined)),
      )
      event.source?.postMessage({ kind: 'kept' })
    }),
  )
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (request.mode === 'navigate') event.respondWith(page(request))
  else if (url.pathname.startsWith('/assets/')) event.respondWith(built(request))
  else if (remembered.includes(url.pathname)) event.respondWith(answer(request))
})

async function page(request) {
  try {
    const fresh = await fetch(request)
    if (fresh.ok) {
      const cache = await caches.open(shelf)
      await cache.put(shell, fresh.clone())
    }
    return fresh
  } catch {
    return (await caches.match(shell, { ignoreVary: true })) ?? Response.error()
  }
}

async function built(request) {
  const kept = await caches.match(request, { ignoreVary: true })
  if (kept) return kept
  const fresh = await fetch(request)
  if (fresh.ok) {
    const cache = await caches.open(shelf)
    await cache.put(request, fresh.clone())
  }
  return fresh
}

async function answer(request) {
  const cache = await caches.open(shelf)
  // Kept by its path alone: it was asked for with other headers (language) than the page will send.
  const { pathname } = new URL(request.url)
  try {
    const fresh = await fetch(request)
    if (fresh.ok) await cache.put(pathname, fresh.clone())
    // Signed out: the next person of this device must not be taken for the last one.
    else if (fresh.status === 401) await cache.delete(pathname, { ignoreVary: true })
    return fresh
  } catch {
    return (await cache.match(pathname, { ignoreVary: true })) ?? Response.error()
  }
}
