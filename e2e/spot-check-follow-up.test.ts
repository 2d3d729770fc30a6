/** A failed sample from sampling to its closed follow-up with one objection, by everyone who meets it. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { localDate } from '#kernel/calendar/calendar.ts'
import { choose, expectAccessible, expectFitsWidth, inspectPage, photograph, settled } from './browser.ts'
import { openDemoCity } from './demo-city.ts'

const city = openDemoCity('spot-check-follow-up')

/** Opens a page and looks at it. */
async function look(page: Page, path: string, picture: string): Promise<void> {
  await page.goto(path)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await inspectPage(page, `spot-check-${picture}`)
}

/** Sends a step of the follow-up that asks for a form: fields by their labels. */
async function step(page: Page, event: string, fields: Readonly<Record<string, string>>): Promise<void> {
  await page.getByRole('button', { name: event, exact: true }).click()
  const drawer = page.getByRole('dialog')
  for (const [label, value] of Object.entries(fields)) {
    const field = drawer.getByLabel(label, { exact: true })
    if ((await field.getAttribute('role')) === 'combobox') {
      await field.click()
      await choose(page.locator('.ant-select-item-option', { hasText: value }).first())
    } else if ((await field.getAttribute('type')) === 'checkbox') await field.check()
    else await field.fill(value)
  }
  await drawer.getByRole('button', { name: event, exact: true }).click()
  await drawer.waitFor({ state: 'hidden' })
}

