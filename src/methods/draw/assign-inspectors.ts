/**
 * Random assignment of inspectors to drawn subjects under avoidance and load constraints.
 *
 * With the generator of label `inspectors`, tasks in the order of drawing and seats of a team one after the other:
 * the candidates are the inspectors, in the published order, who serve the task's stratum, need not avoid the
 * subject, are not yet in the team and are below their maximum load; with `least-loaded` selection (the default)
 * only those with the smallest load among them. One of the candidates is taken, each equally likely.
 *
 * When no candidate is left, an exchange is looked for, breadth first in the published order: an eligible inspector
 * at maximum load hands one of his tasks (earliest first) to someone who may take it, who may in turn hand on one of
 * his. So a seat stays empty only when no assignment of all tasks so far could fill it, and the result says why.
 *
 * Errors: RangeError on a team size or load that is not a whole number, or identifiers given twice or unknown.
 */
import { createGenerator, type DrawHash, type SeededGenerator } from './seeded-generator.ts'

/** Someone who can be sent. */
export interface Inspector {
  readonly id: string
  /** Most tasks he may be given. */
  readonly maximumLoad: number
  /** Keys of the strata (region, field) he may serve; all when absent. */
  readonly serves?: readonly string[]
}

/** A pair that must not meet (kinship, former employment, last year's inspector …). */
export interface Avoidance {
  readonly inspector: string
  readonly subject: string
  readonly reason: string
}

/** Who can be sent, and how. */
export interface InspectorPool {
  readonly inspectors: readonly Inspector[]
  readonly avoidances: readonly Avoidance[]
  /** Inspectors for each subject; at least two by the double-random rules. */
  readonly teamSize: number
  readonly selection?: 'least-loaded' | 'uniform'
}

/** A drawn subject that needs a team. */
export interface InspectionTask {
  readonly subject: string
  readonly stratum: string
}

/** Why a seat stays empty. */
export type EmptySeatReason = 'no-eligible-inspector' | 'loads-exhausted'

/** One task with its team. */
export interface TeamAssignment {
  readonly subject: string
  readonly inspectors: readonly string[]
  /** One entry for each seat that could not be filled. */
  readonly emptySeats: readonly EmptySeatReason[]
}

interface AssignmentState {
  readonly loads: number[]
  /** Tasks of each inspector, in the order they came to him. */
  readonly tasksOf: number[][]
  /** Inspectors of each task. */
  readonly teams: number[][]
  readonly eligible: (task: number, inspector: number) => boolean
  readonly maximumLoads: readonly number[]
}

/**
 * Assigns a team to each task.
 *
 * @throws RangeError see the file header.
 */
export function assignInspectors(
  tasks: readonly InspectionTask[],
  pool: InspectorPool,
  seed: string,
  hash: DrawHash = 'sha256',
): TeamAssignment[] {
  const { inspectors, teamSize, selection = 'least-loaded' } = pool
  requirePool(tasks, pool)
  const generator = createGenerator(seed, 'inspectors', hash)
  const state: AssignmentState = {
    loads: inspectors.map(() => 0),
    tasksOf: inspectors.map(() => []),
    teams: tasks.map(() => []),
    eligible: eligibility(tasks, pool),
    maximumLoads: inspectors.map((inspector) => inspector.maximumLoad),
  }
  const emptySeats: EmptySeatReason[][] = tasks.map(() => [])
  for (const task of tasks.keys()) {
    for (let seat = 0; seat < teamSize; seat++) {
      const chosen = chooseCandidate(state, task, selection, generator)
      if (chosen !== undefined) give(state, task, chosen)
      else if (!exchange(state, task)) emptySeats[task]?.push(emptySeatReason(state, task))
    }
  }
  return tasks.map(({ subject }, task) => ({
    subject,
    inspectors: (state.teams[task] ?? []).map((inspector) => inspectors[inspector]?.id ?? ''),
    emptySeats: emptySeats[task] ?? [],
  }))
}

function eligibility(
  tasks: readonly InspectionTask[],
  { inspectors, avoidances }: InspectorPool,
): AssignmentState['eligible'] {
  const numbers = new Map(inspectors.map((inspector, index) => [inspector.id, index]))
  const avoided = new Map<string, Set<number>>()
  for (const { inspector, subject } of avoidances) {
    const number = numbers.get(inspector)
    if (number === undefined) throw new RangeError(`an avoidance names the unknown inspector ${inspector}`)
    const set = avoided.get(subject) ?? new Set()
    avoided.set(subject, set.add(number))
  }
  const serves = inspectors.map((inspector) =>
    inspector.serves === undefined ? undefined : new Set(inspector.serves),
  )
  return (task, inspector) => {
    const { subject = '', stratum = '' } = tasks[task] ?? {}
    return (serves[inspector]?.has(stratum) ?? true) && avoided.get(subject)?.has(inspector) !== true
  }
}

