/** What a citizen's phone loads before the portal is there: less than 200 KB of compressed JavaScript, no Ant Design. */
import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import type { PreviewServer } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, openContext } from './browser.ts'
import { serveWebBuild, webFolder } from './web-build.ts'

let server: PreviewServer
let browser: Browser

beforeAll(async () => {
  server = await serveWebBuild()
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

/** The scripts that the browser asks for until the page is quiet, as built. */
async function scriptsOf(path: string): Promise<readonly { name: string; content: Buffer }[]> {
  const base = server.resolvedUrls?.local[0] ?? ''
  const context = await openContext(browser, base, 360)
  const page = await context.newPage()
  const names = new Set<string>()
  page.on('request', (request) => {
    const name = new URL(request.url()).pathname
    if (name.endsWith('.js')) names.add(name.slice(1))
  })
  await page.goto(path)
  await page.waitForSelector('h1')
  await page.waitForTimeout(1000)
  await context.close()
  return Promise.all([...names].map(async (name) => ({ name, content: await readFile(webFolder + name) })))
}

test('the portal loads less than 200 KB of compressed JavaScript', async () => {
  const scripts = await scriptsOf('/open')
  const compressed = scripts.reduce((sum, script) => sum + gzipSync(script.content).length, 0)
  console.log(
    `/open loads ${(compressed / 1000).toFixed(1)} KB of compressed JavaScript in ${scripts.length} files`,
  )
  expect(compressed).toBeGreaterThan(30_000)
  expect(compressed).toBeLessThan(200_000)
  // Ant Design's class prefix stands in every chunk of it.
  expect(scripts.filter((script) => script.content.includes('ant-btn')).map((script) => script.name)).toEqual(
    [],
  )
})
