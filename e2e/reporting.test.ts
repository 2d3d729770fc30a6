/** A figure's way: a liaison reports with Excel, is sent back once, corrects; the clerk publishes; the overview moves. */
import Excel from 'exceljs'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { expectAccessible, expectFitsWidth, inspectPage, watchForErrors } from './browser.ts'
import { openDemoCity } from './demo-city.ts'

/** Reported monthly by the liaison's unit, and what a target of the demo city's plan hangs on. */
const indicator = '消费投诉平均处理时长'
const [headingRow, nameColumn, previousColumn, valueColumn] = [4, 'C', 'G', 'I'] as const

const city = openDemoCity('reporting')

const inspect = (page: Page, picture: string) => inspectPage(page, `reporting-${picture}`)

/** The address of the liaison's monthly task, found in the inbox as a person finds it. */
async function openTask(page: Page): Promise<string> {
  await page.goto('/inbox')
  await page.getByRole('link', { name: /市市场监管局\d+年\d+月指标数据填报/ }).click()
  await page.getByRole('heading', { level: 1, name: /市市场监管局 .* 数据填报/ }).waitFor()
  return new URL(page.url()).pathname
}

/** The form as it comes: its sheet, and the rows of figures. */
async function downloadedForm(page: Page) {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '下载填报表' }).click(),
  ])
  const book = new Excel.Workbook()
  await book.xlsx.readFile(await download.path())
  const sheet = book.getWorksheet('填报')
  if (!sheet) throw new Error('the form has no sheet 填报')
  const rows = Array.from({ length: sheet.rowCount - headingRow }, (_, index) => headingRow + 1 + index)
  const rowOf = (name: string) => rows.find((row) => sheet.getCell(`${nameColumn}${row}`).value === name) ?? 0
  return { book, sheet, rows, rowOf }
}

/** The form with each value from the period before; `change` does the rest. */
async function filledForm(
  page: Page,
  change: (rowOf: (name: string) => number, sheet: Excel.Worksheet) => void,
) {
  const { book, sheet, rows, rowOf } = await downloadedForm(page)
  for (const row of rows)
    sheet.getCell(`${valueColumn}${row}`).value = sheet.getCell(`${previousColumn}${row}`).value
  change(rowOf, sheet)
  return {
    name: '填报.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: Buffer.from(await book.xlsx.writeBuffer()),
  }
}

