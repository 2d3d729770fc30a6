/** Replays a published draw in a thread of the browser, so that the page stays alive. */
import { config } from 'zod/v4/core'
import { verifyPublishedDraw } from '#methods/draw/published-draw.ts'

// The content security policy forbids what Zod would compile its checks with.
config({ jitless: true })

globalThis.addEventListener(
  'message',
  (event: MessageEvent<{ text: string; commitment: string | undefined }>) => {
    const { text, commitment } = event.data
    let content: unknown
    try {
      content = JSON.parse(text)
    } catch {
      content = undefined
    }
    globalThis.postMessage(verifyPublishedDraw(content, commitment))
  },
)
