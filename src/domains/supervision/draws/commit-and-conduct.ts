/** The two acts of a draw: publishing the commitment, and revealing the secret. */
import { createHash, randomBytes } from 'node:crypto'
import { startTextHash } from '#draw-hash'
import { recordAudit } from '#kernel/audit/audit.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { commitToDraw, revealSeed } from '#methods/draw/commitment.ts'
import { type DrawPlan, digestPlan } from '#methods/draw/draw-record.ts'
import {
  digestPublishedDraw,
  digestTerms,
  type PublishedDraw,
  termsLine,
} from '#methods/draw/published-draw.ts'
import { type DrawHash, hexOf } from '#methods/draw/seeded-generator.ts'
import type { DrawRow, SubjectToKeep } from './draw-store.ts'
import * as store from './draw-store.ts'
import { type FrozenDraw, freezeDraw } from './freeze-register.ts'
import { type DrawAnswer, runDraw } from './run-draw.ts'

function digestText(text: Uint8Array, hash: DrawHash): string {
  const running = startTextHash(hash)
  running.addBytes(text)
  return hexOf(running.finish())
}

/**
 * Freezes the register and publishes the commitment: from here on, list, plan, terms and secret are fixed.
 *
 * @throws `supervision.nobody-to-draw`, `supervision.no-inspectors`
 */
export async function publishCommitment(
  scope: Scope,
  draw: DrawRow,
  progress?: (read: number, expected: number) => void,
): Promise<void> {
  const frozen: FrozenDraw = await freezeDraw(scope, draw, progress)
  const { text, size, strata } = frozen.subjects
  const { hash } = draw
  const populationFile = createHash('sha256').update(text).digest('hex')
  await store.insertPopulation(scope, draw.id, text)
  const populationDigest = digestText(text, hash)
  const planDigest = digestPlan(frozen.plan, hash)
  const termsDigest = digestTerms(frozen.terms, hash)
  const secret = randomBytes(32).toString('hex')
  const commitment = commitToDraw({ hash, populationDigest, planDigest }, secret)
  await store.commitDraw(scope, draw.id, {
    populationSize: size,
    populationFile,
    populationDigest,
    stratumSizes: strata.map((stratum) => stratum.size),
    plan: frozen.plan,
    planDigest,
    terms: frozen.terms,
    termsDigest,
    commitment,
    secret,
  })
  await store.insertContribution(scope, draw.id, {
    position: 0,
    line: termsLine(termsDigest),
    kind: 'terms',
    name: draw.number,
    at: scope.now,
  })
  recordAudit(scope, {
    action: 'supervision.draw-commit',
    objectType: 'draw',
    objectId: draw.id,
    objectLabel: `${draw.number} ${draw.title}`,
    detail: { hash, commitment, populationDigest, planDigest, termsDigest, subjects: size },
  })
}

/** What is needed to compute a draw, read before and computed outside of any transaction. */
export interface RevealedDraw {
  readonly draw: DrawRow
  readonly plan: DrawPlan
  readonly terms: PublishedDraw['terms']
  readonly text: Uint8Array
  readonly secret: string
  readonly contributions: readonly string[]
  readonly seed: string
}

/** Reads the secret of a draw that is being conducted, and makes the seed. */
export async function revealDraw(scope: Scope, draw: DrawRow): Promise<RevealedDraw> {
  const { plan, terms, commitment } = draw
  const secret = await store.findSecret(scope, draw.id)
  const text = await store.findPopulation(scope, draw.id)
  if (plan === null || terms === null || commitment === null || secret === undefined || text === undefined)
    throw new TypeError(`Draw ${draw.id} is not committed`)
  const contributions = (await store.listContributions(scope, draw.id)).map(({ line }) => line)
  return {
    draw,
    plan,
    terms,
    text,
    secret,
    contributions,
    seed: revealSeed(commitment, secret, contributions, draw.hash),
  }
}

