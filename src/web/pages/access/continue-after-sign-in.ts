/** Where a sign-in leads: to the page that asked for it, if it is one of ours, else to the start. */

/** The address to go to, from the `next` part of the sign-in page's address. Other hosts' addresses are refused. */
export function nextAddress(search: string, origin: string): string {
  const next = new URLSearchParams(search).get('next')
  if (!next) return '/'
  // The router writes text values of the search part as JSON only where they would read as something else.
  const target = URL.parse(next, origin)
  return target && target.origin === origin && next.startsWith('/')
    ? target.pathname + target.search + target.hash
    : '/'
}

/** Goes there by a full load, so that nothing of the visit before stays in memory. */
export function continueAfterSignIn(): void {
  const { location } = globalThis
  location.assign(nextAddress(location.search, location.origin))
}
