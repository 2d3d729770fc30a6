/** The leader's pages on the real program with the demo city: alive, open down to a single record, and on a phone. */
import { readFile } from 'node:fs/promises'
import Excel from 'exceljs'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { choose, expectAccessible, expectFitsWidth, inspectPage, watchForErrors } from './browser.ts'
import { openDemoCity } from './demo-city.ts'

const indicator = '社会公用计量标准'

const city = openDemoCity('overview')

const settled = (page: Page) =>
  page.waitForFunction(() => !document.querySelector('.skeleton, .ant-spin-spinning, [aria-busy="true"]'))

async function inspect(page: Page, picture: string): Promise<void> {
  await settled(page)
  await inspectPage(page, `leader-${picture}`)
}

/** Publishes a figure as whoever is signed in on the page, the way the reporting pages do. */
async function publish(page: Page, value: number): Promise<void> {
  const answer = await page.evaluate(
    async ([name, figure]) => {
      const found = await fetch(`/api/indicators?search=${encodeURIComponent(name)}`)
      const { items }: { items: { code: string; version: { nameZh: string } }[] } = await found.json()
      const code = items.find((item) => item.version.nameZh === name)?.code
      const sent = await fetch('/api/observations', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          rows: [{ code, period: '2025', value: figure, explanation: '年终核定数' }],
          publish: true,
        }),
      })
      return { status: sent.status, body: await sent.text() }
    },
    [indicator, value] as const,
  )
  expect([answer.status, answer.body.includes('"published":1')]).toEqual([200, true])
}

const rowOf = (page: Page) =>
  page
    .getByRole('row')
    .filter({ has: page.getByRole('button', { name: `查看“${indicator}”` }) })
    .first()

