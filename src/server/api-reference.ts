/** The page on which the API's description is browsed, under `/api/reference`. */
import { createHash } from 'node:crypto'
import reference from '@scalar/fastify-api-reference'
import type { FastifyInstance } from 'fastify'

const policyHeader = 'content-security-policy'

/** The scripts that stand in a page itself, as a content security policy names them (CSP Level 3, section 8.3). */
const hashesOf = (html: string): string[] =>
  [...html.matchAll(/<script\b(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  )

/** Mounts the page. Its one inline script, which starts it, may run by its hash: the policy lets no other. */
export async function addApiReference(app: FastifyInstance): Promise<void> {
  await app.register(async (page) => {
    page.addHook('onSend', async (_request, reply, payload) => {
      const policy = reply.getHeader(policyHeader)
      if (typeof payload === 'string' && String(reply.getHeader('content-type')).startsWith('text/html'))
        reply.header(policyHeader, `${policy};script-src 'self' ${hashesOf(payload).join(' ')}`)
      return payload
    })
    await page.register(reference, {
      routePrefix: '/api/reference',
      configuration: {
        url: '/api/openapi.json',
        withDefaultFonts: false,
        // Nothing that asks, or leads to, a host of others.
        agent: { disabled: true },
        mcp: { disabled: true },
        showDeveloperTools: 'never',
        hideClientButton: true,
        telemetry: false,
      },
    })
  })
}
