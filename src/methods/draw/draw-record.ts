/**
 * The record of a draw: everything fixed before, revealed after, and drawn, so that anyone can replay it from the
 * record alone (`verifyDrawRecord`) with this library or with one of his own written from the file headers of
 * `seeded-generator.ts`, `stratified-draw.ts`, `commitment.ts` and `assign-inspectors.ts`.
 *
 * Order of use: `digestPopulation` and `digestPlan` → `commitToDraw` (publish) → contributions → `conductDraw`.
 */
import { assignInspectors, type InspectorPool, type TeamAssignment } from './assign-inspectors.ts'
import {
  canonicalJson,
  commitToDraw,
  createPopulationDigest,
  type JsonValue,
  revealSeed,
} from './commitment.ts'
import { type DrawHash, hashText } from './seeded-generator.ts'
import { drawStratified, type StratumCodes } from './stratified-draw.ts'

/** The subjects that could be drawn, in the published order; plain lists, so that a record is JSON. */
export interface DrawPopulation {
  /** Identifier of each subject, such as its unified social credit code; each once. */
  readonly ids: readonly string[]
  /** Position of each subject's stratum in the plan. */
  readonly strata: readonly number[]
  /** Weight of each subject (whole number ≥ 0) for a risk-weighted draw. */
  readonly weights?: readonly number[]
}

/** What is to be drawn from one stratum. */
export interface StratumPlan {
  /** Name of the stratum, such as `330483/C`. */
  readonly key: string
  readonly sampleSize: number
  /** Further subjects drawn in order, to step in when a drawn one cannot be inspected. Default 0. */
  readonly substitutes?: number
}

/** The plan: strata in order, and who inspects. */
export interface DrawPlan {
  readonly strata: readonly StratumPlan[]
  readonly pool?: InspectorPool
}

/** What one stratum gave, in the order of drawing. */
export interface StratumResult {
  readonly key: string
  readonly sample: readonly string[]
  readonly substitutes: readonly string[]
}

/** A draw that anyone can replay. */
export interface DrawRecord {
  readonly format: 'zhiheng-draw/1'
  readonly hash: DrawHash
  readonly population: DrawPopulation
  readonly populationDigest: string
  readonly plan: DrawPlan
  readonly planDigest: string
  readonly commitment: string
  readonly secret: string
  readonly contributions: readonly string[]
  readonly seed: string
  readonly results: readonly StratumResult[]
  /** Teams for the samples (not the substitutes), when the plan has a pool. */
  readonly teams?: readonly TeamAssignment[]
}

/** What the organiser brings to the draw. */
export interface DrawConduct {
  readonly hash?: DrawHash
  readonly population: DrawPopulation
  readonly plan: DrawPlan
  /** As published before; the draw is refused when secret, population and plan do not give it. */
  readonly commitment: string
  readonly secret: string
  readonly contributions: readonly string[]
}

/** What does not hold in a record. */
export type DrawRecordProblem =
  | 'unknown-format'
  | 'population-digest'
  | 'plan-digest'
  | 'commitment'
  | 'seed'
  | 'results'
  | 'teams'
  | 'malformed'

/**
 * Digest of a population; see `createPopulationDigest`.
 *
 * @throws RangeError when lists differ in length, an identifier is malformed or listed twice.
 */
export function digestPopulation(population: DrawPopulation, hash: DrawHash = 'sha256'): string {
  const { ids, strata, weights } = population
  if (strata.length !== ids.length || (weights !== undefined && weights.length !== ids.length)) {
    throw new RangeError('a population has one stratum, and one weight or none, for each identifier')
  }
  if (new Set(ids).size !== ids.length) throw new RangeError('a subject is listed twice')
  const digest = createPopulationDigest(hash)
  for (const [index, id] of ids.entries()) digest.add(id, strata[index] ?? 0, weights?.[index] ?? 1)
  return digest.finish()
}

/** Digest of a plan: H of its canonical JSON. */
export function digestPlan(plan: DrawPlan, hash: DrawHash = 'sha256'): string {
  const { strata, pool } = plan
  return hashText(
    canonicalJson({
      strata: strata.map(({ key, sampleSize, substitutes = 0 }) => ({ key, sampleSize, substitutes })),
      pool:
        pool === undefined
          ? undefined
          : {
              teamSize: pool.teamSize,
              selection: pool.selection ?? 'least-loaded',
              inspectors: pool.inspectors.map(({ id, maximumLoad, serves }) => ({ id, maximumLoad, serves })),
              avoidances: pool.avoidances.map(({ inspector, subject, reason }) => ({
                inspector,
                subject,
                reason,
              })),
            },
    }),
    hash,
  )
}

/**
 * Conducts a draw and records it.
 *
 * @throws RangeError when the commitment does not fit, an input is malformed, or a stratum holds too few subjects.
 */
export function conductDraw(conduct: DrawConduct): DrawRecord {
  const { hash = 'sha256', population, plan, commitment, secret, contributions } = conduct
  const populationDigest = digestPopulation(population, hash)
  const planDigest = digestPlan(plan, hash)
  if (commitToDraw({ hash, populationDigest, planDigest }, secret) !== commitment) {
    throw new RangeError('secret, population and plan do not give the published commitment')
  }
  const seed = revealSeed(commitment, secret, contributions, hash)
  const { results, teams } = drawOutcome(numbered(population), plan, seed, hash)
  return {
    format: 'zhiheng-draw/1',
    hash,
    population,
    populationDigest,
    plan,
    planDigest,
    commitment,
    secret,
    contributions,
    seed,
    results,
    ...(teams === undefined ? {} : { teams }),
  }
}

