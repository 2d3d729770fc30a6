/** The supervision grid: a tree of cells, who keeps each, which enterprises lie in it. */
import { v7 as newId } from 'uuid'
import { accountIdsWithRole, findAccount, listAccounts } from '#kernel/access/store.ts'
import { recordAudit } from '#kernel/audit/audit.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { kernelError } from '#kernel/language/kernel-errors.ts'
import { recordError } from '../records-errors.ts'
import { regionsOutsideCity } from '../region-check.ts'
import type { GridCell, GridCellFields, Keeper } from './grid-schemas.ts'
import * as store from './grid-store.ts'

const keeperOf = (id: string | null, name: string | null): Keeper | null =>
  id !== null && name !== null ? { id, name } : null

/** Cells with the enterprises of each and of all below it: one walk from the leaves up. */
function withSums(cells: readonly store.CellRow[], own: ReadonlyMap<string, number>): GridCell[] {
  const below = Map.groupBy(cells, (cell) => cell.parent_id)
  const sums = new Map<string, number>()
  const sumOf = (id: string): number => {
    const known = sums.get(id)
    if (known !== undefined) return known
    // Set before going down, so that a ring, which the service refuses, could not hang a page.
    sums.set(id, own.get(id) ?? 0)
    const sum = (below.get(id) ?? []).reduce((total, cell) => total + sumOf(cell.id), own.get(id) ?? 0)
    sums.set(id, sum)
    return sum
  }
  return cells.map((cell) => ({
    id: cell.id,
    parentId: cell.parent_id,
    code: cell.code,
    name: cell.name,
    region: cell.region,
    active: cell.active,
    keeper: keeperOf(cell.keeper_id, cell.keeper_name),
    backup: keeperOf(cell.backup_id, cell.backup_name),
    enterprises: sumOf(cell.id),
  }))
}

/** The whole grid with how many enterprises lie where, and how many in no cell. */
export async function readGrid(scope: Scope) {
  const [cells, counts] = [await store.readCells(scope), await store.countByCell(scope)]
  const own = new Map(counts.flatMap(({ cell, count }) => (cell === null ? [] : [[cell, count] as const])))
  return {
    cells: withSums(cells, own),
    unassigned: counts.flatMap(({ region, count }) =>
      region === null ? [] : [{ region, enterprises: count }],
    ),
  }
}

async function getCell(scope: Scope, id: string): Promise<store.CellRow> {
  const [cell] = await store.findCells(scope, [id])
  if (!cell) throw kernelError('kernel.not-found')
  return cell
}

async function shownCell(scope: Scope, id: string): Promise<GridCell> {
  const grid = await readGrid(scope)
  const cell = grid.cells.find((one) => one.id === id)
  if (!cell) throw kernelError('kernel.not-found')
  return cell
}

async function checkCell(scope: Scope, id: string | undefined, fields: GridCellFields): Promise<void> {
  const [outside] = await regionsOutsideCity(scope, [fields.region])
  if (outside !== undefined) throw recordError('registry.region-outside-city', { region: outside })
  if (fields.parentId === null) return
  await getCell(scope, fields.parentId)
  if (id !== undefined && (await store.isWithinCell(scope, fields.parentId, id)))
    throw recordError('registry.grid-ring', { name: fields.name })
}

const audit = (scope: Scope, action: string, id: string, label: string, detail = {}) =>
  recordAudit(scope, { action, objectType: 'grid-cell', objectId: id, objectLabel: label, detail })

/** @throws `registry.grid-code-taken`, `registry.region-outside-city`, `kernel.not-found` */
export async function createCell(
  scope: Scope,
  given: Pick<GridCellFields, 'code' | 'name' | 'region'> & {
    readonly parentId?: string | null | undefined
    readonly active?: boolean | undefined
  },
): Promise<GridCell> {
  const fields = { ...given, parentId: given.parentId ?? null, active: given.active ?? true }
  await checkCell(scope, undefined, fields)
  const id = newId()
  if (!(await store.insertCell(scope, id, fields)))
    throw recordError('registry.grid-code-taken', { code: fields.code })
  audit(scope, 'registry.add-grid-cell', id, fields.name, { code: fields.code })
  return shownCell(scope, id)
}

