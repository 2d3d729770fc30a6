/** A failed sample from sampling to its closed follow-up with one objection, by everyone who meets it. */
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

/** Sends a step of the follow-up that asks for a form: fields by their labels. */
async function step(page: Page, event: string, fields: Readonly<Record<string, string>>): Promise<void> {
  await page.getByRole('button', { name: event, exact: true }).click()
  const drawer = page.getByRole('dialog')
  for (const [label, value] of Object.entries(fields)) {
    const field = drawer.getByLabel(label, { exact: true })
    if ((await field.getAttribute('role')) === 'combobox') {
      await field.click()
      await page.locator('.ant-select-item-option', { hasText: value }).first().click()
    } else await field.fill(value)
  }
  await drawer.getByRole('button', { name: event, exact: true }).click()
  await drawer.waitFor({ state: 'hidden' })
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
  await open.locator('.open-results > li').first().waitFor()
  expect(await open.locator('.open-results .state-tag--met').count()).toBe(0)
  await visitor.close()
})

test('a failed sample goes from the sheet to a closed follow-up, with one objection', {
  timeout: 400_000,
}, async () => {
  // The inspector fills the sheet in on a phone.
  const field = await signIn('inspector', 360)
  await field.page.goto('/supervision/spot-checks/tasks')
  await field.page.getByRole('link', { name: '糕点', exact: true }).first().click()
  await field.page.getByRole('tab', { name: '填写抽样单' }).waitFor()
  await settled(field.page)
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
  await field.page.getByRole('link', { name: '打开样品' }).click()
  await field.page.getByRole('heading', { level: 1, name: '行程绿豆糕' }).waitFor()
  const sampleAddress = new URL(field.page.url()).pathname
  await field.context.close()

  // The laboratory sees a code, and measures.
  const desk = await signIn('institution')
  await look(desk.page, '/supervision/spot-checks/laboratory', 'laboratory')
  await look(desk.page, '/supervision/spot-checks/laboratory/import', 'import')
  await desk.page.goto('/supervision/spot-checks/laboratory')
  const row = desk.page.getByRole('row', { name: /糕点.*已送检/ }).first()
  await row.getByRole('link').click()
  await desk.page.getByRole('button', { name: '接收样品' }).click()
  await desk.page.getByRole('dialog').getByRole('button', { name: '接收样品' }).click()
  const value = (item: string) => desk.page.getByLabel(`样品 1 “${item}”的测定值`)
  await value('脱氢乙酸').fill('0.1')
  await value('铝的残留量').fill('150')
  await value('酸价').fill('1.0')
  await value('沙门氏菌').fill('未检出')
  await desk.page
    .getByRole('row', { name: /铝的残留量/ })
    .getByText('不合格')
    .waitFor()
  expect(await desk.page.content()).not.toContain('行程糕点厂')
  await desk.page.getByLabel('报告编号').fill('XC-001')
  await expectAccessible(desk.page)
  await photograph(desk.page, 'spot-check-results')
  await desk.page.getByRole('button', { name: '出具报告' }).click()
  await desk.page.getByRole('dialog').getByRole('button', { name: '出具报告' }).click()
  await desk.page.locator('.page__title').getByText('不合格').waitFor()
  await desk.context.close()

  // The clerk follows it to the end.
  const office = await signIn('clerk')
  const { page } = office
  await page.goto(sampleAddress)
  await page.getByRole('heading', { level: 1, name: '行程绿豆糕' }).waitFor()
  await page.getByText('超过 0 个，判定为不合格').waitFor()
  await step(page, '告知结果', { 文书编号: '澄市监告〔2026〕行程1号', 送达方式和日期: '直接送达' })
  await page
    .getByText(/第三十条/)
    .first()
    .waitFor()
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  await step(page, '登记异议', {
    异议人: '澄州行程糕点厂',
    异议事由: 'result',
    收到日期: today,
    异议内容: '对铝的残留量有异议',
  })
  await step(page, '受理并复检', { 理由: '材料齐全' })
  await step(page, '移送复检', { '复检机构名称（不得为初检机构）': '示范省质量检验研究院' })
  await step(page, '登记复检结果', { 报告编号: 'FJ-001', '铝的残留量（≤100 mg/kg）': '148' })
  await page.getByText('结论维持，复检费用由申请人承担').waitFor()
  await step(page, '责令改正', { 文书编号: '澄市监责改〔2026〕行程1号', 改正要求: '停止使用含铝膨松剂' })
  await step(page, '登记行政处罚', {
    文书编号: '澄市监罚〔2026〕行程1号',
    '罚没金额（元）': '5000',
    处罚内容: '罚款',
  })
  await step(page, '提交整改情况', { 整改措施: '更换配方' })
  await settled(page)
  await expectAccessible(page)
  await photograph(page, 'spot-check-sample')
  await step(page, '登记复查结果', { 报告编号: 'FC-001', '铝的残留量（≤100 mg/kg）': '12' })
  await step(page, '结案', {})
  await page.locator('.page__title').getByText('已结案').waitFor()
  const notice = await page.request.get(
    `/api/spot-checks/samples/${sampleAddress.split('/').at(-1)}/documents/correction-order`,
  )
  expect(notice.headers()['content-type']).toContain('wordprocessingml')
  await office.context.close()
})