test('a failed sample goes from the sheet to a closed follow-up, with one objection', {
  timeout: 400_000,
}, async () => {
  // The start page of an enterprise's people leads to its results; its name is that of the register.
  const firm = await city.signIn('enterprise')
  await firm.page.getByRole('link', { name: '抽查结果与异议' }).last().click()
  await firm.page.getByRole('heading', { level: 1, name: '抽查结果与异议' }).waitFor()
  await firm.page.locator('.own-samples > li').first().waitFor()
  const producer = (await firm.page.locator('main p strong').first().textContent()) ?? ''
  expect(producer).not.toBe('')
  await look(firm.page, '/my/spot-checks', 'my-results')

  // The inspector fills the sheet in on a phone.
  const field = await city.signIn('inspector', 360)
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
  await field.page.getByLabel('标称生产者', { exact: true }).fill(producer)
  await choose(field.page.locator('.ant-select-item-option', { hasText: producer }).first())
  // Whose goods these are: the register's enterprise, and not a name alone.
  await field.page.getByText(/^已对应名录：\w{18}$/).waitFor()
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
  const code = (await field.page.locator('dt', { hasText: '样品编号' }).locator('+ dd').textContent()) ?? ''
  expect(code).toMatch(/^[A-Z2-9]{8}$/)
  await field.context.close()

  // The laboratory sees a code, and hands a file of values in: one with a gap first.
  const desk = await city.signIn('institution')
  await look(desk.page, '/supervision/spot-checks/laboratory', 'laboratory')
  await desk.page.getByRole('link', { name: code, exact: true }).click()
  await desk.page.getByRole('button', { name: '接收样品' }).click()
  await desk.page.getByRole('dialog').getByRole('button', { name: '接收样品' }).click()
  await desk.page.getByLabel('报告编号').waitFor()
  const value = (item: string) => desk.page.getByLabel(`样品 1 “${item}”的测定值`)
  await value('铝的残留量').fill('150')
  await desk.page
    .getByRole('row', { name: /铝的残留量/ })
    .getByText('不合格')
    .waitFor()
  expect(await desk.page.content()).not.toContain(producer)
  await expectAccessible(desk.page)
  await photograph(desk.page, 'spot-check-results')
  const template = await desk.page.request.get('/api/spot-checks/results-files/template')
  expect(template.headers()['content-type']).toContain('spreadsheetml')
  await look(desk.page, '/supervision/spot-checks/laboratory/import', 'import')
  const handIn = (values: ReadonlyArray<readonly [item: string, measured: string]>) =>
    desk.page.locator('input[type=file]').setInputFiles({
      name: 'results.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        [
          '样品编号,报告编号,样品序号,检验项目,测定值',
          ...values.map(([item, measured]) => `${code},XC-001,1,${item},${measured}`),
        ].join('\n'),
      ),
    })
  await handIn([
    ['脱氢乙酸', '0.1'],
    ['铝的残留量', '一百五'],
    ['酸价', '1.0'],
  ])
  await desk.page.getByText(/测定值“一百五”无法按/).waitFor()
  await desk.page.getByText(/缺少“沙门氏菌”的测定值/).waitFor()
  expect(await desk.page.getByRole('button', { name: /^导入/ }).isDisabled()).toBe(true)
  await expectAccessible(desk.page)
  await photograph(desk.page, 'spot-check-import-problems')
  await desk.page.getByRole('button', { name: '换一个文件' }).click()
  await handIn([
    ['脱氢乙酸', '0.1'],
    ['铝的残留量', '150'],
    ['酸价', '1.0'],
    ['沙门氏菌', '未检出'],
  ])
  await desk.page.getByRole('row', { name: new RegExp(`${code}.*不合格.*铝的残留量`) }).waitFor()
  await desk.page.getByRole('button', { name: /^导入/ }).click()
  await desk.page.getByText(/已导入 1 个样品/).waitFor()
  await desk.context.close()

  // The clerk follows it to the end.
  const office = await city.signIn('clerk')
  const { page } = office
  await page.goto(sampleAddress)
  await page.getByRole('heading', { level: 1, name: '行程绿豆糕' }).waitFor()
  await page.getByText('超过 0 个，判定为不合格').waitFor()
  const today = localDate(new Date())
  await step(page, '告知结果', {
    文书编号: '澄市监告〔2026〕行程1号',
    送达方式: '直接送达',
    被抽样单位收到日期: today,
    '标称生产者收到日期（与被抽样单位不同的，必填）': today,
  })
  await page
    .getByText(/收到结果通知书，异议期至/)
    .first()
    .waitFor()
  await page
    .getByText(/第三十条/)
    .first()
    .waitFor()

  // The enterprise reads its notice, and objects with evidence.
  await firm.page.goto('/my/spot-checks')
  await firm.page.getByRole('link', { name: '行程绿豆糕' }).click()
  await firm.page.getByText('澄市监告〔2026〕行程1号').waitFor()
  await firm.page
    .getByText(/^异议期至/)
    .first()
    .waitFor()
  await firm.page.getByRole('button', { name: '提出异议' }).click()
  const form = firm.page.getByRole('dialog')
  await form.getByLabel('异议内容').fill('对铝的残留量有异议，附同批次出厂检验报告。')
  await form.locator('input[type=file]').setInputFiles({
    name: '出厂检验报告.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n'),
  })
  await form.getByText('已选择：出厂检验报告.pdf').waitFor()
  await expectAccessible(firm.page)
  await form.getByRole('button', { name: '提出异议' }).click()
  await form.waitFor({ state: 'hidden' })
  await firm.page.getByRole('link', { name: '出厂检验报告.pdf' }).waitFor()
  const evidence = await firm.page.request.get(
    (await firm.page.getByRole('link', { name: '出厂检验报告.pdf' }).getAttribute('href')) ?? '',
  )
  expect(evidence.status()).toBe(200)
  await settled(firm.page)
  await expectAccessible(firm.page)
  await photograph(firm.page, 'spot-check-my-result')

  // The officers find the objection in the case, and have it tested again.
  await page.reload()
  await page.getByText('企业网上提交').waitFor()
  // Both it and the signature open from the sample alone: their ids by themselves give nothing.
  for (const name of ['出厂检验报告.pdf', 'signature.png']) {
    const href = (await page.getByRole('link', { name }).first().getAttribute('href')) ?? ''
    expect((await page.request.get(href)).status()).toBe(200)
    expect((await firm.page.request.get(href)).status()).toBe(403)
    const byId = await page.request.get(`/api/files/${href.split('/').at(-1)}`)
    expect(byId.status()).toBe(404)
  }
  await step(page, '受理并复检', { 理由: '材料齐全' })
  await step(page, '移送复检', { '复检机构名称（不得为初检机构）': '示范省质量检验研究院' })
  await step(page, '登记复检结果', { 报告编号: 'FJ-001', '铝的残留量（≤100 mg/kg）': '148' })
  await page.getByText('结论维持，复检费用由申请人承担').waitFor()
  // The seller's own period still runs: it has to say that it does not object.
  await step(page, '确认结果', { 当事人已书面表示无异议: '是' })
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

  // What became of it is told to the enterprise.
  await firm.page.reload()
  await firm.page.getByText('结论维持，复检费用由申请人承担').waitFor()
  await firm.page.getByRole('link', { name: '下载责令改正通知书（Word）' }).waitFor()
  await firm.page.locator('.page__title').getByText('已结案').waitFor()
  await firm.context.close()
})
