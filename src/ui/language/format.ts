/** How dates and numbers are written: Asia/Shanghai, rounding by GB/T 8170 (half to even), a dash for missing. */

/** Stands for a value that is not known; never 0, never blank. */
export const missing = '—'

const zone = 'Asia/Shanghai'

type Moment = string | Date | null | undefined

export interface Formats {
  readonly locale: 'zh' | 'en'
  /** `1,234.5`; with `decimals` exactly that many places, rounded half to even. */
  readonly number: (value: number | null | undefined, decimals?: number) => string
  /** A share of 1 as `87.50 %` with the given places (1 unless given). */
  readonly share: (value: number | null | undefined, decimals?: number) => string
  /** `2025-03-04`. A date without time is taken as it is, a moment as the day it is in Shanghai. */
  readonly date: (value: Moment) => string
  /** `2025年3月4日` or `4 March 2025`. */
  readonly longDate: (value: Moment) => string
  /** `2025-03-04 16:05`. */
  readonly dateTime: (value: Moment) => string
  /** `2025年3月` or `Mar 2025`, of a date or of `YYYY-MM`. */
  readonly month: (value: Moment) => string
  /** `1.2 MB`. */
  readonly fileSize: (bytes: number | null | undefined) => string
}

const made = new Map<'zh' | 'en', Formats>()

/** The formats of a language; made once. */
export function formatsFor(locale: 'zh' | 'en'): Formats {
  let formats = made.get(locale)
  if (!formats) {
    formats = makeFormats(locale)
    made.set(locale, formats)
  }
  return formats
}

function makeFormats(locale: 'zh' | 'en'): Formats {
  const tag = locale === 'zh' ? 'zh-CN' : 'en-GB'
  const isoDay = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' })
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, hour: '2-digit', minute: '2-digit' })
  const long = new Intl.DateTimeFormat(tag, { timeZone: zone, dateStyle: 'long' })
  const month = new Intl.DateTimeFormat(tag, { timeZone: zone, year: 'numeric', month: 'short' })
  const whenKnown = (value: Moment, format: (moment: Date) => string) => {
    const moment = toMoment(value)
    return moment ? format(moment) : missing
  }
  const number = (value: number | null | undefined, decimals?: number) =>
    value === null || value === undefined || !Number.isFinite(value)
      ? missing
      : numberFormat(tag, decimals).format(value)
  return {
    locale,
    number,
    share: (value, decimals = 1) =>
      value === null || value === undefined || !Number.isFinite(value)
        ? missing
        : numberFormat(tag, decimals, true).format(value),
    date: (value) => whenKnown(value, (moment) => isoDay.format(moment)),
    longDate: (value) => whenKnown(value, (moment) => long.format(moment)),
    dateTime: (value) => whenKnown(value, (moment) => `${isoDay.format(moment)} ${clock.format(moment)}`),
    month: (value) => whenKnown(value, (moment) => month.format(moment)),
    fileSize: (bytes) => {
      if (bytes === null || bytes === undefined) return missing
      if (bytes < 1000) return `${bytes} B`
      if (bytes < 1_000_000) return `${number(bytes / 1000, 0)} kB`
      return `${number(bytes / 1_000_000, 1)} MB`
    },
  }
}

const numberFormats = new Map<string, Intl.NumberFormat>()

function numberFormat(tag: string, decimals: number | undefined, percent = false): Intl.NumberFormat {
  const key = `${tag} ${decimals ?? ''} ${percent}`
  let format = numberFormats.get(key)
  if (!format) {
    format = new Intl.NumberFormat(tag, {
      roundingMode: 'halfEven',
      ...(percent ? { style: 'percent' as const } : {}),
      ...(decimals === undefined
        ? { maximumFractionDigits: 6 }
        : { minimumFractionDigits: decimals, maximumFractionDigits: decimals }),
    })
    numberFormats.set(key, format)
  }
  return format
}

/** Noon in Shanghai for a plain date or month, so that no zone shifts it to another day. */
function toMoment(value: Moment): Date | undefined {
  if (value === null || value === undefined || value === '') return undefined
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value
  const day = /^\d{4}-\d{2}$/.test(value) ? `${value}-01` : value
  const moment = new Date(/^\d{4}-\d{2}-\d{2}$/.test(day) ? `${day}T12:00:00+08:00` : day)
  return Number.isNaN(moment.getTime()) ? undefined : moment
}
