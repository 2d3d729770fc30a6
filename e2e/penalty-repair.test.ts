/** A penalty is repaired: the enterprise applies, officers decide, and its page and credit record follow. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { choose, inspectPage, watchForErrors } from './browser.ts'
import { act } from './case-page.ts'
import { openDemoCity } from './demo-city.ts'

const city = openDemoCity('penalty-repair')

const inspect = (page: Page, picture: string) => inspectPage(page, `penalty-repair-${picture}`, [768, 360])

/** Records a warning, which may be repaired from the day it was given. */
async function recordWarning(page: Page, creditCode: string, number: string): Promise<void> {
  await page.goto('/supervision/risk/credit-records')
  await page.getByRole('button', { name: '登记一条' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('统一社会信用代码').fill(creditCode)
  await form.getByLabel('种类').click()
  await choose(page.getByTitle('警告、通报批评'))
  await form.getByLabel('文号').fill(number)
  await form.getByLabel('日期').fill(new Date(Date.now() - 10 * 86_400_000).toISOString().slice(0, 10))
  await form.getByLabel('作出机关').fill('澄州市市场监督管理局')
  await form.getByLabel('摘要').fill('未按要求标注厂址')
  await form.locator('.ant-btn-primary').click()
  await form.waitFor({ state: 'hidden' })
}

/** An enterprise on its own page, and the clerk who has recorded a warning of it. */
async function warned(number: string) {
  const own = await city.signIn('enterprise')
  const { context, page } = await city.signIn('clerk')
  const errors = [watchForErrors(page), watchForErrors(own.page)]
  await own.page.goto('/my/lists')
  await own.page.getByRole('heading', { name: '行政处罚记录' }).waitFor()
  const creditCode = /[0-9A-Z]{18}/.exec((await own.page.locator('main').textContent()) ?? '')?.[0] ?? ''
  await recordWarning(page, creditCode, number)
  return { own, context, page, errors }
}

/** Fills the application in and sends it. */
async function apply(page: Page, button: string): Promise<void> {
  const form = page.getByRole('dialog')
  await form.getByLabel('申请陈述').fill('已补正标识，消除影响，并完成整改。')
  for (const box of await form.getByRole('checkbox').all()) await box.check()
  await form.getByRole('button', { name: button }).click()
  await form.waitFor({ state: 'hidden' })
}

const [first, second] = ['澄市监警〔2026〕E1号', '澄市监警〔2026〕E2号']

test('an enterprise applies, two officers decide, its credit record shows the repair', {
  timeout: 400_000,
}, async () => {
  const { own, context, page, errors } = await warned(first)
  await own.page.reload()
  const penalty = own.page.locator('article', { has: own.page.getByText(first, { exact: true }) })
  await penalty.getByText('轻微失信').waitFor()
  await penalty.getByRole('button', { name: '申请信用修复' }).click()
  await apply(own.page, '申请信用修复')
  await penalty.getByText('修复申请办理中').waitFor()

  await page.goto('/supervision/lists')
  await page.getByRole('link', { name: /^行政处罚信用修复 \d+ 件$/ }).click()
  const row = page.locator('tbody tr', { hasText: '行政处罚信用修复' }).first()
  await row.waitFor()
  // The last day to accept it, by the rule.
  expect(await row.textContent()).toMatch(/\d{4}-\d{2}-\d{2}/)
  await inspect(page, 'matters')
  await row.getByRole('link').first().click()
  await page.getByRole('heading', { level: 1, name: /^行政处罚信用修复：/ }).waitFor()
  await page.getByText('信用修复受理期限').waitFor()
  await act(page, '受理')
  await page.getByText('已受理，核实中').first().waitFor()
  await act(page, '建议同意', '核实情况和处理意见', '标识已补正，符合修复条件。')
  await page.getByText('待决定').first().waitFor()
  await inspect(page, 'matter')
  const address = new URL(page.url()).pathname

  const leader = await city.signIn('leader')
  await leader.page.goto(address)
  await act(leader.page, '作出决定', '决定书文号', '澄市监信修〔2026〕E1号')
  await leader.context.close()

  await own.page.reload()
  await penalty.getByText('已修复').waitFor()
  await penalty.getByText(/澄市监信修〔2026〕E1号/).waitFor()
  await own.page
    .getByText(/澄市监信修〔2026〕E1号 · 标识已补正，符合修复条件。/)
    .first()
    .waitFor()
  await inspect(own.page, 'own')
  // The way of the officers' page leads an enterprise to its own.
  await own.page.goto(address)
  await own.page.waitForURL('**/my/lists')

  await page.goto('/supervision/risk/credit-records')
  await page.getByPlaceholder('企业名称或文号').fill(first)
  await page.keyboard.press('Enter')
  const record = page.locator('tbody tr', { hasText: first })
  await record.getByText('已信用修复').waitFor()
  expect(await record.getByRole('button').count()).toBe(0)
  await inspect(page, 'credit-record')
  expect(errors.flat()).toEqual([])
  await own.context.close()
  await context.close()
})

test('an officer takes an application in, it is not accepted, the enterprise reads why', {
  timeout: 300_000,
}, async () => {
  const { own, context, page, errors } = await warned(second)
  await page.getByPlaceholder('企业名称或文号').fill(second)
  await page.keyboard.press('Enter')
  await page.locator('tbody tr', { hasText: second }).getByRole('link').first().click()
  await page.getByRole('tab', { name: '名单', exact: true }).click()
  const penalty = page.locator('article', { has: page.getByText(second, { exact: true }) })
  // Graded by an officer, its terms follow: a general one has three months to wait.
  await penalty.getByRole('button', { name: '认定失信程度' }).click()
  const grade = page.getByRole('dialog')
  await grade.getByLabel('失信程度').click()
  await choose(page.getByTitle('一般失信', { exact: true }))
  await grade.getByLabel('理由').fill('同类行为再次发生')
  await grade.locator('.ant-btn-primary').click()
  await penalty.getByText('一般失信').waitFor()
  await penalty.getByRole('button', { name: '代收修复申请', disabled: true }).waitFor()
  await inspect(page, 'panel')
  await penalty.getByRole('button', { name: '认定失信程度' }).click()
  await grade.getByLabel('失信程度').click()
  await choose(page.getByTitle('轻微失信', { exact: true }))
  await grade.getByLabel('理由').fill('经复核，情节轻微')
  await grade.locator('.ant-btn-primary').click()
  await penalty.getByRole('button', { name: '代收修复申请', disabled: false }).click()
  await apply(page, '代收修复申请')
  await page.getByRole('heading', { level: 1, name: /^行政处罚信用修复：/ }).waitFor()
  await act(page, '不予受理', '理由', '未提交缴款凭证')
  await page.getByText('不予受理').first().waitFor()
  await own.page.reload()
  await own.page.getByText(/未提交缴款凭证/).waitFor()
  // It may apply again.
  const mine = own.page.locator('article', { has: own.page.getByText(second, { exact: true }) })
  await mine.getByRole('button', { name: '申请信用修复' }).waitFor()
  expect(errors.flat()).toEqual([])
  await own.context.close()
  await context.close()
})
