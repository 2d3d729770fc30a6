/** Reading classes and their reasons; setting one by hand. */
import { v7 as newId } from 'uuid'
import { z } from 'zod'
import { isInReach, unitsInReach } from '#kernel/access/data-reach.ts'
import { recordAudit } from '#kernel/audit/audit.ts'
import { localDate } from '#kernel/calendar/calendar.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { numberRule } from '#kernel/rules/rules.ts'
import {
  type ClassListRow,
  closeOverride,
  findClass,
  findOpenOverride,
  findSubject,
  insertOverride,
  listClasses,
  listMoves,
  listStretches,
  recordsBehind,
} from './class-store.ts'
import { bordersOf, reclassifyEnterprises } from './classification-service.ts'
import { findLastRun } from './classification-store.ts'
import { decodePlace, pageOfRows } from './cursor.ts'
import { recordFactor, subjectFactors } from './factor-sources.ts'
import { factorsWith, mostPointsOf } from './points.ts'
import {
  type ClassExplanation,
  type ClassStanding,
  type EnterpriseClassFilter,
  type EnterpriseClassItem,
  type ExplainedFactor,
  type NoClassReason,
  tagFactorPrefix,
} from './risk-contract.ts'
import { riskError } from './risk-errors.ts'
import { type Borders, type Factor, type ProfessionalPart, RiskClass } from './scorecard.ts'
import { getVersionRow } from './scorecard-service.ts'
import { findVersionInForce } from './scorecard-store.ts'
import { classifiedStatuses } from './scoring-store.ts'
import type { EnterpriseClassRow, ScorecardVersionRow } from './tables.ts'

const points = (hundredths: number): number => hundredths / 100

/** Most months for which a class may be set by hand: a rule. */
const longestOverride = 'risk.longest-override'

/**
 * The class of an enterprise in the caller's reach.
 *
 * @throws `risk.not-classified`
 */
async function getClass(scope: Scope, enterpriseId: string, permission: string): Promise<EnterpriseClassRow> {
  const row = await findClass(scope, enterpriseId)
  if (!row || !isInReach(unitsInReach(scope, permission), { region: row.region }))
    throw riskError('risk.not-classified')
  return row
}

function sourceOf(factor: Factor): Pick<ExplainedFactor, 'sourceTitle' | 'unit'> {
  const { source } = factor.fact
  const records = recordFactor(source)
  if (records) return { sourceTitle: records.factor.title, unit: records.factor.unit }
  const tag = source.slice(tagFactorPrefix.length)
  const subject = subjectFactors.find((one) => one.name === source)
  return {
    sourceTitle: subject?.title ?? { zh: `标签“${tag}”`, en: `Tag “${tag}”` },
    unit: subject?.unit ?? null,
  }
}

function explainFactors(
  row: EnterpriseClassRow,
  { definition }: ScorecardVersionRow,
  part: ProfessionalPart | undefined,
  records: ReadonlyArray<ExplainedFactor['records']>,
): ExplainedFactor[] {
  return factorsWith(definition, part).map((factor, index) => ({
    code: factor.code,
    title: factor.title,
    part: index < definition.factors.length ? 'general' : 'professional',
    source: factor.fact.source,
    ...sourceOf(factor),
    months: factor.fact.months,
    fact: row.facts[index] ?? null,
    points: points(row.points[index] ?? 0),
    mostPoints: Math.round(mostPointsOf(definition, factor, part) * 100) / 100,
    records: [...(records[index] ?? [])],
  }))
}

async function bordersInPoints(scope: Scope, version: ScorecardVersionRow): Promise<Borders | null> {
  const byShares = version.definition.classing.kind === 'shares'
  const borders = byShares
    ? (await findLastRun(scope, version.id))?.borders
    : await bordersOf(scope, version.definition, localDate(scope.now))
  return borders ? { B: points(borders.B), C: points(borders.C), D: points(borders.D) } : null
}

/** The last day on which the class was found as it is: rows that a later pass would not change are not written again. */
async function confirmedOn(scope: Scope, row: EnterpriseClassRow): Promise<string> {
  const run = await findLastRun(scope, row.scorecard_version_id)
  return run && run.as_of > row.as_of ? run.as_of : row.as_of
}

