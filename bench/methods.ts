/**
 * Speed of the methods library: the draw of 1 % of ten million subjects, path models of 10,000 respondents with 500
 * bootstraps, Farrington on 1,000 series, each beside a straightforward implementation in the same run.
 * Arguments `draw` or `statistics` run one half; the rest goes to the halves.
 */
import { run as runDraw } from './methods-draw.ts'
import { run as runStatistics } from './methods-statistics.ts'

/** Runs both halves, or the one named first. */
export async function run(args: string[]): Promise<void> {
  const [half, ...rest] = args
  if (half !== 'statistics') await runDraw(half === 'draw' ? rest : args)
  if (half !== 'draw') await runStatistics(half === 'statistics' ? rest : args)
}
