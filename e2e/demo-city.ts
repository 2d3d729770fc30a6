/** The demo city in a program of its own, and a browser in front of it: for one file of journeys. */
import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page, Request } from 'playwright-core'
import { afterAll, beforeAll, onTestFailed } from 'vitest'
import { launchBrowser, openContext } from './browser.ts'
import { demoPassword, startTestServer, type TestServer } from './server.ts'

const results = fileURLToPath(new URL('../test-results/', import.meta.url))

/** Remembers what the server refused a page, and which of its requests have no answer yet. */
function watchAnswers(page: Page): () => { readonly refused: readonly string[]; readonly open: string[] } {
  const open = new Map<Request, string>()
  const refused: string[] = []
  page.on('request', (request) => open.set(request, `${request.method()} ${request.url()}`))
  page.on('requestfailed', (request) => open.delete(request))
  page.on('requestfinished', (request) => open.delete(request))
  page.on('response', async (answer) => {
    if (answer.status() < 400) return
    refused.push(`${answer.status()} ${answer.url()} ${await answer.text().catch(() => '')}`)
  })
  return () => ({ refused, open: [...open.values()] })
}

export interface DemoCity {
  /** Both are there while tests run. */
  readonly server: TestServer
  readonly browser: Browser
  /** A person of the demo city on the page that they start with, at a width; a failed test leaves a picture. */
  readonly signIn: (username: string, width?: number) => Promise<{ context: BrowserContext; page: Page }>
}

/**
 * Starts both before the file's tests and ends them after.
 *
 * @param topic what the pictures of failed tests are called
 */
export function openDemoCity(topic: string): DemoCity {
  let started: { readonly server: TestServer; readonly browser: Browser } | undefined
  beforeAll(async () => {
    await mkdir(results, { recursive: true })
    started = { server: await startTestServer('demo'), browser: await launchBrowser() }
  })
  afterAll(async () => {
    await started?.browser.close()
    await started?.server.stop()
  })
  const now = () => {
    if (!started) throw new Error('The demo city is there while tests run')
    return started
  }
  return {
    get server() {
      return now().server
    },
    get browser() {
      return now().browser
    },
    signIn: async (username, width) => {
      const { server, browser } = now()
      const context = await openContext(browser, server.url, width)
      const page = await context.newPage()
      const trouble = watchAnswers(page)
      onTestFailed(async ({ task }) => {
        if (page.isClosed()) return
        const dialogs = await page.getByRole('dialog').filter({ visible: true }).allInnerTexts()
        // With the failure itself: of a run elsewhere nothing else may come back.
        for (const error of task.result?.errors ?? [])
          error.message += `\n${username} at ${page.url()}: ${JSON.stringify({ ...trouble(), dialogs })}\n${server.output().slice(-1000)}`
        await page.screenshot({ path: `${results}${topic}-failed-${username}.png`, fullPage: true })
      })
      await page.goto('/sign-in')
      await page.getByLabel('用户名').fill(username)
      await page.getByLabel('密码', { exact: true }).fill(demoPassword)
      await page.getByRole('button', { name: '登录' }).click()
      await page.waitForURL((url) => url.pathname !== '/sign-in')
      await page.getByRole('heading', { level: 1 }).waitFor()
      return { context, page }
    },
  }
}
