import { defineErrors } from '../language/errors.ts'

/** Failures of editing the calendar. */
export const calendarError = defineErrors({
  'calendar.day-outside-year': {
    status: 422,
    zh: '{date} 不在 {year} 年内。',
    en: '{date} is not in the year {year}.',
  },
})
