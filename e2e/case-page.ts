/** What people do on the pages of cases. */
import type { Page } from 'playwright-core'

/** Opens the form of an event, fills its only field in and sends it. */
export async function act(page: Page, event: string, label?: string, words?: string): Promise<void> {
  await page.getByRole('button', { name: event, exact: true }).click()
  const dialog = page.getByRole('dialog')
  if (label && words) await dialog.getByLabel(label).fill(words)
  await dialog.locator('.ant-btn-primary').click()
  await dialog.waitFor({ state: 'hidden' })
}