/**
 * Why an enterprise has its class: every factor with its fact, points and the records behind it.
 *
 * @throws `risk.not-classified`
 */
export async function explainClass(scope: Scope, enterpriseId: string): Promise<ClassExplanation> {
  const row = await getClass(scope, enterpriseId, 'risk.read')
  const version = await getVersionRow(scope, row.scorecard_version_id)
  const { definition } = version
  const part = definition.parts.find((one) => one.code === row.part)
  const override = row.override_id === null ? undefined : await findOpenOverride(scope, enterpriseId)
  const asOf = await confirmedOn(scope, row)
  const applied = definition.vetoes.filter((veto) => row.vetoes.includes(veto.code))
  const factors = factorsWith(definition, part)
  const records = await recordsBehind(
    scope,
    enterpriseId,
    [...factors, ...applied].map((one) => one.fact),
    asOf,
  )
  const stretches = await listStretches(scope, enterpriseId)
  return {
    enterpriseId,
    class: row.class,
    classByScore: row.class_by_score,
    score: points(row.score),
    scale: definition.scale,
    asOf,
    since: row.class_since,
    scorecard: { id: version.id, number: version.number, title: version.title },
    part: part ? { code: part.code, title: part.title } : null,
    borders: await bordersInPoints(scope, version),
    factors: explainFactors(row, version, part, records),
    vetoes: applied.map(({ code, title, atLeast }, index) => ({
      code,
      title,
      atLeast,
      records: [...(records[factors.length + index] ?? [])],
    })),
    override: override
      ? {
          id: override.id,
          class: override.class,
          reason: override.reason,
          until: override.effective_to,
          by: override.set_by,
          at: override.set_at.toISOString(),
        }
      : null,
    history: stretches.map((one) => ({
      id: one.id,
      class: one.class,
      score: points(one.score),
      from: one.from_on,
      to: one.to_on,
      cause: one.cause,
      scorecard: one.scorecard,
    })),
  }
}

async function reasonForNone(scope: Scope, status: string): Promise<NoClassReason> {
  if (!classifiedStatuses.some((one) => one === status)) return 'not-active'
  const version = await findVersionInForce(scope)
  if (!version) return 'no-scorecard'
  return (await findLastRun(scope, version.id)) ? 'not-yet' : 'no-pass'
}

/**
 * The class of an enterprise with its reasons, or why it has none.
 *
 * @throws `risk.not-classified` for an enterprise that the register does not know, or out of the caller's reach
 */
export async function classStanding(
  scope: Scope,
  enterpriseId: string,
  permission = 'risk.read',
): Promise<ClassStanding> {
  const subject = await findSubject(scope, enterpriseId)
  if (!subject || !isInReach(unitsInReach(scope, permission), { region: subject.region }))
    throw riskError('risk.not-classified')
  if (await findClass(scope, enterpriseId))
    return { classified: true, explained: await explainClass(scope, enterpriseId) }
  return { classified: false, reason: await reasonForNone(scope, subject.status) }
}

/**
 * Works the class of an enterprise out now, as the next pass would find it.
 *
 * @throws `risk.not-classified`, see {@link classStanding}
 */
export async function classifyNow(scope: Scope, enterpriseId: string): Promise<ClassStanding> {
  const before = await classStanding(scope, enterpriseId, 'risk.record')
  await reclassifyEnterprises(scope, [enterpriseId], 'new-fact')
  await audit(scope, 'risk.classify', enterpriseId, {
    before: before.classified ? before.explained.class : before.reason,
  })
  return classStanding(scope, enterpriseId)
}

const toItem = (row: ClassListRow): EnterpriseClassItem => ({
  enterpriseId: row.enterprise_id,
  name: row.name,
  creditCode: row.credit_code,
  region: row.region,
  industry: row.industry,
  size: row.size,
  class: row.class,
  score: points(row.score),
  part: row.part,
  since: row.class_since,
  overridden: row.override_id !== null,
  vetoes: row.vetoes,
})

const ClassPlace = z.object({ class: RiskClass, score: z.number().int(), id: z.uuid() })
type Filter = z.infer<typeof EnterpriseClassFilter>

