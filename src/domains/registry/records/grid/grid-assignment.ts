/** Which enterprises lie in which cell: by hand, or all of a region dealt out evenly. */
import { v7 as newId } from 'uuid'
import { isInReach, unitsInReach } from '#kernel/access/data-reach.ts'
import { recordAudit } from '#kernel/audit/audit.ts'
import type { Scope } from '#kernel/db/scope.ts'
import type { ApplicationError } from '#kernel/language/errors.ts'
import { kernelError } from '#kernel/language/kernel-errors.ts'
import { recordWork } from '../../enterprises/bulk-store.ts'
import { enterpriseError } from '../../enterprises/enterprise-errors.ts'
import { recordError } from '../records-errors.ts'
import { countyOf, fitsCell } from './cell-region.ts'
import * as store from './grid-store.ts'

/** Most enterprises that one request deals out; the page asks again while some are left. */
const mostAtOnce = 20_000

/** Right to put single enterprises into a cell, as far as it reaches. */
const permission = 'registry.assign-to-grid-cell'
/** Most enterprises that a message or the audit trail names one by one. */
const mostNamed = 20

/**
 * Puts enterprises into a cell that has none below it. Cell and enterprises lie within the caller's reach, and the
 * enterprises in the county of the cell.
 *
 * @throws `registry.grid-not-a-leaf`, `registry.grid-other-county`, `registry.enterprise-not-found`,
 * `registry.already-merged`, `kernel.not-found` for a cell that is unknown, given up or out of reach
 */
export async function assignToCell(
  scope: Scope,
  cellId: string,
  enterpriseIds: readonly string[],
  reason: string,
): Promise<number> {
  const [cell] = await store.findCells(scope, [cellId])
  if (!cell?.active || !isInReach(unitsInReach(scope, permission), { region: cell.region }))
    throw kernelError('kernel.not-found')
  if (cell.has_below) throw recordError('registry.grid-not-a-leaf', { name: cell.name })
  const ids = [...new Set(enterpriseIds)]
  const enterprises = await lockMovable(scope, ids)
  const elsewhere = enterprises.filter((one) => !fitsCell(one.region, cell.region))
  if (elsewhere.length > 0) throw otherCounty(cell.name, elsewhere)
  return assign(
    scope,
    ids.map((enterpriseId) => ({ enterpriseId, cellId })),
    reason,
    { id: cell.id, label: cell.name },
  )
}

/** Where the enterprises lie, locked; all of them within the caller's reach, none a merged duplicate. */
async function lockMovable(scope: Scope, ids: readonly string[]) {
  const reach = unitsInReach(scope, permission)
  const enterprises = await store.lockPlaces(scope, ids)
  if (enterprises.length < ids.length || enterprises.some((one) => !isInReach(reach, one)))
    throw enterpriseError('registry.enterprise-not-found')
  const merged = enterprises.find((one) => one.merged_into !== null)
  if (merged) throw enterpriseError('registry.already-merged', { name: merged.name })
  return enterprises
}

/**
 * Takes enterprises out of the cells in which they lie. They lie within the caller's reach, as for {@link assignToCell};
 * those in no cell stay as they are.
 *
 * @returns how many were in a cell
 * @throws `registry.enterprise-not-found`, `registry.already-merged`
 */
export async function takeOutOfCells(
  scope: Scope,
  enterpriseIds: readonly string[],
  reason: string,
): Promise<number> {
  const ids = [...new Set(enterpriseIds)]
  await lockMovable(scope, ids)
  const moved = await move(
    scope,
    ids.map((enterpriseId) => ({ enterpriseId, cellId: null })),
    reason,
  )
  const byCell = Map.groupBy(moved, ({ left }) => left)
  if (moved.length > 0)
    for (const { id, name } of await store.readCells(scope)) {
      const left = byCell.get(id)
      if (left) audit(scope, 'registry.take-out-of-grid-cell', { id, label: name }, left, reason)
    }
  return moved.length
}

function otherCounty(cell: string, enterprises: ReadonlyArray<{ readonly name: string }>): ApplicationError {
  return recordError('registry.grid-other-county', {
    cell,
    count: enterprises.length,
    names: enterprises
      .slice(0, mostNamed)
      .map((one) => one.name)
      .join('、'),
  })
}

/**
 * What stays of an enterprise's cell when its fields change: a cell that is newly named has to fit; one that the
 * enterprise leaves by moving to another county falls away.
 *
 * @throws `registry.grid-cell-unknown`, `registry.grid-not-a-leaf`, `registry.grid-other-county`
 */
