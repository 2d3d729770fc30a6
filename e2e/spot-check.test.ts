/** The pages of spot checks and of the supervision dashboard. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import {
  expectAccessible,
  expectFitsWidth,
  launchBrowser,
  openContext,
  photograph,
  watchForErrors,
} from './browser.ts'
import { demoPassword, startTestServer, type TestServer } from './server.ts'

let server: TestServer
let browser: Browser

beforeAll(async () => {
  server = await startTestServer('demo')
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

async function signIn(username: string, width?: number): Promise<{ context: BrowserContext; page: Page }> {
  const context = await openContext(browser, server.url, width)
  const page = await context.newPage()
  onTestFailed(async () => {
    if (!page.isClosed()) await page.screenshot({ path: `test-results/spot-check-failed-${username}.png` })
  })
  await page.goto('/sign-in')
  await page.getByLabel('用户名').fill(username)
  await page.getByLabel('密码', { exact: true }).fill(demoPassword)
  await page.getByRole('button', { name: '登录' }).click()
  await page.waitForURL((url) => url.pathname !== '/sign-in')
  await page.getByRole('heading', { level: 1 }).waitFor()
  return { context, page }
}

const settled = (page: Page) =>
  page.waitForFunction(() => !document.querySelector('.skeleton, .ant-spin-spinning'))

/** Opens a page and looks at it: nothing for axe to find, no overflow on a phone; pictures of it. */
async function look(page: Page, path: string, picture: string): Promise<void> {
  await page.goto(path)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await settled(page)
  await expectAccessible(page)
  await photograph(page, `spot-check-${picture}`)
  await page.setViewportSize({ width: 360, height: 780 })
  await expectFitsWidth(page)
  await page.setViewportSize({ width: 1440, height: 900 })
}

test('the pages of spot checks are accessible, fit a phone and show the demo city', {
  timeout: 400_000,
}, async () => {
  const { context, page } = await signIn('clerk')
  const errors = watchForErrors(page)
  await look(page, '/supervision', 'dashboard')
  await look(page, '/supervision/spot-checks', 'samples')
  await look(page, '/supervision/spot-checks/plans', 'plans')
  await look(page, '/supervision/spot-checks/rules', 'rules')
  await look(page, '/supervision/spot-checks/tasks', 'tasks')
  await look(page, '/supervision/spot-checks/follow-up', 'follow-up')
  await look(page, '/supervision/spot-checks/statistics', 'statistics')
  expect(errors).toEqual([])
  await context.close()
  const visitor = await openContext(browser, server.url)
  const open = await visitor.newPage()
  await look(open, '/open/spot-checks', 'open')
  await open.getByLabel('只看不合格').check()
  // The list before stays until the new one is there.
  await expect.poll(() => open.locator('.open-results .state-tag--met').count(), { timeout: 10_000 }).toBe(0)
  expect(await open.locator('.open-results > li').count()).toBeGreaterThan(0)
  await visitor.close()
})