/** Enterprises by class, riskiest first. */
export async function listEnterpriseClasses(
  scope: Scope,
  input: Filter & { readonly after?: string | undefined; readonly limit: number },
) {
  const rows = await listClasses(scope, {
    ...input,
    reach: unitsInReach(scope, 'risk.read'),
    after: decodePlace(ClassPlace, input.after),
    limit: input.limit + 1,
  })
  return pageOfRows(rows, input.limit, toItem, (row) => ({
    class: row.class,
    score: row.score,
    id: row.enterprise_id,
  }))
}

/** Most rows of an Excel sheet that a person asks for. */
const exportLimit = 50_000

/** The first rows of the list, for a workbook. */
export async function wholeClassList(scope: Scope, filter: Filter): Promise<EnterpriseClassItem[]> {
  const reach = unitsInReach(scope, 'risk.read')
  return (await listClasses(scope, { ...filter, reach, limit: exportLimit })).map(toItem)
}

const MovePlace = z.object({ at: z.iso.datetime(), id: z.uuid() })

/** Changes of class, newest first. */
export async function listClassMoves(
  scope: Scope,
  input: {
    readonly from?: RiskClass | undefined
    readonly to?: RiskClass | undefined
    readonly region?: string | undefined
    readonly after?: string | undefined
    readonly limit: number
  },
) {
  const rows = await listMoves(scope, {
    ...input,
    reach: unitsInReach(scope, 'risk.read'),
    after: decodePlace(MovePlace, input.after),
    limit: input.limit + 1,
  })
  return pageOfRows(
    rows,
    input.limit,
    ({ enterprise_id: enterpriseId, began_at: _, ...row }) => ({ ...row, enterpriseId }),
    (row) => ({ at: row.began_at.toISOString(), id: row.id }),
  )
}

/**
 * Sets the class of an enterprise by hand for a time. It cannot go below what a veto demands.
 *
 * @throws `risk.not-classified`, `risk.override-too-long`, `risk.already-overridden`
 */
export async function overrideClass(
  scope: Scope,
  input: {
    readonly enterpriseId: string
    readonly class: RiskClass
    readonly reason: string
    readonly until: string
  },
): Promise<ClassExplanation> {
  const row = await getClass(scope, input.enterpriseId, 'risk.override')
  const today = localDate(scope.now)
  const { value: months } = await numberRule(scope, longestOverride, today)
  const latest = new Date(`${today}T00:00:00Z`)
  latest.setUTCMonth(latest.getUTCMonth() + months)
  if (input.until <= today || input.until > latest.toISOString().slice(0, 10))
    throw riskError('risk.override-too-long', { months })
  const open = await findOpenOverride(scope, input.enterpriseId)
  if (open && open.effective_to > today) throw riskError('risk.already-overridden')
  if (open) await closeOverride(scope, open.id)
  const id = newId()
  await insertOverride(scope, {
    id,
    enterprise_id: input.enterpriseId,
    class: input.class,
    reason: input.reason,
    effective_from: today,
    effective_to: input.until,
    set_at: scope.now,
    set_by: scope.actor.name,
    lifted_at: null,
    lifted_by: null,
  })
  await reclassifyEnterprises(scope, [input.enterpriseId], 'override')
  await audit(scope, 'risk.override-class', input.enterpriseId, {
    before: row.class,
    after: input.class,
    reason: input.reason,
    until: input.until,
  })
  return explainClass(scope, input.enterpriseId)
}

/**
 * Lifts a class set by hand; the class by score holds again at once.
 *
 * @throws `risk.not-classified`
 */
export async function liftOverride(scope: Scope, enterpriseId: string): Promise<ClassExplanation> {
  const row = await getClass(scope, enterpriseId, 'risk.override')
  const open = await findOpenOverride(scope, enterpriseId)
  if (open) {
    await closeOverride(scope, open.id)
    await reclassifyEnterprises(scope, [enterpriseId], 'override')
    await audit(scope, 'risk.lift-override', enterpriseId, { override: open.id, before: row.class })
  }
  return explainClass(scope, enterpriseId)
}

async function audit(
  scope: Scope,
  action: string,
  enterpriseId: string,
  detail: Readonly<Record<string, string>>,
): Promise<void> {
  const subject = await findSubject(scope, enterpriseId)
  recordAudit(scope, {
    action,
    objectType: 'enterprise',
    objectId: enterpriseId,
    objectLabel: subject?.name ?? enterpriseId,
    detail,
  })
}
