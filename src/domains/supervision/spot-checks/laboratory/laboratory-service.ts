/** The laboratory's desk: blind samples in, values out. */
import { recordAudit } from '#kernel/audit/audit.ts'
import { deadlineAfter } from '#kernel/calendar/calendar.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { periodRule } from '#kernel/rules/rules.ts'
import { decodeId } from '../cursor.ts'
import { deadlineKey, familyOf } from '../deadlines.ts'
import { spotCheckError } from '../errors.ts'
import { judgeItem, type Measurement } from '../judgement.ts'
import { stateTitles } from '../messages.ts'
import {
  findSampleForUpdate,
  listResults,
  type SampleOverview,
  settleTask,
  updateSample,
} from '../sampling/sampling-store.ts'
import { getRule } from '../setup/rule-service.ts'
import type { SampleRow } from '../tables.ts'
import { judgeSample, valueProblem } from './judge-sample.ts'
import type { BlindSample, BlindSampleDetail } from './laboratory-contract.ts'
import { listLaboratorySamples, ownInstitutions } from './laboratory-store.ts'

const seenStates = ['handed-over', 'received', 'judged', 'rejected'] as const

async function toBlind(scope: Scope, row: SampleRow & { readonly category: string }): Promise<BlindSample> {
  const rule = row.received_at
    ? await periodRule(scope, deadlineKey(familyOf(row.kind), 'report'), row.sampled_on)
    : undefined
  const due = rule && row.received_at && (await deadlineAfter(scope, row.received_at, rule.value))
  return {
    id: row.id,
    blindCode: row.blind_code,
    category: row.category,
    state: row.state,
    sampleQuantity: row.sample_quantity,
    reserveQuantity: row.reserve_quantity,
    quantityUnit: row.quantity_unit,
    handedOverAt: row.handed_over_at?.toISOString() ?? null,
    receivedAt: row.received_at?.toISOString() ?? null,
    reportDue: due?.date ?? null,
    reportNumber: row.report_number,
    result: row.initial_result,
  }
}

export async function listBlindSamples(
  scope: Scope,
  request: {
    readonly state?: (typeof seenStates)[number] | undefined
    readonly after?: string | undefined
    readonly limit: number
  },
): Promise<{ items: BlindSample[]; next: string | null }> {
  const institutions = await ownInstitutions(scope)
  const rows = await listLaboratorySamples(scope, {
    institutionIds: institutions.map((one) => one.id),
    states: request.state ? [request.state] : seenStates,
    after: decodeId(request.after),
    limit: request.limit + 1,
  })
  const shown = rows.slice(0, request.limit)
  const items: BlindSample[] = []
  for (const row of shown) items.push(await toBlind(scope, row))
  return { items, next: rows.length > request.limit ? (shown.at(-1)?.id ?? null) : null }
}

/** A sample of the caller's own laboratory, held until the transaction ends. */
async function requireOwn(scope: Scope, sampleId: string): Promise<SampleOverview> {
  const row = await findSampleForUpdate(scope, sampleId)
  const institutions = await ownInstitutions(scope)
  const mine = row && institutions.some((one) => one.id === row.institution_id)
  if (!row || !mine || !seenStates.some((state) => state === row.state))
    throw spotCheckError('spot-checks.not-found')
  return { ...row, category: (await getRule(scope, row.rule_id)).category.name }
}

function requireState(scope: Scope, row: SampleRow, state: SampleRow['state']): void {
  if (row.state !== state)
    throw spotCheckError('spot-checks.wrong-state', { state: stateTitles[row.state][scope.locale] })
}

/** @throws spot-checks.not-found for samples of other laboratories */
export async function getBlindSample(scope: Scope, sampleId: string): Promise<BlindSampleDetail> {
  const row = await requireOwn(scope, sampleId)
  const rule = await getRule(scope, row.rule_id)
  const results = await listResults(scope, sampleId)
  return {
    ...(await toBlind(scope, row)),
    ruleTitle: rule.title,
    document: rule.document,
    units: rule.units,
    failingLimit: rule.failingLimit,
    items: rule.items,
    values: results
      .filter((result) => result.round === 'initial')
      .map((result) => ({
        unitNumber: result.unit_number,
        position: result.position,
        measured: result.measured,
        compared: result.compared,
        reported: result.reported,
        conforms: result.conforms,
      })),
  }
}

/** Takes a sample in, or refuses it when seal or quantity are not as they should be. */
export async function receiveSample(
  scope: Scope,
  input: { readonly sampleId: string; readonly intact: boolean; readonly note: string },
): Promise<BlindSample> {
  const row = await requireOwn(scope, input.sampleId)
  requireState(scope, row, 'handed-over')
  const change = {
    state: input.intact ? ('received' as const) : ('rejected' as const),
    received_at: scope.now,
    received_by: scope.actor.name,
    receipt_note: input.note,
  }
  await updateSample(scope, row.id, change)
  if (!input.intact) await settleTask(scope, row.task_id)
  recordAudit(scope, {
    action: input.intact ? 'spot-checks.receive' : 'spot-checks.reject',
    objectType: 'spot-check-sample',
    objectId: row.id,
    objectLabel: row.blind_code,
    detail: { note: input.note },
  })
  return toBlind(scope, { ...row, ...change })
}

/** @throws spot-checks.not-found, spot-checks.wrong-state, spot-checks.values-do-not-fit, spot-checks.sampler-tests */
export async function enterResults(
  scope: Scope,
  input: {
    readonly sampleId: string
    readonly reportNumber: string
    readonly values: readonly Measurement[]
  },
): Promise<BlindSampleDetail> {
  const row = await requireOwn(scope, input.sampleId)
  requireState(scope, row, 'received')
  await judgeSample(scope, row, await getRule(scope, row.rule_id), input.values, input.reportNumber)
  return getBlindSample(scope, row.id)
}

/** What values would come to, for the form while it is filled in. */
export async function judgeTrial(
  scope: Scope,
  input: { readonly sampleId: string; readonly values: readonly Measurement[] },
) {
  const row = await requireOwn(scope, input.sampleId)
  const rule = await getRule(scope, row.rule_id)
  const items = new Map(rule.items.map((item) => [item.position, item]))
  return {
    values: input.values.map(({ unitNumber, position, measured }) => {
      const item = items.get(position)
      const problem = item && valueProblem(item, measured)
      const judged = item && !problem ? judgeItem(measured, item) : undefined
      return {
        unitNumber,
        position,
        conforms: judged?.conforms ?? null,
        compared: judged?.compared ?? null,
        problem: problem ?? null,
      }
    }),
  }
}
