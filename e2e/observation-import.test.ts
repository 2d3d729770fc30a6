/** A file of figures: refused row by row, corrected, confirmed, published as a whole, and on the board at once. */
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectAccessible, expectFitsWidth, photograph, watchForErrors } from './browser.ts'
import { openDemoCity } from './demo-city.ts'

const city = openDemoCity('observation-import')
const indicator = '社会公用计量标准'
const heads = '指标代码,指标名称,地区,时期,数值,计量单位,说明'

const send = (page: Page, name: string, rows: readonly string[]) =>
  page.locator('input[type=file]').setInputFiles({
    name,
    mimeType: 'text/csv',
    buffer: Buffer.from([heads, ...rows].join('\r\n')),
  })

test('a clerk publishes a file of figures, whole or not at all', async () => {
  const { context, page } = await city.signIn('clerk')
  const errors = watchForErrors(page)
  await page.goto('/reporting/import')
  await page.getByRole('heading', { level: 1, name: '批量导入数据' }).waitFor()

  await send(page, '有错的.csv', [
    `,${indicator},,2025,四百,,`,
    `,${indicator},火星区,2025,12,,`,
    `,${indicator},,2025,418,,年终核定数`,
  ])
  const faulty = page.getByRole('region', { name: '有错的.csv' })
  await faulty.getByText('需要改正').waitFor({ timeout: 30_000 })
  await faulty.getByRole('row').filter({ hasText: '火星区' }).waitFor()
  expect(await faulty.getByRole('button', { name: '确认发布' }).count()).toBe(0)
  await expectAccessible(page)
  await photograph(page, 'observation-import-faulty')
  await expectFitsWidth(page)
  const [findings] = await Promise.all([
    page.waitForEvent('download'),
    faulty.getByRole('link', { name: '下载检查结果' }).click(),
  ])
  const list = await readFile(await findings.path(), 'utf8')
  expect(list).toContain('火星区')
  expect(list).toContain('四百')

  await send(page, '改好的.csv', [`,${indicator},,2025,418,,年终核定数`])
  const fit = page.getByRole('region', { name: '改好的.csv' })
  await fit.getByText('待确认').waitFor({ timeout: 30_000 })
  await fit.getByRole('button', { name: '确认发布' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill('统计局年终核定数据')
  await dialog.getByRole('button', { name: '确认发布' }).click()
  await fit.getByText('已发布', { exact: true }).waitFor({ timeout: 30_000 })

  await page.goto('/')
  await page.getByPlaceholder('指标名称').fill(indicator)
  await page.getByPlaceholder('指标名称').press('Enter')
  await page.getByRole('row').filter({ hasText: indicator }).getByText('418', { exact: true }).waitFor()

  await page.goto('/reporting/import')
  await send(page, '再来一次.csv', [`,${indicator},,2025,418,,年终核定数`])
  await page
    .getByRole('region', { name: '再来一次.csv' })
    .getByText('没有新数据')
    .waitFor({ timeout: 30_000 })
  expect(errors).toEqual([])
  await context.close()
})

test('a leader may not', async () => {
  const { context, page } = await city.signIn('leader')
  await page.goto('/reporting/import')
  await page.getByText('您没有查看此内容的权限').waitFor()
  expect(await page.locator('input[type=file]').count()).toBe(0)
  const refused = await page.evaluate(async () => (await fetch('/api/observations/imports')).status)
  expect(refused).toBe(403)
  await context.close()
})
