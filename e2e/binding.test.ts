/** A target's path and its districts' shares: what cannot be is said at its field, what is odd stands beside the goal. */
import { expect, test } from 'vitest'
import { inspectPage } from './browser.ts'
import { openDemoCity } from './demo-city.ts'

const city = openDemoCity('binding')

test('a path runs to the deadline and not beyond, and shares are added up beside the goal', async () => {
  const { page, context } = await city.signIn('clerk')
  await page.goto('/indicators/bindings?search=社会公用计量标准')
  await page.getByRole('button', { name: /^设置“.*社会公用计量标准/ }).click()
  const form = page.getByRole('dialog')
  await form.getByRole('radio', { name: '年度节点' }).click()
  await form.getByRole('button', { name: '增加一年' }).click()
  await form.getByLabel('年份', { exact: true }).fill('2099')
  await form.getByLabel('要求值（项）').fill('1')
  await form.getByRole('button', { name: '保存关联' }).click()
  await form.locator('.ant-form-item-explain-error').getByText('节点年份应早于期限').waitFor()
  const sum = form.getByText(/个区县合计/)
  expect(await sum.textContent()).toContain('全市目标：')
  const share = form.getByRole('spinbutton', { name: /分解目标$/ }).first()
  await share.fill('9999999')
  await expect.poll(() => sum.textContent()).toMatch(/合计 10,0\d\d,\d{3}项/)
  await inspectPage(page, 'binding')
  await context.close()
})
