import chineseDays from 'chinese-days'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addWorkingDays,
  countWorkingDays,
  nextWorkingDayFrom,
  workingDaysBetween,
} from './add-working-days.ts'
import {
  addDays,
  addMonths,
  calendarDaysBetween,
  dateOfDayNumber,
  dayNumberOf,
  isWeekend,
} from './iso-date.ts'
import { legalDeadline } from './legal-deadline.ts'
import { officialCalendar } from './official-calendar.ts'
import { CalendarYearUnknownError, calendarOf, withPlainWeek } from './working-day-calendar.ts'

const calendar = officialCalendar()
const firstDay = dayNumberOf('2004-01-01')
const lastDay = dayNumberOf('2026-12-31')
const knownDate = fc.integer({ min: firstDay, max: lastDay }).map(dateOfDayNumber)

describe('civil dates', () => {
  test.each(['2025-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '2026-4-1', '20260401', ''])(
    'refuses %j',
    (text) => {
      expect(() => dayNumberOf(text)).toThrow(RangeError)
    },
  )

  test('accepts 29 February of leap years only, by the Gregorian rule', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29')
    expect(addDays('2000-02-28', 1)).toBe('2000-02-29')
    expect(addDays('1900-02-28', 1)).toBe('1900-03-01')
  })

  test('months end on the corresponding day, or on the last day of the month (民法典 art. 202)', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
    expect(addMonths('2023-01-31', 13)).toBe('2024-02-29')
    expect(addMonths('2026-04-10', 3)).toBe('2026-07-10')
    expect(addMonths('2026-01-15', -2)).toBe('2025-11-15')
  })

  test('weekends', () => {
    expect(['2026-07-11', '2026-07-12'].map(isWeekend)).toEqual([true, true])
    expect(['2026-07-13', '2026-07-17'].map(isWeekend)).toEqual([false, false])
    expect(isWeekend('1969-12-28')).toBe(true)
  })

  test('agree with the platform calendar on every day number', () => {
    fc.assert(
      fc.property(fc.integer({ min: -700_000, max: 2_900_000 }), (dayNumber) => {
        const date = dateOfDayNumber(dayNumber)
        expect(dayNumberOf(date)).toBe(dayNumber)
        expect(isWeekend(date)).toBe([0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay()))
      }),
    )
  })
})

describe('official calendar', () => {
  test('days named in the State Council notices', () => {
    for (const worked of ['2018-12-29', '2024-02-09', '2026-02-14', '2026-02-28']) {
      expect(calendar.isWorkingDay(worked), worked).toBe(true)
    }
    for (const off of ['2018-12-31', '2026-02-23', '2025-10-08', '2026-01-02']) {
      expect(calendar.isWorkingDay(off), off).toBe(false)
    }
  })

  test('days off and worked weekends of 2026 as arranged', () => {
    const days = Array.from({ length: 365 }, (_, index) => addDays('2026-01-01', index))
    const worked = days.filter((day) => isWeekend(day) && calendar.isWorkingDay(day))
    expect(worked).toEqual([
      '2026-01-04',
      '2026-02-14',
      '2026-02-28',
      '2026-05-09',
      '2026-09-20',
      '2026-10-10',
    ])
    const weekdaysOff = days.filter((day) => !isWeekend(day) && !calendar.isWorkingDay(day))
    expect(weekdaysOff).toEqual(
      [
        '01-01',
        '01-02',
        '02-16',
        '02-17',
        '02-18',
        '02-19',
        '02-20',
        '02-23',
        '04-06',
        '05-01',
        '05-04',
        '05-05',
      ]
        .concat(['06-19', '09-25', '10-01', '10-02', '10-05', '10-06', '10-07'])
        .map((day) => `2026-${day}`),
    )
  })

  test('says the same as the library it is read from, on every day it knows', () => {
    for (let day = firstDay; day <= lastDay; day++) {
      const date = dateOfDayNumber(day)
      if (calendar.isWorkingDay(date) !== chineseDays.isWorkday(date)) expect.fail(`${date} differs`)
    }
  })

  test('knows 2004 to 2026 and refuses the rest with a typed error', () => {
    expect([2003, 2004, 2026, 2027].map((year) => calendar.knows(year))).toEqual([false, true, true, false])
    expect(() => calendar.isWorkingDay('2027-03-01')).toThrow(CalendarYearUnknownError)
    try {
      addWorkingDays('2026-12-25', 30, calendar)
      expect.unreachable()
    } catch (error) {
      expect(error).toMatchObject({ code: 'calendar-year-unknown', year: 2027 })
    }
  })
})

