/** A plan's way from a file to the overview, by everyone who meets it, on the real program with the demo city. */
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import {
  expectAccessible,
  expectFitsWidth,
  inspectPage,
  photograph,
  settled,
  watchForErrors,
} from './browser.ts'
import { openDemoCity } from './demo-city.ts'

const amendment = fileURLToPath(new URL('../demo/plan/plan-amended.txt', import.meta.url))

const passage = [
  '一、主要目标',
  '到2028年,示范产品合格率达到96%以上,培育质量标杆企业30家。',
  '二、重点任务',
  '(一)建设检测平台。到2028年,建成公共检测平台5个。(责任单位:市市场监管局、市工业和信息化局,排位第一的为牵头单位)',
].join('\n')

const city = openDemoCity('plans')

const inspect = (page: Page, picture?: string) => inspectPage(page, picture && `plans-${picture}`)

/** How many entries the review still calls unread. */
async function unread(page: Page): Promise<number> {
  const words = (await page.locator('.review__count').textContent()) ?? ''
  return Number(/还有 (\d+) 条未审阅/.exec(words)?.[1] ?? 0)
}

const unreadIs = (page: Page, count: number) =>
  page.waitForFunction((wanted) => {
    const words = document.querySelector('.review__count')?.textContent ?? ''
    return Number(/还有 (\d+) 条/.exec(words)?.[1] ?? 0) === wanted
  }, count)

/** The id of the demo city's plan, as the API gives it to whoever is signed in. */
async function ownPlan(page: Page): Promise<string> {
  const response = await page.request.get('/api/plans?standing=own')
  const body: { items: { id: string }[] } = await response.json()
  return body.items.at(-1)?.id ?? ''
}

/** Pastes a text and opens its review. */
async function takeIn(page: Page, text: string): Promise<void> {
  await page.goto('/plans/import')
  await page.getByRole('tab', { name: '粘贴文字' }).click()
  await page.getByLabel('规划的文字').fill(text)
  await page.getByRole('button', { name: '开始识别' }).click()
  await page.getByRole('link', { name: '开始审阅' }).click({ timeout: 60_000 })
  await page.getByRole('heading', { level: 1, name: /^审阅/ }).waitFor()
}

/** Presses Tab until the control is reached that `where` finds. */
async function tabTo(page: Page, where: (element: Element) => boolean, key = 'Tab'): Promise<void> {
  const source = where.toString()
  for (let pressed = 0; pressed < 120; pressed += 1) {
    await page.keyboard.press(key)
    const there = await page.evaluate(
      (predicate) =>
        document.activeElement !== null && new Function(`return (${predicate})`)()(document.activeElement),
      source,
    )
    if (there === true) return
  }
  throw new Error(`The keyboard does not reach ${source}`)
}

