/** Times and how they compare. */

/** Milliseconds that work takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** The better of several rounds: what other work on the machine disturbed least. */
export async function best(rounds: number, work: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < rounds; round++) times.push(await timed(work))
  return Math.min(...times)
}

export const milliseconds = (time: number): string =>
  time < 100 ? `${time.toFixed(1)} ms` : `${time.toFixed(0)} ms`

/** One line: what, ours, beside what, the ratio and its goal. */
export function report(
  letter: string,
  what: string,
  ours: number,
  beside: string,
  theirs: number,
  goal: string,
): void {
  const ratio = ours / theirs
  const shown = ratio < 0.1 ? `1/${(1 / ratio).toFixed(0)}` : ratio.toFixed(2)
  console.log(
    `(${letter}) ${what}: ${milliseconds(ours)}; ${beside}: ${milliseconds(theirs)}; ratio ${shown} (goal ${goal})`,
  )
}

/** The value below which a share of the values lies. */
export const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ??
  Number.NaN
