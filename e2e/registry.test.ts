/** The register as a clerk meets it: found by two characters and by initials, corrected, filled from a file. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { unifiedSocialCreditCodeCheckCharacter } from '#methods/identity-codes/unified-social-credit-code.ts'
import { choose, inspectPage, settled, watchForErrors } from './browser.ts'
import { openDemoCity } from './demo-city.ts'

const city = openDemoCity('registry')

const inspect = (page: Page, picture: string) => inspectPage(page, `registry-${picture}`)

const codeOf = (serial: string) => {
  const body = `91990102MA000${serial}`
  return body + unifiedSocialCreditCodeCheckCharacter(body)
}

async function search(page: Page, words: string): Promise<void> {
  await page.locator('.data-table__search input').fill(words)
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.search.includes(encodeURIComponent(words)))
  await settled(page)
}

const firstName = (page: Page) => page.locator('.data-table tbody a').first()

describe('the register', () => {
  test('an enterprise is registered, found by two characters and by initials, corrected, and says so', async () => {
    const { context, page } = await city.signIn('clerk')
    const errors = watchForErrors(page)
    // The form asks whether a code is registered already; that it is not is the only thing that may be missing.
    const missing: string[] = []
    page.on('response', (answer) => {
      if (answer.status() === 404 && !answer.url().includes('/api/enterprises/by-code/'))
        missing.push(answer.url())
    })
    await page.goto('/registry/new')
    const code = page.getByLabel('统一社会信用代码')
    await code.fill(`${codeOf('Y9QX').slice(0, 17)}${codeOf('Y9QX').endsWith('0') ? '1' : '0'}`)
    await page.getByText('校验码不对').waitFor()
    await code.fill(codeOf('Y9QX'))
    await page.getByText('校验正确').waitFor()
    await page.getByLabel('名称', { exact: true }).fill('澄州市麟趾呦鸣食品有限公司')
    await page.getByLabel('行政区划').fill('汀澜区')
    await choose(page.getByTitle('汀澜区', { exact: true }))
    await page.getByLabel('行业', { exact: true }).fill('C1411')
    await page.getByLabel('成立日期').fill('2021-03-04')
    await inspect(page, 'form')
    await page.getByRole('button', { name: '登记企业' }).click()
    await page.getByRole('heading', { level: 1, name: '澄州市麟趾呦鸣食品有限公司' }).waitFor()

    await page.goto('/registry')
    await settled(page)
    await inspect(page, 'list')
    for (const words of ['呦鸣', 'lzymsp', codeOf('Y9QX').slice(0, 15)]) {
      await search(page, words)
      await page.waitForFunction(
        () => document.querySelector('.data-table tbody a')?.textContent === '澄州市麟趾呦鸣食品有限公司',
      )
    }
    await firstName(page).click()
    await page.getByRole('heading', { level: 1, name: '澄州市麟趾呦鸣食品有限公司' }).waitFor()
    await inspect(page, 'enterprise')

    await page.getByRole('link', { name: '变更', exact: true }).click()
    await page.getByLabel('住所').fill('澄州市汀澜鹿鸣路 9 号')
    await page.getByLabel('变更原因').fill('补充住所')
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByRole('heading', { level: 1, name: '澄州市麟趾呦鸣食品有限公司' }).waitFor()
    await page.getByRole('tab', { name: '变更历史' }).click()
    await page.getByText('原因：补充住所').waitFor()
    await page.getByRole('cell', { name: '澄州市汀澜鹿鸣路 9 号' }).waitFor()
    await inspect(page, 'history')
    expect(missing).toEqual([])
    expect(errors.filter((error) => !error.includes('404'))).toEqual([])
    await context.close()
  })

  test('certificates come in from a file only when every row fits', async () => {
    const { context, page } = await city.signIn('clerk')
    const answer = await page.request.get('/api/enterprises?limit=1&status=active')
    const body: { items: { creditCode: string; name: string; id: string }[] } = await answer.json()
    const enterprise = body.items[0]
    if (!enterprise) throw new TypeError('The demo has no enterprise')
    await page.goto('/registry/import?kind=certificate')
    await page.getByRole('link', { name: '下载模板' }).waitFor()
    const file = (rows: readonly string[]) => ({
      name: '证书.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        ['统一社会信用代码,证书类型,证书编号,有效期起,有效期止', ...rows].join('\n'),
        'utf8',
      ),
    })
    const good = `${enterprise.creditCode},食品生产许可证,SC10199010298761,2025-01-01,2029-12-31`
    const bad = `${enterprise.creditCode},食品生产许可证,SC101,2025-01-01,2029-12-31`
    const input = page.locator('input[type=file]')
    await input.setInputFiles(file([good, bad]))
    await page.getByText('有 1 处不符合要求').waitFor()
    await page.getByRole('cell', { name: '证书编号', exact: true }).waitFor()
    expect(await page.getByRole('button', { name: '正式导入' }).count()).toBe(0)
    await inspect(page, 'import-problems')
    await input.setInputFiles(file([good]))
    await page.getByRole('button', { name: '正式导入' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '正式导入' }).click()
    await page.getByText('已导入：新增 1 条').waitFor()
    await page.goto(`/registry/${enterprise.id}?tab=certificates`)
    await page.getByText('SC10199010298761').waitFor()
    await inspect(page, 'certificates-of-one')
    await context.close()
  })

  test('certificates that end soon, overdue instruments and the grid are at hand', async () => {
    const { context, page } = await city.signIn('clerk')
    for (const [path, picture] of [
      ['/registry/certificates', 'certificates'],
      ['/registry/instruments', 'instruments'],
      ['/registry/grid', 'grid'],
      ['/registry/import', 'import'],
    ] as const) {
      await page.goto(path)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await inspect(page, picture)
    }
    await context.close()
  })

  test('the system administrator is refused', async () => {
    const { context, page } = await city.signIn('system')
    await page.goto('/registry')
    await page.getByText('您没有查看此内容的权限').waitFor()
    for (const path of ['/api/enterprises', '/api/registry/certificates', '/api/registry/grid'])
      expect((await page.request.get(path)).status()).toBe(403)
    await context.close()
  })
})
