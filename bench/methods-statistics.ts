/**
 * Speed of the statistical methods beside straightforward implementations of the same, in the same run:
 * `npm run bench -- methods` runs it with the others. Options: `--respondents 10000 --repetitions 500 --series 1000`.
 *
 * The straightforward versions are what one writes from the textbook, on typed arrays and without a matrix library:
 * they draw the same respondents and must give the same figures, or the benchmark fails.
 */
import { parseArgs } from 'node:util'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { bootstrap, drawRespondents } from '#methods/satisfaction/bootstrap.ts'
import { europeanModel } from '#methods/satisfaction/mobile-phone-survey.fixture.ts'
import { estimatePartialLeastSquares } from '#methods/satisfaction/partial-least-squares.ts'
import type { SurveyAnswers } from '#methods/satisfaction/survey-answers.ts'
import { prepareFarringtonImproved } from '#methods/signal-detection/farrington-improved.ts'
import { judgeByDesignMatrix } from './straightforward/farrington.ts'
import { estimateOnScores } from './straightforward/partial-least-squares.ts'

/** Runs both comparisons and prints their times and ratios. */
export function run(args: string[]): void {
  const { values } = parseArgs({
    args,
    strict: false,
    options: {
      respondents: { type: 'string', default: '10000' },
      repetitions: { type: 'string', default: '500' },
      series: { type: 'string', default: '1000' },
    },
  })
  comparePartialLeastSquares(Number(values.respondents), Number(values.repetitions))
  compareFarrington(Number(values.series))
}

function comparePartialLeastSquares(respondents: number, repetitions: number): void {
  const answers = simulatedSurvey(respondents)
  const estimate = estimatePartialLeastSquares(europeanModel, answers)
  const scale = { minimum: 1, maximum: 10 }
  bootstrap(estimate, { repetitions: 5, scale })
  const ours = timed(() => bootstrap(estimate, { repetitions, seed: 1, scale }))
  estimateOnScores(estimate.model, estimate.answers.values, new Uint16Array(respondents).fill(1))
  const plain = timed(() => {
    const sums = new Float64Array(estimate.model.constructNames.length ** 2)
    for (const draw of drawRespondents(respondents, repetitions, 1)) {
      const { pathCoefficients } = estimateOnScores(estimate.model, estimate.answers.values, draw)
      pathCoefficients.forEach((value, cell) => {
        sums[cell] = (sums[cell] ?? 0) + value / repetitions
      })
    }
    return sums
  })
  const difference = Math.max(
    ...plain.result.map((mean, cell) =>
      Math.abs(mean - (ours.result.figures.pathCoefficients.mean[cell] ?? Number.NaN)),
    ),
  )
  if (!(difference < 1e-9)) throw new Error(`the two bootstraps differ by ${difference}`)
  report(
    `PLS, ${respondents} respondents, ${repetitions} bootstraps`,
    ours.seconds,
    plain.seconds,
    difference,
  )
}

function compareFarrington(count: number): void {
  const series = Array.from({ length: count }, (_, index) => simulatedSeries(index + 1))
  const position = 311
  const judge = prepareFarringtonImproved()
  for (const one of series.slice(0, 50)) {
    judge(one, position)
    judgeByDesignMatrix(one, position)
  }
  const ours = timed(() => series.map((one) => judge(one, position)))
  const plain = timed(() => series.map((one) => judgeByDesignMatrix(one, position)))
  let difference = 0
  ours.result.forEach((judged, index) => {
    const other = plain.result[index]
    difference = Math.max(difference, Math.abs(judged.expected - (other?.expected ?? Number.NaN)))
    if (judged.upperBound !== other?.upperBound) throw new Error(`the bounds of series ${index + 1} differ`)
  })
  if (!(difference < 1e-6)) throw new Error(`the expected counts differ by ${difference}`)
  report(`Farrington (improved), ${count} series`, ours.seconds, plain.seconds, difference)
}

/** Processor time of this thread: unlike the clock it does not count what other programs on the machine take. */
function timed<Result>(work: () => Result): { readonly result: Result; readonly seconds: number } {
  const start = process.threadCpuUsage()
  const result = work()
  const used = process.threadCpuUsage(start)
  return { result, seconds: (used.user + used.system) / 1e6 }
}

function report(name: string, ours: number, plain: number, difference: number): void {
  const ratio = (plain / ours).toFixed(1)
  console.log(
    `${name}: ${ours.toFixed(3)} s of processor time; straightforward ${plain.toFixed(3)} s; ratio ${ratio} (largest difference ${difference.toExponential(1)})`,
  )
}

/** Answers from 1 to 10 that hang together through one general mood and one mood a construct. */
function simulatedSurvey(respondents: number): SurveyAnswers {
  const columns = europeanModel.constructs.flatMap((construct) => construct.indicators)
  const next = normalValues(7)
  const values = new Float64Array(respondents * columns.length)
  let cell = 0
  for (let row = 0; row < respondents; row++) {
    const general = next()
    for (const construct of europeanModel.constructs) {
      const own = 0.8 * general + 0.6 * next()
      for (const _ of construct.indicators) {
        values[cell++] = Math.min(10, Math.max(1, Math.round(7.3 + 1.4 * own + 1.2 * next())))
      }
    }
  }
  return { columns, values }
}

/** Six years of weekly counts with a season, a trend and now and then an outbreak. */
function simulatedSeries(seed: number): Float64Array {
  const next = normalValues(seed)
  const level = 2 + (seed % 40)
  return Float64Array.from({ length: 312 }, (_, week) => {
    const mean = level * Math.exp(0.0005 * week) * (1 + 0.4 * Math.sin((2 * Math.PI * week) / 52))
    const outbreak = (week + 7 * seed) % 97 < 3 ? 2.5 : 1
    return Math.max(0, Math.round(mean * outbreak + 1.3 * Math.sqrt(mean) * next()))
  })
}

/** Normal values by the method of Box and Muller. */
function normalValues(seed: number): () => number {
  const generator = xoroshiro128plus(seed)
  const uniform = () => (generator.next() + 2 ** 31 + 0.5) / 2 ** 32
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
}
