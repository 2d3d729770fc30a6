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
import { latestObjection, updateObjection } from '../follow-up/follow-up-store.ts'
import { followUpTitles } from '../messages.ts'
import type { Sample } from '../sampling/sampling-contract.ts'
import { insertFile, listObjections, type SampleOverview } from '../sampling/sampling-store.ts'
import { wholeSample } from '../sampling/whole-sample.ts'
import type { ObjectionRow } from '../tables.ts'
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

async function summaries(
  scope: Scope,
  own: Own,
  rows: readonly SampleOverview[],
): Promise<OwnSampleSummary[]> {
  const deadlines = await store.runningDeadlines(
    scope,
    rows.flatMap((row) => (row.case_id === null ? [] : [row.case_id])),
  )
  return rows.map((row) => {
    const running = deadlines.find(
      (one) => one.case_id === row.case_id && (one.state === 'objection-period' || answersForIt(own, row)),
    )
    return {
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
      deadline: running
        ? {
            dueOn: running.due_date,
            over: running.due_at < scope.now,
            source: running.rule_source,
            clause: running.rule_clause,
          }
        : null,
    }
  })
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
  const { online: _, ...rest } = one
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
    mayObject: row.follow_up === 'objection-period' && summary.deadline?.over === false,
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
  const [enterprise] = own.enterprises.filter((one) =>
    isProducer({ ...own, ids: [one.id], codes: [one.creditCode] }, row),
  )
  const party =
    enterprise ??
    own.enterprises.find((one) => isSampled({ ...own, ids: [one.id], codes: [one.creditCode] }, row))
  if (!party) throw spotCheckError('spot-checks.not-found')
  if (row.case_id === null || row.follow_up !== 'objection-period')
    throw spotCheckError('spot-checks.objection-closed', {
      state: row.follow_up ? followUpTitles[row.follow_up][scope.locale] : '—',
    })
  await sendCaseEvent(asParty(scope), followUpCaseTypes[familyOf(row.kind)], row.case_id, {
    type: 'object',
    input: {
      objector: party.name,
      ground: input.ground,
      receivedOn: localDate(scope.now),
      statement: input.statement,
    },
  })
  const objection = await latestObjection(scope, row.id)
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
  const objection = await latestObjection(scope, row.id)
  if (!objection?.filed_for || !own.ids.includes(objection.filed_for))
    throw spotCheckError('spot-checks.not-found')
  if (objection.outcome !== null)
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
