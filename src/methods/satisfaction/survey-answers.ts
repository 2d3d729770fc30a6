/** Answers of a survey as one dense table, and what is done about missing ones. */

/** Answers: one row a respondent, one column a question. */
export interface SurveyAnswers {
  /** Question names, in column order. */
  readonly columns: readonly string[]
  /** `rows × columns`, row-major; NaN where an answer is missing. */
  readonly values: Float64Array
}

/**
 * What to do about missing answers: `mean` puts the question's mean in their place, `listwise` drops the
 * respondent, `refuse` treats them as an error.
 */
export type MissingAnswers = 'mean' | 'listwise' | 'refuse'

/** Number of respondents. */
export function respondentCount(answers: SurveyAnswers): number {
  return answers.columns.length === 0 ? 0 : answers.values.length / answers.columns.length
}

/**
 * Builds the table from rows of numbers.
 *
 * @param rows one array a respondent; `null`, `undefined` or NaN for a missing answer
 * @throws {RangeError} when a row has another length than `columns`
 */
export function surveyAnswers(
  columns: readonly string[],
  rows: readonly (readonly (number | null | undefined)[])[],
): SurveyAnswers {
  const values = new Float64Array(rows.length * columns.length)
  rows.forEach((row, index) => {
    if (row.length !== columns.length) {
      throw new RangeError(`row ${index + 1} has ${row.length} answers, expected ${columns.length}`)
    }
    row.forEach((answer, column) => {
      values[index * columns.length + column] = answer ?? Number.NaN
    })
  })
  return { columns, values }
}

/**
 * The columns `names` of a table, in that order and with no missing answer left.
 *
 * @returns a new table
 * @throws {RangeError} when a column is not there, a question has no answer at all, an answer is missing and
 *   `missing` is `refuse`, or fewer than two respondents are left
 */
export function completeAnswers(
  answers: SurveyAnswers,
  names: readonly string[],
  missing: MissingAnswers = 'refuse',
): SurveyAnswers {
  const rows = respondentCount(answers)
  const width = answers.columns.length
  const source = names.map((name) => {
    const column = answers.columns.indexOf(name)
    if (column < 0) throw new RangeError(`the survey has no question "${name}"`)
    return column
  })
  let values = new Float64Array(rows * names.length)
  for (let row = 0; row < rows; row++) {
    source.forEach((column, position) => {
      values[row * names.length + position] = answers.values[row * width + column] ?? Number.NaN
    })
  }
  if (values.some(Number.isNaN)) {
    if (missing === 'refuse') throw new RangeError('an answer is missing')
    values = missing === 'mean' ? withMeans(values, names) : withoutGaps(values, names.length)
  }
  if (values.length / names.length < 2) throw new RangeError('fewer than two complete respondents')
  return { columns: names, values }
}

function withMeans(values: Float64Array, names: readonly string[]): Float64Array<ArrayBuffer> {
  const means = names.map((name, column) => {
    const given = values.filter((value, cell) => cell % names.length === column && !Number.isNaN(value))
    if (given.length === 0) throw new RangeError(`nobody answered question "${name}"`)
    return given.reduce((sum, value) => sum + value, 0) / given.length
  })
  return Float64Array.from(values, (value, cell) =>
    Number.isNaN(value) ? (means[cell % names.length] ?? Number.NaN) : value,
  )
}

function withoutGaps(values: Float64Array, width: number): Float64Array<ArrayBuffer> {
  const kept = values.filter((_, cell) => {
    const start = cell - (cell % width)
    return !values.subarray(start, start + width).some(Number.isNaN)
  })
  return kept
}