function chooseCandidate(
  state: AssignmentState,
  task: number,
  selection: 'least-loaded' | 'uniform',
  generator: SeededGenerator,
): number | undefined {
  let candidates: number[] = []
  let least = Number.POSITIVE_INFINITY
  for (const [inspector, load] of state.loads.entries()) {
    if (load >= (state.maximumLoads[inspector] ?? 0) || !mayJoin(state, task, inspector)) continue
    if (selection === 'least-loaded' && load > least) continue
    if (selection === 'least-loaded' && load < least) {
      least = load
      candidates = []
    }
    candidates.push(inspector)
  }
  return candidates.length === 0 ? undefined : candidates[generator.below(candidates.length)]
}

function mayJoin(state: AssignmentState, task: number, inspector: number): boolean {
  return state.eligible(task, inspector) && state.teams[task]?.includes(inspector) !== true
}

function give(state: AssignmentState, task: number, inspector: number): void {
  state.teams[task]?.push(inspector)
  state.tasksOf[inspector]?.push(task)
  state.loads[inspector] = (state.loads[inspector] ?? 0) + 1
}

/** A step of an exchange: `inspector` takes `task` over from `from` (or takes the empty seat). */
interface ExchangeStep {
  readonly task: number
  readonly from?: number
}

/** Frees an eligible inspector along a shortest chain of hand-overs and gives him the task. */
function exchange(state: AssignmentState, task: number): boolean {
  const reached = new Map<number, ExchangeStep>()
  const queue: number[] = []
  const reach = (inspector: number, step: ExchangeStep) => {
    if (reached.has(inspector)) return
    reached.set(inspector, step)
    queue.push(inspector)
  }
  for (const inspector of state.loads.keys()) {
    if (mayJoin(state, task, inspector)) reach(inspector, { task })
  }
  for (let head = 0; head < queue.length; head++) {
    const inspector = queue[head] ?? 0
    if ((state.loads[inspector] ?? 0) < (state.maximumLoads[inspector] ?? 0)) {
      handOver(state, reached, inspector)
      return true
    }
    for (const held of state.tasksOf[inspector] ?? []) {
      for (const other of state.loads.keys()) {
        if (!reached.has(other) && mayJoin(state, held, other)) reach(other, { task: held, from: inspector })
      }
    }
  }
  return false
}

function handOver(state: AssignmentState, reached: ReadonlyMap<number, ExchangeStep>, last: number): void {
  let taker: number | undefined = last
  while (taker !== undefined) {
    const step: ExchangeStep | undefined = reached.get(taker)
    if (step === undefined) return
    const { task, from } = step
    if (from !== undefined) {
      remove(state.teams[task], from)
      remove(state.tasksOf[from], task)
      state.loads[from] = (state.loads[from] ?? 0) - 1
    }
    give(state, task, taker)
    taker = from
  }
}

function remove(list: number[] | undefined, value: number): void {
  const place = list?.indexOf(value) ?? -1
  if (place >= 0) list?.splice(place, 1)
}

function emptySeatReason(state: AssignmentState, task: number): EmptySeatReason {
  const someone = [...state.loads.keys()].some((inspector) => mayJoin(state, task, inspector))
  return someone ? 'loads-exhausted' : 'no-eligible-inspector'
}

function requirePool(tasks: readonly InspectionTask[], { inspectors, teamSize }: InspectorPool): void {
  if (!Number.isInteger(teamSize) || teamSize < 1)
    throw new RangeError(`a team has at least 1 member, got ${teamSize}`)
  for (const { id, maximumLoad } of inspectors) {
    if (!Number.isInteger(maximumLoad) || maximumLoad < 0) {
      throw new RangeError(`inspector ${id}: a load is a whole number of at least 0, got ${maximumLoad}`)
    }
  }
  if (new Set(inspectors.map(({ id }) => id)).size !== inspectors.length) {
    throw new RangeError('an inspector is listed twice')
  }
  if (new Set(tasks.map(({ subject }) => subject)).size !== tasks.length) {
    throw new RangeError('a subject is listed twice')
  }
}