describe('the clerk', () => {
  test('takes an amendment in, corrects a target, publishes, and finds it on the overview', {
    timeout: 400_000,
  }, async () => {
    const { context, page } = await city.signIn('clerk')
    const errors = watchForErrors(page)
    const planId = await ownPlan(page)
    await page.goto(`/plans/import?plan=${planId}`)
    await settled(page)
    await inspect(page)
    await page.locator('input[type=file]').setInputFiles(amendment)
    await page.getByRole('link', { name: '开始审阅' }).waitFor({ timeout: 60_000 })
    await inspect(page)
    await page.getByRole('link', { name: '开始审阅' }).click()
    await page.getByRole('heading', { level: 1, name: /^审阅/ }).waitFor()

    // What the amendment leaves as it was has been read before; only the rest waits.
    const before = await unread(page)
    expect(before).toBeGreaterThan(0)
    expect(before).toBeLessThan(60)
    expect(await page.getByRole('button', { name: '发布', exact: true }).isDisabled()).toBe(true)
    await inspect(page, 'review')

    // A mark in the text chooses its entry, and the other way round.
    const mark = page.locator('.source-text__target', { hasText: '公共服务质量满意度达到84分以上' })
    await mark.click()
    const entry = page.locator('.entry--chosen')
    expect(await entry.textContent()).toContain('公共服务质量满意度')
    await page.locator('.source-text__target--chosen', { hasText: '84分' }).waitFor()

    await page.keyboard.press('e')
    await page.getByLabel('目标值').fill('85')
    await inspect(page)
    await page.getByRole('button', { name: '保存更正' }).click()
    await unreadIs(page, before - 1)

    // A reload in the middle loses nothing.
    await page.reload()
    await page.getByRole('heading', { level: 1, name: /^审阅/ }).waitFor()
    expect(await unread(page)).toBe(before - 1)
    for (const tab of [/^目标/, /^任务/]) {
      await page.getByRole('tab', { name: tab }).click()
      await page.getByRole('button', { name: '未审阅', exact: true }).click()
      const rows = page.locator('.entry--unread .entry__head')
      while ((await rows.count()) > 0) {
        const left = await unread(page)
        if ((await rows.first().getAttribute('aria-expanded')) !== 'true') await rows.first().click()
        await page.getByRole('button', { name: '接受 a' }).click()
        await unreadIs(page, left - 1)
      }
    }
    await page.getByText('已全部审阅，可以发布').waitFor()
    await page.getByRole('button', { name: '发布', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('已发布的第 1 版由此版取代').waitFor()
    await expectAccessible(page)
    await dialog.getByRole('button', { name: '发布', exact: true }).click()
    await page.waitForURL(`**/plans/${planId}`)

    // The plan shows the new version, and what it changed.
    await page.goto(`/plans/${planId}?tab=versions`)
    const changes = page.getByRole('region', { name: /第 2 版与第 1 版的差异/ })
    const changed = changes.getByRole('row', { name: /公共服务质量满意度/ }).first()
    expect(await changed.textContent()).toMatch(/83[\s\S]*85/)
    await inspect(page, 'versions')

    await page.goto('/')
    await page.getByRole('searchbox', { name: '搜索' }).fill('公共服务质量满意度')
    await page.getByRole('row', { name: /不低于 85\s*分/ }).waitFor()
    await page.getByRole('button', { name: '查看“公共服务质量满意度”' }).first().click()
    const drawer = page.getByRole('dialog')
    await drawer.getByRole('tab', { name: '规划原文' }).click()
    await drawer.locator('mark', { hasText: '公共服务质量满意度达到84分以上' }).waitFor()
    await expectAccessible(page)
    expect(errors).toEqual([])
    await context.close()
  })

  test('is told that a content was taken in before', async () => {
    const { context, page } = await city.signIn('clerk')
    await page.goto('/plans/import')
    await page.locator('input[type=file]').setInputFiles(amendment)
    await page.getByText('这份内容以前导入过').waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: '打开已有的' }).click()
    await page.getByRole('link', { name: '打开规划' }).waitFor()
    await context.close()
  })

  test('is told what is wrong with a file that cannot be read', async () => {
    const { context, page } = await city.signIn('clerk')
    await page.goto('/plans/import')
    await page.locator('input[type=file]').setInputFiles({
      name: '空白.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('   \n  '),
    })
    // Refused at the door or by the reader: in words either way, and with the way to another file.
    await page.getByText(/空/).last().waitFor()
    await page.locator('.file-drop__problem, .progress-panel__done--failed').first().waitFor()
    await expectAccessible(page)
    await context.close()
  })

  // Nine pages with hundreds of rows each, all looked through by axe.
  test('finds every page of a plan accessible and fit for a phone', { timeout: 400_000 }, async () => {
    const { context, page } = await city.signIn('clerk')
    const errors = watchForErrors(page)
    const planId = await ownPlan(page)
    await inspect(page, 'overview')
    for (const path of [
      '/plans',
      `/plans/${planId}`,
      `/plans/${planId}?tab=tasks`,
      `/plans/${planId}?tab=text`,
      `/plans/${planId}?tab=matrix`,
      `/plans/${planId}?tab=due`,
      '/plans/comparison',
      '/plans/mine',
    ]) {
      await page.goto(path)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await inspect(page)
    }
    expect(errors).toEqual([])
    await context.close()
  })

  test('takes away a plan as Excel and Word, and the board as Excel', async () => {
    const { context, page } = await city.signIn('clerk')
    const planId = await ownPlan(page)
    await page.goto(`/plans/${planId}`)
    for (const [name, ending] of [
      ['导出 Excel', '.xlsx'],
      ['导出 Word', '.docx'],
    ] as const) {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name }).click(),
      ])
      expect(download.suggestedFilename()).toContain(ending)
    }
    await page.goto('/')
    const [board] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '导出 Excel' }).click(),
    ])
    expect(board.suggestedFilename()).toContain('.xlsx')
    await context.close()
  })
})

describe('everyone else', () => {
  test('a liaison sees the own unit only, and no review', async () => {
    const { context, page } = await city.signIn('liaison-housing')
    await settled(page)
    const rows = page.locator('.data-table tbody tr.ant-table-row')
    await rows.first().waitFor()
    const units = await page.evaluate(async () => {
      const body: { items: { units: { name: string }[] }[] } = await (
        await fetch('/api/overview/targets?limit=200')
      ).json()
      return body.items.map((item) => item.units.map((unit) => unit.name))
    })
    expect(units.length).toBeGreaterThan(0)
    expect(units.filter((names) => !names.some((name) => name.includes('住房城乡建设')))).toEqual([])
    expect(await page.locator('.standing__sentence').textContent()).toContain(`负责 ${units.length} 个目标`)
    await page.goto('/plans/mine')
    await page.locator('.board__task').first().waitFor()
    expect(await page.getByRole('link', { name: '指标对比' }).count()).toBe(0)
    await page.goto('/plans/import')
    await page.getByText('您没有查看此内容的权限').waitFor()
    await page.getByText('所需权限：“导入和审阅规划”').waitFor()
    await context.close()
  })

  test('the system administrator is refused', async () => {
    const { context, page } = await city.signIn('system')
    expect(await page.getByRole('link', { name: '规划文件' }).count()).toBe(0)
    await page.goto('/plans')
    await page.getByText('您没有查看此内容的权限').waitFor()
    await page.getByText('所需权限：“查看规划、目标和任务”').waitFor()
    await expectAccessible(page)
    for (const path of ['/api/plans', '/api/overview/targets', '/api/plans/comparison'])
      expect((await page.request.get(path)).status()).toBe(403)
    await context.close()
  })
})

