/** What an enterprise does about results of its own goods, through the accounts that act for it. */
import { recordAudit } from '#kernel/audit/audit.ts'
import { localDate } from '#kernel/calendar/calendar.ts'
import { sendCaseEvent } from '#kernel/cases/cases.ts'
import type { Scope } from '#kernel/db/scope.ts'
import type { BlobStore } from '#kernel/files/blob-store.ts'
import { byRecordOnly, openFileContent, storeFile } from '#kernel/files/files.ts'
import { listLinks } from '../../lists/list-store.ts'
import { decodeId } from '../cursor.ts'
import { familyOf } from '../deadlines.ts'
import { spotCheckError } from '../errors.ts'
import { followUpCaseTypes } from '../follow-up/follow-up-case.ts'
import { undecidedObjections, updateObjection } from '../follow-up/follow-up-store.ts'
import { followUpTitles } from '../messages.ts'
import type { Sample } from '../sampling/sampling-contract.ts'
import { insertFile, listObjections, type SampleOverview } from '../sampling/sampling-store.ts'
import { wholeSample } from '../sampling/whole-sample.ts'
import type { ObjectionRow } from '../tables.ts'
import { objectionStates } from '../terms.ts'
import type { OwnObjection, OwnSample, OwnSampleSummary } from './own-contract.ts'
import * as store from './own-store.ts'

interface Own extends store.OwnEnterprises {
  readonly enterprises: ReadonlyArray<{ id: string; name: string; creditCode: string }>
}

/** The enterprises that the caller acts for. */
async function ownEnterprises(scope: Scope): Promise<Own> {
  const links =
    scope.actor.userId === undefined ? [] : await listLinks(scope, { accountId: scope.actor.userId })
  return {
    enterprises: links.map((one) => ({
      id: one.enterprise_id,
      name: one.name,
      creditCode: one.credit_code ?? '',
    })),
    ids: links.map((one) => one.enterprise_id),
    codes: links.flatMap((one) => (one.credit_code ? [one.credit_code] : [])),
  }
}

const isProducer = (own: Own, row: SampleOverview): boolean =>
  (row.producer_id !== null && own.ids.includes(row.producer_id)) ||
  (row.producer_code !== null && own.codes.includes(row.producer_code))

const isSampled = (own: Own, row: SampleOverview): boolean =>
  (row.enterprise_id !== null && own.ids.includes(row.enterprise_id)) ||
  (row.enterprise_code !== null && own.codes.includes(row.enterprise_code))

/** Correction and penalty go to the producer; to the one sampled only where the producer is unknown. */
const answersForIt = (own: Own, row: SampleOverview): boolean =>
  isProducer(own, row) || (row.producer_name === null && isSampled(own, row))

/** The periods to object that are the caller's; of a party that is both, the producer's first. */
function ownTerms(
  own: Own,
  row: SampleOverview,
  terms: readonly store.ObjectionTermRow[],
): store.ObjectionTermRow[] {
  const ofSample = terms.filter((term) => term.sample_id === row.id)
  // Where one enterprise made it and had it taken, there is one notice.
  if (ofSample.length === 1) return ofSample
  return ofSample.filter(({ party }) => (party === 'producer' ? isProducer : isSampled)(own, row))
}

/** The period in which the caller may still object: each party has its own, whatever the other does. */
const openTerm = (
  own: Own,
  row: SampleOverview,
  terms: readonly store.ObjectionTermRow[],
): store.ObjectionTermRow | undefined =>
  row.follow_up !== null && objectionStates.includes(row.follow_up)
    ? ownTerms(own, row, terms).find((term) => !term.objected)
    : undefined

async function summaries(
  scope: Scope,
  own: Own,
  rows: readonly SampleOverview[],
): Promise<OwnSampleSummary[]> {
  const deadlines = await store.runningDeadlines(
    scope,
    rows.flatMap((row) => (row.case_id === null ? [] : [row.case_id])),
  )
  const terms = await store.objectionTerms(
    scope,
    rows.map((row) => row.id),
  )
  const deadlineOf = (row: SampleOverview): OwnSampleSummary['deadline'] => {
    const term = openTerm(own, row, terms)
    if (term)
      return {
        what: 'objection',
        dueOn: term.object_until,
        over: term.object_until < localDate(scope.now),
        source: term.rule_source,
        clause: term.rule_clause,
      }
    const running = deadlines.find((one) => one.case_id === row.case_id && answersForIt(own, row))
    return running
      ? {
          what: 'correction',
          dueOn: running.due_date,
          over: running.due_at < scope.now,
          source: running.rule_source,
          clause: running.rule_clause,
        }
      : null
  }
  return rows.map((row) => ({
    id: row.id,
    sheetNumber: row.sheet_number,
    productName: row.product_name,
    model: row.model,
    batchNumber: row.batch_number,
    category: row.category,
    kind: row.kind,
    sampledOn: row.sampled_on,
    part: isSampled(own, row) ? 'sampled' : 'producer',
    result: row.final_result,
    followUp: row.follow_up,
    deadline: deadlineOf(row),
  }))
}