/**
 * @throws `registry.grid-ring`, `registry.grid-code-taken`, `registry.grid-not-empty`,
 *   `registry.grid-leaves-enterprises`, `kernel.not-found`
 */
export async function changeCell(
  scope: Scope,
  id: string,
  given: { readonly [Field in keyof GridCellFields]?: GridCellFields[Field] | undefined },
): Promise<GridCell> {
  const before = await getCell(scope, id)
  const fields: GridCellFields = {
    parentId: given.parentId === undefined ? before.parent_id : given.parentId,
    code: given.code ?? before.code,
    name: given.name ?? before.name,
    region: given.region ?? before.region,
    active: given.active ?? before.active,
  }
  await checkCell(scope, id, fields)
  if (before.active && !fields.active) {
    const { enterprises, cells } = await store.cellContent(scope, id)
    if (enterprises + cells > 0)
      throw recordError('registry.grid-not-empty', { name: before.name, count: enterprises + cells })
  }
  const left = fields.region === before.region ? 0 : await store.countUnfitting(scope, id, fields.region)
  if (left > 0)
    throw recordError('registry.grid-leaves-enterprises', {
      name: before.name,
      count: left,
      region: fields.region,
    })
  if (!(await store.updateCell(scope, id, fields)))
    throw recordError('registry.grid-code-taken', { code: fields.code })
  audit(scope, 'registry.change-grid-cell', id, fields.name)
  return shownCell(scope, id)
}

const keeperRoles = ['inspector', 'clerk'] as const

/** Accounts in use of people who supervise, with how many cells each keeps. */
export async function keepers(scope: Scope, search: string | undefined) {
  const ids = new Set<string>()
  for (const role of keeperRoles) for (const id of await accountIdsWithRole(scope, role)) ids.add(id)
  const accounts = await listAccounts(
    scope,
    { ids: [...ids], active: true, ...(search ? { search } : {}) },
    undefined,
    100,
  )
  const cells = await store.listKeepers(
    scope,
    accounts.map((account) => account.id),
  )
  const count = new Map(cells.map((row) => [row.id, row.cells]))
  return accounts.map(({ id, name }) => ({ id, name, cells: Number(count.get(id) ?? 0) }))
}

async function accountAsKeeper(scope: Scope, id: string | null): Promise<Keeper | null> {
  if (id === null) return null
  const account = await findAccount(scope, id)
  if (!account?.active) throw kernelError('kernel.not-found')
  return { id: account.id, name: account.name }
}

/**
 * Gives cells another keeper, on record.
 *
 * @throws `registry.grid-same-keeper`, `kernel.not-found` for an unknown cell or an account not in use
 */
export async function handOverCells(
  scope: Scope,
  input: {
    readonly cellIds: readonly string[]
    readonly keeperId: string | null
    readonly backupId?: string | null | undefined
    readonly reason: string
  },
): Promise<{ cells: number; enterprises: number }> {
  const cells = await store.findCells(scope, [...new Set(input.cellIds)])
  if (cells.length !== new Set(input.cellIds).size) throw kernelError('kernel.not-found')
  const keeper = await accountAsKeeper(scope, input.keeperId)
  const backup = input.backupId === undefined ? undefined : await accountAsKeeper(scope, input.backupId)
  const clash = cells.some((cell) => {
    const second = backup === undefined ? cell.backup_id : (backup?.id ?? null)
    return keeper !== null && second === keeper.id
  })
  if (clash) throw recordError('registry.grid-same-keeper')
  const enterprises = await store.handOver(
    scope,
    cells.map((cell) => ({ id: cell.id, handOverId: newId() })),
    keeper,
    backup,
    input.reason,
  )
  for (const cell of cells)
    audit(scope, 'registry.hand-over-grid-cell', cell.id, cell.name, {
      from: cell.keeper_name,
      to: keeper?.name ?? null,
      reason: input.reason,
    })
  return { cells: cells.length, enterprises }
}

export async function handOversOf(scope: Scope, cellId: string) {
  const rows = await store.listHandOvers(scope, cellId)
  return rows.map((row) => ({
    id: row.id,
    from: row.from_name,
    to: row.to_name,
    enterprises: row.enterprises,
    reason: row.reason,
    at: row.at.toISOString(),
    by: row.by_name,
  }))
}
