/** Working days and legal deadlines, as the methods catalogue lists them. */
import { z } from 'zod'
import { type CatalogueMethod, defineMethod, type MethodSource, mapRows } from '../method.ts'
import { addWorkingDays, countWorkingDays, workingDaysBetween } from './add-working-days.ts'
import type { IsoDate } from './iso-date.ts'
import { legalDeadline, legalPeriodUnits } from './legal-deadline.ts'
import { officialCalendar } from './official-calendar.ts'
import { isProvisionalSpan, type WorkingDayCalendar, withPlainWeek } from './working-day-calendar.ts'

const calendarSource: MethodSource = {
  document: '国务院办公厅关于部分节假日安排的通知 (chinese-days)',
  confidence: 'confirmed',
}
const civilCode: MethodSource = {
  document: '民法典',
  clause: '第二百〇一条至第二百〇四条',
  effectiveFrom: '2021-01-01',
  confidence: 'confirmed',
}
const options = z.object({
  unknownYears: z
    .enum(['refuse', 'plain-week'])
    .default('refuse')
    .describe(
      'in a year without a published arrangement: refuse, or count Monday to Friday and mark it / 无安排年份',
    ),
})
type Options = z.infer<typeof options>

const validity = {
  zh: '仅限国务院办公厅已公布放假安排的年份（2004—2026）；其余年份报错，或按周历计算并注明“暂按周历”。年末几日可能被次年通知调整。',
  en: 'Years whose arrangement is published (2004–2026); other years are refused, or counted on the plain week and marked provisional. The next year’s notice can still move the last days of a year.',
}

function calendarFor(parsed: Options): WorkingDayCalendar {
  return parsed.unknownYears === 'plain-week' ? withPlainWeek(officialCalendar()) : officialCalendar()
}
const provisional = (from: IsoDate, to: IsoDate) => isProvisionalSpan(from, to, officialCalendar())

const addition = defineMethod({
  name: 'add-working-days',
  title: { zh: '工作日推算', en: 'Adding working days' },
  summary: {
    zh: '自某日（当日不计）起第 n 个工作日的日期；n 为负则向前推。',
    en: 'The date of the n-th working day after a day that is not counted; before it when n is negative.',
  },
  validity,
  sources: [calendarSource, civilCode],
  row: z.object({
    start: z.iso.date().describe('day of the event, not counted / 起算事件日（不计入）'),
    days: z.coerce.number().int().describe('number of working days / 工作日数'),
  }),
  options,
  run: (rows, parsed) =>
    mapRows(rows, ({ start, days }) => {
      const end = addWorkingDays(start, days, calendarFor(parsed))
      return { start, days, end, provisional: provisional(start, end) }
    }),
  examples: [
    {
      title: { zh: '国庆、春节前后的期限', en: 'Periods across the National Day and the Spring Festival' },
      csv: 'start,days\n2025-09-26,15\n2026-02-12,7\n2026-09-24,20\n2024-02-08,7\n',
      expected: [
        { start: '2025-09-26', days: 15, end: '2025-10-23', provisional: false },
        { start: '2026-02-12', days: 7, end: '2026-02-28', provisional: false },
        { start: '2026-09-24', days: 20, end: '2026-10-29', provisional: false },
        { start: '2024-02-08', days: 7, end: '2024-02-23', provisional: false },
      ],
      source: 'counted by hand on the published arrangements of 2024, 2025 and 2026',
    },
  ],
})