/** Results that the caller's enterprises were told of, the newest first. */
export async function listMySpotChecks(
  scope: Scope,
  request: { readonly after?: string | undefined; readonly limit: number },
) {
  const own = await ownEnterprises(scope)
  const rows = await store.listOwnSamples(scope, own, {
    after: decodeId(request.after),
    limit: request.limit + 1,
  })
  const shown = rows.slice(0, request.limit)
  return {
    enterprises: [...own.enterprises],
    items: await summaries(scope, own, shown),
    next: rows.length > request.limit ? (shown.at(-1)?.id ?? null) : null,
  }
}

async function requireOwn(scope: Scope, sampleId: string): Promise<{ own: Own; row: SampleOverview }> {
  const own = await ownEnterprises(scope)
  const row = await store.findOwnSample(scope, own, sampleId)
  if (!row) throw spotCheckError('spot-checks.not-found')
  return { own, row }
}

function toObjection(
  one: Sample['objections'][number],
  row: ObjectionRow | undefined,
  own: Own,
  evidence: Awaited<ReturnType<typeof store.listEvidence>>,
): OwnObjection {
  const names = own.enterprises.map((enterprise) => enterprise.name)
  const mine = row?.filed_for == null ? names.includes(one.objector) : own.ids.includes(row.filed_for)
  const { online: _, party: __, ...rest } = one
  return {
    ...rest,
    own: mine,
    statement: mine ? one.statement : '',
    outcomeReason: mine ? one.outcomeReason : null,
    files: mine
      ? evidence.filter((file) => file.objection_id === one.id).map(({ id, name }) => ({ id, name }))
      : [],
  }
}

async function detail(scope: Scope, own: Own, row: SampleOverview): Promise<OwnSample> {
  const [summary] = await summaries(scope, own, [row])
  if (!summary) throw new TypeError('One row gives one summary')
  const sample = await wholeSample(scope, row)
  const evidence = await store.listEvidence(scope, row.id)
  const filed = new Map((await listObjections(scope, row.id)).map((one) => [one.id, one]))
  const answers = answersForIt(own, row)
  const papers = sample.orders.flatMap(({ kind, number, issuedOn, detail, amount }) => {
    const toOwn = kind === 'notice' || (answers && (kind === 'correction' || kind === 'penalty'))
    return toOwn ? [{ kind, number, issuedOn, detail, amount }] : []
  })
  return {
    ...summary,
    link: row.link,
    enterpriseName: row.enterprise_name,
    producerName: row.producer_name,
    receivedOn: ownTerms(own, row, await store.objectionTerms(scope, [row.id]))[0]?.received_on ?? null,
    tradeMark: row.trade_mark,
    reportNumber: row.report_number,
    judgedOn: row.judged_on,
    institutionName: sample.institutionName,
    rule: sample.rule,
    initialResult: sample.initialResult,
    failingUnits: sample.failingUnits,
    values: sample.values,
    papers,
    documents: [
      ...(sample.initialResult === 'fail' ? (['result-notice'] as const) : []),
      ...(papers.some((paper) => paper.kind === 'correction') ? (['correction-order'] as const) : []),
    ],
    objections: sample.objections.map((one) => toObjection(one, filed.get(one.id), own, evidence)),
    mayObject: summary.deadline?.what === 'objection' && !summary.deadline.over,
  }
}

/** @throws spot-checks.not-found for results of others, and for what the enterprise was not told of yet */
export async function getMySpotCheck(scope: Scope, sampleId: string): Promise<OwnSample> {
  const { own, row } = await requireOwn(scope, sampleId)
  return detail(scope, own, row)
}

/** What an enterprise may send to the case of its own sample, which nobody gave it a right over. */
const asParty = (scope: Scope): Scope => ({
  ...scope,
  permissions: new Map([...scope.permissions, ['spot-checks.follow-up', 'city']]),
})