export async function cellAfterChange(
  scope: Scope,
  before: CellPlace | undefined,
  after: CellPlace & { readonly name: string },
): Promise<string | null> {
  const { gridCellId } = after
  if (gridCellId === null) return null
  const isKept = before?.gridCellId === gridCellId
  if (isKept && countyOf(before.region) === countyOf(after.region)) return gridCellId
  const [cell] = await store.findCells(scope, [gridCellId])
  if (isKept) return cell && fitsCell(after.region, cell.region) ? gridCellId : null
  const fault = faultOfCell(cell, after)
  if (fault) throw fault
  return gridCellId
}

/** Why an enterprise cannot be put into the cell that is named for it; undefined when it can. */
function faultOfCell(
  cell: Awaited<ReturnType<typeof store.findCells>>[number] | undefined,
  enterprise: { readonly name: string; readonly region: string },
): ApplicationError | undefined {
  if (!cell?.active) return recordError('registry.grid-cell-unknown')
  if (cell.has_below) return recordError('registry.grid-not-a-leaf', { name: cell.name })
  return fitsCell(enterprise.region, cell.region) ? undefined : otherCounty(cell.name, [enterprise])
}

/** The same for many new enterprises, in their order; undefined for those that name no cell or one that fits. */
export async function cellFaults(
  scope: Scope,
  enterprises: ReadonlyArray<CellPlace & { readonly name: string }>,
): Promise<Array<ApplicationError | undefined>> {
  const named = new Set(enterprises.flatMap(({ gridCellId }) => gridCellId ?? []))
  if (named.size === 0) return []
  const cells = new Map((await store.findCells(scope, [...named])).map((cell) => [cell.id, cell]))
  return enterprises.map((one) =>
    one.gridCellId === null ? undefined : faultOfCell(cells.get(one.gridCellId), one),
  )
}

interface CellPlace {
  readonly region: string
  readonly gridCellId: string | null
}

/**
 * Deals the enterprises of a region that are in no cell out to its lowest cells: to those of an enterprise's own town
 * where there are any, else to those of its county, evenly. What was assigned before, by hand or by region, stays.
 *
 * @throws `registry.grid-no-cell`
 */
export async function assignByRegion(scope: Scope, region: string): Promise<number> {
  const cells = await store.leafCells(scope, region)
  if (cells.length === 0) throw recordError('registry.grid-no-cell', { region })
  const enterprises = await store.unassignedEnterprises(scope, region, mostAtOnce)
  const byRegion = Map.groupBy(cells, (cell) => cell.region)
  const dealt = new Map<readonly store.Placed[], number>()
  const moves = enterprises.flatMap(({ id: enterpriseId, region: at }) => {
    const among = byRegion.get(at) ?? byRegion.get(countyOf(at)) ?? cells
    const turn = dealt.get(among) ?? 0
    dealt.set(among, turn + 1)
    const cell = among[turn % among.length]
    return cell === undefined ? [] : [{ enterpriseId, cellId: cell.id }]
  })
  return assign(scope, moves, `按区划 ${region} 分配`, { id: region, label: region })
}

interface Move {
  readonly enterpriseId: string
  readonly cellId: string | null
}

/** Moves them, which other programs hear of; gives those that were not there yet, with the cells they left. */
async function move(scope: Scope, moves: readonly Move[], reason: string) {
  if (moves.length === 0) return []
  const moved = await store.moveToCells(
    scope,
    moves.map((one) => ({ ...one, changeId: newId() })),
    reason,
  )
  recordWork(
    scope,
    'entry',
    moved.map(({ id }) => id),
  )
  return moved
}

async function assign(
  scope: Scope,
  moves: readonly Move[],
  reason: string,
  object: AuditedObject,
): Promise<number> {
  const moved = await move(scope, moves, reason)
  if (moves.length > 0) audit(scope, 'registry.assign-grid-cell', object, moved, reason)
  return moved.length
}

interface AuditedObject {
  readonly id: string
  readonly label: string
}

const audit = (
  scope: Scope,
  action: string,
  { id, label }: AuditedObject,
  moved: ReadonlyArray<{ readonly id: string }>,
  reason: string,
): void =>
  recordAudit(scope, {
    action,
    objectType: 'grid-cell',
    objectId: id,
    objectLabel: label,
    detail: {
      enterprises: moved.length,
      enterpriseIds: moved.slice(0, mostNamed).map((one) => one.id),
      reason,
    },
  })
