/** Every state of every component: draws without an error, fits a phone, and axe finds nothing. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { PreviewServer } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  expectAccessible,
  expectFitsWidth,
  launchBrowser,
  openContext,
  photograph,
  watchForErrors,
} from './browser.ts'
import { serveWebBuild } from './web-build.ts'

let server: PreviewServer
let browser: Browser
let context: BrowserContext
let page: Page

beforeAll(async () => {
  server = await serveWebBuild()
  browser = await launchBrowser()
  context = await openContext(browser, server.resolvedUrls?.local[0] ?? '', 1440)
  page = await context.newPage()
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

async function storyPaths(): Promise<string[]> {
  await page.goto('/stories/')
  await page.waitForSelector('[data-story-link]')
  return page.$$eval('[data-story-link]', (links) => links.map((link) => link.getAttribute('href') ?? ''))
}

describe('stories', () => {
  test('Chinese letters are drawn, not boxes', async () => {
    await page.goto('/stories/state-tag/all')
    await page.waitForSelector('[data-story]')
    // Two unlike characters have unlike pictures only if the font has them.
    const pictures = await page.evaluate(() =>
      ['质', '衡', '督'].map((character) => {
        const canvas = document.createElement('canvas')
        const pen = canvas.getContext('2d')
        if (pen) {
          pen.font = "40px 'Noto Sans SC', sans-serif"
          pen.fillText(character, 10, 60)
        }
        return canvas.toDataURL()
      }),
    )
    expect(new Set(pictures).size).toBe(3)
  })

  test('every story draws without an error, fits 360 px and is accessible', async () => {
    const paths = await storyPaths()
    expect(paths.length).toBeGreaterThan(8)
    const found: string[] = []
    const errors = watchForErrors(page)
    for (const path of paths) {
      const before = errors.length
      await page.goto(path)
      await page.waitForSelector('[data-state]')
      await page.waitForTimeout(500)
      const report = async (check: Promise<void>) =>
        check.catch((failure: unknown) =>
          found.push(`${path}: ${failure instanceof Error ? failure.message : failure}`),
        )
      await report(expectAccessible(page, { within: '[data-story]' }))
      await photograph(page, `stories${path.replace(/^\/stories|\/all$/g, '').replaceAll('/', '-')}`)
      await page.setViewportSize({ width: 360, height: 780 })
      await report(expectFitsWidth(page))
      await page.setViewportSize({ width: 1440, height: 900 })
      found.push(...errors.slice(before).map((error) => `${path}: ${error}`))
    }
    expect(found).toEqual([])
  })
})
