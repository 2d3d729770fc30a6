/** The pages of spot checks, and a sample from the sheet on a phone to its hand-over to the laboratory. */
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

test('an inspector fills a sheet in on a phone and hands the sample over', {
  timeout: 400_000,
}, async () => {
  // The inspector fills the sheet in on a phone.
  const field = await signIn('inspector', 360)
  await field.page.goto('/supervision/spot-checks/tasks')
  await field.page.getByRole('link', { name: '糕点', exact: true }).first().click()
  await field.page.getByRole('tab', { name: '填写抽样单' }).waitFor()
  await settled(field.page)
  await field.page.mouse.move(0, 0)
  await expectAccessible(field.page)
  await expectFitsWidth(field.page)
  await field.page.getByLabel('被抽样单位', { exact: true }).fill('澄州行程超市')
  await field.page.getByLabel('抽样地点', { exact: true }).fill('汀澜区一号')
  await field.page.getByLabel('产品', { exact: true }).fill('行程绿豆糕')
  await field.page.getByLabel('标称生产者', { exact: true }).fill('澄州行程糕点厂')
  await field.page.getByLabel(/^抽样基数/).fill('120')
  await field.page.getByLabel('被抽样单位签字人').fill('某某')
  const pad = await field.page.locator('canvas').boundingBox()
  if (pad) {
    await field.page.locator('canvas').scrollIntoViewIfNeeded()
    const box = (await field.page.locator('canvas').boundingBox()) ?? pad
    await field.page.mouse.move(box.x + 20, box.y + 40)
    await field.page.mouse.down()
    await field.page.mouse.move(box.x + 120, box.y + 90)
    await field.page.mouse.up()
    await field.page.getByRole('button', { name: '确认签名' }).click()
    await field.page.getByText('已签名').waitFor()
  }
  await field.page.getByRole('button', { name: '提交抽样单' }).click()
  await field.page.getByRole('heading', { name: /抽样单 .* 已提交/ }).waitFor()
  await photograph(field.page, 'spot-check-sheet-done')
  await field.page.getByRole('button', { name: '移交检验机构' }).click()
  await field.page.getByText(/已移交 \d+ 个样品/).waitFor()
  expect(await field.page.getByRole('link', { name: '打开样品' }).getAttribute('href')).toMatch(
    /^\/supervision\/spot-checks\/samples\/[\da-f-]{36}$/,
  )
  await field.context.close()
})
