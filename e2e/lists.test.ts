/** An enterprise comes onto a list and off it again: officers, a leader, the enterprise and the public. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { choose, inspectPage, openContext, watchForErrors } from './browser.ts'
import { act } from './case-page.ts'
import { openDemoCity } from './demo-city.ts'

const city = openDemoCity('lists')

const inspect = (page: Page, picture: string) => inspectPage(page, `lists-${picture}`)

/** Address of a matter that waits for the leader. */
async function decide(address: string, number: string): Promise<void> {
  const { context, page } = await city.signIn('leader')
  await page.goto(address)
  await act(page, '作出决定', '决定书文号', number)
  await context.close()
}

const isPublished = async (number: string): Promise<boolean> => {
  const answer = await fetch(`${city.server.url}/api/open/lists?search=${encodeURIComponent(number)}`)
  const body: { items: unknown[] } = await answer.json()
  return body.items.length > 0
}

test('an officer proposes an entry, a leader decides it, the public sees it and the class follows', {
  timeout: 300_000,
}, async () => {
  const { context, page } = await city.signIn('clerk')
  const errors = watchForErrors(page)
  await page.goto('/supervision/risk')
  await page.getByRole('heading', { name: '各区县企业风险类别' }).waitFor()
  await inspect(page, 'risk-overview')
  await page.goto(
    '/supervision/risk/enterprises?enterprise-classes=%7B%22f%22%3A%7B%22class%22%3A%5B%22A%22%5D%7D%7D',
  )
  const first = page.locator('tbody a').first()
  const name = (await first.textContent()) ?? ''
  await first.click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
  await page.getByRole('tab', { name: '信用风险' }).click()
  await page.getByRole('heading', { name: /分是怎样来的/ }).waitFor()
  await inspect(page, 'class-panel')
  await page.getByRole('tab', { name: '名单', exact: true }).click()
  await page.getByRole('button', { name: '提起列入' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('列入事由').click()
  await choose(page.getByTitle('未按照规定期限公示年度报告'))
  await form.getByLabel('查明的事实').fill('该单位未在规定期限内公示2025年度报告。')
  await form.getByLabel('作出决定机关').fill('澄州市市场监督管理局')
  await form.getByRole('button', { name: '提起列入' }).click()
  await page.getByRole('heading', { level: 1, name: `列入经营异常名录：${name}` }).waitFor()
  await act(page, '提出列入意见', '核实情况和处理意见', '经核查公示系统，情况属实。')
  await page.getByText('待决定').first().waitFor()
  await inspect(page, 'matter')
  const number = '澄市监异列字〔2026〕E1号'
  expect(await isPublished(number)).toBe(false)
  await decide(page.url(), number)
  expect(await isPublished(number)).toBe(true)
  await page.reload()
  await page.getByRole('link', { name: '下载决定书（Word）' }).waitFor()
  const document = await page.request.get(
    (await page.getByRole('link', { name: '下载决定书（Word）' }).getAttribute('href')) ?? '',
  )
  expect(document.headers()['content-type']).toContain('wordprocessingml')
  await page.goto('/supervision/lists')
  await page.getByText(number).waitFor()
  await inspect(page, 'lists')
  expect(errors).toEqual([])
  await context.close()
})

test('an enterprise applies for repair; granted, its entry is gone from the portal', {
  timeout: 300_000,
}, async () => {
  const own = await city.signIn('enterprise')
  await own.page.goto('/my/lists')
  await own.page.getByRole('heading', { name: '名单记录' }).waitFor()
  await inspect(own.page, 'my-lists')
  const serious = own.page.locator('article', { hasText: '可申请修复之日' }).first()
  const number = /澄市监\S+号/.exec((await serious.textContent()) ?? '')?.[0] ?? ''
  expect(await isPublished(number)).toBe(true)
  await serious.getByRole('button', { name: '申请信用修复' }).click()
  const form = own.page.getByRole('dialog')
  await form.getByLabel('申请陈述').fill('已缴清罚款，完成整改，消除影响。')
  for (const box of await form.getByRole('checkbox').all()) await box.check()
  await form.getByRole('button', { name: '申请信用修复' }).click()
  await own.page.getByText('已申请，待受理').waitFor()

  const { context, page } = await city.signIn('clerk')
  await page.goto('/supervision/lists/matters')
  await page.locator('tbody a').first().click()
  await page.getByRole('heading', { level: 1, name: /^信用修复：/ }).waitFor()
  await act(page, '受理')
  await page.getByText('已受理，核实中').first().waitFor()
  await inspect(page, 'repair')
  await act(page, '建议同意', '核实情况和处理意见', '整改到位，符合信用修复条件。')
  await page.getByText('待决定').first().waitFor()
  await decide(page.url(), '澄市监信修字〔2026〕E1号')
  expect(await isPublished(number)).toBe(false)
  await own.page.reload()
  await own.page.getByText('已修复').first().waitFor()
  await own.context.close()
  await context.close()
})

test('anyone searches the published lists without an account', { timeout: 120_000 }, async () => {
  const context = await openContext(city.browser, city.server.url)
  const page = await context.newPage()
  await page.goto('/open/lists')
  await page.locator('.public-lists__entries li').first().waitFor()
  await inspect(page, 'public')
  await page.getByLabel('名单', { exact: true }).selectOption('serious')
  await page.getByRole('button', { name: '查询' }).click()
  await page.locator('.public-lists__entries li', { hasText: '严重违法失信名单' }).first().waitFor()
  expect(await page.locator('.public-lists__entries li', { hasText: '经营异常名录' }).count()).toBe(0)
  await context.close()
})

test('the scorecard is read with its trial by the clerk who drafted it', { timeout: 120_000 }, async () => {
  const { context, page } = await city.signIn('clerk')
  await page.goto('/supervision/risk/scorecards')
  await page.getByRole('link', { name: '评分表修订（按比例分类）' }).click()
  await page.getByRole('heading', { name: '类别变动矩阵（行：现类别，列：新类别）' }).waitFor()
  await inspect(page, 'scorecard')
  await page.goto('/supervision/risk/credit-records')
  await page.locator('tbody a').first().waitFor()
  await inspect(page, 'credit-records')
  await context.close()
})

test('vetoes, parts and aggregates of a draft are edited, checked and tried before adoption', {
  timeout: 300_000,
}, async () => {
  const { context, page } = await city.signIn('clerk')
  const errors = watchForErrors(page)
  await page.goto('/supervision/risk/scorecards')
  await page.getByRole('link', { name: '评分表修订（按比例分类）' }).click()
  await page.getByRole('heading', { name: '直接判定' }).waitFor()
  await page.getByRole('button', { name: '添加直接判定' }).click()
  const veto = page.getByRole('dialog')
  await veto.getByLabel('名称').fill('旅程直接判定')
  await veto.getByLabel('数据来源').fill('召回')
  await choose(page.getByTitle('召回', { exact: true }))
  await veto.getByRole('button', { name: '确定' }).click()
  await page.getByText(/旅程直接判定 → 不低于 D/).waitFor()

  await page.getByRole('button', { name: '添加专业部分' }).click()
  const part = page.getByRole('dialog')
  await part.getByLabel('名称').fill('旅程专业部分')
  await part.getByRole('button', { name: '确定' }).click()
  await part.getByText('请至少填写一个行业代码或一个标签').waitFor()
  await part.getByLabel('适用行业代码').fill('C18')
  await part.getByLabel('适用行业代码').press('Enter')
  await part.getByRole('button', { name: '确定' }).click()
  const section = page.locator('section', {
    has: page.getByRole('heading', { name: '专业部分 · 旅程专业部分' }),
  })
  await section.getByText('适用行业代码 C18').waitFor()
  await section.getByRole('button', { name: /^修改 近24个月行政处罚/ }).click()
  const factor = page.getByRole('dialog')
  await factor.getByLabel('取值方式').click()
  await choose(page.getByTitle('最近一次', { exact: true }))
  await factor.getByRole('button', { name: '确定' }).click()
  await section.getByText(/最近一次/).waitFor()
  await page.getByRole('button', { name: '保存草稿' }).click()
  await page.getByText('已保存').first().waitFor()
  await page.reload()
  await page.getByRole('heading', { name: '专业部分 · 旅程专业部分' }).waitFor()
  await page.getByText(/旅程直接判定 → 不低于 D/).waitFor()
  await inspect(page, 'scorecard-edited')
  // A changed draft is tried out anew before it is proposed.
  await page.getByRole('button', { name: '试算', exact: true }).click()
  await page
    .getByRole('heading', { name: '类别变动矩阵（行：现类别，列：新类别）' })
    .waitFor({ timeout: 120_000 })
  expect(errors).toEqual([])
  await context.close()
})
