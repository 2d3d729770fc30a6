/** A random draw from the plan to its verification: by the clerk, a witness and anybody, on the real program. */

import { execFile } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { expectAccessible, inspectPage, openContext, settled, watchForErrors } from './browser.ts'
import { openDemoCity } from './demo-city.ts'

const city = openDemoCity('draws')
const signIn = async (username: string): Promise<Page> => (await city.signIn(username)).page

const inspect = (page: Page, picture: string) => inspectPage(page, `draws-${picture}`)

/** Runs `zhiheng draw verify` on a file; the exit status and what it says. */
async function verify(file: string): Promise<{ status: number; words: string }> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [
      'src/cli/main.ts',
      'draw',
      'verify',
      file,
    ])
    return { status: 0, words: stdout }
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || !('stdout' in error)) throw error
    return { status: Number(error.code), words: String(error.stdout) }
  }
}

describe('a draw', () => {
  test('is committed, watched, conducted, and verified by browser and command line', {
    timeout: 400_000,
  }, async () => {
    const clerk = await signIn('clerk')
    const errors = watchForErrors(clerk)
    await clerk.goto('/inspection-plans')
    await inspect(clerk, 'plans')
    await clerk.locator('.data-table a').first().click()
    await clerk
      .getByRole('button', { name: /^发起随机抽取/ })
      .first()
      .waitFor()
    await inspect(clerk, 'plan')
    await clerk
      .getByRole('button', { name: /^发起随机抽取/ })
      .first()
      .click()
    await clerk.getByRole('dialog').getByLabel('标题').fill('旅程抽取')
    // A task that has been drawn before is drawn again for a reason only.
    const reason = clerk.getByRole('dialog').getByLabel('再次抽取的原因')
    if ((await reason.count()) > 0) await reason.fill('补充抽取')
    await clerk.getByRole('button', { name: '冻结名录并公布承诺' }).click()
    await clerk.getByRole('heading', { level: 1, name: '旅程抽取' }).waitFor()
    await clerk.getByText('承诺值').waitFor({ timeout: 60_000 })
    await inspect(clerk, 'committed')

    // A witness who has no account watches by the link, and adds a line.
    const address = new URL(clerk.url()).pathname
    const witness = await (await openContext(city.browser, city.server.url, 360)).newPage()
    await witness.goto(`/open${address}`)
    await witness.getByLabel('见证人').fill('王女士')
    await witness.getByLabel(/^随机内容/).fill('七 十三 四十二')
    await witness.getByRole('button', { name: '加入' }).click()
    await witness.getByText(/已加入/).waitFor()
    await settled(witness)
    await expectAccessible(witness)
    const commitment = await witness.locator('.draw-hex--strong').first().textContent()

    await clerk.getByRole('button', { name: '揭示种子并抽取' }).click()
    await clerk.getByRole('dialog').getByRole('button', { name: '揭示种子并抽取' }).click()
    // The witness sees it happen without touching anything.
    await witness.getByRole('heading', { name: '抽取结果' }).waitFor({ timeout: 60_000 })
    await witness.getByRole('button', { name: '在浏览器里验证' }).click()
    await witness.locator('.draw-verdict--holds').waitFor({ timeout: 60_000 })
    await witness.screenshot({ path: 'test-results/draws-witness-360.png', fullPage: true })
    await clerk.getByRole('heading', { name: '抽取结果' }).waitFor({ timeout: 60_000 })
    await inspect(clerk, 'drawn')

    const downloading = witness.waitForEvent('download')
    await witness.getByRole('link', { name: '下载抽取记录' }).click()
    const file = join(mkdtempSync(join(tmpdir(), 'zhiheng-draw-')), 'draw.json')
    await (await downloading).saveAs(file)
    expect(await verify(file)).toMatchObject({ status: 0 })
    const text = await readFile(file, 'utf8')
    expect(JSON.parse(text).record.commitment).toBe(commitment)

    // A subject that cannot be inspected: the next substitute steps in, for a reason, and the record still replays.
    const spares = clerk.locator('.draw-subject--spare')
    if ((await spares.count()) > 0) {
      const spare = spares.first()
      const spareName = (await spare.locator('strong').textContent()) ?? ''
      const county = /· (\S+) · ([A-DN])/.exec((await spare.textContent()) ?? '')
      const subject = clerk
        .locator('.draw-subject:not(.draw-subject--spare)', { hasText: county?.[0] ?? '' })
        .first()
      const name = (await subject.locator('strong').textContent()) ?? ''
      await clerk.getByRole('link', { name, exact: true }).first().click()
      await clerk.getByRole('heading', { level: 1, name }).waitFor()
      await clerk.getByRole('button', { name: '由候补递补' }).click()
      await clerk.getByRole('dialog').getByRole('textbox').fill('已迁出本市，无法检查')
      await clerk.getByRole('dialog').getByRole('button', { name: '由候补递补' }).click()
      await clerk.getByRole('heading', { level: 1, name: spareName }).waitFor()
      await clerk.goto(address)
      await clerk.getByRole('heading', { name: '候补递补' }).waitFor()
      await clerk.getByText('已迁出本市，无法检查').waitFor()
      await writeFile(file, await (await clerk.request.get(`/api/open${address}/file`)).body())
      expect(await verify(file)).toMatchObject({ status: 0 })
      const chained = JSON.parse(await readFile(file, 'utf8'))
      chained.stepIns[0].reason = '另有安排'
      await writeFile(file, JSON.stringify(chained))
      expect(await verify(file)).toMatchObject({ status: 1 })
    }

    // One enterprise more on the list: found, offline and in the city.browser.
    const record = JSON.parse(text)
    record.record.population.ids.push('ZZ9901000000000000')
    record.record.population.strata.push(0)
    await writeFile(file, JSON.stringify(record))
    const { status, words } = await verify(file)
    expect(status).toBe(1)
    expect(words).toContain('record.populationDigest')
    await witness.locator('input[type=file]').setInputFiles(file)
    await witness.locator('.draw-verdict--fails').waitFor({ timeout: 60_000 })
    expect(errors).toEqual([])
  })

  test('what is public is public: draws and results without an account', { timeout: 200_000 }, async () => {
    const page = await (await openContext(city.browser, city.server.url)).newPage()
    const errors = watchForErrors(page)
    await page.goto('/open/draws')
    await page.locator('.draw-list li').first().waitFor()
    await inspect(page, 'open-draws')
    await page.goto('/open/inspections')
    await page.locator('.open-results li').first().waitFor()
    await inspect(page, 'open-inspections')
    expect(errors).toEqual([])
  })
})
