/** Draws as the API shows them, and the file that is published. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Scope } from '#kernel/db/scope.ts'
import { findRegions } from '#kernel/org/store.ts'
import { cityProfile, findUnits } from '#kernel/org/units.ts'
import { readPopulationText, type TextPopulation } from '#methods/draw/population-text.ts'
import { recordOf } from './commit-and-conduct.ts'
import * as store from './draw-store.ts'
import type { DrawDetail, DrawSummary } from './draws-contract.ts'
import { drawError } from './draws-errors.ts'
import { stepInsOf } from './step-in-service.ts'
import { listStepIns } from './step-in-store.ts'

/** Subjects shown on the page; the file has them all. */
const shownSubjects = 1000

const toSummary = (row: store.DrawRow, departments: ReadonlyMap<string, string>): DrawSummary => ({
  id: row.id,
  number: row.number,
  title: row.title,
  state: row.state,
  itemTitle: row.item_title,
  department: departments.get(row.department_id) ?? '—',
  populationSize: row.population_size,
  drawn: row.drawn,
  committedAt: row.committed_at?.toISOString() ?? null,
  drawnAt: row.drawn_at?.toISOString() ?? null,
  createdAt: row.created_at.toISOString(),
})

const unitNames = async (scope: Scope, ids: readonly string[]): Promise<ReadonlyMap<string, string>> =>
  new Map((await findUnits(scope, [...new Set(ids)])).map((unit) => [unit.id, unit.name]))

/** A page of draws, newest first. */
export async function drawPage(
  scope: Scope,
  filter: store.DrawFilter,
): Promise<{ items: DrawSummary[]; next: string | null }> {
  const rows = await store.listDraws(scope, { ...filter, limit: filter.limit + 1 })
  const shown = rows.slice(0, filter.limit)
  const departments = await unitNames(
    scope,
    shown.map((row) => row.department_id),
  )
  return {
    items: shown.map((row) => toSummary(row, departments)),
    next: rows.length > filter.limit ? (shown.at(-1)?.id ?? null) : null,
  }
}

/** Sizes of the strata of a committed draw, from its plan and list. */
function strataOf(
  draw: store.DrawRow,
  sizes: readonly number[],
  names: ReadonlyMap<string, string>,
): DrawDetail['strata'] {
  return (draw.plan?.strata ?? []).map(({ key, sampleSize, substitutes = 0 }, index) => {
    const [region = '', drawClass = ''] = key.split('/')
    return {
      key,
      region,
      regionName: names.get(region) ?? region,
      class: drawClass,
      size: sizes[index] ?? 0,
      sampleSize,
      substitutes,
    }
  })
}

/** Subjects of each stratum: as kept, or counted from the list where a draw is older than the keeping. */
async function stratumSizes(scope: Scope, draw: store.DrawRow): Promise<readonly number[]> {
  if (draw.stratum_sizes !== null || draw.plan === null) return draw.stratum_sizes ?? []
  const text = await store.findPopulation(scope, draw.id)
  const sizes = draw.plan.strata.map(() => 0)
  for (const stratum of text ? readPopulationText(text).strata : [])
    sizes[stratum] = (sizes[stratum] ?? 0) + 1
  return sizes
}

/**
 * A draw with all that may be known of it now.
 *
 * @param publicOnly for the portal: only committed draws, and without the ids of enterprises
 * @throws `supervision.draw-not-found`
 */
