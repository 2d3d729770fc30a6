/** One number out of many, for the aggregates of the expression language. */
import type { FunctionName } from './functions.ts'

/** What is no number that one can reckon with (a division by nothing, an overflow) is missing. */
export const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)

/** One value out of those present: of series and values, missing ones left out. */
export function aggregate(name: FunctionName, values: readonly number[], share: number): number | null {
  if (name === 'count') return values.length
  if (values.length === 0) return null
  const sum = values.reduce((total, value) => total + value, 0)
  switch (name) {
    case 'sum':
      return finite(sum)
    case 'mean':
      return finite(sum / values.length)
    case 'min':
      return Math.min(...values)
    case 'max':
      return Math.max(...values)
    case 'median':
      return percentile(values, 50)
    case 'percentile':
      return percentile(values, share)
    case 'population_deviation':
      return deviation(values, values.length)
    default:
      // Of a sample: n − 1 below; one value has none.
      return values.length < 2 ? null : deviation(values, values.length - 1)
  }
}

function deviation(values: readonly number[], degrees: number): number | null {
  const mean = values.reduce((total, value) => total + value, 0) / values.length
  return finite(Math.sqrt(values.reduce((total, value) => total + (value - mean) ** 2, 0) / degrees))
}

/** Linear between the neighbours: definition 7 of Hyndman & Fan 1996, as spreadsheets and SQL's percentile_cont have it. */
function percentile(values: readonly number[], share: number): number | null {
  const ordered = values.toSorted((a, b) => a - b)
  const at = ((ordered.length - 1) * share) / 100
  const [lower, upper] = [ordered[Math.floor(at)], ordered[Math.ceil(at)]]
  if (lower === undefined || upper === undefined) return null
  return lower === upper ? lower : finite(lower + (upper - lower) * (at - Math.floor(at)))
}
