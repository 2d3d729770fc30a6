/** A definition changes: proposed with its effect in view, approved by somebody else, old figures keep their version. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { inspectPage } from './browser.ts'
import { openDemoCity } from './demo-city.ts'

const city = openDemoCity('definition-change')

const inspect = (page: Page, picture: string) => inspectPage(page, `change-${picture}`)

/** The city's yearly figures of an indicator, as the API gives them. */
async function figuresOf(page: Page, indicatorId: string): Promise<ReadonlyMap<string, number | null>> {
  const response = await page.request.get(`/api/indicators/${indicatorId}/figures?from=2021&to=2030`)
  const body: { items: { period: string; value: number | null }[] } = await response.json()
  return new Map(body.items.map((item) => [item.period, item.value]))
}

test('a definition is proposed, weighed and approved, and earlier figures keep their version', async () => {
  const clerk = await city.signIn('clerk')
  await clerk.page.goto('/indicators')
  const search = clerk.page.getByRole('searchbox', { name: '搜索' })
  await search.fill('每万人口高价值发明专利拥有量')
  await search.press('Enter')
  await clerk.page.getByRole('link', { name: '每万人口高价值发明专利拥有量' }).click()
  await clerk.page.getByRole('heading', { level: 1, name: '每万人口高价值发明专利拥有量' }).waitFor()
  await inspect(clerk.page, 'indicator')
  const indicatorId = new URL(clerk.page.url()).pathname.split('/').at(-1) ?? ''
  const before = await figuresOf(clerk.page, indicatorId)
  const known = [...before].filter(([, value]) => value !== null).map(([period]) => period)
  const [earlier = '', latest = ''] = known.slice(-2)

  // A formula with a mistake is marked where it is wrong; mended, its effect is there before anything is proposed.
  await clerk.page.getByRole('link', { name: '修订定义' }).click()
  await clerk.page.getByLabel('生效日').fill(`${latest}-01-01`)
  await clerk.page.getByLabel('修订理由').fill('只计在有效期内的')
  await clerk.page.getByRole('radio', { name: '按算式计算' }).click()
  const formula = clerk.page.getByRole('textbox', { name: '算式' })
  await formula.fill('观测("high-value-patents-per-10000") × 没有的指标')
  expect(await clerk.page.locator('mark').textContent()).toBe('没有的指标')
  await formula.fill('观测("high-value-patents-per-10000") × 2')
  await clerk.page.getByText('1 个数值会变').waitFor()
  await inspect(clerk.page, 'editor')
  await clerk.page.getByRole('button', { name: '提交批准' }).click()
  await clerk.page.getByRole('heading', { level: 1, name: '修订：每万人口高价值发明专利拥有量' }).waitFor()
  expect(await clerk.page.getByRole('button', { name: '批准', exact: true }).count()).toBe(0)
  expect(await figuresOf(clerk.page, indicatorId)).toEqual(before)
  const address = new URL(clerk.page.url()).pathname

  const leader = await city.signIn('leader')
  await leader.page.goto(address)
  await leader.page
    .getByText(/个数值会变/)
    .first()
    .waitFor()
  // What nobody touched is not changed: the limits of what is reported stay with a definition that becomes a formula.
  expect(await leader.page.getByRole('rowheader', { name: /最[小大]值|最大变化/ }).count()).toBe(0)
  await inspect(leader.page, 'decision')
  await leader.page.getByRole('button', { name: '批准', exact: true }).click()
  await leader.page.getByRole('dialog').getByRole('button', { name: '批准' }).click()
  await leader.page.getByText('成为第 2 版').waitFor()
  const after = await figuresOf(leader.page, indicatorId)
  expect(after.get(earlier)).toBe(before.get(earlier))
  expect(after.get(latest)).toBeCloseTo((before.get(latest) ?? 0) * 2, 6)
  await leader.page.goto(`/indicators/${indicatorId}?tab=versions`)
  await leader.page.getByText('闵思远 批准').waitFor()
  await clerk.context.close()
  await leader.context.close()
})
