/**
 * The working-day arrangements of the State Council General Office (国办发明电《关于部分节假日安排的通知》), as
 * `chinese-days` collects them, in the shape of our tables.
 */
import arrangements from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import type { DayKind, HolidayRow } from './store.ts'

const source = '国务院办公厅放假安排 (chinese-days)'

// Each entry reads "English name,Chinese name,number of days".
function toRows(entries: Readonly<Record<string, string>>, kind: DayKind): HolidayRow[] {
  return Object.entries(entries).map(([date, description]) => {
    const [english = '', chinese = ''] = description.split(',')
    return { date, kind, name_zh: chinese, name_en: english, source }
  })
}

/** Days off and weekend days worked, and the years they cover. */
export function nationalArrangement(): {
  years: Array<{ year: number; source: string }>
  holidays: HolidayRow[]
} {
  const holidays = [
    ...toRows(arrangements.holidays, 'day-off'),
    ...toRows(arrangements.workdays, 'working-day'),
  ]
  const years = new Set(Object.keys(arrangements.holidays).map((date) => Number(date.slice(0, 4))))
  return {
    years: [...years].toSorted((a, b) => a - b).map((year) => ({ year, source })),
    holidays,
  }
}
