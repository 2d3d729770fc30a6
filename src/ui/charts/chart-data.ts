/** What a chart shows, before anything is drawn: the same data become the picture, the table and the download. */
import type { State } from '../state-tag/state-tag.tsx'

export interface ChartSeries {
  readonly name: string
  /** One value per label; null where none is known (the line breaks, the table shows a dash). */
  readonly values: readonly (number | null | undefined)[]
  readonly kind?: 'line' | 'bar'
  /** Takes the colour of a state; the chart's own colours in turn unless given. */
  readonly tone?: State
  /** Dashed line: what is required, planned or forecast rather than measured. */
  readonly dashed?: boolean
  /** Bars with the same word stand on each other. */
  readonly stack?: string
}

/** The range that a forecast or a survey leaves open. */
export interface ChartBand {
  readonly name: string
  readonly lower: readonly (number | null | undefined)[]
  readonly upper: readonly (number | null | undefined)[]
}

/** A level to compare with: a limit, the target value. */
export interface ChartMark {
  readonly name: string
  readonly value: number
}

export interface ChartData {
  /** Says what the chart shows: `2021–2025 年制造业产品质量合格率`. */
  readonly title: string
  /** Title of the labels: `年份`, `地区`. */
  readonly labelTitle: string
  readonly labels: readonly string[]
  /** What people read in place of the labels, one each: `2026年10月` for `2026-10`. The download keeps the labels. */
  readonly labelWords?: readonly string[]
  /** Unit of all values; `''` for plain numbers. */
  readonly unit: string
  readonly decimals?: number
  readonly series: readonly ChartSeries[]
  readonly band?: ChartBand
  readonly marks?: readonly ChartMark[]
}

/** What people read under the axis and at the head of rows. */
export const shownLabels = (data: ChartData): readonly string[] => data.labelWords ?? data.labels

/**
 * The chart as rows: first the header, then a row per label; undefined and null alike are null.
 *
 * @param labels what stands at the head of the rows
 */
export function chartRows(
  data: ChartData,
  labels = shownLabels(data),
): {
  readonly header: readonly string[]
  readonly rows: readonly { readonly label: string; readonly values: readonly (number | null)[] }[]
} {
  const band = data.band
    ? [
        { name: `${data.band.name} (min)`, values: data.band.lower },
        { name: `${data.band.name} (max)`, values: data.band.upper },
      ]
    : []
  const columns = [...data.series, ...band]
  const unit = data.unit ? ` (${data.unit})` : ''
  return {
    header: [data.labelTitle, ...columns.map((column) => column.name + unit)],
    rows: labels.map((label, index) => ({
      label,
      values: columns.map((column) => column.values[index] ?? null),
    })),
  }
}

/** Whether there is any value to draw. */
export function hasValues(data: ChartData): boolean {
  return chartRows(data).rows.some((row) => row.values.some((value) => value !== null))
}

/** Marks with which spreadsheets take a cell for a formula. */
const formulaStart = /^[=+\-@\t\r]/

/** Lines as CSV (RFC 4180), with the byte-order mark that Excel needs to read Chinese. */
export function csvOf(lines: readonly (readonly (string | number | null)[])[]): string {
  const cell = (value: string | number | null): string => {
    if (typeof value !== 'string') return value === null ? '' : String(value)
    const harmless = formulaStart.test(value) ? `'${value}` : value
    return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
  }
  return `\uFEFF${lines.map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`
}

/** The chart as CSV, a line per label. */
export function chartCsv(data: ChartData): string {
  const { header, rows } = chartRows(data, data.labels)
  return csvOf([header, ...rows.map((row) => [row.label, ...row.values])])
}