describe('counting working days', () => {
  test.each([
    ['2025-01-24', 7, '2025-02-10'],
    ['2025-09-26', 5, '2025-10-10'],
    ['2025-09-26', 15, '2025-10-23'],
    ['2026-02-12', 7, '2026-02-28'],
    ['2026-02-13', 15, '2026-03-12'],
    ['2026-04-30', 5, '2026-05-11'],
    ['2026-05-06', 7, '2026-05-14'],
    ['2026-09-24', 20, '2026-10-29'],
    ['2026-12-25', 3, '2026-12-30'],
    ['2024-02-08', 7, '2024-02-23'],
    ['2026-03-02', 45, '2026-05-08'],
  ])('%s + %i working days = %s', (start, days, end) => {
    expect(addWorkingDays(start, days, calendar)).toBe(end)
    expect(workingDaysBetween(start, end, calendar)).toBe(days)
  })

  test('working days of a year: 251 in 2024, 248 in 2025 and 2026', () => {
    expect(countWorkingDays('2024-01-01', '2024-12-31', calendar)).toBe(251)
    expect(countWorkingDays('2025-01-01', '2025-12-31', calendar)).toBe(248)
    expect(countWorkingDays('2026-01-01', '2026-12-31', calendar)).toBe(248)
  })

  test('refuses part of a day', () => {
    expect(() => addWorkingDays('2026-03-02', 1.5, calendar)).toThrow(RangeError)
  })

  test('adding and counting are inverse, both ways, and the end is a working day', () => {
    const start = fc
      .integer({ min: dayNumberOf('2005-01-01'), max: dayNumberOf('2025-12-31') })
      .map(dateOfDayNumber)
    fc.assert(
      fc.property(start, fc.integer({ min: -200, max: 200 }), (from, count) => {
        const end = addWorkingDays(from, count, calendar)
        expect(workingDaysBetween(from, end, calendar)).toBe(count)
        if (count !== 0) expect(calendar.isWorkingDay(end)).toBe(true)
      }),
    )
  })

  test('a forward span is the sum of its parts', () => {
    fc.assert(
      fc.property(fc.tuple(knownDate, knownDate, knownDate), (dates) => {
        const [a = '', b = '', c = ''] = dates.toSorted()
        expect(workingDaysBetween(a, b, calendar) + workingDaysBetween(b, c, calendar)).toBe(
          workingDaysBetween(a, c, calendar),
        )
      }),
      { numRuns: 20 },
    )
  })
})

