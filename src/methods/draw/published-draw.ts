/**
 * A draw as it is published: one JSON file from which anyone replays it, with the terms that were fixed beforehand.
 *
 * Terms (item, register, rates, pools of joined departments, what an earlier draw was replaced for) are bound by
 * their digest, H of their canonical JSON: the first contribution is the line `terms <digest>`, published together
 * with the commitment, so other terms give another seed. At least one more contribution, of a witness, follows.
 *
 * Every further department of a joint inspection draws its own team for each subject by the rules of
 * `assign-inspectors.ts`, with the seed H("zhiheng-draw-department/1\n" seed "\n" department).
 *
 * Substitutes that step in later follow the file as a chain of their own (`step-in.ts`), bound to its digest.
 *
 * `digest` is H of the canonical JSON of the file without itself and without the list of subjects, which its own
 * digest stands for: what somebody changes shows even where it changes no result.
 */
import { z } from 'zod'
import type { TeamAssignment } from './assign-inspectors.ts'
import { canonicalJson } from './commitment.ts'
import {
  type DrawRecord,
  type DrawRecordProblem,
  digestPopulation,
  drawTeams,
  replayDraw,
  type StratumResult,
  verifyDrawRecord,
} from './draw-record.ts'
import { type DrawHash, hashText } from './seeded-generator.ts'
import { PublishedStepIn, verifyStepIns } from './step-in.ts'

const Pool = z.strictObject({
  teamSize: z.number().int(),
  selection: z.enum(['least-loaded', 'uniform']).optional(),
  inspectors: z.array(
    z.strictObject({ id: z.string(), maximumLoad: z.number().int(), serves: z.array(z.string()).optional() }),
  ),
  avoidances: z.array(z.strictObject({ inspector: z.string(), subject: z.string(), reason: z.string() })),
})

/** What is fixed and published before a draw, besides population and plan. */
export const PublishedTerms = z.strictObject({
  /** Id of the draw, and the number it is known by. */
  draw: z.string(),
  number: z.string(),
  title: z.string(),
  city: z.strictObject({ code: z.string(), name: z.string() }),
  committedAt: z.string(),
  /** Until when witnesses may contribute; null when the organiser ends it. */
  witnessesUntil: z.string().nullable(),
  /** A public event still to come whose outcome will be a contribution: `福彩3D 2026310期`. */
  publicSource: z.string().nullable(),
  item: z.strictObject({
    code: z.string(),
    version: z.number().int(),
    title: z.string(),
    basis: z.string(),
    clause: z.string(),
  }),
  /** How the subjects were chosen from the register: field and accepted values. */
  register: z.record(z.string(), z.array(z.string())),
  /** Subjects of each class to draw, in 1 of 10,000. */
  rates: z.record(z.string(), z.number().int()),
  /** Names for the identifiers in the pools. */
  inspectors: z.array(z.strictObject({ id: z.string(), name: z.string(), department: z.string() })),
  /** Further departments of a joint inspection. */
  joint: z.array(z.strictObject({ department: z.string(), pool: Pool })),
  replaces: z.strictObject({ draw: z.string(), number: z.string(), reason: z.string() }).nullable(),
})
export type PublishedTerms = z.infer<typeof PublishedTerms>

const Team = z.strictObject({
  subject: z.string(),
  inspectors: z.array(z.string()),
  emptySeats: z.array(z.enum(['no-eligible-inspector', 'loads-exhausted'])),
})

const Digest = z.string()

const PublishedRecord = z.strictObject({
  format: z.literal('zhiheng-draw/1'),
  hash: z.enum(['sha256', 'sm3']),
  population: z.strictObject({
    ids: z.array(z.string()),
    strata: z.array(z.number().int()),
    weights: z.array(z.number().int()).optional(),
  }),
  populationDigest: Digest,
  plan: z.strictObject({
    strata: z.array(
      z.strictObject({
        key: z.string(),
        sampleSize: z.number().int(),
        substitutes: z.number().int().optional(),
      }),
    ),
    pool: Pool.optional(),
  }),
  planDigest: Digest,
  commitment: Digest,
  secret: z.string(),
  contributions: z.array(z.string()),
  seed: Digest,
  results: z.array(
    z.strictObject({ key: z.string(), sample: z.array(z.string()), substitutes: z.array(z.string()) }),
  ),
  teams: z.array(Team).optional(),
})

