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

/**
 * The page names the built files it has loaded before this worker was there, and its language. It hears back only once
 * everything is kept: the answers are asked for here, since the page may not yet be this worker's.
 */
self.addEventListener('message', (event) => {
  const { kind, paths, language } = event.data ?? {}
  if (kind !== 'keep' || !Array.isArray(paths)) return
  event.waitUntil(
    caches.open(shelf).then(async (cache) => {
      const kept = new Set((await cache.keys()).map((request) => new URL(request.url).pathname))
      const wanted = paths.filter((path) => typeof path === 'string' && path.startsWith('/assets/'))
      const headers = { 'accept-language': typeof language === 'string' ? language : 'zh-CN' }
      const files = wanted.filter((path) => !kept.has(path))
      const answers = remembered.map((path) => keepAnswer(cache, path, new Request(path, { headers })))
      await Promise.all([...files.map((path) => cache.add(path).catch(() => undefined)), ...answers])
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
  const { pathname } = new URL(request.url)
  try {
    return await keepAnswer(cache, pathname, request)
  } catch {
    return (await cache.match(pathname, { ignoreVary: true })) ?? Response.error()
  }
}

/** Kept by its path alone: a page asks with other headers (language) later. Rejects without a network. */
async function keepAnswer(cache, path, request) {
  const fresh = await fetch(request)
  if (fresh.ok) {
    // Read whole first: a page that goes away while the answer arrives would break off what is kept with it.
    const body = await fresh.clone().arrayBuffer()
    await cache.put(
      path,
      new Response(body, { headers: { 'content-type': fresh.headers.get('content-type') } }),
    )
  } else if (fresh.status === 401) {
    // Signed out: the next person of this device must not be taken for the last one.
    await cache.delete(path, { ignoreVary: true })
  }
  return fresh
}