describe('legal deadlines', () => {
  test('60 calendar days from 2026-05-14 end on Monday 2026-07-13', () => {
    expect(legalDeadline('2026-05-14', { length: 60, unit: 'day' }, calendar)).toEqual({
      date: '2026-07-13',
      nominalDate: '2026-07-13',
      firstDay: '2026-05-15',
      provisional: false,
    })
  })

  test('a last day in a holiday moves past it (民法典 art. 203)', () => {
    const deadline = legalDeadline('2024-09-20', { length: 15, unit: 'day' }, calendar)
    expect(deadline).toMatchObject({ nominalDate: '2024-10-05', date: '2024-10-08' })
    // 2026-02-28 is a Saturday, but a worked one: nothing moves.
    expect(legalDeadline('2026-01-28', { length: 1, unit: 'month' }, calendar).date).toBe('2026-02-28')
  })

  test('months and years end on the corresponding day; a date that is no deadline is not moved', () => {
    const options = { rollOver: false }
    expect(legalDeadline('2026-04-10', { length: 3, unit: 'month' }, calendar, options).date).toBe(
      '2026-07-10',
    )
    expect(legalDeadline('2026-04-10', { length: 1, unit: 'year' }, calendar, options)).toMatchObject({
      date: '2027-04-10',
      provisional: false,
    })
    expect(legalDeadline('2026-04-10', { length: 3, unit: 'year' }, calendar, options).date).toBe(
      '2029-04-10',
    )
  })

  test('an unknown year is refused, or counted on the plain week and marked', () => {
    const period = { length: 10, unit: 'working-day' } as const
    expect(() => legalDeadline('2026-12-25', period, calendar)).toThrow(CalendarYearUnknownError)
    const provisional = legalDeadline('2026-12-25', period, calendar, { unknownYears: 'plain-week' })
    // 28–31 December are four working days; 1, 4, 5, 6, 7, 8 January 2027 are weekdays.
    expect(provisional).toMatchObject({ date: '2027-01-08', provisional: true })
    expect(
      legalDeadline('2026-04-10', { length: 1, unit: 'year' }, calendar, { unknownYears: 'plain-week' }),
    ).toMatchObject({ nominalDate: '2027-04-10', date: '2027-04-12', provisional: true })
  })

  test('days the clock stands still are left out', () => {
    const clockStops = [{ from: '2026-05-18', to: '2026-05-22' }]
    // Without the stop 2026-07-13; five days later is Saturday 2026-07-18, so Monday 2026-07-20.
    expect(legalDeadline('2026-05-14', { length: 60, unit: 'day' }, calendar, { clockStops })).toMatchObject({
      nominalDate: '2026-07-18',
      date: '2026-07-20',
    })
    // 7, 8, 9, 11, 12 May count, 13 and 14 stand still, 15 and 18 May count.
    const stop = [{ from: '2026-05-13', to: '2026-05-14' }]
    expect(
      legalDeadline('2026-05-06', { length: 7, unit: 'working-day' }, calendar, { clockStops: stop }).date,
    ).toBe('2026-05-18')
    expect(() =>
      legalDeadline('2026-05-06', { length: 7, unit: 'day' }, calendar, {
        clockStops: [{ from: '2026-05-09', to: '2026-05-08' }],
      }),
    ).toThrow(RangeError)
  })

  test.each([0, -1, 1.5, Number.NaN])('refuses a period of %d', (length) => {
    expect(() => legalDeadline('2026-05-06', { length, unit: 'day' }, calendar)).toThrow(RangeError)
  })

  test('a longer period never ends earlier, and a deadline is a working day', () => {
    const event = fc.integer({ min: firstDay, max: dayNumberOf('2024-12-31') }).map(dateOfDayNumber)
    fc.assert(
      fc.property(
        event,
        fc.constantFrom('working-day', 'day', 'month'),
        fc.integer({ min: 1, max: 20 }),
        (from, unit, length) => {
          const shorter = legalDeadline(from, { length, unit }, calendar)
          const longer = legalDeadline(from, { length: length + 1, unit }, calendar)
          expect(calendarDaysBetween(shorter.date, longer.date)).toBeGreaterThanOrEqual(0)
          expect(calendar.isWorkingDay(shorter.date)).toBe(true)
          expect(nextWorkingDayFrom(shorter.nominalDate, calendar)).toBe(shorter.date)
        },
      ),
    )
  })
})

test('a city can hold its own arrangement', () => {
  const own = calendarOf({
    source: 'city notice',
    years: [2027],
    daysOff: ['2027-01-01'],
    workedWeekendDays: ['2027-01-02'],
  })
  expect(addWorkingDays('2026-12-31', 2, withPlainWeek(own))).toBe('2027-01-04')
  expect(addWorkingDays('2027-01-01', 1, own)).toBe('2027-01-02')
})
