/** The life of a draw: asked for, committed, contributed to, conducted; or called off, or replaced. */
import { v7 } from 'uuid'
import { recordAudit } from '#kernel/audit/audit.ts'
import { localDate } from '#kernel/calendar/calendar.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { startJob } from '#kernel/jobs/jobs.ts'
import { countBegunInspections } from '../inspections/inspection-store.ts'
import { commitDrawJob, conductDrawJob } from './draw-jobs.ts'
import * as store from './draw-store.ts'
import type { DrawRequestFields, DrawState } from './draws-contract.ts'
import { drawError } from './draws-errors.ts'
import { drawMessages } from './draws-messages.ts'
import { findTask, standingDraw } from './plan-store.ts'

/** Most contributions to one draw: a line each on the page. */
const mostContributions = 500

const auditDraw = (
  scope: Scope,
  action: string,
  draw: Pick<store.DrawRow, 'id' | 'number' | 'title'>,
  detail: Record<string, string | number | null> = {},
): void =>
  recordAudit(scope, {
    action: `supervision.draw-${action}`,
    objectType: 'draw',
    objectId: draw.id,
    objectLabel: `${draw.number} ${draw.title}`,
    detail,
  })

/** A draw held for a change. */
async function held(scope: Scope, id: string, states: readonly DrawState[]): Promise<store.DrawRow> {
  const draw = await store.holdDraw(scope, id)
  if (!draw) throw drawError('supervision.draw-not-found')
  requireState(scope, draw, states)
  return draw
}

function requireState(scope: Scope, draw: store.DrawRow, states: readonly DrawState[]): void {
  if (!states.includes(draw.state))
    throw drawError('supervision.draw-state', {
      state: drawMessages[`supervision.draw.${draw.state}`][scope.locale],
    })
}

/**
 * Asks for a draw; a job freezes the register and publishes the commitment.
 *
 * @throws `supervision.plan-not-found`, `supervision.plan-not-approved`, `supervision.replacement-needs-reason`,
 * `supervision.replacement-too-late`, `supervision.draw-state`, `supervision.drawn-before`
 */
export async function prepareDraw(
  scope: Scope,
  input: DrawRequestFields,
): Promise<{ drawId: string; jobRunId: string }> {
  const task = await findTask(scope, input.taskId)
  if (!task) throw drawError('supervision.plan-not-found')
  if (task.plan_state !== 'approved') throw drawError('supervision.plan-not-approved')
  if (input.replaces !== undefined) await requireReplaceable(scope, input.replaces, input.reason)
  else if (!input.reason) {
    const before = await standingDraw(scope, task.id)
    if (before !== undefined) throw drawError('supervision.drawn-before', { number: before })
  }
  const drawId = v7()
  await store.insertDraw(scope, {
    id: drawId,
    year: Number(localDate(scope.now).slice(0, 4)),
    title: input.title,
    taskId: task.id,
    itemId: task.item_id,
    departmentId: task.department_id,
    hash: input.hash,
    request: {
      rates: task.rates,
      substitutes: task.substitutes,
      teamSize: task.team_size,
      jointDepartments: task.joint_departments,
    },
    witnessesUntil: input.witnessesUntil === null ? null : new Date(input.witnessesUntil),
    publicSource: input.publicSource,
    replacesId: input.replaces ?? null,
    reason: input.reason ?? null,
  })
  const jobRunId = await startJob(scope, commitDrawJob, { drawId })
  await store.setJobRun(scope, drawId, jobRunId)
  const draw = await store.findDraw(scope, drawId)
  if (draw)
    auditDraw(scope, 'prepare', draw, { replaces: input.replaces ?? null, reason: input.reason ?? null })
  return { drawId, jobRunId }
}

async function requireReplaceable(scope: Scope, id: string, reason: string | undefined): Promise<void> {
  await held(scope, id, ['drawn'])
  if (!reason) throw drawError('supervision.replacement-needs-reason')
  const begun = await countBegunInspections(scope, id)
  if (begun > 0) throw drawError('supervision.replacement-too-late', { count: begun })
}

/** Calls a draw off before it is conducted; commitment and contributions stay on record. */
export async function cancelDraw(scope: Scope, id: string, reason: string): Promise<void> {
  const draw = await held(scope, id, ['preparing', 'committed'])
  await store.setDrawState(scope, id, 'cancelled', { reason })
  auditDraw(scope, 'cancel', draw, { reason })
}

/**
 * Adds a line to the seed of a committed draw.
 *
 * @throws `supervision.draw-state`, `supervision.witnesses-closed`, `supervision.too-many-contributions`,
 * `supervision.no-public-source`
 */
export async function contribute(
  scope: Scope,
  id: string,
  given: { readonly kind: 'witness' | 'public-event'; readonly name?: string; readonly text: string },
): Promise<{ position: number; line: string }> {
  const draw = await held(scope, id, ['committed'])
  const { kind } = given
  if (kind === 'witness' && draw.witnesses_until !== null && draw.witnesses_until <= scope.now)
    throw drawError('supervision.witnesses-closed')
  if (kind === 'public-event' && draw.public_source === null) throw drawError('supervision.no-public-source')
  const position = (await store.listContributions(scope, id)).length
  if (position >= mostContributions)
    throw drawError('supervision.too-many-contributions', { count: position })
  const name = kind === 'public-event' ? (draw.public_source ?? '') : (given.name ?? scope.actor.name)
  const line = `${kind} ${scope.now.toISOString()} ${name}: ${given.text}`
  await store.insertContribution(scope, id, { position, line, kind, name, at: scope.now })
  auditDraw(scope, 'contribute', draw, { position, line })
  return { position, line }
}

/**
 * Ends the time of the witnesses and starts the job that reveals the secret and draws.
 *
 * @throws `supervision.draw-state`, `supervision.no-witness`, `supervision.witnesses-still-open`
 */
export async function conductDraw(scope: Scope, id: string): Promise<{ drawId: string; jobRunId: string }> {
  const draw = await held(scope, id, ['committed'])
  if ((await store.listContributions(scope, id)).every(({ kind }) => kind === 'terms'))
    throw drawError('supervision.no-witness')
  if (draw.witnesses_until !== null && draw.witnesses_until > scope.now)
    throw drawError('supervision.witnesses-still-open', {
      until: draw.witnesses_until.toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai' }),
    })
  await store.setDrawState(scope, id, 'drawing')
  const jobRunId = await startJob(scope, conductDrawJob, { drawId: id })
  await store.setJobRun(scope, id, jobRunId)
  auditDraw(scope, 'conduct', draw, { commitment: draw.commitment })
  return { drawId: id, jobRunId }
}
