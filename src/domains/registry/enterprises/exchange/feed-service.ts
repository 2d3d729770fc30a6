/** For other programs: what changed since they last asked, and batches of what they know. */
import { isInReach, unitsInReach } from '#kernel/access/data-reach.ts'
import { recordAudit } from '#kernel/audit/audit.ts'
import type { Database } from '#kernel/db/database.ts'
import type { Locale } from '#kernel/db/scope.ts'
import { type Identity, type Scope, withScope } from '#kernel/db/scope.ts'
import { type FieldProblem, messageOf } from '#kernel/language/errors.ts'
import { cellFaults } from '../../records/grid/grid-assignment.ts'
import { takeInBatch } from '../bulk-service.ts'
import { enterpriseError } from '../enterprise-errors.ts'
import { checkEnterprise } from '../enterprise-rules.ts'
import type { EnterpriseFields, NewEnterprise } from '../enterprise-schemas.ts'
import { completed, ruleContext } from '../enterprise-service.ts'
import { toDetail } from '../enterprise-views.ts'
import { Vocabulary } from '../prepared-rows.ts'
import type { ChangesPart, UpsertOutcome } from './exchange-schemas.ts'
import { type FeedPlace, knownCodes, readFeed } from './feed-store.ts'

/** @throws registry.bad-cursor for what no part of the feed gave */
function placeOf(since: string | undefined): FeedPlace {
  if (since === undefined) return { revision: 0, read: 0 }
  const match = /^(\d{1,15})-(\d{1,9})$/.exec(since)
  if (!match) throw enterpriseError('registry.bad-cursor')
  return { revision: Number(match[1]), read: Number(match[2]) }
}

/** Changed enterprises since a place in the feed, within the caller's reach, as they are now. */
export async function changesSince(
  scope: Scope,
  request: { readonly since?: string | undefined; readonly limit: number },
): Promise<ChangesPart> {
  const { rows, place, more } = await readFeed(scope, placeOf(request.since), request.limit)
  const reach = unitsInReach(scope, 'registry.read')
  return {
    items: rows.filter(({ region }) => isInReach(reach, { region })).map(toDetail),
    since: `${place.revision}-${place.read}`,
    more,
  }
}

/** What does not hold of each enterprise: its fields, and of a new one the cell that it names. */
async function problemsOf(scope: Scope, enterprises: readonly EnterpriseFields[]): Promise<FieldProblem[][]> {
  const context = await ruleContext(scope)
  const problems = enterprises.map((fields) => [...checkEnterprise(fields, context)])
  const placed = enterprises.filter(({ gridCellId }) => gridCellId !== null)
  const known = await knownCodes(
    scope,
    placed.map(({ creditCode }) => creditCode),
  )
  const faults = await cellFaults(
    scope,
    enterprises.map((one) => (known.has(one.creditCode) ? { ...one, gridCellId: null } : one)),
  )
  for (const [place, fault] of faults.entries()) {
    const found = problems[place]
    // Of a place that is wrong itself, no county is known that a cell could be of.
    if (fault && !found?.some(({ path }) => path === 'region'))
      found?.push({ path: 'gridCellId', message: messageOf(fault) })
  }
  return problems
}

/** Adds or changes enterprises by their codes; rows with faults are told and left out, the others written. */
export async function upsertBatch(
  database: Database,
  identity: Identity,
  now: Date,
  batch: { readonly enterprises: readonly NewEnterprise[]; readonly reason: string },
  locale: Locale,
): Promise<UpsertOutcome> {
  const enterprises = batch.enterprises.map(completed)
  const problems = await withScope(database, identity, (scope) => problemsOf(scope, enterprises), { now })
  const valid = enterprises.filter((_, place) => problems[place]?.length === 0)
  const work = {
    database,
    identity,
    now,
    kind: 'feed',
    reason: batch.reason,
    vocabulary: new Vocabulary(),
  } as const
  const written = await takeInBatch(work, valid, async (scope, { added, changed }) => {
    recordAudit(scope, {
      action: 'registry.take-in-batch',
      objectType: 'enterprise',
      objectId: identity.city,
      objectLabel: batch.reason,
      detail: { added, changed },
    })
  })
  return {
    ...written,
    refused: problems.flatMap((found, place) =>
      found.map(({ path, message }) => ({ place, path, message: message[locale] })),
    ),
  }
}
