/** How the demo city's figures behave: deterministic, plausible, some well, some badly. All values are invented. */
import { requiredOn } from '#domains/indicators/progress/path.ts'

export type Behaviour = 'ahead' | 'on-path' | 'little-below' | 'far-below' | 'stopped' | 'silent'

/** A number from 0 up to, but not including, 1, the same for the same text (FNV-1a, 32 bits). */
export function chance(text: string): number {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0
  return hash / 0x1_0000_0000
}

/** Half of the targets do well; the others lag, have stopped reporting, or never began. */
export function behaviourOf(name: string): Behaviour {
  const drawn = chance(`behaviour/${name}`)
  if (drawn < 0.16) return 'ahead'
  if (drawn < 0.56) return 'on-path'
  if (drawn < 0.74) return 'little-below'
  if (drawn < 0.88) return 'far-below'
  return drawn < 0.94 ? 'stopped' : 'silent'
}

/** Where an indicator comes from and has to go. */
export interface Course {
  readonly name: string
  /** Value at the end of 2024. */
  readonly start: number
  /** Goals in the order of their years. */
  readonly goals: ReadonlyArray<{ readonly year: number; readonly value: number }>
  /** 1 when more is better, −1 when less is. */
  readonly sense: 1 | -1
  /** Whether shares of a hundred bound it. */
  readonly isShare: boolean
}

const startYear = 2024
const start = Date.parse(`${startYear}-12-31T00:00:00Z`)
const yearLength = 365.25 * 86_400_000

// Parts of the way from start to goal by which a figure lies off its path, once it has settled.
const off: Record<Behaviour, number> = {
  ahead: 0.12,
  'on-path': 0.02,
  'little-below': -0.06,
  'far-below': -0.3,
  stopped: 0,
  silent: 0,
}

/** The level of an indicator on a day, before rounding. */
export function levelOn(course: Course, day: string): number {
  const { goals, sense } = course
  const goal = goals.at(-1)
  const first = goals[0]
  if (!goal || !first) return course.start
  const way = Math.abs(first.value - course.start)
  const years = (Date.parse(`${day}T00:00:00Z`) - start) / yearLength
  const path = {
    kind: 'milestones' as const,
    baseline: { year: startYear, value: course.start },
    goal,
    milestones: goals.slice(0, -1),
  }
  const perYear = (requiredOn(path, `${startYear + 1}-12-31`) - course.start) * 0.8
  const trend = years >= 0 ? requiredOn(path, day) : course.start + perYear * years
  const behaviour = behaviourOf(course.name)
  const settled = Math.min(1, Math.max(0, years / 1.5))
  // A level that is only kept has no way to go: it strays by a little of its size.
  const size = way > 0 ? way : Math.abs(course.start) * 0.03
  const noise = (chance(`${course.name}/${day}`) - 0.5) * 0.04 * size
  const value = trend + sense * off[behaviour] * settled * size + (way > 0 ? noise : 0)
  return course.isShare ? Math.min(100, Math.max(0, value)) : Math.max(0, value)
}

/** How much of a year's number falls in a period: a slow spring, a busy autumn. */
export function seasonalShare(period: string, periodsAYear: number): number {
  if (periodsAYear === 1) return 1
  const index = Number(period.replace(/^\d{4}-Q?/, '')) - 1
  const weight = (at: number): number =>
    1 + 0.25 * Math.sin(((at + 0.5) / periodsAYear) * 2 * Math.PI - Math.PI)
  const total = Array.from({ length: periodsAYear }, (_, at) => weight(at)).reduce((sum, one) => sum + one, 0)
  return weight(index) / total
}

/** The factor by which a yearly number does better or worse than asked for. */
export function yearlyFactor(name: string): number {
  return { ahead: 1.12, 'on-path': 1.03, 'little-below': 0.94, 'far-below': 0.7, stopped: 1, silent: 1 }[
    behaviourOf(name)
  ]
}
