/** Tables of alternatives by criteria as they arrive from a CSV: a name column and one column for each criterion. */
import { z } from 'zod'
import { MethodInputError, type MethodInputIssue } from '#methods/method.ts'
import type { Direction, IndicatorTable } from './indicator-table.ts'

/** A row: the alternative's name and its values under criteria the table names itself. */
export const alternativeRow = z
  .object({ name: z.string().describe('the alternative: region, enterprise / 评价对象') })
  .catchall(z.coerce.number())
type AlternativeRow = z.infer<typeof alternativeRow>

/** `criterion=weight` pairs, separated by commas; blank for equal weights. */
export const weightsOption = z
  .string()
  .default('')
  .describe('weights as criterion=weight, separated by commas; blank: equal / 权重')

/** Names of the criteria of which less is better. */
export const costsOption = z
  .string()
  .default('')
  .describe('criteria of which less is better, separated by commas / 负向指标')

/** The table of the rows. @throws {MethodInputError} naming the row and criterion of a blank cell */
export function tableOf(rows: readonly AlternativeRow[]): IndicatorTable {
  const criteria = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((key) => key !== 'name')
  const issues: MethodInputIssue[] = []
  const values = rows.map((row, index) =>
    criteria.map((criterion) => {
      const value = row[criterion]
      if (typeof value === 'number') return value
      issues.push({ row: index + 1, column: criterion, message: 'a number is needed' })
      return Number.NaN
    }),
  )
  if (issues.length > 0) throw new MethodInputError(issues)
  return { names: rows.map(({ name }) => name), criteria, values }
}

/** Weights in the order of the criteria. @throws {MethodInputError} naming the option when a pair does not fit */
export function weightsOf(text: string, criteria: readonly string[]): number[] {
  if (text.trim() === '') return criteria.map(() => 1)
  const pairs = new Map(
    splitList(text).map((pair) => {
      const at = pair.lastIndexOf('=')
      return [pair.slice(0, Math.max(0, at)).trim(), Number(pair.slice(at + 1))] as const
    }),
  )
  refuse(
    'weights',
    [...pairs.keys()].filter((name) => !criteria.includes(name)),
    criteria,
  )
  const missing = criteria.filter((name) => !pairs.has(name))
  if (missing.length > 0) throw optionError('weights', `no weight for ${missing.join(', ')}`)
  return criteria.map((name) => pairs.get(name) ?? Number.NaN)
}

/** Directions in the order of the criteria. @throws {MethodInputError} naming the option when a name does not fit */
export function directionsOf(text: string, criteria: readonly string[]): Direction[] {
  const costs = splitList(text)
  refuse(
    'costs',
    costs.filter((name) => !criteria.includes(name)),
    criteria,
  )
  return criteria.map((name) => (costs.includes(name) ? 'cost' : 'benefit'))
}

/** Turns a `RangeError` of a whole table into an input error, which is shown without a stack. */
export function judgeTable<Result>(work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    if (error instanceof RangeError) throw new MethodInputError([{ message: error.message }])
    throw error
  }
}

function splitList(text: string): string[] {
  return text
    .split(/[,，;；]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

function refuse(option: string, unknown: readonly string[], criteria: readonly string[]): void {
  if (unknown.length === 0) return
  throw optionError(option, `${unknown.join(', ')} is not among the criteria ${criteria.join(', ')}`)
}

function optionError(column: string, message: string): MethodInputError {
  return new MethodInputError([{ column, message }])
}