/**
 * Replays a draw from its record alone.
 *
 * @param published the commitment as it was published before the draw, when the verifier has it from elsewhere
 * @returns what does not hold; empty when the record is true
 */
export function verifyDrawRecord(record: DrawRecord, published = record.commitment): DrawRecordProblem[] {
  const { hash, population, plan, commitment, secret, contributions } = record
  if (record.format !== 'zhiheng-draw/1' || (hash !== 'sha256' && hash !== 'sm3')) return ['unknown-format']
  const problems: DrawRecordProblem[] = []
  try {
    const populationDigest = digestPopulation(population, hash)
    const planDigest = digestPlan(plan, hash)
    if (populationDigest !== record.populationDigest) problems.push('population-digest')
    if (planDigest !== record.planDigest) problems.push('plan-digest')
    const given = commitToDraw({ hash, populationDigest, planDigest }, secret)
    if (given !== commitment || commitment !== published) problems.push('commitment')
    const seed = revealSeed(commitment, secret, contributions, hash)
    if (seed !== record.seed) problems.push('seed')
    const { results, teams } = drawOutcome(numbered(population), plan, seed, hash)
    if (canonicalJson(resultsAsJson(results)) !== canonicalJson(resultsAsJson(record.results)))
      problems.push('results')
    if (canonicalJson(teamsAsJson(teams)) !== canonicalJson(teamsAsJson(record.teams))) problems.push('teams')
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    problems.push('malformed')
  }
  return problems
}

/** Results as plain JSON, for comparing them and for digests. */
export const resultsAsJson = (results: readonly StratumResult[]): JsonValue =>
  results.map(({ key, sample, substitutes }) => ({ key, sample, substitutes }))

/** Teams as plain JSON, for comparing them and for digests; null when none were drawn. */
export const teamsAsJson = (teams: readonly TeamAssignment[] | undefined): JsonValue =>
  teams?.map(({ subject, inspectors, emptySeats }) => ({ subject, inspectors, emptySeats })) ?? null

/** A population over typed arrays, whose identifiers are read only where they are needed. */
export interface NumberedPopulation {
  readonly strata: StratumCodes
  readonly weights?: Uint32Array
  readonly idOf: (index: number) => string
}

function numbered({ ids, strata, weights }: DrawPopulation): NumberedPopulation {
  return {
    strata: wholeNumbers(strata, 'a stratum'),
    ...(weights === undefined ? {} : { weights: wholeNumbers(weights, 'a weight') }),
    idOf: (index) => ids[index] ?? '',
  }
}

/**
 * What the seed of a record gives, whatever the record says it gave.
 *
 * @throws RangeError when the record is malformed.
 */
export const replayDraw = ({ population, plan, seed, hash }: DrawRecord): DrawOutcome =>
  drawOutcome(numbered(population), plan, seed, hash)

/** What a draw gives. */
export interface DrawOutcome {
  readonly results: readonly StratumResult[]
  readonly teams: readonly TeamAssignment[] | undefined
}

/**
 * What a seed gives: the subjects of each stratum, and their teams when the plan has a pool.
 *
 * @throws RangeError when a stratum holds too few subjects, or the plan is malformed.
 */
export function drawOutcome(
  population: NumberedPopulation,
  plan: DrawPlan,
  seed: string,
  hash: DrawHash,
): DrawOutcome {
  const results = drawResults(population, plan, seed, hash)
  return { results, teams: plan.pool && drawTeams(results, plan.pool, seed, hash) }
}

function drawResults(
  { strata, weights, idOf }: NumberedPopulation,
  plan: DrawPlan,
  seed: string,
  hash: DrawHash,
): StratumResult[] {
  for (const { key, sampleSize, substitutes = 0 } of plan.strata) {
    if (
      !Number.isInteger(sampleSize) ||
      !Number.isInteger(substitutes) ||
      sampleSize < 0 ||
      substitutes < 0
    ) {
      throw new RangeError(`stratum ${key}: sample and substitutes are whole numbers of at least 0`)
    }
  }
  const frame = { strata, stratumCount: plan.strata.length, ...(weights === undefined ? {} : { weights }) }
  const counts = plan.strata.map(({ sampleSize, substitutes = 0 }) => sampleSize + substitutes)
  const { offsets, subjects } = drawStratified(frame, { seed, hash, counts })
  return plan.strata.map(({ key, sampleSize }, stratum) => {
    const start = offsets[stratum] ?? 0
    const drawn = Array.from(subjects.subarray(start, offsets[stratum + 1]), idOf)
    return { key, sample: drawn.slice(0, sampleSize), substitutes: drawn.slice(sampleSize) }
  })
}

/** Teams for the samples of the strata, in the order of drawing. */
export function drawTeams(
  results: readonly StratumResult[],
  pool: InspectorPool,
  seed: string,
  hash: DrawHash,
): TeamAssignment[] {
  const tasks = results.flatMap(({ key, sample }) => sample.map((subject) => ({ subject, stratum: key })))
  return assignInspectors(tasks, pool, seed, hash)
}

function wholeNumbers(values: readonly number[], what: string): Uint32Array {
  const bad = values.find((value) => !Number.isInteger(value) || value < 0 || value > 0xffff_ffff)
  if (bad !== undefined) throw new RangeError(`${what} is a whole number from 0 to 2^32 − 1, got ${bad}`)
  return Uint32Array.from(values)
}
