import { useQuery } from '@tanstack/react-query'
import { type Translate, useText } from '#ui/language/language.ts'
import type { GridCell } from '../../records/grid/grid-schemas.ts'
import { registryApi } from '../registry-api.ts'
import { gridMessages } from './grid-words.ts'

/** The grid with its counts; kept for a minute. */
export function useGrid() {
  return useQuery(registryApi.gridCells.queryOptions({ staleTime: 60_000 }))
}

/** Who looks after a cell: `骆亦舟，备岗闻知微`; says so when nobody does. */
export function keeperWords(cell: GridCell, text: Translate): string {
  const keeper = cell.keeper?.name ?? text(gridMessages['registry.grid.no-keeper'])
  return cell.backup
    ? text(gridMessages['registry.grid.keeper-and-backup'], { keeper, backup: cell.backup.name })
    : keeper
}

/** The name of a cell with who looks after it; null for none, the id of one that is no longer there. */
export function useGridCellName(): (cellId: string | null) => string | null {
  const text = useText()
  const cells = useGrid().data?.cells
  return (cellId) => {
    if (cellId === null || cells === undefined) return null
    const cell = cells.find((one) => one.id === cellId)
    return cell
      ? text(gridMessages['registry.grid.cell-and-keeper'], {
          cell: cell.name,
          keeper: keeperWords(cell, text),
        })
      : cellId
  }
}
