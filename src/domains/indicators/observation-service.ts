/** Reporting figures: checked, entered as drafts, published, corrected. */
import { recordAudit } from '#kernel/audit/audit.ts'
import type { Scope } from '#kernel/db/scope.ts'
import type { FieldProblem } from '#kernel/language/errors.ts'
import { kernelError } from '#kernel/language/kernel-errors.ts'
import type {
  Observation,
  ObservationEntry,
  ObservationFinding,
  ObservationInput,
  ObservationsRequest,
} from './contract.ts'
import type { Definitions } from './definitions.ts'
import { indicatorError } from './errors.ts'
import { placeKey } from './figure-engine.ts'
import { type Modules, readDefinitions } from './figures-service.ts'
import {
  checkObservation,
  checkSums,
  givenTwice,
  type OfIndicator,
  type Surroundings,
  unknownIndicator,
} from './observation-check.ts'
import {
  discardDrafts,
  insertDrafts,
  listObservations as listRows,
  type NewObservation,
  publishDrafts,
} from './observation-store.ts'
import { readSurroundings } from './observation-surroundings.ts'
import { refreshForIndicators } from './progress-service.ts'
import { indicatorReach, readableUnits } from './reach.ts'
import { entriesUnderReview, placesUnderReview } from './reporting/report-store.ts'
import { knownRegions } from './store.ts'
import { toNamed, toObservation } from './views.ts'

/** Checks every row, then the regions of the figures together; the same place twice is an error of the second. */
function checkRows(
  { scope, definitions, around }: { scope: Scope; definitions: Definitions; around: Surroundings },
  rows: readonly ObservationInput[],
) {
  const findings: ObservationFinding[] = []
  const accepted: Array<OfIndicator & { readonly row: number }> = []
  const seen = new Set<string>()
  for (const [index, given] of rows.entries()) {
    const indicator = definitions.find(given.code)
    const row = index + 1
    const place = {
      region: given.region ?? scope.city,
      period: given.period,
      value: given.value,
      explanation: given.explanation || null,
    }
    const found = indicator ? checkObservation(around, place, indicator) : unknownIndicator(given.code)
    const key = placeKey(indicator?.id ?? given.code, place.region, place.period)
    if (seen.has(key)) found.push(...givenTwice())
    else if (indicator) accepted.push({ row, indicator, ...place })
    seen.add(key)
    findings.push(...found.map((one) => ({ row, ...one })))
  }
  for (const [{ row }, found] of checkSums(around, accepted))
    findings.push(...found.map((one) => ({ row, ...one })))
  findings.sort((a, b) => a.row - b.row)
  return {
    findings,
    accepted: accepted.map(
      ({ row: _, indicator, ...place }): NewObservation => ({ indicatorId: indicator.id, ...place }),
    ),
  }
}

async function surroundingsOf(
  scope: Scope,
  modules: Modules,
  rows: readonly ObservationInput[],
): Promise<{ scope: Scope; definitions: Definitions; around: Surroundings }> {
  const definitions = await readDefinitions(scope, modules)
  const places = rows.flatMap((row) => {
    const indicator = definitions.find(row.code)
    return indicator
      ? [{ indicator_id: indicator.id, region: row.region ?? scope.city, period: row.period }]
      : []
  })
  const around = await readSurroundings(scope, definitions, {
    indicatorIds: [...new Set(places.map((place) => place.indicator_id))],
    regions: await knownRegions(scope, [...new Set(rows.map((row) => row.region ?? scope.city))]),
    underReview: await placesUnderReview(scope, places),
  })
  return { scope, definitions, around }
}

const mostFindings = 500

/**
 * Enters figures as drafts: all of them, or none when one is wrong. With `publish` they count at once.
 *
 * @throws indicators.observations-refused naming the rows, kernel.no-right for `publish` without the right
 */
