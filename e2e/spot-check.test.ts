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
  await look(page, '/supervision/spot-checks/catalogue', 'catalogue')
  await page.getByRole('link', { name: '儿童玩具' }).click()
  await page.getByRole('heading', { level: 2, name: '产值权重' }).waitFor()
  await inspectPage(page, 'spot-check-category')
  await look(page, '/supervision/spot-checks/institutions', 'institutions')
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

test('the clerk adds a product with its weights and renews a laboratory, the leader reads them', {
  timeout: 400_000,
}, async () => {
  const { context, page } = await city.signIn('clerk')
  await page.goto('/supervision/spot-checks/catalogue')
  await page.getByRole('button', { name: '增加产品' }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByLabel('产品名称').fill('电动自行车')
  await drawer.getByLabel('产品代码').fill('toys')
  await drawer.getByLabel('行业大类').fill('37')
  await drawer.getByRole('button', { name: '提交' }).click()
  await drawer.getByText('产品代码“toys”已经在目录中').waitFor()
  await drawer.getByLabel('产品代码').fill('e-bike')
  await drawer.getByRole('button', { name: '提交' }).click()
  await page.getByRole('heading', { level: 1, name: '电动自行车' }).waitFor()

  await page.getByRole('button', { name: '录入产值' }).click()
  await drawer.getByLabel('数据来源').fill('统计年鉴')
  await drawer.getByLabel('青砚区').fill('86.5')
  await drawer.getByRole('button', { name: '提交' }).click()
  await page.getByText('青砚区 86.5').waitFor()

  await page.getByRole('button', { name: '停用' }).click()
  await page.getByRole('dialog').getByRole('textbox').fill('改由省级抽查')
  await page.getByRole('dialog').getByRole('button', { name: '停用' }).click()
  await page.getByText('已停用').waitFor()

  await page.goto('/supervision/spot-checks/institutions')
  const row = page.getByRole('row', { name: /示范省质量检验研究院/ })
  await row.getByRole('button', { name: '修改' }).click()
  await drawer.getByLabel('资质有效期至').fill('2020-01-01')
  await drawer.getByRole('button', { name: '提交' }).click()
  await drawer.getByText('资质有效期 2020-01-01 已过').waitFor()
  await drawer.getByLabel('资质有效期至').fill('2031-06-30')
  await drawer.getByRole('button', { name: '提交' }).click()
  await row.getByText('2031-06-30').waitFor()
  await context.close()

  const leader = await city.signIn('leader')
  await leader.page.goto('/supervision/spot-checks/institutions')
  await leader.page.getByText('2031-06-30').waitFor()
  expect(await leader.page.getByRole('button', { name: /登记检验机构|修改|停用/ }).count()).toBe(0)
  await leader.context.close()
})

test('a plan is drawn up by the clerk, adopted by the leader, and revised for a reason', {
  timeout: 400_000,
}, async () => {
  const clerk = await city.signIn('clerk')
  const { page } = clerk
  await page.goto('/supervision/spot-checks/plans')
  await page
    .getByRole('link', { name: /度产品质量抽查计划/ })
    .last()
    .click()
  // What costs more than was planned says so.
  await page.getByText('超支').first().waitFor()
  await inspectPage(page, 'spot-check-plan')
  await page.goto('/supervision/spot-checks/plans')
  await page.getByRole('button', { name: '编制计划' }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByLabel('计划名称').fill('下半年补充抽查计划')
  await drawer.getByRole('button', { name: '提交' }).click()
  await page.getByRole('heading', { level: 1, name: '下半年补充抽查计划' }).waitFor()
  await page.getByRole('button', { name: '增加明细' }).click()
  await drawer.getByLabel('产品类别').click()
  await page.getByTitle('儿童玩具 · 消费品').click()
  await drawer.getByLabel('计划批次').fill('20')
  await drawer.getByLabel('每批次检验费（元）').fill('1000')
  await drawer.getByLabel('每批次购样费（元）').fill('80')
  await drawer.getByRole('button', { name: '提交' }).click()
  await page.getByText('合计 20 批次、21,600 元').waitFor()
  await inspectPage(page, 'spot-check-plan-draft')
  const confirm = async (label: string, reason?: string) => {
    await page.getByRole('button', { name: label, exact: true }).first().click()
    const dialog = page.getByRole('dialog')
    if (reason !== undefined) await dialog.getByRole('textbox').fill(reason)
    await dialog.getByRole('button', { name: label, exact: true }).click()
  }
  await confirm('提交批准')
  await page.getByText('待批准').first().waitFor()
  expect(await page.getByRole('button', { name: '批准', exact: true }).count()).toBe(0)
  const path = new URL(page.url()).pathname

  const leader = await city.signIn('leader')
  await leader.page.goto(path)
  await leader.page.getByRole('button', { name: '批准', exact: true }).click()
  await leader.page.getByRole('dialog').getByRole('button', { name: '批准', exact: true }).click()
  await leader.page.getByText('已批准').first().waitFor()
  await leader.context.close()

  await page.reload()
  await page.getByRole('button', { name: '下达任务' }).waitFor()
  await confirm('修订计划', '上级增加任务')
  await page.getByRole('heading', { level: 2, name: '修订草案（第 2 版）' }).waitFor()
  await page.getByRole('button', { name: '修改', exact: true }).click()
  await drawer.getByLabel('计划批次').fill('30')
  await drawer.getByRole('button', { name: '提交' }).click()
  await page.getByText('30 批次，检验 1,000 元＋购样 80 元').waitFor()
  await inspectPage(page, 'spot-check-plan-revision')
  await clerk.context.close()
})
