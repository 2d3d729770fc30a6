/** Freezes what a draw is drawn from: subjects in strata, inspectors, avoidances, numbers. */

import { localDate } from '#kernel/calendar/calendar.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { cityProfile, findUnits } from '#kernel/org/units.ts'
import type { InspectorPool } from '#methods/draw/assign-inspectors.ts'
import type { DrawPlan } from '#methods/draw/draw-record.ts'
import type { PublishedTerms } from '#methods/draw/published-draw.ts'
import { allocateSample, type StratumSize, stratumKey } from './allocation.ts'
import type { DrawRow } from './draw-store.ts'
import { findDraw } from './draw-store.ts'
import { drawError } from './draws-errors.ts'
import {
  countSubjects,
  findItem,
  type InspectorRow,
  type ItemRow,
  inspectorsToSend,
  pairsToAvoid,
  type RegisterSelection,
  subjectPage,
} from './register-store.ts'

/** Subjects read at a time. */
const pageSize = 20_000

/** Months within which an inspector does not inspect the same subject again (rotation). */
const rotationMonths = 12

/** ISO date some months before another. */
export function monthsBefore(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 - months, Math.min(day, last))).toISOString().slice(0, 10)
}

/** What an item draws from on a day. */
export const selectionOf = (item: ItemRow, today: string): RegisterSelection => ({
  rule: item.register,
  itemCode: item.code,
  restingSince: item.rest_months === null ? null : monthsBefore(today, item.rest_months),
})

/** The list of subjects as text, and the strata with their sizes, in the order of their numbers. */
export interface FrozenSubjects {
  readonly text: Uint8Array
  readonly size: number
  readonly strata: readonly StratumSize[]
}

/** Reads all subjects that can be drawn. A county or class that appears while reading gets the next number. */
export async function freezeSubjects(
  scope: Scope,
  selection: RegisterSelection,
  progress: (read: number, expected: number) => void = () => {},
): Promise<FrozenSubjects> {
  const counted = await countSubjects(scope, selection)
  const expected = counted.reduce((sum, row) => sum + row.subjects, 0)
  const strata = counted
    .filter((row) => row.subjects > 0)
    .map(({ region, class: drawClass }) => ({ region, class: drawClass, size: 0 }))
  const numbers = new Map(strata.map((stratum, index) => [stratumKey(stratum), index]))
  const pieces: Buffer[] = []
  let size = 0
  let after = ''
  for (;;) {
    const page = await subjectPage(scope, selection, after, pageSize)
    let lines = ''
    for (const subject of page) {
      const key = stratumKey(subject)
      const index =
        numbers.get(key) ?? strata.push({ region: subject.region, class: subject.class, size: 0 }) - 1
      numbers.set(key, index)
      const stratum = strata[index]
      if (stratum) stratum.size += 1
      lines += `${subject.code}\t${index}\t1\n`
    }
    pieces.push(Buffer.from(lines, 'utf8'))
    size += page.length
    after = page.at(-1)?.code ?? after
    progress(size, expected)
    if (page.length < pageSize) break
  }
  return { text: new Uint8Array(Buffer.concat(pieces)), size, strata }
}

/** The people a department can send, as a pool for the strata. */
async function poolOf(
  scope: Scope,
  item: ItemRow,
  departmentId: string,
  strata: readonly StratumSize[],
  teamSize: number,
): Promise<{ pool: InspectorPool; inspectors: readonly InspectorRow[] }> {
  const today = localDate(scope.now)
  const inspectors = await inspectorsToSend(scope, departmentId, item.skill, today)
  if (inspectors.length < teamSize) {
    const [unit] = await findUnits(scope, [departmentId])
    throw drawError('supervision.no-inspectors', { department: unit?.name ?? '', needed: teamSize })
  }
  const avoidances = await pairsToAvoid(
    scope,
    selectionOf(item, today),
    inspectors.map((inspector) => inspector.id),
    monthsBefore(today, rotationMonths),
  )
  const pool: InspectorPool = {
    teamSize,
    selection: 'least-loaded',
    inspectors: inspectors.map(({ number, maximum_load: maximumLoad, districts }) => ({
      id: number,
      maximumLoad,
      ...(districts.length === 0
        ? {}
        : { serves: strata.filter(({ region }) => districts.includes(region)).map(stratumKey) }),
    })),
    avoidances,
  }
  return { pool, inspectors }
}

