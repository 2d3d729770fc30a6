/**
 * Average variance extracted (AVE): the share of its questions' variance that a construct explains.
 *
 * Formula: AVE = Σλ² / k over the standardised loadings of the k questions. Unit: none, 0 to 1.
 * Sources: Fornell, Larcker, "Evaluating structural equation models with unobservable variables and measurement
 * error", J. Marketing Research 18 (1981) 39-50; GB/T 19038-2009 annex C (validity). Usual demand: at least 0.5.
 */
import { checkedLoadings } from './composite-reliability.ts'

/**
 * @param loadings standardised loadings of the construct's questions
 * @throws {RangeError} when there is none or one lies outside −1 … 1
 * @example averageVarianceExtracted([0.8, 0.6]) // 0.5
 */
export function averageVarianceExtracted(loadings: ArrayLike<number>): number {
  const list = checkedLoadings(loadings)
  return list.reduce((sum, loading) => sum + loading * loading, 0) / list.length
}
