/** Versions of the scorecard: drafted, tried out, adopted by another person. */
import { createHash } from 'node:crypto'
import { recordAudit } from '#kernel/audit/audit.ts'
import { localDate } from '#kernel/calendar/calendar.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { kernelError } from '#kernel/language/kernel-errors.ts'
import type { Message } from '#kernel/language/messages.ts'
import { factorSources, isKnownSource, subjectFactors } from './factor-sources.ts'
import { bordersBy, requireDefinition } from './points.ts'
import type { ScorecardSummary, ScorecardVersion, WhatIf } from './risk-contract.ts'
import { riskError } from './risk-errors.ts'
import type { ScorecardDefinition, ScorecardState } from './scorecard.ts'
import {
  findVersion,
  findVersionInForce,
  listVersions,
  scoreForTrial,
  trialExamples,
  trialMoves,
  updateVersion,
} from './scorecard-store.ts'
import type { ScorecardVersionRow } from './tables.ts'

const stateTitles: Readonly<Record<ScorecardState, Message>> = {
  draft: { zh: '为草稿', en: 'a draft' },
  proposed: { zh: '已提请启用', en: 'proposed for adoption' },
  adopted: { zh: '已启用', en: 'in force' },
  superseded: { zh: '已被新版取代', en: 'superseded' },
  discarded: { zh: '已放弃', en: 'discarded' },
}

const definitionHash = (definition: ScorecardDefinition): string =>
  createHash('sha256').update(JSON.stringify(definition)).digest('hex')

const toSummary = (row: ScorecardVersionRow): ScorecardSummary => ({
  id: row.id,
  number: row.number,
  title: row.title,
  state: row.state,
  validFrom: row.valid_from,
  validTo: row.valid_to,
  factors: row.definition.factors.length,
  parts: row.definition.parts.length,
  caseId: row.case_id,
  changedAt: row.changed_at.toISOString(),
  changedBy: row.changed_by,
  adoptedBy: row.adopted_by,
})

const toVersion = (row: ScorecardVersionRow): ScorecardVersion => ({
  ...toSummary(row),
  definition: row.definition,
  whatIf: row.what_if,
  whatIfCurrent: row.what_if?.definitionHash === definitionHash(row.definition),
})

/**
 * A version as it is stored.
 *
 * @throws `kernel.not-found`
 */
export async function getVersionRow(scope: Scope, id: string): Promise<ScorecardVersionRow> {
  const row = await findVersion(scope, id)
  if (!row) throw kernelError('kernel.not-found')
  return row
}

export const getScorecard = async (scope: Scope, id: string): Promise<ScorecardVersion> =>
  toVersion(await getVersionRow(scope, id))

export const listScorecards = async (scope: Scope): Promise<ScorecardSummary[]> =>
  (await listVersions(scope)).map(toSummary)

/** All sources that a factor may name; tags of the register are named by whoever drafts. */
export function listFactSources() {
  const records = factorSources.flatMap((source) =>
    source.factors.map((factor) => ({ ...factor, kind: 'records' as const, categories: [] })),
  )
  const subjects = subjectFactors.map((factor) => ({
    name: factor.name,
    title: factor.title,
    kind: factor.kind,
    unit: factor.unit ?? null,
    categories: [...(factor.categories ?? [])],
  }))
  return [...subjects, ...records]
}

/**
 * Checks that a definition names sources there are and holds together.
 *
 * @throws `risk.unknown-source`, `risk.scorecard-not-sound`
 */
function requireSound(definition: ScorecardDefinition): void {
  const named = [
    ...definition.factors,
    ...definition.parts.flatMap((part) => part.factors),
    ...definition.vetoes,
  ]
  const unknown = named.find((one) => !isKnownSource(one.fact.source))
  if (unknown) throw riskError('risk.unknown-source', { factor: unknown.title, source: unknown.fact.source })
  try {
    requireDefinition(definition)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw riskError('risk.scorecard-not-sound', { problem: error.message })
  }
}

/**
 * Saves a draft.
 *
 * @throws `risk.not-a-draft`, `risk.unknown-source`, `risk.scorecard-not-sound`
 */
export async function saveScorecard(
  scope: Scope,
  id: string,
  change: { readonly title: string; readonly definition: ScorecardDefinition },
): Promise<ScorecardVersion> {
  const row = await getVersionRow(scope, id)
  if (row.state !== 'draft')
    throw riskError('risk.not-a-draft', { state: stateTitles[row.state][scope.locale] })
  requireSound(change.definition)
  await updateVersion(scope, id, { ...change, changed_at: scope.now, changed_by: scope.actor.name })
  recordAudit(scope, {
    action: 'risk.save-scorecard',
    objectType: 'risk-scorecard',
    objectId: id,
    objectLabel: change.title,
    detail: { definition: definitionHash(change.definition) },
  })
  return getScorecard(scope, id)
}

/**
 * Works out what a version would do to the classes as they are, and keeps it with the version.
 *
 * @throws `kernel.not-found`
 */
export async function tryOut(scope: Scope, id: string): Promise<WhatIf> {
  const { definition } = await getVersionRow(scope, id)
  const asOf = localDate(scope.now)
  const borders = bordersBy(definition.classing, await scoreForTrial(scope, definition, asOf))
  const moves = await trialMoves(scope, borders)
  const over = moves.filter((move) => move.region === null && move.section === null)
  const sum = (rows: typeof over) => rows.reduce((total, row) => total + row.enterprises, 0)
  const whatIf: WhatIf = {
    definitionHash: definitionHash(definition),
    asOf,
    triedAt: scope.now.toISOString(),
    borders,
    enterprises: sum(over),
    changed: sum(over.filter((move) => move.before !== move.after)),
    moves: [...moves],
    examples: await trialExamples(scope, borders, 5),
  }
  await updateVersion(scope, id, { what_if: whatIf })
  return whatIf
}

/**
 * Lets a version go for adoption only after its present content was tried out and holds together.
 *
 * @throws `risk.needs-what-if`, `risk.scorecard-not-sound`, `risk.unknown-source`
 */
export async function requireReadyForAdoption(scope: Scope, id: string): Promise<void> {
  const row = await getVersionRow(scope, id)
  requireSound(row.definition)
  if (row.what_if?.definitionHash !== definitionHash(row.definition)) throw riskError('risk.needs-what-if')
}

/** Puts a version into force from today; the one before ends. */
export async function putIntoForce(scope: Scope, id: string): Promise<void> {
  const today = localDate(scope.now)
  const before = await findVersionInForce(scope)
  if (before) await updateVersion(scope, before.id, { state: 'superseded', valid_to: today })
  await updateVersion(scope, id, {
    state: 'adopted',
    valid_from: today,
    adopted_at: scope.now,
    adopted_by: scope.actor.name,
  })
}

export const setScorecardState = (
  scope: Scope,
  id: string,
  state: Extract<ScorecardState, 'draft' | 'proposed' | 'discarded'>,
): Promise<void> => updateVersion(scope, id, { state })
