/** Signing in, the shell and the kernel's pages, on the real program with the demo city. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import {
  expectAccessible,
  expectFitsWidth,
  inspectPage,
  openContext,
  photograph,
  settled,
  watchForErrors,
} from './browser.ts'
import { openDemoCity } from './demo-city.ts'
import { demoPassword } from './server.ts'

const city = openDemoCity('workbench')

/** Opens a page and looks at it: no error in the browser, axe finds nothing, it fits a phone. */
async function inspect(page: Page, path: string, heading: string): Promise<void> {
  const errors = watchForErrors(page)
  await page.goto(path)
  await page.getByRole('heading', { level: 1, name: heading }).waitFor()
  await inspectPage(page, `workbench${path.replaceAll('/', '-')}`)
  expect(errors).toEqual([])
}

describe('before signing in', () => {
  test('a page asks for a sign-in and is there afterwards', async () => {
    const context = await openContext(city.browser, city.server.url)
    const page = await context.newPage()
    await page.goto('/inbox')
    await page.waitForURL('**/sign-in?**')
    await expectAccessible(page)
    await photograph(page, 'sign-in')
    await page.getByLabel('用户名').fill('clerk')
    await page.getByLabel('密码', { exact: true }).fill('Wrong-password-1')
    await page.getByRole('button', { name: '登录' }).click()
    await page.getByRole('alert').getByText('用户名或密码不正确').waitFor()
    await page.getByLabel('密码', { exact: true }).fill(demoPassword)
    await page.getByRole('button', { name: '登录' }).click()
    await page.getByRole('heading', { level: 1, name: '待办' }).waitFor()
    await context.close()
  })

  test('the portal stands open, in large text too', async () => {
    const context = await openContext(city.browser, city.server.url, 360)
    const page = await context.newPage()
    const errors = watchForErrors(page)
    await page.goto('/open')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: '长辈版' }).click()
    await expectAccessible(page)
    await expectFitsWidth(page)
    await photograph(page, 'portal-elder')
    expect(errors).toEqual([])
    await context.close()
  })
})

describe('the clerk', () => {
  test('opens the pages everyone has', async () => {
    const { context, page } = await city.signIn('clerk')
    await inspect(page, '/inbox', '待办')
    await inspect(page, '/cases', '事项')
    await inspect(page, '/notifications', '消息')
    await inspect(page, '/jobs', '后台任务')
    await inspect(page, '/account/password', '修改密码')
    await context.close()
  })

  test('opens a case: where it stands, its rule, what happened', async () => {
    const { context, page } = await city.signIn('clerk')
    await page.goto('/cases')
    await page.getByText('全部可查看').click()
    await page.locator('.data-table tbody a').first().waitFor()
    // Thousands of inspections are newer than the plan's case, so its address comes from the API.
    const answer = await page.request.get('/api/cases?type=plans.review')
    const { items }: { items: { title: string; page: string }[] } = await answer.json()
    await page.goto(items.find((item) => item.title.includes('行动纲要'))?.page ?? '')
    await page.getByRole('heading', { level: 2, name: '办理流程' }).waitFor()
    await page.getByRole('heading', { level: 2, name: '期限与依据' }).waitFor()
    await settled(page)
    await expectAccessible(page)
    await photograph(page, 'workbench-case')
    await page.getByLabel('写下意见').fill('请补充第三章的数据来源。')
    await page.getByRole('button', { name: '发表意见' }).click()
    await page.getByText('请补充第三章的数据来源。').waitFor()
    await context.close()
  })

  test('is told by name which right is missing', async () => {
    const { context, page } = await city.signIn('clerk')
    await page.goto('/administration/audit')
    await page.getByText('您没有查看此内容的权限').waitFor()
    await page.getByText('所需权限：“查看审计记录”').waitFor()
    expect(await page.getByRole('link', { name: '审计记录' }).count()).toBe(0)
    await context.close()
  })

  test('moves by keyboard: skip link, focus on the new heading, list of shortcuts', async () => {
    const { context, page } = await city.signIn('clerk')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('skip-link')
    await page.keyboard.press('g')
    await page.keyboard.press('i')
    await page.waitForURL('**/inbox')
    await page.waitForFunction(() => document.activeElement?.tagName === 'H1')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('待办')
    await page.keyboard.press('?')
    const help = page.getByRole('dialog', { name: '键盘快捷键' })
    await help.waitFor()
    expect(await help.locator('kbd').count()).toBeGreaterThan(4)
    await context.close()
  })

  test('works on a phone: the menu opens as a drawer', async () => {
    const { context, page } = await city.signIn('clerk', 360)
    await page.getByRole('button', { name: '打开菜单' }).click()
    await page.getByRole('dialog').getByRole('link', { name: '待办' }).click()
    await page.getByRole('heading', { level: 1, name: '待办' }).waitFor()
    await expectFitsWidth(page)
    await context.close()
  })

  test('switches to English and back', async () => {
    const { context, page } = await city.signIn('clerk')
    await page.goto('/inbox')
    await page.getByRole('button', { name: /Switch to English/ }).click()
    await page.getByRole('heading', { level: 1, name: 'Inbox' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
    await page.getByRole('button', { name: /Switch to Chinese/ }).click()
    await page.getByRole('heading', { level: 1, name: '待办' }).waitFor()
    await context.close()
  })

  test('signs out', async () => {
    const { context, page } = await city.signIn('clerk')
    await page.getByRole('button', { name: /我的账号/ }).click()
    await page.getByText('退出登录').click()
    await page.waitForURL('**/sign-in')
    await page.goto('/inbox')
    await page.waitForURL('**/sign-in?**')
    await context.close()
  })
})

describe('the administrators', () => {
  test('the system administrator makes an account and sees its password once', async () => {
    const { context, page } = await city.signIn('system')
    await inspect(page, '/administration/accounts', '账号')
    await page.getByRole('button', { name: '新建账号' }).click()
    const form = page.getByRole('dialog', { name: '新建账号' })
    await form.getByLabel('姓名').fill('试用人员')
    await form.getByLabel('用户名').fill('journey.person')
    await form.getByRole('button', { name: '建立账号' }).click()
    await form.getByText('账号“journey.person”已建立').waitFor()
    await form.getByRole('button', { name: '关闭' }).last().click()
    await page.getByRole('link', { name: '试用人员' }).click()
    await page.getByRole('heading', { level: 1, name: '试用人员' }).waitFor()
    await expectAccessible(page)
    await photograph(page, 'workbench-account')
    await context.close()
  })

  test('the security administrator sees roles and rights', async () => {
    const { context, page } = await city.signIn('security')
    await inspect(page, '/administration/roles', '角色与权限')
    await context.close()
  })

  test('the audit administrator reads and verifies the trail', async () => {
    const { context, page } = await city.signIn('audit')
    await inspect(page, '/administration/audit', '审计记录')
    await page.getByRole('button', { name: '校验审计链' }).click()
    await page.getByText('校验通过').waitFor()
    await context.close()
  })
})
