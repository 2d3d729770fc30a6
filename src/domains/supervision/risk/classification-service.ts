/**
 * Giving enterprises their classes: all of them in a job, and those that a new fact touches at once. Both run the same
 * query, so that what is recorded during the day stands as the next full pass will find it.
 */
import { v7 as newId } from 'uuid'
import { recordAudit } from '#kernel/audit/audit.ts'
import { localDate } from '#kernel/calendar/calendar.ts'
import type { Database } from '#kernel/db/database.ts'
import { type Identity, type Scope, withScope } from '#kernel/db/scope.ts'
import { changeFacts } from '#kernel/measures/change.ts'
import { closedThrough } from '#kernel/measures/closed-months.ts'
import { rebuildCells } from '#kernel/measures/fold.ts'
import {
  type Classification,
  classificationPieces,
  countClasses,
  findLastRun,
  insertRun,
  lockClasses,
  moveClassPeriods,
  movedEnterprises,
  planForEachPiece,
  writeClasses,
} from './classification-store.ts'
import { bordersBy } from './points.ts'
import { riskError } from './risk-errors.ts'
import { enterpriseClassFacts } from './risk-facts.ts'
import type { Borders, ScorecardDefinition } from './scorecard.ts'
import { findVersionInForce } from './scorecard-store.ts'
import { countScores, type Selection, scoringQuery } from './scoring-store.ts'
import type { ChangeCause, ClassificationRunRow, ScorecardVersionRow } from './tables.ts'

/** Enterprises in one transaction of a full pass: a few seconds' work. */
const pieceSize = 50_000

/** The lowest scores of the classes that a definition has for the whole city. */
export async function bordersOf(
  scope: Scope,
  definition: ScorecardDefinition,
  asOf: string,
): Promise<Borders> {
  const { classing } = definition
  // Only shares ask for everyone's score.
  const counts =
    classing.kind === 'shares' ? await countScores(scope, scoringQuery(scope, definition, 'all', asOf)) : []
  return bordersBy(classing, counts)
}

/**
 * Classifies some enterprises and writes what changed into history and figures. Returns how many changed class,
 * district or industry.
 */
async function classify(
  scope: Scope,
  selection: Selection,
  classification: Classification,
  cause: ChangeCause,
  figures: 'now' | 'later' = 'now',
): Promise<number> {
  await lockClasses(scope, selection)
  await writeClasses(scope, selection, classification)
  const moved = await movedEnterprises(scope, selection)
  const move = () => moveClassPeriods(scope, moved, cause, classification.asOf)
  if (moved.length > 0)
    await (figures === 'now' ? changeFacts(scope, enterpriseClassFacts, moved, move) : move())
  return moved.length
}

/**
 * Whether no pass has come to its end yet, so that the figures can be made once at the end from the history, at a
 * fraction of what following each piece costs. No month may be closed, whose later changes are told.
 */
const isFirstPass = async (scope: Scope): Promise<boolean> =>
  (await findLastRun(scope)) === undefined && (await closedThrough(scope)) === undefined

/** Borders for single enterprises: of a scorecard by shares those of the last pass, since ranks need all. */
async function standingBorders(
  scope: Scope,
  version: ScorecardVersionRow,
  asOf: string,
): Promise<Borders | undefined> {
  if (version.definition.classing.kind === 'cut-offs') return bordersOf(scope, version.definition, asOf)
  return (await findLastRun(scope, version.id))?.borders
}

/**
 * Brings the classes of these enterprises up to date in the present transaction: to be called by whatever records a
 * fact that scorecards look at. Does nothing while no scorecard is in force or its first pass is still to come.
 *
 * @param enterpriseIds whom the new facts concern; ids that the register does not know do no harm
 * @example
 * await reclassifyEnterprises(scope, [record.enterpriseId], 'new-fact')
 */