export async function enterObservations(
  scope: Scope,
  modules: Modules,
  input: ObservationEntry,
): Promise<{ entered: number; published: number; findings: ObservationFinding[] }> {
  if (input.publish && scope.permissions.get('indicators.publish') !== 'city')
    throw kernelError('kernel.no-right', { permission: 'indicators.publish' })
  const { findings, accepted } = checkRows(await surroundingsOf(scope, modules, input.rows), input.rows)
  const shown = findings.slice(0, mostFindings)
  if (input.dryRun) return { entered: 0, published: 0, findings: shown }
  const errors = findings.filter((finding) => finding.severity === 'error')
  if (errors.length > 0)
    throw indicatorError(
      'indicators.observations-refused',
      { count: new Set(errors.map((finding) => finding.row)).size },
      errors
        .slice(0, mostFindings)
        .map((finding): FieldProblem => ({ path: `rows.${finding.row - 1}`, message: finding.message })),
    )
  const ids = await insertDrafts(scope, accepted, scope.units[0] ?? null)
  recordAudit(scope, {
    action: 'indicators.report',
    objectType: 'observation',
    objectId: ids[0] ?? '',
    objectLabel: String(ids.length),
    detail: { indicators: [...new Set(input.rows.map((row) => row.code))].slice(0, 50) },
  })
  const published = input.publish ? await publishObservations(scope, modules, ids) : 0
  return { entered: ids.length, published, findings: shown }
}

/** Publishes drafts and brings the targets that hang on them up to date. @throws indicators.no-draft when none is left */
export async function publishObservations(
  scope: Scope,
  modules: Modules,
  ids: readonly string[],
): Promise<number> {
  const published = await publishDrafts(scope, ids)
  if (published.length === 0) throw indicatorError('indicators.no-draft')
  recordAudit(scope, {
    action: 'indicators.publish',
    objectType: 'observation',
    objectId: published[0]?.id ?? '',
    objectLabel: String(published.length),
  })
  await refreshForIndicators(scope, modules, [...new Set(published.map((row) => row.indicator_id))])
  return published.length
}

/** What a unit handed in is published or sent back as a whole, by someone else: not piece by piece past its review. */
async function refuseUnderReview(scope: Scope, ids: readonly string[]): Promise<void> {
  const { length: count } = await entriesUnderReview(scope, ids)
  if (count > 0) throw indicatorError('indicators.under-review', { count })
}

/** Publishes drafts that were entered one by one. @throws indicators.under-review, indicators.no-draft */
export async function publishEntered(
  scope: Scope,
  modules: Modules,
  ids: readonly string[],
): Promise<number> {
  await refuseUnderReview(scope, ids)
  return publishObservations(scope, modules, ids)
}

/** @throws indicators.under-review; indicators.no-draft when none is left */
export async function discardObservations(scope: Scope, ids: readonly string[]): Promise<number> {
  await refuseUnderReview(scope, ids)
  const discarded = await discardDrafts(scope, ids)
  if (discarded === 0) throw indicatorError('indicators.no-draft')
  recordAudit(scope, {
    action: 'indicators.discard',
    objectType: 'observation',
    objectId: ids[0] ?? '',
    objectLabel: String(discarded),
  })
  return discarded
}

/** Entries of an indicator with their history, newest first. @throws indicators.not-found */
export async function listObservations(
  scope: Scope,
  modules: Modules,
  request: ObservationsRequest,
): Promise<{ items: Observation[]; next: string | null }> {
  const definitions = await readDefinitions(scope, modules)
  const indicator = definitions.byId.get(request.indicatorId)
  if (!indicator || !(await indicatorReach(scope, 'indicators.read')).includes(indicator))
    throw indicatorError('indicators.not-found')
  const rows = await listRows(scope, { ...request, draftsOf: readableUnits(scope), limit: request.limit + 1 })
  const items = rows.slice(0, request.limit).map(toObservation)
  return { items, next: rows.length > request.limit ? (items.at(-1)?.id ?? null) : null }
}

/** Figures that wait to be published; a liaison sees those of its own units. */
export async function listDrafts(
  scope: Scope,
  modules: Modules,
  page: { after?: string | undefined; limit: number },
) {
  const definitions = await readDefinitions(scope, modules)
  const unitIds = scope.permissions.get('indicators.report') === 'city' ? undefined : scope.units
  const rows = await listRows(scope, { ...page, limit: page.limit + 1, state: 'draft', unitIds })
  const shown = rows.slice(0, page.limit)
  return {
    items: shown.flatMap((row) => {
      const indicator = definitions.byId.get(row.indicator_id)
      return indicator ? [{ ...toObservation(row), indicator: toNamed(indicator) }] : []
    }),
    next: rows.length > page.limit ? (shown.at(-1)?.id ?? null) : null,
  }
}
