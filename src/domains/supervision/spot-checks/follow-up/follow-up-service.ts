/** The board of open follow-ups, and publication. */
import { v7 as newId } from 'uuid'
import { inReach, unitsInReach } from '#kernel/access/data-reach.ts'
import { recordAudit } from '#kernel/audit/audit.ts'
import { localDate } from '#kernel/calendar/calendar.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { decodeId, decodePlace, encodePlace } from '../cursor.ts'
import { spotCheckError } from '../errors.ts'
import { toSampleSummary } from '../sampling/sampling-views.ts'
import type { SampleResult, SpotCheckKind } from '../terms.ts'
import { FollowUpState } from '../terms.ts'
import type { FollowUp, FollowUpAge, FollowUpCounts, PublishedResult } from './follow-up-contract.ts'
import * as store from './follow-up-store.ts'

const day = 86_400_000
const ages: readonly FollowUpAge[] = ['30', '60', '90', 'older']

/** An objection is being dealt with. */
const disputed = ['objection-review', 'retest-procedure', 'retesting'] as const

const reachOf = (scope: Scope, permission: string) =>
  inReach(unitsInReach(scope, permission), { unit: 'sample.unit_id', region: 'sample.region' })

const daysBefore = (date: string, days: number): string =>
  new Date(Date.parse(date) - days * day).toISOString().slice(0, 10)

/** Days of judgement that an age stands for: from (included) and before (excluded). */
function judgedRange(today: string, age: FollowUpAge | undefined) {
  if (age === undefined) return {}
  const upper = { '30': 0, '60': 31, '90': 61, older: 91 }[age]
  const judgedBefore = daysBefore(today, upper - 1)
  return age === 'older' ? { judgedBefore } : { judgedBefore, judgedFrom: daysBefore(today, Number(age)) }
}

export async function listFollowUps(
  scope: Scope,
  request: {
    readonly state?: FollowUpState | undefined
    readonly age?: FollowUpAge | undefined
    readonly overdue?: boolean | undefined
    readonly objections?: boolean | undefined
    readonly search?: string | undefined
    readonly after?: string | undefined
    readonly limit: number
  },
): Promise<{ items: FollowUp[]; next: string | null }> {
  const today = localDate(scope.now)
  const rows = await store.listFollowUps(scope, {
    reach: reachOf(scope, 'spot-checks.read'),
    state: request.state,
    states: request.objections ? disputed : undefined,
    overdue: request.overdue,
    search: request.search,
    ...judgedRange(today, request.age),
    after: decodePlace(request.after),
    limit: request.limit + 1,
  })
  const shown = rows.slice(0, request.limit)
  const last = rows.length > request.limit ? shown.at(-1) : undefined
  return {
    items: shown.map((row) => ({
      ...toSampleSummary(row),
      age: Math.round((Date.parse(today) - Date.parse(row.judged_on ?? today)) / day),
      since: row.follow_up_since?.toISOString() ?? null,
      dueOn: row.due_date,
      overdue: row.due_at !== null && row.due_at < scope.now,
    })),
    next: last ? encodePlace([last.judged_on ?? '', last.id]) : null,
  }
}

export async function followUpCounts(scope: Scope): Promise<FollowUpCounts> {
  const rows = await store.countFollowUps(scope, reachOf(scope, 'spot-checks.read'), localDate(scope.now))
  const total = (chosen: readonly store.FollowUpCountRow[], key: 'count' | 'overdue') =>
    chosen.reduce((sum, row) => sum + row[key], 0)
  const objections: readonly string[] = disputed
  return {
    open: total(rows, 'count'),
    overdue: total(rows, 'overdue'),
    objections: total(
      rows.filter((row) => objections.includes(row.state)),
      'count',
    ),
    byAge: ages.map((age, index) => ({
      age,
      count: total(
        rows.filter((row) => row.age === index),
        'count',
      ),
    })),
    byState: FollowUpState.options.flatMap((state) => {
      const own = rows.filter((row) => row.state === state)
      return own.length === 0 ? [] : [{ state, count: total(own, 'count'), overdue: total(own, 'overdue') }]
    }),
  }
}

/**
 * Publishes results under a notice; all of the samples or none.
 *
 * @throws spot-checks.nothing-to-publish
 */
export async function publish(
  scope: Scope,
  input: { readonly title: string; readonly number: string; readonly sampleIds: readonly string[] },
): Promise<{ noticeId: string; published: number }> {
  const noticeId = newId()
  const today = localDate(scope.now)
  const ids = [...new Set(input.sampleIds)]
  await store.insertNotice(scope, {
    id: noticeId,
    title: input.title,
    number: input.number,
    published_on: today,
    published_by: scope.actor.name,
  })
  const published = await store.publishSamples(
    scope,
    noticeId,
    ids,
    reachOf(scope, 'spot-checks.publish'),
    today,
  )
  if (published < ids.length)
    throw spotCheckError('spot-checks.nothing-to-publish', { count: ids.length - published })
  recordAudit(scope, {
    action: 'spot-checks.publish',
    objectType: 'spot-check-notice',
    objectId: noticeId,
    objectLabel: input.title,
    detail: { number: input.number, samples: published },
  })
  return { noticeId, published }
}

export async function publishedResults(
  scope: Scope,
  request: {
    readonly search?: string | undefined
    readonly result?: SampleResult | undefined
    readonly kind?: SpotCheckKind | undefined
    readonly after?: string | undefined
    readonly limit: number
  },
): Promise<{ items: PublishedResult[]; next: string | null }> {
  const rows = await store.listPublished(scope, {
    ...request,
    after: decodeId(request.after),
    limit: request.limit + 1,
  })
  const shown = rows.slice(0, request.limit)
  return {
    items: shown.map((row) => ({
      sampleId: row.sample_id,
      product: row.product,
      category: row.category,
      kind: row.kind,
      model: row.model,
      batchNumber: row.batch_number,
      producedOn: row.produced_on,
      enterprise: row.enterprise,
      producer: row.producer,
      region: row.region,
      result: row.result,
      failingItems: row.failing_items,
      publishedOn: row.published_on,
      notice: { id: row.notice_id, title: row.notice_title, number: row.notice_number },
    })),
    next: rows.length > request.limit ? (shown.at(-1)?.sample_id ?? null) : null,
  }
}