export async function reclassifyEnterprises(
  scope: Scope,
  enterpriseIds: readonly string[],
  cause: Exclude<ChangeCause, 'scorecard' | 'daily' | 'by-hand'>,
): Promise<void> {
  if (enterpriseIds.length === 0) return
  const version = await findVersionInForce(scope)
  const asOf = localDate(scope.now)
  const borders = version && (await standingBorders(scope, version, asOf))
  if (!version || !borders) return
  const ids = [...new Set(enterpriseIds)]
  await classify(
    scope,
    { ids },
    { versionId: version.id, definition: version.definition, borders, asOf },
    cause,
  )
}

/** What a full pass came to. */
export interface PassResult {
  readonly enterprises: number
  readonly changed: number
}

/** What a full pass needs besides its database. */
export interface PassOptions {
  readonly cause: ClassificationRunRow['cause']
  readonly now: () => Date
  readonly progress?: (done: number, total: number) => void
  readonly signal?: AbortSignal
}

/**
 * Classifies every enterprise with the scorecard in force, piece by piece, each in a transaction of its own; run again
 * after an interruption it finishes what is left.
 *
 * @throws `risk.no-scorecard`
 */
export async function classifyAll(
  database: Database,
  identity: Identity,
  options: PassOptions,
): Promise<PassResult> {
  const started = options.now()
  const asOf = localDate(started)
  const inScope = <Result>(work: (scope: Scope) => Promise<Result>) =>
    withScope(database, identity, work, { now: options.now() })
  const { version, borders, pieces, first } = await inScope(async (scope) => {
    const inForce = await findVersionInForce(scope)
    if (!inForce) throw riskError('risk.no-scorecard')
    return {
      version: inForce,
      borders: await bordersOf(scope, inForce.definition, asOf),
      pieces: await classificationPieces(scope, pieceSize),
      first: await isFirstPass(scope),
    }
  })
  const classification = { versionId: version.id, definition: version.definition, borders, asOf }
  const ends = [...pieces.ends, null]
  let changed = 0
  for (const [index, upTo] of ends.entries()) {
    options.signal?.throwIfAborted()
    const after = ends[index - 1] ?? null
    changed += await inScope(async (scope) => {
      await planForEachPiece(scope)
      return classify(scope, { after, upTo }, classification, options.cause, first ? 'later' : 'now')
    })
    options.progress?.(Math.min((index + 1) * pieceSize, pieces.total), pieces.total)
  }
  if (first) await makeFigures(database, identity)
  await inScope((scope) =>
    recordPass(scope, {
      version,
      borders,
      asOf,
      started,
      cause: options.cause,
      enterprises: pieces.total,
      changed,
    }),
  )
  return { enterprises: pieces.total, changed }
}

/** Makes what a first pass has put off; may be done again after a crash. */
async function makeFigures(database: Database, identity: Identity): Promise<void> {
  // Until the server has counted what is in these tables it cannot tell a good way of reading them from a bad one. Facts
  // and points, by which nobody looks for rows, are left out.
  const columns = 'city, enterprise_id, region, industry, class, score'
  await database.executeScript(
    `analyze risk_enterprise_class (${columns}); analyze risk_class_period (${columns}, from_on, to_on)`,
  )
  await rebuildCells(database, identity.city, enterpriseClassFacts)
}

async function recordPass(
  scope: Scope,
  pass: {
    readonly version: ScorecardVersionRow
    readonly borders: Borders
    readonly asOf: string
    readonly started: Date
    readonly cause: ClassificationRunRow['cause']
    readonly enterprises: number
    readonly changed: number
  },
): Promise<void> {
  const id = newId()
  const byClass = await countClasses(scope)
  await insertRun(scope, {
    id,
    scorecard_version_id: pass.version.id,
    as_of: pass.asOf,
    cause: pass.cause,
    enterprises: pass.enterprises,
    changed: pass.changed,
    by_class: byClass,
    borders: pass.borders,
    started_at: pass.started,
    finished_at: scope.now,
    started_by: scope.actor.name,
  })
  recordAudit(scope, {
    action: 'risk.classify-all',
    objectType: 'risk-classification-run',
    objectId: id,
    objectLabel: pass.version.title,
    detail: { enterprises: pass.enterprises, changed: pass.changed, asOf: pass.asOf, ...byClass },
  })
}
