/** A real Chromium for the journeys: the system's if there is one, else the one from npm. */
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core'
import { expect } from 'vitest'
import { chineseFontConfig } from './chinese-fonts.ts'

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const systemBrowsers = [
  process.env.ZHIHENG_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]

async function browserPath(): Promise<string> {
  const system = systemBrowsers.find((path) => path !== undefined && existsSync(path))
  if (system) return system
  const { default: packaged } = await import('@sparticuz/chromium')
  return packaged.executablePath()
}

/** Starts the browser with Chinese letters. The caller closes it. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await browserPath(),
    args: flags,
    env: { ...process.env, FONTCONFIG_FILE: await chineseFontConfig() },
  })
}

/** The widths at which every page must work: desk, tablet, phone. */
export const widths = [1440, 768, 360] as const

/**
 * A context of its own (cookies, storage), in Chinese and Shanghai, at a width. Dialogs are there at once: one that begins
 * to unfold between the mouse's press and its release loses the click, one time in eighty.
 */
export async function openContext(
  browser: Browser,
  baseURL: string,
  width: number = 1440,
): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL,
    viewport: { width, height: width < 600 ? 780 : 900 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    hasTouch: width < 600,
  })
  await context.addInitScript(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('.ant-modal, .ant-modal-mask { animation-duration: 0.01ms !important }')
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  })
  return context
}

/** Collects what goes wrong inside a page: errors, and console messages of that level (a broken CSP among them). */
export function watchForErrors(page: Page): readonly string[] {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  return errors
}

/** Waits until nothing loads any more; the network is never idle while a page listens for changes. */
export const settled = (page: Page) =>
  page.waitForFunction(() => !document.querySelector('.skeleton, .ant-spin-spinning'))

/**
 * Chooses from an open list once it lies where it stays: a list is drawn before it is put in its place, and a click under
 * which it moves away is lost.
 */
export async function choose(option: Locator): Promise<void> {
  await option.waitFor()
  let before = ''
  const rests = async (): Promise<boolean> => {
    const last = before
    before = JSON.stringify(await option.boundingBox())
    return before === last
  }
  await expect.poll(rests, { interval: 150, timeout: 10_000 }).toBe(true)
  await option.click()
}

const screenshots = fileURLToPath(new URL('../test-results/', import.meta.url))

/** Takes pictures of the page at the three widths into `test-results/<name>-<width>.png`. */
export async function photograph(page: Page, name: string): Promise<void> {
  await mkdir(screenshots, { recursive: true })
  const before = page.viewportSize()
  for (const width of widths) {
    await page.setViewportSize({ width, height: width < 600 ? 780 : 900 })
    await page.waitForTimeout(150)
    await page.screenshot({ path: `${screenshots}${name}-${width}.png`, fullPage: true })
  }
  if (before) await page.setViewportSize(before)
}

/** Waits for colours and places that are on their way to others: half-way a button has contrasts that nobody sees. */
const still = (page: Page) =>
  page.waitForFunction(() =>
    document.getAnimations().every(({ playState, effect }) => {
      const endless = effect?.getComputedTiming().endTime === Number.POSITIVE_INFINITY
      return playState !== 'running' || endless
    }),
  )

/** Fails unless axe finds nothing against WCAG 2.1 A and AA, and names what it found where. */
export async function expectAccessible(
  page: Page,
  options: { readonly within?: string } = {},
): Promise<void> {
  await still(page)
  const builder = new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
  const { violations } = await (options.within ? builder.include(options.within) : builder).analyze()
  const found = violations.map(
    (violation) =>
      `${violation.id}: ${violation.help}\n${violation.nodes.map((node) => `  ${node.html}`).join('\n')}`,
  )
  expect(found).toEqual([])
}

/**
 * Fails when the page scrolls sideways: content wider than the window, the usual fault on phones. Tables and charts
 * measure themselves anew after the window changed, which a busy machine takes its time for.
 */
export async function expectFitsWidth(page: Page): Promise<void> {
  const excess = (): Promise<number> =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  await expect.poll(excess, { timeout: 5_000 }).toBeLessThanOrEqual(0)
}

/**
 * Looks at the page that is open, once it has settled: nothing for axe to find, pictures at every width under a name,
 * no overflow on a phone, or at whatever other widths are given.
 */
export async function inspectPage(
  page: Page,
  picture?: string,
  narrow: readonly number[] = [360],
): Promise<void> {
  await settled(page)
  await expectAccessible(page)
  if (picture) await photograph(page, picture)
  for (const width of narrow) {
    await page.setViewportSize({ width, height: 780 })
    await settled(page)
    await expectFitsWidth(page)
  }
  await page.setViewportSize({ width: 1440, height: 900 })
}
