/** Two years of random inspections in the demo city: real draws, each of which can be verified, and their results. */

import { v7 } from 'uuid'
import {
  computeDraw,
  publishCommitment,
  publishResult,
  revealDraw,
} from '#domains/supervision/draws/commit-and-conduct.ts'
import { contribute } from '#domains/supervision/draws/draw-service.ts'
import { findDraw, insertDraw } from '#domains/supervision/draws/draw-store.ts'
import { planCaseType } from '#domains/supervision/draws/plan-case.ts'
import type { Rates } from '#domains/supervision/draws/register-contract.ts'
import { createPlan, saveInspector, saveItem, saveTask } from '#domains/supervision/draws/register-service.ts'
import { makeInspections, openCases } from '#domains/supervision/inspections/open-inspections-job.ts'
import { accountIdsWithRole } from '#kernel/access/store.ts'
import { sendCaseEvent } from '#kernel/cases/cases.ts'
import type { Database } from '#kernel/db/database.ts'
import { type Identity, type Scope, systemIdentity, withScope } from '#kernel/db/scope.ts'
import { resolveUnit } from '#kernel/org/units.ts'
import { demoCity } from '../city.ts'
import { demoActor } from './actors.ts'
import { type DemoItem, demoInspectorUnits, demoItems, inspectorName } from './inspection-items.ts'
import { concludeInspections } from './inspections.ts'

const rights = [
  'supervision.draws-read',
  'supervision.draws-manage',
  'supervision.plans-approve',
  'supervision.inspections-read',
  'supervision.inspect',
  'supervision.inspections-approve',
]

/** Months before the demo's day on which a draw took place; the last one's inspections are still to be done. */
const drawnBefore = {
  small: [20, 14, 9, 5, 2, 0],
  full: [23, 19, 15, 11, 7, 3, 0],
} as const

/** A day some months before, in the middle of the morning in Shanghai. */
function monthsAgo(now: Date, months: number): Date {
  if (months === 0) return new Date(now.getTime() - 4 * 86_400_000)
  const day = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 12, 1, 30))
  return day
}

interface Work {
  readonly database: Database
  readonly identity: Identity
  readonly now: Date
  readonly size: 'small' | 'full'
}

interface Actors {
  readonly clerk: Identity['actor']
  readonly leader: Identity['actor']
  readonly inspectorId: string | null
}

const at = <Result>(work: Work, now: Date, run: (scope: Scope) => Promise<Result>): Promise<Result> =>
  withScope(work.database, work.identity, run, { now })

async function actorsOf(scope: Scope): Promise<Actors> {
  const [inspectorId = null] = await accountIdsWithRole(scope, 'inspector')
  return {
    clerk: await demoActor(scope, 'clerk'),
    leader: await demoActor(scope, 'leader'),
    inspectorId,
  }
}

async function unitId(scope: Scope, shortName: string): Promise<string> {
  const unit = await resolveUnit(scope, shortName)
  if (!unit) throw new TypeError(`The demo city has no unit ${shortName}`)
  return unit.id
}

async function seedInspectors(scope: Scope, inspectorId: string | null): Promise<void> {
  let index = 0
  for (const { unit, prefix, count, skills } of demoInspectorUnits) {
    const departmentId = await unitId(scope, unit)
    for (let place = 0; place < count; place++, index++)
      await saveInspector(scope, {
        number: `${prefix}${String(place + 1).padStart(3, '0')}`,
        accountId: index === 0 ? inspectorId : null,
        name: index === 0 ? '骆亦舟' : inspectorName(index),
        departmentId,
        certificate: `澄执法${String(20_000 + index * 17)}`,
        certificateUntil: `${scope.now.getFullYear() + 3}-12-31`,
        // Everyone knows two of the unit's fields; the first one all of them.
        skills:
          index === 0 ? [...skills] : skills.filter((_, field) => (field + place) % skills.length !== 0),
        districts: place % 5 === 4 ? ['990102', '990103'] : [],
        maximumLoad: 400,
        active: true,
      })
  }
}

async function seedItems(scope: Scope): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>()
  for (const { department, joint: _joint, industries, rates: _rates, ...fields } of demoItems) {
    const saved = await saveItem(scope, {
      ...fields,
      departmentId: await unitId(scope, department),
      register: { industries: [...industries], tags: [], regions: [], sizes: [], classes: [] },
    })
    ids.set(fields.code, saved.id)
  }
  return ids
}

/** A small city needs larger shares for its inspections to be more than a handful. */
const ratesOf = (item: DemoItem, size: Work['size']): Rates =>
  size === 'full' || item.category === 'general'
    ? item.rates
    : Object.fromEntries(
        Object.entries(item.rates).map(([key, rate]) => [key, Math.min(10_000, (rate ?? 0) * 3)]),
      )

interface Task {
  readonly id: string
  readonly item: DemoItem
  readonly itemId: string
  readonly at: Date
}

