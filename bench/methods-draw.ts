/**
 * Speed of the stratified draw: 1 % of ten million subjects in 2,000 strata, beside one bare pass over the same array
 * and beside a straightforward implementation, in the same run. Options: `--subjects 10000000 --strata 2000 --rounds 15`.
 *
 * The bare pass counts the subjects of each stratum, which every stratified draw has to do; the draw timed here does
 * that too. Rounds are interleaved and the fastest of each is compared, so that other work on the machine counts least.
 */
import { parseArgs } from 'node:util'
import { createGenerator, hashText } from '#methods/draw/seeded-generator.ts'
import { countStrata, drawStratified } from '#methods/draw/stratified-draw.ts'
import { drawByShuffling } from './straightforward/stratified-draw.ts'

const RATE = 0.01

/** Runs the comparison and prints times and ratios. */
export function run(args: string[]): void {
  const { values } = parseArgs({
    args,
    strict: false,
    options: {
      subjects: { type: 'string', default: '10000000' },
      strata: { type: 'string', default: '2000' },
      rounds: { type: 'string', default: '15' },
    },
  })
  const [subjects, stratumCount, rounds] = [values.subjects, values.strata, values.rounds].map(Number)
  if (!subjects || !stratumCount || !rounds)
    throw new RangeError('subjects, strata and rounds are positive numbers')
  const strata = randomStrata(subjects, stratumCount)
  const frame = { strata, stratumCount }
  const seed = hashText('bench', 'sha256')
  const draw = () => {
    const totals = countStrata(frame)
    const counts = Uint32Array.from(totals.sizes, (size) => Math.ceil(size * RATE))
    return drawStratified(frame, { seed, counts }, totals)
  }
  const fastest = {
    pass: Number.POSITIVE_INFINITY,
    sum: Number.POSITIVE_INFINITY,
    draw: Number.POSITIVE_INFINITY,
  }
  const ratios: number[] = []
  for (let round = 0; round < rounds; round++) {
    const pass = milliseconds(() => barePass(strata, stratumCount))
    const drawing = milliseconds(draw)
    ratios.push(drawing / pass)
    fastest.pass = Math.min(fastest.pass, pass)
    fastest.draw = Math.min(fastest.draw, drawing)
    fastest.sum = Math.min(
      fastest.sum,
      milliseconds(() => sumPass(strata)),
    )
  }
  const straightforward = milliseconds(() => drawByShuffling(strata, stratumCount, RATE, seed))
  requireSameSizes(draw().offsets, drawByShuffling(strata, stratumCount, RATE, seed))
  const print = (label: string, time: number) =>
    console.log(
      `  ${label.padEnd(44)} ${time.toFixed(1).padStart(8)} ms  ${(time / fastest.pass).toFixed(2)} × the bare pass`,
    )
  console.log(`draw of ${RATE * 100} % of ${subjects} subjects in ${stratumCount} strata`)
  print('bare pass (count each stratum)', fastest.pass)
  print('draw, counting included', fastest.draw)
  const median = ratios.toSorted((one, other) => one - other)[Math.floor(ratios.length / 2)] ?? Number.NaN
  console.log(
    `  ${'median of draw ÷ bare pass, round by round'.padEnd(44)} ${median.toFixed(2).padStart(11)}`,
  )
  print('straightforward (group, shuffle, take)', straightforward)
  print('for comparison: plain sum of the array', fastest.sum)
}

function barePass(strata: Uint16Array, stratumCount: number): Uint32Array {
  const sizes = new Uint32Array(stratumCount)
  for (let subject = 0; subject < strata.length; subject++) {
    const stratum = strata[subject] ?? 0
    sizes[stratum] = (sizes[stratum] ?? 0) + 1
  }
  return sizes
}

function sumPass(strata: Uint16Array): number {
  let sum = 0
  for (let subject = 0; subject < strata.length; subject++) sum = (sum + (strata[subject] ?? 0)) | 0
  return sum
}

function randomStrata(subjects: number, stratumCount: number): Uint16Array {
  const generator = createGenerator(hashText('strata', 'sha256'), 'strata')
  return Uint16Array.from({ length: subjects }, () => generator.below(stratumCount))
}

function requireSameSizes(offsets: Uint32Array, lists: readonly number[][]): void {
  for (const [stratum, list] of lists.entries()) {
    const drawn = (offsets[stratum + 1] ?? 0) - (offsets[stratum] ?? 0)
    if (drawn !== list.length) throw new Error(`stratum ${stratum}: ${drawn} drawn, ${list.length} expected`)
  }
}

/** Results are kept, so that the compiler cannot drop the work. */
let kept: unknown

function milliseconds(work: () => unknown): number {
  const start = performance.now()
  kept = work()
  const time = performance.now() - start
  if (kept === undefined) throw new Error('the work gave nothing')
  return time
}
