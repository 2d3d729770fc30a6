/** The pages of spot checks and of the supervision dashboard. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { inspectPage, openContext, watchForErrors } from './browser.ts'
import { openDemoCity } from './demo-city.ts'

const city = openDemoCity('spot-check')

/** Opens a page and looks at it. */
async function look(page: Page, path: string, picture: string): Promise<void> {
  await page.goto(path)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await inspectPage(page, `spot-check-${picture}`)
}

test('the pages of spot checks are accessible, fit a phone and show the demo city', {
  timeout: 400_000,
}, async () => {
  const { context, page } = await city.signIn('clerk')
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
  const visitor = await openContext(city.browser, city.server.url)
  const open = await visitor.newPage()
  await look(open, '/open/spot-checks', 'open')
  await open.getByLabel('只看不合格').check()
  // The list before stays until the new one is there.
  await expect.poll(() => open.locator('.open-results .state-tag--met').count(), { timeout: 10_000 }).toBe(0)
  expect(await open.locator('.open-results > li').count()).toBeGreaterThan(0)
  await visitor.close()
})