/** Plans of the years in which something was drawn, approved by the leader before the first draw. */
async function seedPlans(work: Work, actors: Actors, itemIds: ReadonlyMap<string, string>): Promise<Task[]> {
  const wanted = drawnBefore[work.size].map((months, index) => ({
    day: monthsAgo(work.now, months),
    item: demoItems[index % demoItems.length],
  }))
  const tasks: Task[] = []
  for (const [year, draws] of Map.groupBy(wanted, ({ day }) => day.getUTCFullYear())) {
    const approval = new Date(Date.UTC(year - 1, 11, 20, 2))
    await at(work, approval < work.now ? approval : work.now, async (scope) => {
      const clerk = { ...scope, actor: actors.clerk }
      const plan = await createPlan(clerk, year, `澄州市${year}年度“双随机、一公开”抽查计划`)
      for (const { day, item } of draws) {
        const itemId = item && itemIds.get(item.code)
        if (!item || !itemId) continue
        const joint = []
        for (const name of item.joint) joint.push(await unitId(scope, name))
        const id = await saveTask(clerk, plan.id, undefined, {
          itemId,
          month: day.getUTCMonth() + 1,
          jointDepartments: joint,
          rates: ratesOf(item, work.size),
          substitutes: 1,
          teamSize: 2,
          note: null,
        })
        tasks.push({ id, item, itemId, at: day })
      }
      await sendCaseEvent(clerk, planCaseType, plan.caseId ?? '', { type: 'submit' })
      await sendCaseEvent({ ...scope, actor: actors.leader }, planCaseType, plan.caseId ?? '', {
        type: 'approve',
      })
    })
  }
  return tasks
}

/** One draw as it would have happened on its day. */
async function conduct(work: Work, actors: Actors, task: Task): Promise<string> {
  const drawId = v7()
  const noon = new Date(task.at.getTime() + 2 * 3_600_000)
  await at(work, task.at, async (system) => {
    const scope = { ...system, actor: actors.clerk }
    const joint = []
    for (const name of task.item.joint) joint.push(await unitId(scope, name))
    await insertDraw(scope, {
      id: drawId,
      year: task.at.getUTCFullYear(),
      title: `${task.item.title}（${task.at.getUTCMonth() + 1}月）`,
      taskId: task.id,
      itemId: task.itemId,
      departmentId: await unitId(scope, task.item.department),
      hash: 'sm3',
      request: {
        rates: ratesOf(task.item, work.size),
        substitutes: 1,
        teamSize: 2,
        jointDepartments: joint,
      },
      witnessesUntil: null,
      publicSource: null,
      replacesId: null,
      reason: null,
    })
    const draw = await findDraw(scope, drawId)
    if (draw) await publishCommitment(scope, draw)
  })
  await at(work, new Date(task.at.getTime() + 3_600_000), async (scope) => {
    await contribute(scope, drawId, {
      kind: 'witness',
      name: '市民代表',
      text: `现场报数 ${task.at.getTime() % 997}`,
    })
    await contribute(scope, drawId, {
      kind: 'witness',
      name: '企业代表',
      text: `第 ${task.at.getUTCDate()} 号`,
    })
  })
  const revealed = await at(work, noon, async (scope) => {
    const draw = await findDraw(scope, drawId)
    return draw && revealDraw(scope, draw)
  })
  if (!revealed) throw new TypeError(`The draw ${drawId} was not committed`)
  const outcome = await computeDraw(revealed, new AbortController().signal)
  if ('problem' in outcome) throw new TypeError(outcome.problem)
  await at(work, noon, async (system) => {
    const scope = { ...system, actor: actors.clerk }
    await publishResult(scope, revealed, outcome)
    await makeInspections(scope, drawId)
  })
  return drawId
}

/** Seeds items, inspectors, plans, draws and inspections. Needs units, accounts and the register. */
export async function seedDraws(
  database: Database,
  options: { readonly now: Date; readonly size: 'small' | 'full' },
): Promise<void> {
  const identity = systemIdentity(demoCity.code, '示范数据', rights)
  const work: Work = { database, identity, ...options }
  const { actors, itemIds } = await at(work, monthsAgo(options.now, 26), async (scope) => {
    const known = await actorsOf(scope)
    const clerk = { ...scope, actor: known.clerk }
    await seedInspectors(clerk, known.inspectorId)
    return { actors: known, itemIds: await seedItems(clerk) }
  })
  const tasks = await seedPlans(work, actors, itemIds)
  for (const [index, task] of tasks.entries()) {
    const drawId = await conduct(work, actors, task)
    const last = index === tasks.length - 1
    if (!last) await at(work, options.now, (scope) => concludeInspections(scope, drawId, task.item, task.at))
    else
      await at(work, task.at, async (system) => {
        const scope = { ...system, actor: actors.clerk }
        while (await openCases(scope, drawId));
      })
  }
}
