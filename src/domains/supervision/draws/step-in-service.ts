/** Substitutes that step in for subjects that cannot be inspected: the next one of the stratum, with a reason on record. */
import { v7 } from 'uuid'
import { recordAudit } from '#kernel/audit/audit.ts'
import { deadlineAfter, localDate } from '#kernel/calendar/calendar.ts'
import { sendCaseEvent } from '#kernel/cases/cases.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { startJob } from '#kernel/jobs/jobs.ts'
import { periodRule } from '#kernel/rules/rules.ts'
import { digestStepIn, nextSubstitute, type PublishedStepIn } from '#methods/draw/step-in.ts'
import { inspectionCaseType } from '../inspections/inspection-case.ts'
import { holdInspection, type InspectionRow } from '../inspections/inspection-store.ts'
import { inspectionError } from '../inspections/inspections-errors.ts'
import { openInspectionsJob } from '../inspections/open-inspections-job.ts'
import { UnableOutcome } from '../inspections/record-contract.ts'
import { type DrawRow, findResult, holdDraw } from './draw-store.ts'
import type { StepIn } from './draws-contract.ts'
import { drawError } from './draws-errors.ts'
import { drawMessages } from './draws-messages.ts'
import * as store from './step-in-store.ts'

/** Least people of an inspection (行政处罚法 art. 42: not fewer than two). */
const leastTeam = 2

const notInspected: readonly string[] = ['assigned', 'accepted', 'on-site']

/** Whether an inspection has not taken place, or could not: only then a substitute steps in. */
const mayDropOut = ({ state, outcome }: InspectionRow): boolean =>
  notInspected.includes(state) || state === 'withdrawn' || UnableOutcome.safeParse(outcome).success

/** Numbers of the team that goes: of the one that drops out, without whoever must avoid the substitute. */
function teamFor(draw: DrawRow, team: InspectionRow['team'], creditCode: string): string[] {
  const avoidances = [draw.plan?.pool, ...(draw.terms?.joint.map(({ pool }) => pool) ?? [])].flatMap(
    (pool) => pool?.avoidances ?? [],
  )
  const avoiding = new Set(
    avoidances.filter(({ subject }) => subject === creditCode).map(({ inspector }) => inspector),
  )
  return team.map(({ number }) => number).filter((number) => !avoiding.has(number))
}

/**
 * Lets the next substitute of the stratum step in. An inspection that has not begun or not ended is withdrawn; one
 * that found nobody keeps its result.
 *
 * @throws `supervision.inspection-not-found`, `supervision.draw-state`, `supervision.step-in-too-late`,
 * `supervision.step-in-done`, `supervision.no-substitute`, `supervision.substitute-avoided`
 */
export async function stepInSubstitute(
  scope: Scope,
  inspectionId: string,
  reason: string,
): Promise<{ inspectionId: string; name: string; creditCode: string }> {
  const row = await holdInspection(scope, inspectionId)
  if (!row?.draw_id) throw inspectionError('supervision.inspection-not-found')
  // The draw is held: one substitute steps in after the other.
  const draw = await holdDraw(scope, row.draw_id)
  const result = draw && (await findResult(scope, draw.id))
  if (!draw || !result) throw drawError('supervision.draw-not-found')
  if (draw.state !== 'drawn')
    throw drawError('supervision.draw-state', {
      state: drawMessages[`supervision.draw.${draw.state}`][scope.locale],
    })
  if (!mayDropOut(row)) throw drawError('supervision.step-in-too-late', { state: row.state })
  const chain = await store.listStepIns(scope, draw.id)
  if (chain.some((one) => one.out_inspection_id === row.id)) throw drawError('supervision.step-in-done')
  const stratum = (await store.stratumOf(scope, draw.id, row.credit_code)) ?? ''
  const substitutes = await store.substitutesOf(scope, draw.id, stratum)
  const code = nextSubstitute(
    substitutes.map((one) => one.credit_code),
    new Set(chain.map(({ entry }) => entry.stepsIn)),
  )
  const substitute = substitutes.find((one) => one.credit_code === code)
  if (!substitute) throw drawError('supervision.no-substitute', { stratum })
  const inspectors = teamFor(draw, row.team, substitute.credit_code)
  if (inspectors.length < leastTeam)
    throw drawError('supervision.substitute-avoided', { name: substitute.name })
  const entry = entryOf(scope, draw, { chain, row, stratum, substitute, inspectors, reason }, result.digest)
  const id = v7()
  const rule = await periodRule(scope, 'supervision.inspection-period', localDate(scope.now))
  const { date: dueOn } = await deadlineAfter(scope, scope.now, rule.value)
  await store.insertSubstituteInspection(scope, {
    id,
    drawId: draw.id,
    creditCode: substitute.credit_code,
    standsInFor: row.id,
    dueOn,
    inspectors,
  })
  await store.insertStepIn(scope, { drawId: draw.id, outId: row.id, inId: id, entry })
  if (row.case_id !== null && notInspected.includes(row.state))
    await sendCaseEvent(scope, inspectionCaseType, row.case_id, { type: 'withdraw', comment: reason })
  await startJob(scope, openInspectionsJob, { drawId: draw.id })
  recordAudit(scope, {
    action: 'supervision.draw-step-in',
    objectType: 'draw',
    objectId: draw.id,
    objectLabel: `${draw.number} ${draw.title}`,
    detail: { dropsOut: entry.dropsOut, stepsIn: entry.stepsIn, reason, digest: entry.digest },
  })
  return { inspectionId: id, name: substitute.name, creditCode: substitute.credit_code }
}

function entryOf(
  scope: Scope,
  draw: DrawRow,
  step: {
    readonly chain: readonly store.StepInRow[]
    readonly row: InspectionRow
    readonly stratum: string
    readonly substitute: { readonly credit_code: string }
    readonly inspectors: readonly string[]
    readonly reason: string
  },
  fileDigest: string,
): PublishedStepIn {
  const rest = {
    sequence: step.chain.length + 1,
    stratum: step.stratum,
    dropsOut: step.row.credit_code,
    stepsIn: step.substitute.credit_code,
    reason: step.reason,
    at: scope.now.toISOString(),
    inspectors: [...step.inspectors],
    previous: step.chain.at(-1)?.entry.digest ?? fileDigest,
  }
  return { ...rest, digest: digestStepIn(rest, draw.hash) }
}

/** The chain of a draw as pages show it. */
export async function stepInsOf(scope: Scope, drawId: string): Promise<StepIn[]> {
  return (await store.listStepIns(scope, drawId)).map(({ entry, out_name, in_name }) => ({
    sequence: entry.sequence,
    stratum: entry.stratum,
    dropsOut: { creditCode: entry.dropsOut, name: out_name },
    stepsIn: { creditCode: entry.stepsIn, name: in_name },
    reason: entry.reason,
    at: entry.at,
    digest: entry.digest,
  }))
}