function planOf(strata: readonly StratumSize[], { request }: DrawRow, pool: InspectorPool): DrawPlan {
  const samples = allocateSample(strata, request.rates)
  return {
    strata: strata.map((stratum, index) => {
      const sampleSize = samples[index] ?? 0
      return {
        key: stratumKey(stratum),
        sampleSize,
        substitutes: sampleSize === 0 ? 0 : Math.min(request.substitutes, stratum.size - sampleSize),
      }
    }),
    pool,
  }
}

/** Everything that a draw's commitment binds. */
export interface FrozenDraw {
  readonly subjects: FrozenSubjects
  readonly plan: DrawPlan
  readonly terms: PublishedTerms
}

/**
 * Freezes a draw that is being prepared.
 *
 * @throws `supervision.nobody-to-draw`, `supervision.no-inspectors`
 */
export async function freezeDraw(
  scope: Scope,
  draw: DrawRow,
  progress?: (read: number, expected: number) => void,
): Promise<FrozenDraw> {
  const item = await findItem(scope, draw.item_id)
  if (!item) throw drawError('supervision.item-not-found')
  const subjects = await freezeSubjects(scope, selectionOf(item, localDate(scope.now)), progress)
  const { strata } = subjects
  const { request } = draw
  const lead = await poolOf(scope, item, draw.department_id, strata, request.teamSize)
  const plan = planOf(strata, draw, lead.pool)
  if (plan.strata.every(({ sampleSize }) => sampleSize === 0)) throw drawError('supervision.nobody-to-draw')
  const units = new Map(
    (await findUnits(scope, [draw.department_id, ...request.jointDepartments])).map((unit) => [
      unit.id,
      unit.name,
    ]),
  )
  const joint = []
  for (const id of request.jointDepartments)
    joint.push({ id, department: units.get(id) ?? id, ...(await poolOf(scope, item, id, strata, 1)) })
  const labels = [{ department: units.get(draw.department_id) ?? '', ...lead }, ...joint]
  return { subjects, plan, terms: await termsOf(scope, draw, item, labels, joint) }
}

type Pool = {
  readonly department: string
  readonly pool: InspectorPool
  readonly inspectors: readonly InspectorRow[]
}

async function termsOf(
  scope: Scope,
  draw: DrawRow,
  item: ItemRow,
  labels: readonly Pool[],
  joint: readonly Pool[],
): Promise<PublishedTerms> {
  const city = await cityProfile(scope)
  const replaced = draw.replaces_id === null ? undefined : await findDraw(scope, draw.replaces_id)
  return {
    draw: draw.id,
    number: draw.number,
    title: draw.title,
    city: { code: city.code, name: city.name },
    committedAt: scope.now.toISOString(),
    witnessesUntil: draw.witnesses_until?.toISOString() ?? null,
    publicSource: draw.public_source,
    item: {
      code: item.code,
      version: item.version,
      title: item.title,
      basis: item.basis,
      clause: item.clause,
    },
    register: { ...item.register },
    rates: Object.fromEntries(Object.entries(draw.request.rates).map(([key, rate]) => [key, rate ?? 0])),
    inspectors: labels.flatMap(({ department, inspectors }) =>
      inspectors.map(({ number, name }) => ({ id: number, name, department })),
    ),
    joint: joint.map(({ department, pool }) => ({
      department,
      pool: {
        teamSize: pool.teamSize,
        ...(pool.selection === undefined ? {} : { selection: pool.selection }),
        inspectors: pool.inspectors.map(({ id, maximumLoad, serves }) => ({
          id,
          maximumLoad,
          ...(serves === undefined ? {} : { serves: [...serves] }),
        })),
        avoidances: pool.avoidances.map((avoidance) => ({ ...avoidance })),
      },
    })),
    replaces: replaced ? { draw: replaced.id, number: replaced.number, reason: draw.reason ?? '' } : null,
  }
}
