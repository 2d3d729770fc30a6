/** An inspection on the phone without a network, handed in when there is one again, on the real program. */

import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { expectAccessible, expectFitsWidth, photograph } from './browser.ts'
import { openDemoCity } from './demo-city.ts'

const results = fileURLToPath(new URL('../test-results/', import.meta.url))

const city = openDemoCity('inspection')

/** With leave to say where the phone is. */
async function signIn(username: string, width: number) {
  const signedIn = await city.signIn(username, width)
  await signedIn.context.grantPermissions(['geolocation'])
  await signedIn.context.setGeolocation({ latitude: 30.52, longitude: 120.68, accuracy: 12 })
  return signedIn
}

const shot = (page: Page, name: string) =>
  page.screenshot({ path: `${results}inspection-${name}-360.png`, fullPage: true })

/** A photo, made in the page: noise of 2400 by 1800 pixels, larger than what is kept. */
async function photo(page: Page): Promise<Buffer> {
  const text = await page.evaluate(() => {
    const canvas = document.createElement('canvas')
    canvas.width = 2400
    canvas.height = 1800
    const pen = canvas.getContext('2d')
    for (let place = 0; pen && place < 400; place++) {
      pen.fillStyle = `hsl(${(place * 47) % 360} 60% 50%)`
      pen.fillRect((place * 131) % 2400, (place * 97) % 1800, 200, 150)
    }
    return canvas.toDataURL('image/jpeg').split(',')[1] ?? ''
  })
  return Buffer.from(text, 'base64')
}

/** How many inspections the server has a result of for the task, as the clerk's list gives them. */
async function serverState(
  page: Page,
  id: string,
): Promise<{ state: string; files: number; problems: number }> {
  const response = await page.request.get(`/api/supervision/inspections/${id}`)
  const body: { state: string; files: unknown[]; problems: number } = await response.json()
  return { state: body.state, files: body.files.length, problems: body.problems }
}

describe('the inspector', () => {
  test('works through an inspection offline; it arrives once, with its photo and signature', {
    timeout: 400_000,
  }, async () => {
    const { context, page } = await signIn('inspector', 360)
    await page.goto('/inspections/mine')
    await page.locator('.phone-task').first().waitFor()
    await page.getByText('可离线打开').waitFor({ timeout: 60_000 })
    await expectAccessible(page)
    await expectFitsWidth(page)
    await photograph(page, 'inspection-tasks')

    await context.setOffline(true)
    await page.reload()
    await page.getByText('没有网络，内容保存在本机').waitFor({ timeout: 60_000 })
    await page.locator('.phone-task', { hasText: '已派发' }).first().click()
    await page.getByRole('button', { name: '接收任务' }).click()
    await page.getByRole('button', { name: '到达现场，开始检查' }).click()
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? ''

    // Everything conforms but the first check; photos where they are asked for.
    await page.locator('.phone-check').first().waitFor()
    const picture = { name: 'camera.jpg', mimeType: 'image/jpeg', buffer: await photo(page) }
    for (const check of await page.locator('fieldset.phone-check').all()) {
      const isPhotographed = (await check.getByText('需拍照').count()) > 0
      // The answer is given while the photo is still being made smaller: neither may undo the other.
      if (isPhotographed) await check.locator('input[type=file]').setInputFiles(picture)
      const conforms = check.getByText('符合', { exact: true })
      if ((await conforms.count()) > 0) await conforms.click()
      const option = check.locator('.phone-choice').first()
      if ((await conforms.count()) === 0 && (await check.getByText('必填').count()) > 0) await option.click()
      if (isPhotographed) {
        await check.locator('.phone-photo img').waitFor()
        await check.locator('input[type=radio]:checked').waitFor({ state: 'attached' })
      }
    }
    await page.getByText('不符合', { exact: true }).first().click()
    await page.getByRole('button', { name: '上报结果' }).click()
    await page
      .getByText(/发现问题，请写明具体情况/)
      .first()
      .waitFor()
    await expectAccessible(page)
    await shot(page, 'gaps')
    await page.getByLabel('具体情况').first().fill('营业执照没有悬挂在醒目位置')
    await page.getByText('发现问题已责令改正').click()
    await page.getByRole('button', { name: '记录当前位置' }).click()
    await page.getByText(/北纬 30.52/).waitFor()
    await page.getByLabel('签名人姓名').fill('现场负责人')
    const pad = page.locator('canvas')
    await pad.scrollIntoViewIfNeeded()
    const box = await pad.boundingBox()
    if (!box) throw new Error('the signature box is not on the page')
    await page.mouse.move(box.x + 30, box.y + 60)
    await page.mouse.down()
    await page.mouse.move(box.x + 120, box.y + 120, { steps: 8 })
    await page.mouse.move(box.x + 200, box.y + 50, { steps: 8 })
    await page.mouse.up()
    await page.getByText('签名已保存').waitFor()
    await shot(page, 'form')

    // A closed browser loses nothing: the page opens again without a network, with all that was filled in.
    await page.reload()
    await page.getByLabel('签名人姓名').waitFor({ timeout: 60_000 })
    expect(await page.getByLabel('签名人姓名').inputValue()).toBe('现场负责人')
    await page.getByRole('button', { name: '上报结果' }).click()
    await page.getByRole('button', { name: '确定上报' }).click()
    await page.getByText('结果已存本机，有网络时自动上报。').waitFor()
    await shot(page, 'waiting')

    const { page: clerk } = await signIn('clerk', 1440)
    expect((await serverState(clerk, id)).state).toBe('assigned')
    await context.setOffline(false)
    await page.getByText('全部已上报').waitFor({ timeout: 60_000 })
    await page.getByText('结果已上报，等待审核。').waitFor()
    const arrived = await serverState(clerk, id)
    expect(arrived).toMatchObject({ state: 'recorded', problems: 1 })
    expect(arrived.files).toBeGreaterThanOrEqual(2)

    // Coming back later sends nothing twice.
    await page.reload()
    await page.getByText('全部已上报').waitFor({ timeout: 60_000 })
    expect(await serverState(clerk, id)).toEqual(arrived)

    await clerk.goto(`/inspections/${id}`)
    await clerk.getByRole('button', { name: '审核通过' }).waitFor()
    await clerk.getByRole('button', { name: '查看签名' }).click()
    await clerk.locator('.inspection-signature').waitFor()
    await expect
      .poll(() =>
        clerk
          .locator('.inspection-signature')
          .evaluate((image) => (image instanceof HTMLImageElement ? image.naturalWidth : 0)),
      )
      .toBeGreaterThan(20)
    await clerk
      .getByText(/还有 \d+ 个工作日/)
      .first()
      .waitFor()
    await expectAccessible(clerk)
    await photograph(clerk, 'inspection-desk')
    await clerk.getByRole('button', { name: '审核通过' }).click()
    await clerk.getByRole('dialog').getByRole('button', { name: '审核通过' }).click()
    await clerk.getByRole('button', { name: '公示结果' }).click()
    await clerk.getByRole('dialog').getByRole('button', { name: '公示结果' }).click()
    await clerk.getByText('责令改正').first().waitFor()
    await clerk.goto('/inspections')
    await clerk.locator('.inspection-board li').first().waitFor()
    await expectAccessible(clerk)
    await photograph(clerk, 'inspection-list')
  })
})