/** Computes a revealed draw in a thread of its own. */
export const computeDraw = (
  { draw, text, plan, terms, seed }: RevealedDraw,
  signal: AbortSignal,
): Promise<DrawAnswer> => runDraw({ text, plan, terms, seed, hash: draw.hash }, signal)

type Outcome = Exclude<DrawAnswer, { problem: string }>

/** The record of a draw without its list of subjects. */
export function recordOf(
  { draw, plan, secret, contributions, seed }: Omit<RevealedDraw, 'text' | 'terms'>,
  { results, teams }: Pick<Outcome, 'results' | 'teams'>,
): Omit<PublishedDraw['record'], 'population'> {
  return {
    format: 'zhiheng-draw/1',
    hash: draw.hash,
    populationDigest: draw.population_digest ?? '',
    plan: {
      strata: plan.strata.map((stratum) => ({ ...stratum })),
      ...(plan.pool === undefined ? {} : { pool: plainPool(plan.pool) }),
    },
    planDigest: draw.plan_digest ?? '',
    commitment: draw.commitment ?? '',
    secret,
    contributions: [...contributions],
    seed,
    results: results.map(({ key, sample, substitutes }) => ({
      key,
      sample: [...sample],
      substitutes: [...substitutes],
    })),
    teams: teams.map(plainTeam),
  }
}

type Pool = NonNullable<DrawPlan['pool']>

const plainPool = ({ teamSize, selection, inspectors, avoidances }: Pool) => ({
  teamSize,
  ...(selection === undefined ? {} : { selection }),
  inspectors: inspectors.map(({ id, maximumLoad, serves }) => ({
    id,
    maximumLoad,
    ...(serves === undefined ? {} : { serves: [...serves] }),
  })),
  avoidances: avoidances.map(({ inspector, subject, reason }) => ({ inspector, subject, reason })),
})

const plainTeam = ({ subject, inspectors, emptySeats }: Outcome['teams'][number]) => ({
  subject,
  inspectors: [...inspectors],
  emptySeats: [...emptySeats],
})

/** Writes down what a draw gave; returns the number of subjects drawn, substitutes aside. */
export async function publishResult(scope: Scope, revealed: RevealedDraw, outcome: Outcome): Promise<number> {
  const { draw, secret, seed, terms } = revealed
  const joint = outcome.joint.map(({ department, teams }) => ({ department, teams: teams.map(plainTeam) }))
  const digest = digestPublishedDraw({
    format: 'zhiheng-draw-file/1',
    terms,
    termsDigest: draw.terms_digest ?? '',
    record: recordOf(revealed, outcome),
    joint,
  })
  const { results, teams } = outcome
  await store.insertResult(scope, draw.id, { secret, seed, results, teams, joint, digest })
  const kept = subjectsToKeep(outcome)
  await store.insertDrawnSubjects(scope, draw.id, kept)
  await store.setDrawState(scope, draw.id, 'drawn')
  if (draw.replaces_id !== null) await store.setDrawState(scope, draw.replaces_id, 'replaced')
  const drawn = kept.filter((subject) => !subject.substitute).length
  recordAudit(scope, {
    action: 'supervision.draw-result',
    objectType: 'draw',
    objectId: draw.id,
    objectLabel: `${draw.number} ${draw.title}`,
    detail: { seed, digest, drawn, replaces: draw.replaces_id },
  })
  return drawn
}

/** Samples with all inspectors of all departments, then substitutes, stratum by stratum. */
export function subjectsToKeep({ results, teams, joint }: Outcome): SubjectToKeep[] {
  const inspectors = new Map<string, string[]>()
  for (const team of [teams, ...joint.map((one) => one.teams)].flat())
    inspectors.set(team.subject, [...(inspectors.get(team.subject) ?? []), ...team.inspectors])
  return results.flatMap(({ key, sample, substitutes }) => [
    ...sample.map((code) => ({
      code,
      stratum: key,
      substitute: false,
      inspectors: inspectors.get(code) ?? [],
    })),
    ...substitutes.map((code) => ({ code, stratum: key, substitute: true, inspectors: [] })),
  ])
}
