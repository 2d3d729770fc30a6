/** Which enterprises lie in which cell: by hand, or all of a region dealt out evenly. */
import { v7 as newId } from 'uuid'
import { recordAudit } from '#kernel/audit/audit.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { kernelError } from '#kernel/language/kernel-errors.ts'
import { recordWork } from '../../enterprises/bulk-store.ts'
import { recordError } from '../records-errors.ts'
import * as store from './grid-store.ts'

/** Most enterprises that one request deals out; the page asks again while some are left. */
const mostAtOnce = 20_000

/**
 * Puts enterprises into a cell that has none below it.
 *
 * @throws `registry.grid-not-a-leaf`, `kernel.not-found`
 */
export async function assignToCell(
  scope: Scope,
  cellId: string,
  enterpriseIds: readonly string[],
  reason: string,
): Promise<number> {
  const [cell] = await store.findCells(scope, [cellId])
  if (!cell?.active) throw kernelError('kernel.not-found')
  if ((await store.cellContent(scope, cellId)).cells > 0)
    throw recordError('registry.grid-not-a-leaf', { name: cell.name })
  return move(
    scope,
    enterpriseIds.map((enterpriseId) => ({ enterpriseId, cellId })),
    reason,
    { id: cell.id, label: cell.name },
  )
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
    detail: { enterprises: moved.length, reason },
  })
  return moved.length
}