export async function drawDetail(
  scope: Scope,
  id: string,
  publicOnly: boolean,
): Promise<DrawDetail & { jobRunId: string | null; taskId: string | null }> {
  const draw = await store.findDraw(scope, id)
  if (!draw || (publicOnly && draw.commitment === null)) throw drawError('supervision.draw-not-found')
  const result = await store.findResult(scope, id)
  const rows = await store.listDrawnSubjects(scope, id, shownSubjects)
  const regions = await findRegions(scope.tx, [
    ...new Set([
      ...rows.map((row) => row.region.slice(0, 6)),
      ...(draw.plan?.strata ?? []).map(({ key }) => key.slice(0, 6)),
    ]),
  ])
  const names = new Map(regions.map((region) => [region.code, region.name]))
  const departments = await unitNames(scope, [draw.department_id])
  const people = new Map(draw.terms?.inspectors.map((person) => [person.id, person]))
  const replaced = draw.replaces_id === null ? undefined : await store.findDraw(scope, draw.replaces_id)
  const all = rows.length < shownSubjects ? rows.length : await store.countDrawnSubjects(scope, id)
  return {
    ...toSummary(draw, departments),
    hash: draw.hash,
    cityName: draw.terms?.city.name ?? (await cityProfile(scope)).name,
    populationDigest: draw.population_digest,
    planDigest: draw.plan_digest,
    termsDigest: draw.terms_digest,
    commitment: draw.commitment,
    witnessesUntil: draw.witnesses_until?.toISOString() ?? null,
    publicSource: draw.public_source,
    rates: draw.request.rates,
    teamSize: draw.request.teamSize,
    joint: draw.terms?.joint.map(({ department }) => department) ?? [],
    strata: strataOf(draw, await stratumSizes(scope, draw), names),
    inspectors: draw.terms?.inspectors.length ?? 0,
    avoidances: draw.plan?.pool?.avoidances.length ?? 0,
    contributions: (await store.listContributions(scope, id)).map((row) => ({
      ...row,
      at: row.at.toISOString(),
    })),
    secret: result?.secret ?? null,
    seed: result?.seed ?? null,
    digest: result?.digest ?? null,
    subjects: rows.map((row) => ({
      position: row.position,
      enterpriseId: publicOnly ? null : row.enterprise_id,
      creditCode: row.credit_code,
      name: row.name,
      regionName: names.get(row.region.slice(0, 6)) ?? row.region,
      stratum: row.stratum,
      substitute: row.substitute,
      inspectors: row.inspectors.map((number) => ({
        number,
        name: people.get(number)?.name ?? number,
        department: people.get(number)?.department ?? '',
      })),
    })),
    more: all - rows.length,
    emptySeats: [result?.teams ?? [], ...(result?.joint.map((one) => one.teams) ?? [])]
      .flat()
      .reduce((sum, team) => sum + team.emptySeats.length, 0),
    stepIns: await stepInsOf(scope, id),
    replaces: replaced ? { id: replaced.id, number: replaced.number } : null,
    replacedBy: (await store.findReplacement(scope, id)) ?? null,
    reason: draw.reason,
    failure: draw.failure,
    jobRunId: draw.job_run_id,
    taskId: draw.task_id,
  }
}

/** Items of a list put together as text at a time. */
const piece = 50_000

/**
 * A list of the population as JSON, in pieces, so that no string holds ten million of them. Other requests are answered
 * between two pieces: anybody may ask for the file.
 */
async function listText(size: number, textOf: (index: number) => string): Promise<string[]> {
  const pieces: string[] = []
  for (let from = 0; from < size; from += piece) {
    const items: string[] = []
    for (let index = from; index < Math.min(size, from + piece); index++) items.push(textOf(index))
    pieces.push((from > 0 ? ',' : '') + items.join(','))
    await nextTurn()
  }
  return pieces
}

async function populationPieces({ size, idOf, strata }: TextPopulation): Promise<string[]> {
  return [
    '{"ids":[',
    ...(await listText(size, (index) => JSON.stringify(idOf(index)))),
    '],"strata":[',
    ...(await listText(size, (index) => String(strata[index] ?? 0))),
    ']}',
  ]
}

/**
 * The published file of a draw: everything that replaying it needs.
 *
 * @throws `supervision.draw-not-found` until it is drawn
 */
export async function drawFile(scope: Scope, id: string): Promise<File> {
  const draw = await store.findDraw(scope, id)
  const result = draw && (await store.findResult(scope, id))
  const text = result && (await store.findPopulation(scope, id))
  if (!draw?.plan || !draw.terms || !result || !text) throw drawError('supervision.draw-not-found')
  const contributions = (await store.listContributions(scope, id)).map(({ line }) => line)
  const record = recordOf(
    { draw, plan: draw.plan, contributions, secret: result.secret, seed: result.seed },
    result,
  )
  const { format, hash, ...rest } = record
  const head = JSON.stringify({
    format: 'zhiheng-draw-file/1',
    terms: draw.terms,
    termsDigest: draw.terms_digest,
  })
  const stepIns = (await listStepIns(scope, id)).map(({ entry }) => entry)
  const tail = JSON.stringify({
    joint: result.joint,
    digest: result.digest,
    ...(stepIns.length === 0 ? {} : { stepIns }),
  })
  const parts = [
    `${head.slice(0, -1)},"record":{"format":${JSON.stringify(format)},"hash":${JSON.stringify(hash)},"population":`,
    ...(await populationPieces(readPopulationText(text))),
    `,${JSON.stringify(rest).slice(1)},${tail.slice(1)}\n`,
  ]
  return new File(parts, `draw-${draw.number}.json`, { type: 'application/json' })
}
