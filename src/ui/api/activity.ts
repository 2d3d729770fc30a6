/** Whether a person is at the page, so that what the page asks by itself does not keep a session alive. */

/** Milliseconds after the last sign of a person in which requests count as theirs. */
const patience = 120_000

let last = Date.now()

const note = (): void => {
  last = Date.now()
}

for (const event of ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'])
  globalThis.addEventListener?.(event, note, { passive: true, capture: true })

/** The header that marks a request of the page itself; none while a person is at it. */
export function backgroundHeaders(): Readonly<Record<string, string>> {
  return Date.now() - last > patience ? { 'zhiheng-background': '1' } : {}
}
