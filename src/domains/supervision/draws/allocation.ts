/**
 * How many subjects each stratum gives. The rate of a class is a least share of all its subjects, so its number is
 * rounded up; it is then spread over the counties in proportion by largest remainders (Hamilton), equal remainders in
 * the order of the strata. Whole numbers only: rates are in 1 of 10,000.
 */
import type { DrawClass, Rates } from './register-contract.ts'

/** A county and class, with the subjects in it. */
export interface StratumSize {
  readonly region: string
  readonly class: DrawClass
  readonly size: number
}

/** The key under which a stratum is published. */
export const stratumKey = ({ region, class: drawClass }: Pick<StratumSize, 'region' | 'class'>): string =>
  `${region}/${drawClass}`

/** Subjects to draw from each stratum, in the order given. */
export function allocateSample(strata: readonly StratumSize[], rates: Rates): number[] {
  const samples = strata.map(() => 0)
  for (const drawClass of new Set(strata.map((stratum) => stratum.class))) {
    const members = [...strata.entries()].filter(([, stratum]) => stratum.class === drawClass)
    const size = members.reduce((sum, [, stratum]) => sum + stratum.size, 0)
    const wanted = Math.ceil((size * (rates[drawClass] ?? 0)) / 10_000)
    const shares = members.map(([index, stratum]) => {
      const product = wanted * stratum.size
      return {
        index,
        whole: size === 0 ? 0 : Math.floor(product / size),
        rest: size === 0 ? 0 : product % size,
      }
    })
    let left = wanted - shares.reduce((sum, share) => sum + share.whole, 0)
    const byRest = shares.toSorted((one, other) => other.rest - one.rest || one.index - other.index)
    for (const share of byRest) {
      samples[share.index] = share.whole + (left > 0 ? 1 : 0)
      if (left > 0) left--
    }
  }
  return samples
}