/** The file of a published draw. */
export const PublishedDraw = z.strictObject({
  format: z.literal('zhiheng-draw-file/1'),
  terms: PublishedTerms,
  termsDigest: Digest,
  record: PublishedRecord,
  /** Teams of the further departments, in the order of `terms.joint`. */
  joint: z.array(z.strictObject({ department: z.string(), teams: z.array(Team) })),
  digest: Digest,
  /** Substitutes that stepped in since, chained to the digest; absent while none has. */
  stepIns: z.array(PublishedStepIn).optional(),
})
export type PublishedDraw = z.infer<typeof PublishedDraw>

/** Digest of terms. */
export const digestTerms = (terms: PublishedTerms, hash: DrawHash): string =>
  hashText(canonicalJson(terms), hash)

/** The first contribution to a draw: what binds its terms. */
export const termsLine = (termsDigest: string): string => `terms ${termsDigest}`

/** Everything of a file that its digest is taken of. */
export type DigestedDraw = Omit<PublishedDraw, 'digest' | 'record' | 'stepIns'> & {
  readonly record: Omit<PublishedDraw['record'], 'population'>
}

/** Digest of a published file; see the header. */
export const digestPublishedDraw = ({ format, terms, termsDigest, record, joint }: DigestedDraw): string =>
  hashText(
    canonicalJson({ format, terms, termsDigest, record: { ...record, population: undefined }, joint }),
    record.hash,
  )

/** Teams of the further departments of a joint inspection. */
export function drawJointTeams(
  results: readonly StratumResult[],
  terms: PublishedTerms,
  seed: string,
  hash: DrawHash,
): Array<{ department: string; teams: TeamAssignment[] }> {
  return terms.joint.map(({ department, pool }) => ({
    department,
    teams: drawTeams(
      results,
      plainPool(pool),
      hashText(['zhiheng-draw-department/1', seed, department].join('\n'), hash),
      hash,
    ),
  }))
}

type ParsedPool = z.infer<typeof Pool>

/** A pool as the methods take it: what is absent is left out, not undefined. */
function plainPool({ selection, inspectors, ...rest }: ParsedPool) {
  return {
    ...rest,
    ...(selection === undefined ? {} : { selection }),
    inspectors: inspectors.map(({ id, maximumLoad, serves }) => ({
      id,
      maximumLoad,
      ...(serves === undefined ? {} : { serves }),
    })),
  }
}

/** What does not hold in a published file. */
export type PublishedDrawProblem =
  | DrawRecordProblem
  | 'file-digest'
  | 'terms-digest'
  | 'terms-not-bound'
  | 'no-witness'
  | 'order'
  | 'joint-teams'
  | 'step-in'

/** One thing that does not hold: where, what the file says and what the replay gives. */
export interface DrawFinding {
  readonly problem: PublishedDrawProblem
  readonly where: string
  readonly recorded: string
  readonly replayed: string
}

/**
 * Replays a published draw from its file alone.
 *
 * @param content the parsed JSON
 * @param published the commitment as it was seen before the draw, when the verifier has it from elsewhere
 * @returns what does not hold; empty when the draw is true
 */
export function verifyPublishedDraw(content: unknown, published?: string): DrawFinding[] {
  const parsed = PublishedDraw.safeParse(content)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return [finding('malformed', issue?.path.join('.') ?? '', '', issue?.message ?? '')]
  }
  const file = parsed.data
  const record = plainRecord(file.record)
  const found: DrawFinding[] = []
  const expect = (problem: PublishedDrawProblem, where: string, recorded: string, replayed: string) => {
    if (recorded !== replayed) found.push(finding(problem, where, recorded, replayed))
  }
  const { hash, contributions } = record
  expect('file-digest', 'digest', file.digest, digestPublishedDraw(file))
  const termsDigest = digestTerms(file.terms, hash)
  expect('terms-digest', 'termsDigest', file.termsDigest, termsDigest)
  expect('terms-not-bound', 'record.contributions.0', contributions[0] ?? '', termsLine(termsDigest))
  if (contributions.length < 2)
    found.push(finding('no-witness', 'record.contributions', String(contributions.length), '2'))
  found.push(...orderFindings(record.population.ids))
  for (const problem of verifyDrawRecord(record, published)) found.push(locate(record, problem, published))
  if (!found.some(({ problem }) => problem === 'malformed' || problem === 'results'))
    found.push(...jointFindings(file, record))
  found.push(...stepInFindings(file))
  return found
}