describe('the leader', () => {
  test('sees an open overview change by itself when a clerk publishes elsewhere', async () => {
    const leader = await city.signIn('leader')
    const errors = watchForErrors(leader.page)
    await leader.page.getByPlaceholder('指标名称').fill(indicator)
    await leader.page.getByPlaceholder('指标名称').press('Enter')
    await rowOf(leader.page).getByText('393', { exact: true }).waitFor()
    await rowOf(leader.page).getByRole('img').first().waitFor()
    const clerk = await city.signIn('clerk')
    await publish(clerk.page, 431)
    await rowOf(leader.page).getByText('431', { exact: true }).waitFor({ timeout: 20_000 })
    await rowOf(leader.page).getByText('已达成').waitFor()
    await publish(clerk.page, 401)
    await rowOf(leader.page).getByText('401', { exact: true }).waitFor({ timeout: 20_000 })
    await rowOf(leader.page).getByText('按期推进').waitFor()
    expect(errors).toEqual([])
    await clerk.context.close()
    await leader.context.close()
  })

  test('drills from the board to the single record behind a figure, and to the page of the target', async () => {
    const { context, page } = await city.signIn('leader')
    const errors = watchForErrors(page)
    await page
      .getByRole('button', { name: `查看“${indicator}”` })
      .first()
      .waitFor()
    await inspect(page, 'overview')
    await page
      .getByRole('button', { name: `查看“${indicator}”` })
      .first()
      .click()
    const drawer = page.getByRole('dialog')
    await drawer.getByRole('heading', { name: `${indicator}：走势与要求路径` }).waitFor()
    await drawer.getByRole('tab', { name: '区县' }).click()
    await drawer.getByRole('heading', { name: /各区县社会公用计量标准/ }).waitFor()
    await drawer.getByRole('button', { name: '查看数据表' }).last().click()
    await drawer.getByRole('rowheader', { name: '汀澜区' }).waitFor()
    await drawer.getByRole('tab', { name: '数据来源' }).click()
    await drawer.getByRole('button', { name: /填报记录/ }).click()
    await drawer.getByText('填报', { exact: true }).first().waitFor()
    await drawer.getByText('年终核定数').first().waitFor()
    await settled(page)
    await expectAccessible(page)
    await drawer.getByRole('tab', { name: '规划原文' }).click()
    await drawer.getByText('社会公用计量标准达到430项').waitFor()
    await drawer.getByRole('link', { name: '打开目标页面' }).click()
    await page.getByRole('heading', { level: 1, name: indicator }).waitFor()
    await page.getByText('判定理由').waitFor()
    await page.getByRole('heading', { name: '这个数是怎么来的' }).waitFor()
    await page.getByText('社会公用计量标准达到430项').waitFor()
    await inspect(page, 'target')
    expect(errors).toEqual([])
    await context.close()
  })

  test('reads the overview and a target on a phone', async () => {
    const { context, page } = await city.signIn('leader', 360)
    await page.getByText(/份规划共 \d+ 个目标/).waitFor()
    await settled(page)
    await expectFitsWidth(page)
    await page.getByText('分区县地图').click()
    await page.getByText('边界：示范数据，虚构边界').waitFor()
    await expectFitsWidth(page)
    await page.getByText('请先关注').getByRole('link').first().click()
    await page.getByText('判定理由').waitFor()
    await settled(page)
    await expectFitsWidth(page)
    await expectAccessible(page)
    await page.goto('/targets/mistyped')
    await page.getByText('没有找到这个页面').waitFor()
    await context.close()
  })

  test('pivots figures, takes them away as Excel, and hands a saved view on', async () => {
    const leader = await city.signIn('leader')
    const { page } = leader
    await page.goto('/indicators/pivot')
    await page.getByText('先选择要看的指标').waitFor()
    await page.getByRole('combobox', { name: '指标', exact: true }).fill(indicator)
    await choose(page.getByTitle(`${indicator}（项）`).last())
    await page.keyboard.press('Escape')
    await page.getByRole('cell', { name: '368' }).waitFor()
    await inspect(page, 'pivot')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '导出 Excel' }).click(),
    ])
    const book = new Excel.Workbook()
    const bytes = await readFile(await download.path())
    await book.xlsx.load(new Uint8Array(bytes).buffer)
    expect(book.worksheets[0]?.getRow(2).values).toContain(368)
    await page.getByRole('button', { name: '保存视图' }).click()
    await page.getByLabel('视图名称').fill('计量标准')
    await page.getByLabel('本市同事可凭链接打开').check()
    const [answer] = await Promise.all([
      page.waitForResponse(
        (response) => response.url().endsWith('/pivot/views') && response.status() === 201,
      ),
      page.locator('form').getByRole('button', { name: '保存视图' }).click(),
    ])
    const view: { id: string } = await answer.json()
    const clerk = await city.signIn('clerk')
    await clerk.page.goto(`/indicators/pivot?view=${view.id}`)
    await clerk.page.getByRole('cell', { name: '368' }).waitFor()
    await clerk.context.close()
    await leader.context.close()
  })

  test('compares the city with others that share the indicator', async () => {
    const { context, page } = await city.signIn('leader')
    await page.goto('/indicators/comparison')
    await page.getByRole('rowheader', { name: '霁川市' }).waitFor()
    await page.getByText('口径一致').first().waitFor()
    await inspect(page, 'comparison')
    // A city that counts by quarters says so where months are compared.
    await page.goto('/indicators/comparison?indicator=good-air-days&by=month')
    await page.getByText('按季统计，没有月度值').waitFor()
    await inspect(page, 'comparison-months')
    await context.close()
  })
})

test('the system administrator uploads boundaries, and is told what is wrong with them', async () => {
  const { context, page } = await city.signIn('system')
  await page.goto('/indicators/boundaries')
  await page.getByText('5 个区县').waitFor()
  await page.getByLabel('数据来源').fill('市自然资源局')
  const ring = [
    [0, 0],
    [1, 1],
    [1, 0],
    [0, 2],
    [0, 0],
  ]
  const wrong = {
    type: 'Feature',
    properties: { code: '990102' },
    geometry: { type: 'Polygon', coordinates: [ring] },
  }
  await page.locator('input[type=file]').setInputFiles({
    name: 'wrong.geojson',
    mimeType: 'application/geo+json',
    buffer: Buffer.from(JSON.stringify({ type: 'FeatureCollection', features: [wrong] })),
  })
  await page.getByText('第 1 个要素：边界环自相交。').waitFor()
  await page.getByText('5 个区县').waitFor()
  await inspect(page, 'boundaries')
  await context.close()
})