async function keepEvidence(
  scope: Scope,
  blobs: BlobStore,
  row: SampleOverview,
  objectionId: string,
  file: File,
): Promise<void> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const stored = await storeFile(
    scope,
    blobs,
    { name: file.name, bytes },
    { accepted: ['pdf', 'image', 'word', 'spreadsheet'], readPermission: byRecordOnly },
  )
  await insertFile(scope, {
    sample_id: row.id,
    file_id: stored.id,
    role: 'objection',
    objection_id: objectionId,
    attached_at: scope.now,
    attached_by: scope.actor.name,
  })
  recordAudit(scope, {
    action: 'spot-checks.add-evidence',
    objectType: 'spot-check-sample',
    objectId: row.id,
    objectLabel: row.sheet_number,
    detail: { file: stored.id, sha256: stored.sha256 },
  })
}

/**
 * Objects to a result in the name of the caller's enterprise, within the legal period. The officers find it in the case.
 *
 * @throws spot-checks.not-found, spot-checks.objection-closed, spot-checks.objection-too-late; the `files.*` errors
 */
export async function objectToMySpotCheck(
  scope: Scope,
  blobs: BlobStore,
  input: {
    readonly sampleId: string
    readonly ground: ObjectionRow['ground']
    readonly statement: string
    readonly evidence?: File | undefined
  },
): Promise<OwnSample> {
  const { own, row } = await requireOwn(scope, input.sampleId)
  const term = openTerm(own, row, await store.objectionTerms(scope, [row.id]))
  if (row.case_id === null || !term)
    throw spotCheckError('spot-checks.objection-closed', {
      state: row.follow_up ? followUpTitles[row.follow_up][scope.locale] : '—',
    })
  const acting = (concerned: typeof isProducer) =>
    own.enterprises.find((one) => concerned({ ...own, ids: [one.id], codes: [one.creditCode] }, row))
  const party = term.party === 'producer' ? acting(isProducer) : (acting(isSampled) ?? acting(isProducer))
  if (!party) throw spotCheckError('spot-checks.not-found')
  await sendCaseEvent(asParty(scope), followUpCaseTypes[familyOf(row.kind)], row.case_id, {
    type: 'object',
    input: {
      party: term.party,
      objector: party.name,
      ground: input.ground,
      receivedOn: localDate(scope.now),
      statement: input.statement,
    },
  })
  const objection = (await undecidedObjections(scope, row.id)).at(-1)
  if (!objection) throw spotCheckError('spot-checks.not-found')
  await updateObjection(scope, objection.id, { filed_for: party.id })
  if (input.evidence) await keepEvidence(scope, blobs, row, objection.id, input.evidence)
  return getMySpotCheck(scope, row.id)
}

/**
 * Adds evidence to an objection of the caller's enterprise that is not decided yet.
 *
 * @throws spot-checks.not-found, spot-checks.objection-closed; the `files.*` errors
 */
export async function addMyEvidence(
  scope: Scope,
  blobs: BlobStore,
  input: { readonly sampleId: string; readonly file: File },
): Promise<OwnSample> {
  const { own, row } = await requireOwn(scope, input.sampleId)
  const mine = (await listObjections(scope, row.id)).filter((one) => own.ids.includes(one.filed_for ?? ''))
  if (mine.length === 0) throw spotCheckError('spot-checks.not-found')
  const objection = mine.find((one) => one.outcome === null)
  if (!objection)
    throw spotCheckError('spot-checks.objection-closed', {
      state: row.follow_up ? followUpTitles[row.follow_up][scope.locale] : '—',
    })
  await keepEvidence(scope, blobs, row, objection.id, input.file)
  return getMySpotCheck(scope, row.id)
}

/** Evidence that the caller's own enterprise filed. @throws spot-checks.file-not-found */
export async function myEvidenceFile(
  scope: Scope,
  blobs: BlobStore,
  input: { readonly sampleId: string; readonly fileId: string },
): Promise<File> {
  const { own, row } = await requireOwn(scope, input.sampleId)
  const file = (await store.listEvidence(scope, row.id)).find((one) => one.id === input.fileId)
  if (!file?.filed_for || !own.ids.includes(file.filed_for))
    throw spotCheckError('spot-checks.file-not-found')
  const content = await openFileContent(scope, blobs, file.id)
  if (!content) throw spotCheckError('spot-checks.file-not-found')
  return new File([content], file.name, { type: 'application/octet-stream' })
}

/** The sample behind a paper that the caller's enterprise may have. @throws spot-checks.no-document */
export async function ownSampleForPaper(
  scope: Scope,
  sampleId: string,
  paper: OwnSample['documents'][number],
): Promise<Sample> {
  const { own, row } = await requireOwn(scope, sampleId)
  const { documents } = await detail(scope, own, row)
  if (!documents.includes(paper)) throw spotCheckError('spot-checks.not-found')
  return wholeSample(scope, row)
}