const finding = (
  problem: PublishedDrawProblem,
  where: string,
  recorded: string,
  replayed: string,
): DrawFinding => ({ problem, where, recorded, replayed })

function plainRecord(parsed: PublishedDraw['record']): DrawRecord {
  const { population, plan, teams, ...rest } = parsed
  const { weights, ...list } = population
  return {
    ...rest,
    population: { ...list, ...(weights === undefined ? {} : { weights }) },
    plan: {
      strata: plan.strata.map(({ key, sampleSize, substitutes }) => ({
        key,
        sampleSize,
        ...(substitutes === undefined ? {} : { substitutes }),
      })),
      ...(plan.pool === undefined ? {} : { pool: plainPool(plan.pool) }),
    },
    ...(teams === undefined ? {} : { teams }),
  }
}

function orderFindings(ids: readonly string[]): DrawFinding[] {
  const index = ids.findIndex((id, place) => place > 0 && id <= (ids[place - 1] ?? ''))
  return index < 0
    ? []
    : [finding('order', `record.population.ids.${index}`, ids[index] ?? '', `> ${ids[index - 1] ?? ''}`)]
}

/** Where a problem of the record lies, with both values. */
function locate(record: DrawRecord, problem: DrawRecordProblem, published: string | undefined): DrawFinding {
  switch (problem) {
    case 'population-digest':
      return finding(
        problem,
        'record.populationDigest',
        record.populationDigest,
        digestPopulation(record.population, record.hash),
      )
    case 'results':
      return difference(problem, 'record.results', record.results, replayDraw(record).results)
    case 'teams':
      return difference(problem, 'record.teams', record.teams ?? [], replayDraw(record).teams ?? [])
    case 'commitment':
      return finding(problem, 'record.commitment', record.commitment, published ?? '')
    default:
      return finding(problem, `record.${places[problem]}`, '', '')
  }
}

const places: Readonly<Record<'unknown-format' | 'plan-digest' | 'seed' | 'malformed', string>> = {
  'unknown-format': 'format',
  'plan-digest': 'planDigest',
  seed: 'seed',
  malformed: 'population',
}

/** The first place at which two values of the same shape differ. */
function difference(
  problem: PublishedDrawProblem,
  where: string,
  recorded: unknown,
  replayed: unknown,
): DrawFinding {
  if (isBranch(recorded) && isBranch(replayed)) {
    const keys = new Set([...Object.keys(recorded), ...Object.keys(replayed)])
    for (const key of keys) {
      const [one, other] = [recorded[key], replayed[key]]
      if (JSON.stringify(one) !== JSON.stringify(other))
        return difference(problem, `${where}.${key}`, one, other)
    }
  }
  return finding(problem, where, shown(recorded), shown(replayed))
}

const isBranch = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

const shown = (value: unknown): string =>
  (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).slice(0, 200)

function jointFindings(file: PublishedDraw, record: DrawRecord): DrawFinding[] {
  try {
    const replayed = drawJointTeams(record.results, file.terms, record.seed, record.hash)
    return canonicalJson(file.joint) === canonicalJson(asJson(replayed))
      ? []
      : [difference('joint-teams', 'joint', file.joint, replayed)]
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return [finding('joint-teams', 'joint', '', error.message)]
  }
}

function stepInFindings({ stepIns = [], record, joint, terms, digest }: PublishedDraw): DrawFinding[] {
  const teams = [...(record.teams ?? []), ...joint.flatMap((one) => one.teams)]
  const avoidances = [record.plan.pool, ...terms.joint.map(({ pool }) => pool)].flatMap(
    (pool) => pool?.avoidances ?? [],
  )
  const pairs = new Set(avoidances.map(({ inspector, subject }) => `${inspector} ${subject}`))
  const drawn = {
    results: record.results,
    teamOf: (subject: string) =>
      teams.filter((team) => team.subject === subject).flatMap((team) => team.inspectors),
    avoids: (inspector: string, subject: string) => pairs.has(`${inspector} ${subject}`),
  }
  return verifyStepIns(stepIns, drawn, digest, record.hash).map(({ index, field, recorded, replayed }) =>
    finding('step-in', `stepIns.${index}.${field}`, recorded, replayed),
  )
}

const asJson = (joint: ReturnType<typeof drawJointTeams>) =>
  joint.map(({ department, teams }) => ({
    department,
    teams: teams.map(({ subject, inspectors, emptySeats }) => ({ subject, inspectors, emptySeats })),
  }))