describe('without a desk', () => {
  test('a plan is reviewed and published on a phone', async () => {
    const { context, page } = await city.signIn('clerk', 360)
    const errors = watchForErrors(page)
    await takeIn(page, `手机上的规划\n${passage}`)
    await expectFitsWidth(page)
    await page.getByRole('button', { name: '原文', exact: true }).click()
    await page.locator('.source-text__target').first().tap()
    await expectAccessible(page)
    await photograph(page, 'plans-phone-source')
    await page.setViewportSize({ width: 360, height: 780 })
    const foot = page.locator('.review__foot')
    for (let left = await unread(page); left > 0; left = await unread(page)) {
      const before = left
      if (!(await foot.getByRole('button', { name: /^接受/ }).isVisible())) break
      await foot.getByRole('button', { name: /^接受/ }).tap()
      await unreadIs(page, before - 1)
    }
    await page.getByRole('button', { name: '识别结果' }).tap()
    await page.getByRole('tab', { name: /^任务/ }).tap()
    await page.locator('.entry--unread .entry__head').first().tap()
    await page.locator('.entry--chosen').getByRole('button', { name: /^接受/ }).tap()
    await unreadIs(page, 0)
    await page.getByRole('button', { name: '发布', exact: true }).tap()
    await page.getByRole('dialog').getByRole('button', { name: '发布', exact: true }).tap()
    await page.waitForURL(/\/plans\/[0-9a-f-]{36}$/)
    await settled(page)
    await expectFitsWidth(page)
    expect(errors).toEqual([])
    await context.close()
  })

  test('a plan is taken in, reviewed and published by keyboard only', async () => {
    const { context, page } = await city.signIn('clerk')
    const errors = watchForErrors(page)
    await page.goto('/plans/import')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await tabTo(page, (element) => element.getAttribute('role') === 'tab')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await tabTo(page, (element) => element.tagName === 'TEXTAREA')
    await page.keyboard.insertText(`键盘上的规划\n${passage}`)
    await tabTo(page, (element) => element.textContent === '开始识别')
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: '开始审阅' }).waitFor({ timeout: 60_000 })
    await tabTo(page, (element) => element.textContent === '开始审阅')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: /^审阅/ }).waitFor()
    const before = await unread(page)

    // Next and back; accept; take back; reject.
    await page.keyboard.press('j')
    const second = await page.locator('.entry--chosen').getAttribute('data-entry')
    await page.keyboard.press('k')
    expect(await page.locator('.entry--chosen').getAttribute('data-entry')).not.toBe(second)
    await page.keyboard.press('a')
    await unreadIs(page, before - 1)
    // The count is shown at once; taking back is possible once the server has the decision.
    await page.locator('button:enabled', { hasText: '撤销' }).waitFor()
    await page.keyboard.press('u')
    await unreadIs(page, before)
    await page.keyboard.press('x')
    await unreadIs(page, before - 1)

    // Add a target by looking its words up.
    await page.keyboard.press('+')
    await page.waitForFunction(() => document.activeElement?.tagName === 'INPUT')
    await page.keyboard.insertText('培育质量标杆企业30家')
    await page.keyboard.press('Enter')
    const indicator = page.getByLabel('指标', { exact: true })
    await indicator.waitFor()
    expect(await indicator.inputValue()).toContain('质量标杆企业')
    await tabTo(page, (element) => element.textContent === '补充到列表')
    await page.keyboard.press('Enter')
    await page.locator('.entry--chosen .review-mark--added').waitFor()

    for (let left = await unread(page); left > 0; left = await unread(page)) {
      await page.keyboard.press('n')
      if ((await page.locator('.entry--chosen.entry--unread').count()) === 0) {
        await page.keyboard.press('o')
        continue
      }
      await page.keyboard.press('a')
      await unreadIs(page, left - 1)
    }
    await tabTo(page, (element) => element.textContent === '发布', 'Shift+Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor()
    await tabTo(
      page,
      (element) => element.textContent === '发布' && element.closest('[role=dialog]') !== null,
    )
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/plans\/[0-9a-f-]{36}$/)
    await page.getByText('现行').first().waitFor()
    expect(errors).toEqual([])
    await context.close()
  })
})