const difference = defineMethod({
  name: 'working-days-between',
  title: { zh: '工作日间隔', en: 'Working days between two dates' },
  summary: {
    zh: '起日（不计）至止日（计入）之间的工作日数，以及两端都计入的工作日数。',
    en: 'Working days after the start up to and including the end, and those with both ends counted.',
  },
  validity,
  sources: [calendarSource],
  row: z.object({
    start: z.iso.date().describe('first date / 起日'),
    end: z.iso.date().describe('last date / 止日'),
  }),
  options,
  run: (rows, parsed) =>
    mapRows(rows, ({ start, end }) => ({
      start,
      end,
      workingDays: workingDaysBetween(start, end, calendarFor(parsed)),
      bothEndsCounted: countWorkingDays(start, end, calendarFor(parsed)),
      provisional: provisional(start, end),
    })),
  examples: [
    {
      title: { zh: '全年工作日数', en: 'Working days of whole years' },
      csv: 'start,end\n2024-01-01,2024-12-31\n2025-01-01,2025-12-31\n2026-01-01,2026-12-31\n',
      expected: [
        {
          start: '2024-01-01',
          end: '2024-12-31',
          workingDays: 251,
          bothEndsCounted: 251,
          provisional: false,
        },
        {
          start: '2025-01-01',
          end: '2025-12-31',
          workingDays: 248,
          bothEndsCounted: 248,
          provisional: false,
        },
        {
          start: '2026-01-01',
          end: '2026-12-31',
          workingDays: 248,
          bothEndsCounted: 248,
          provisional: false,
        },
      ],
      source:
        'days of the year less weekends and days off, plus weekend days worked, of the published arrangements',
    },
  ],
})

const deadline = defineMethod({
  name: 'legal-deadline',
  title: { zh: '法定期限届满日', en: 'Last day of a legal period' },
  summary: {
    zh: '按工作日、日、月、年计算的期限的最后一日：开始当日不计；按月、年的到期月对应日；末日为法定休假日的顺延。',
    en: 'The last day of a period in working days, days, months or years: the first day is not counted, months and years end on the corresponding day, and a last day off moves to the next working day.',
  },
  validity,
  sources: [civilCode, calendarSource],
  row: z.object({
    event: z.iso.date().describe('day the period begins, not counted / 起算日（不计入）'),
    length: z.coerce.number().int().min(1).describe('length of the period / 期限'),
    unit: z.enum(legalPeriodUnits).describe('unit of the period / 单位：工作日、日、月、年'),
    stopFrom: z.iso.date().optional().describe('first day the clock stands still / 中止首日'),
    stopTo: z.iso.date().optional().describe('last day the clock stands still / 中止末日'),
  }),
  options: options.extend({
    rollOver: z.stringbool().default(true).describe('move a last day off to the next working day / 末日顺延'),
  }),
  run: (rows, parsed) =>
    mapRows(rows, ({ event, length, unit, stopFrom, stopTo }) => {
      if ((stopFrom === undefined) !== (stopTo === undefined)) {
        throw new RangeError('stopFrom and stopTo go together')
      }
      const clockStops =
        stopFrom !== undefined && stopTo !== undefined ? [{ from: stopFrom, to: stopTo }] : []
      const found = legalDeadline(event, { length, unit }, officialCalendar(), { ...parsed, clockStops })
      return {
        event,
        length,
        unit,
        nominal: found.nominalDate,
        deadline: found.date,
        provisional: found.provisional,
      }
    }),
  examples: [
    {
      title: { zh: '投诉受理与调解期限', en: 'Time limits of a consumer complaint' },
      csv: 'event,length,unit\n2026-05-06,7,working-day\n2026-05-14,60,day\n2026-03-02,45,working-day\n',
      expected: [
        {
          event: '2026-05-06',
          length: 7,
          unit: 'working-day',
          nominal: '2026-05-14',
          deadline: '2026-05-14',
          provisional: false,
        },
        {
          event: '2026-05-14',
          length: 60,
          unit: 'day',
          nominal: '2026-07-13',
          deadline: '2026-07-13',
          provisional: false,
        },
        {
          event: '2026-03-02',
          length: 45,
          unit: 'working-day',
          nominal: '2026-05-08',
          deadline: '2026-05-08',
          provisional: false,
        },
      ],
      source:
        'counted by hand: 7, 8, 9 (worked Saturday), 11, 12, 13, 14 May 2026; 2026-05-14 + 60 days is Monday 2026-07-13',
    },
    {
      title: { zh: '末日遇国庆假期顺延', en: 'Last day within the National Day holiday' },
      csv: 'event,length,unit\n2024-09-20,15,day\n',
      expected: [
        {
          event: '2024-09-20',
          length: 15,
          unit: 'day',
          nominal: '2024-10-05',
          deadline: '2024-10-08',
          provisional: false,
        },
      ],
      source: '民法典 art. 203 on the National Day holiday of 2024 (1–7 October)',
    },
  ],
})

export const workingDayMethods: readonly CatalogueMethod[] = [addition, difference, deadline]