/** Presses a button and confirms, with a reason where one is asked for. */
async function confirm(page: Page, name: string, reason?: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  if (reason) await dialog.getByRole('textbox').fill(reason)
  await dialog.getByRole('button', { name, exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
}

const stateIs = (page: Page, word: string) =>
  page.locator('.page__title').getByText(word, { exact: true }).waitFor()

/** The current value of the target on an open overview. */
const boardRow = (page: Page) => page.getByRole('row').filter({ hasText: indicator })

describe('reporting', () => {
  test('a figure goes from Excel over a return to the overview, which moves by itself', {
    timeout: 400_000,
  }, async () => {
    const liaison = await city.signIn('liaison')
    const errors = watchForErrors(liaison.page)
    const path = await openTask(liaison.page)
    await inspect(liaison.page, 'entry')

    // What was typed a moment ago is in the form already.
    await liaison.page.getByLabel(`${indicator}（澄州市）本期数值`).fill('6.4')
    const { sheet: typed, rowOf: typedRow } = await downloadedForm(liaison.page)
    expect(typed.getCell(`${valueColumn}${typedRow(indicator)}`).value).toBe(6.4)

    // A form with a mistake changes nothing and says where the mistake is.
    const upload = (file: Awaited<ReturnType<typeof filledForm>>) =>
      liaison.page.locator('.file-drop input[type=file]').setInputFiles(file)
    await upload(
      await filledForm(liaison.page, (rowOf, sheet) => {
        sheet.getCell(`${valueColumn}${rowOf(indicator)}`).value = '约6天'
      }),
    )
    await liaison.page.getByText('1 处错误，不会采用任何数据').waitFor()
    await liaison.page
      .getByRole('rowheader', { name: /^填报 I\d+$/ })
      .first()
      .waitFor()
    expect(await liaison.page.getByRole('button', { name: '采用这些数据' }).isDisabled()).toBe(true)
    await inspect(liaison.page, 'preview')
    await liaison.page.getByRole('button', { name: '不采用' }).click()

    await upload(
      await filledForm(liaison.page, (rowOf, sheet) => {
        sheet.getCell(`${valueColumn}${rowOf(indicator)}`).value = '６.９'
      }),
    )
    await liaison.page.getByRole('button', { name: '采用这些数据' }).click()
    await liaison.page.getByText('全部填好，可以提交').waitFor()
    await confirm(liaison.page, '提交')
    await stateIs(liaison.page, '待审核')

    // The clerk sends it back; the liaison is told why, corrects by hand, and hands it in again.
    const clerk = await city.signIn('clerk')
    await clerk.page.goto('/reporting')
    await inspect(clerk.page, 'tasks')
    await clerk.page.getByRole('link', { name: /市市场监管局 .*月/ }).click()
    await clerk.page.getByRole('heading', { level: 1, name: /数据填报/ }).waitFor()
    await inspect(clerk.page, 'review')
    await confirm(clerk.page, '退回', '处理时长请按工作日口径重新计算')
    await stateIs(clerk.page, '已退回')

    await liaison.page.goto(path)
    await liaison.page.getByText('处理时长请按工作日口径重新计算').first().waitFor()
    const field = liaison.page.getByLabel(`${indicator}（澄州市）本期数值`)
    await field.fill('6.7')
    await liaison.page.getByText(/草稿已保存/).waitFor()
    await confirm(liaison.page, '提交')
    await stateIs(liaison.page, '待审核')

    // An overview that is open meanwhile.
    const overview = await clerk.context.newPage()
    await overview.goto('/')
    await overview.getByPlaceholder('指标名称').fill(indicator)
    await overview.keyboard.press('Enter')
    await boardRow(overview).first().waitFor()
    expect(await boardRow(overview).first().textContent()).not.toContain('6.7')

    await clerk.page.reload()
    await stateIs(clerk.page, '待审核')
    await confirm(clerk.page, '发布')
    await stateIs(clerk.page, '已发布')
    await boardRow(overview).first().getByText('6.7', { exact: true }).waitFor({ timeout: 30_000 })

    expect(errors).toEqual([])
    await clerk.context.close()
    await liaison.context.close()
  })

  test('what is published is corrected in a round of its own, and its history shows both', {
    timeout: 200_000,
  }, async () => {
    const { context, page } = await city.signIn('liaison')
    await page.goto('/reporting')
    await page.getByRole('link', { name: /市市场监管局 .*月/ }).click()
    await confirm(page, '更正已发布的数据', '漏计两件跨月投诉')
    await page.getByText('漏计两件跨月投诉').first().waitFor()
    await page.getByLabel(`${indicator}（澄州市）本期数值`).fill('6.8')
    await page.getByText('由已发布的 6.7 更正为 6.8').waitFor()
    await confirm(page, '提交')
    await stateIs(page, '待审核')
    await page.goto('/reporting/observations')
    await page.getByPlaceholder(/搜索/).fill(indicator)
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: indicator }).first().click()
    const history = page.getByRole('dialog')
    await history.getByText(/6\.8 .*待发布/).waitFor()
    await history.getByText(/6\.7 .*现行/).waitFor()
    await context.close()
  })

  test('another unit neither sees the task nor may open its address; a leader reads on a phone', async () => {
    const stranger = await city.signIn('liaison-housing')
    await stranger.page.goto('/reporting')
    await stranger.page
      .getByRole('link', { name: /市住房城乡建设局/ })
      .first()
      .waitFor()
    expect(await stranger.page.getByRole('link', { name: /市市场监管局/ }).count()).toBe(0)
    const clerk = await city.signIn('clerk')
    await clerk.page.goto('/reporting')
    const address = await clerk.page
      .getByRole('link', { name: /市市场监管局 .*月/ })
      .first()
      .getAttribute('href')
    await stranger.page.goto(address ?? '')
    await stranger.page.getByText('没有找到这项填报任务').waitFor()
    await stranger.page.goto('/indicators/new')
    await stranger.page.getByText('所需权限：“维护指标目录和目标关联”').waitFor()
    await clerk.page.goto('/reporting/assignments')
    await inspect(clerk.page, 'assignments')
    await clerk.context.close()
    await stranger.context.close()

    const leader = await city.signIn('leader', 360)
    await leader.page.goto('/reporting')
    await leader.page.getByText('各单位的填报任务').waitFor()
    await leader.page.goto(address ?? '')
    await leader.page.getByRole('heading', { level: 1, name: /数据填报/ }).waitFor()
    await expectFitsWidth(leader.page)
    await expectAccessible(leader.page)
    await leader.context.close()
  })
})
