/** Which enterprises lie in which cell: by hand, or all of a region dealt out evenly. */
import { v7 as newId } from 'uuid'
import { isInReach, unitsInReach } from '#kernel/access/data-reach.ts'
import { recordAudit } from '#kernel/audit/audit.ts'
import type { Scope } from '#kernel/db/scope.ts'
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
  const reach = unitsInReach(scope, permission)
  const [cell] = await store.findCells(scope, [cellId])
  if (!cell?.active || !isInReach(reach, { region: cell.region })) throw kernelError('kernel.not-found')
  if ((await store.cellContent(scope, cellId)).cells > 0)
    throw recordError('registry.grid-not-a-leaf', { name: cell.name })
  const ids = [...new Set(enterpriseIds)]
  const enterprises = await store.lockPlaces(scope, ids)
  if (enterprises.length < ids.length || enterprises.some((one) => !isInReach(reach, one)))
    throw enterpriseError('registry.enterprise-not-found')
  const merged = enterprises.find((one) => one.merged_into !== null)
  if (merged) throw enterpriseError('registry.already-merged', { name: merged.name })
  const elsewhere = enterprises.filter((one) => !fitsCell(one.region, cell.region))
  if (elsewhere.length > 0) throw otherCounty(cell.name, elsewhere)
  return move(
    scope,
    ids.map((enterpriseId) => ({ enterpriseId, cellId })),
    reason,
    { id: cell.id, label: cell.name },
  )
}

function otherCounty(cell: string, enterprises: ReadonlyArray<{ readonly name: string }>): Error {
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
 * @throws `registry.grid-not-a-leaf`, `registry.grid-other-county`, `kernel.not-found`
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
  if (cell && fitsCell(after.region, cell.region) && (isKept || cell.active)) {
    if (!isKept && (await store.cellContent(scope, gridCellId)).cells > 0)
      throw recordError('registry.grid-not-a-leaf', { name: cell.name })
    return gridCellId
  }
  if (isKept) return null
  if (!cell?.active) throw kernelError('kernel.not-found')
  throw otherCounty(cell.name, [after])
}

interface CellPlace {
  readonly region: string
  readonly gridCellId: string | null
}

/**
 * Deals the enterprises of a region that are in no cell out to its lowest cells, evenly. What was assigned before, by
 * hand or by region, stays.
 *
 * @throws `registry.grid-no-cell`
 */
export async function assignByRegion(scope: Scope, region: string): Promise<number> {
  const cells = await store.leafCells(scope, region)
  if (cells.length === 0) throw recordError('registry.grid-no-cell', { region })
  const enterprises = await store.unassignedEnterprises(scope, region, mostAtOnce)
  const moves = enterprises.flatMap((enterpriseId, index) => {
    const cellId = cells[index % cells.length]
    return cellId === undefined ? [] : [{ enterpriseId, cellId }]
  })
  return move(scope, moves, `按区划 ${region} 分配`, { id: region, label: region })
}

async function move(
  scope: Scope,
  moves: ReadonlyArray<{ readonly enterpriseId: string; readonly cellId: string }>,
  reason: string,
  object: { readonly id: string; readonly label: string },
): Promise<number> {
  if (moves.length === 0) return 0
  const moved = await store.moveToCells(
    scope,
    moves.map((one) => ({ ...one, changeId: newId() })),
    reason,
  )
  recordWork(scope, 'entry', moved)
  recordAudit(scope, {
    action: 'registry.assign-grid-cell',
    objectType: 'grid-cell',
    objectId: object.id,
    objectLabel: object.label,
    detail: { enterprises: moved.length, enterpriseIds: moved.slice(0, mostNamed), reason },
  })
  return moved.length
}
