import { useQuery } from '@tanstack/react-query'
import { registryApi } from '../registry-api.ts'

/** The grid with its counts; kept for a minute. */
export function useGrid() {
  return useQuery(registryApi.gridCells.queryOptions({ staleTime: 60_000 }))
}

/** The name of a cell with its keeper; null for none. */
export function useGridCellName(cellId: string | null): string | null {
  const grid = useGrid()
  if (cellId === null) return null
  const cell = grid.data?.cells.find((one) => one.id === cellId)
  if (!cell) return null
  return cell.keeper ? `${cell.name}（${cell.keeper.name}）` : cell.name
}
