/**
 * Run rules: patterns of points inside the limits that are unlikely while a process is in control.
 *
 * A point's distance from the centre counts in its own standard errors, so the rules also serve charts whose limits
 * vary. A pattern is reported at the point that completes it; counting goes on afterwards.
 * Sources: Western Electric, "Statistical Quality Control Handbook" (1956) p. 25; Nelson, "The Shewhart control chart —
 * tests for special causes", J. Quality Technology 16 (1984) 237-239; GB/T 17989.2-2020 / ISO 7870-2:2013. The
 * run lengths in GB/T 17989.2 are to be confirmed against its text, so all of them are parameters.
 */
import type { ControlChart } from './control-chart.ts'

/** One pattern. Distances are in standard errors. */
export type RunRule =
  /** One point farther than `sigmas` from the centre. */
  | { readonly kind: 'beyond'; readonly sigmas: number }
  /** `run` points in a row on one side of the centre. */
  | { readonly kind: 'same side'; readonly run: number }
  /** `run` points in a row, each above (or each below) the one before. */
  | { readonly kind: 'trend'; readonly run: number }
  /** `run` points in a row, up and down in turn. */
  | { readonly kind: 'alternating'; readonly run: number }
  /** `count` of `run` points in a row farther than `sigmas` on the same side, the last among them. */
  | { readonly kind: 'several beyond'; readonly count: number; readonly run: number; readonly sigmas: number }
  /** `run` points in a row nearer than `sigmas`. */
  | { readonly kind: 'hugging'; readonly run: number; readonly sigmas: number }
  /** `run` points in a row farther than `sigmas`, on either side. */
  | { readonly kind: 'avoiding'; readonly run: number; readonly sigmas: number }

/** A rule with the number its set gives it. */
export interface NumberedRule {
  readonly number: number
  readonly rule: RunRule
}

/** The eight tests of Nelson (1984). */
export const nelsonRules: readonly NumberedRule[] = [
  { number: 1, rule: { kind: 'beyond', sigmas: 3 } },
  { number: 2, rule: { kind: 'same side', run: 9 } },
  { number: 3, rule: { kind: 'trend', run: 6 } },
  { number: 4, rule: { kind: 'alternating', run: 14 } },
  { number: 5, rule: { kind: 'several beyond', count: 2, run: 3, sigmas: 2 } },
  { number: 6, rule: { kind: 'several beyond', count: 4, run: 5, sigmas: 1 } },
  { number: 7, rule: { kind: 'hugging', run: 15, sigmas: 1 } },
  { number: 8, rule: { kind: 'avoiding', run: 8, sigmas: 1 } },
]

/** The four zone tests of the Western Electric handbook (1956). */
export const westernElectricRules: readonly NumberedRule[] = [
  { number: 1, rule: { kind: 'beyond', sigmas: 3 } },
  { number: 2, rule: { kind: 'several beyond', count: 2, run: 3, sigmas: 2 } },
  { number: 3, rule: { kind: 'several beyond', count: 4, run: 5, sigmas: 1 } },
  { number: 4, rule: { kind: 'same side', run: 8 } },
]

/** A completed pattern. */
export interface RunRuleSignal {
  readonly rule: number
  /** Position (from 0) of the point that completes it. */
  readonly position: number
}

/**
 * The patterns in a chart, by position, then rule.
 *
 * @throws {RangeError} when a run is not a whole number of at least 1, or a count exceeds its run
 */
export function runRuleSignals(
  chart: Pick<ControlChart, 'points' | 'centre' | 'standardErrors'>,
  rules: readonly NumberedRule[] = nelsonRules,
): readonly RunRuleSignal[] {
  for (const { rule } of rules) requireRun(rule)
  const distances = chart.points.map((point, position) => {
    const deviation = point - (chart.centre[position] ?? Number.NaN)
    // Without spread (all counts 0) a point on the centre is no signal and any other is.
    return deviation === 0 ? 0 : deviation / (chart.standardErrors[position] ?? Number.NaN)
  })
  const signals: RunRuleSignal[] = []
  for (let position = 0; position < distances.length; position++) {
    for (const { number, rule } of rules) {
      if (completes(rule, chart.points, distances, position)) signals.push({ rule: number, position })
    }
  }
  return signals
}

/** Whether the point at `last` completes the pattern. */
function completes(rule: RunRule, points: Float64Array, distances: Float64Array, last: number): boolean {
  const end = last + 1
  const length = rule.kind === 'beyond' ? 1 : rule.run
  if (end < length) return false
  const window = distances.subarray(end - length, end)
  switch (rule.kind) {
    case 'beyond':
      return Math.abs(window[0] ?? 0) > rule.sigmas
    case 'same side':
      return window.every((z) => z > 0) || window.every((z) => z < 0)
    case 'trend':
    case 'alternating':
      return stepsFit(rule.kind, points.subarray(end - length, end))
    case 'several beyond': {
      const side = Math.sign(distances[last] ?? 0)
      const outside = (z: number) => z * side > rule.sigmas
      return outside(distances[last] ?? 0) && window.filter(outside).length >= rule.count
    }
    case 'hugging':
      return window.every((z) => Math.abs(z) < rule.sigmas)
    case 'avoiding':
      return window.every((z) => Math.abs(z) > rule.sigmas)
  }
}

/** Whether the steps between the points all go one way (`trend`) or change direction every time (`alternating`). */
function stepsFit(kind: 'trend' | 'alternating', points: Float64Array): boolean {
  let before = 0
  for (let index = 1; index < points.length; index++) {
    const step = Math.sign((points[index] ?? 0) - (points[index - 1] ?? 0))
    if (step === 0) return false
    if (before !== 0 && (kind === 'trend') !== (step === before)) return false
    before = step
  }
  return true
}

function requireRun(rule: RunRule): void {
  if (rule.kind === 'beyond') return
  if (!Number.isInteger(rule.run) || rule.run < 1)
    throw new RangeError(`run ${rule.run} is not a whole number`)
  if (rule.kind === 'several beyond' && !(rule.count >= 1 && rule.count <= rule.run)) {
    throw new RangeError(`${rule.count} of ${rule.run} points is not possible`)
  }
}
