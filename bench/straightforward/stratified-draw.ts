/** The stratified draw as one writes it first: group everyone by stratum, shuffle each group, take the first ones. */
import { createGenerator } from '#methods/draw/seeded-generator.ts'

/** Subjects drawn from each stratum: `rate` of it, rounded up. */
export function drawByShuffling(
  strata: Uint16Array,
  stratumCount: number,
  rate: number,
  seed: string,
): number[][] {
  const groups: number[][] = Array.from({ length: stratumCount }, () => [])
  for (const [subject, stratum] of strata.entries()) groups[stratum]?.push(subject)
  const generator = createGenerator(seed, 'shuffle')
  return groups.map((group) => {
    for (let last = group.length - 1; last > 0; last--) {
      const other = generator.below(last + 1)
      const kept = group[last] ?? 0
      group[last] = group[other] ?? 0
      group[other] = kept
    }
    return group.slice(0, Math.ceil(group.length * rate))
  })
}
