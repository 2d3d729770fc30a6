/** Days and gaps as papers write them, which are Chinese whatever the reader's language. */

/** `2026-05-06` as 2026年5月6日. */
export function dateInWords(date: string): string {
  const [year, month, day] = date.split('-').map(Number)
  return `${year}年${month}月${day}日`
}

/** What papers write where there is nothing to write. */
export const stroke = (value: string | number | null): string =>
  value === null || value === '' ? '/' : String(value)
