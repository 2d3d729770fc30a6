/** The supervision grid over the API. */
import { z } from 'zod'
import { procedure } from '#kernel/api/contract.ts'
import { RegionCode } from '#kernel/org/contract.ts'
import { GridCell, GridCellFields, HandOver, Keeper } from './grid-schemas.ts'

const tags = ['registry'] as const
const byCell = z.object({ cellId: z.uuid() })
const reason = z.string().trim().min(2).max(500)

export const gridContract = {
  gridCells: procedure({
    method: 'GET',
    path: '/registry/grid',
    permission: 'registry.read',
    summary: { zh: '查看监管网格', en: 'Read the supervision grid' },
    tags,
  }).output(
    z.object({
      cells: z.array(GridCell),
      /** Active enterprises in reach that belong to no cell, per county. */
      unassigned: z.array(z.object({ region: z.string(), enterprises: z.number().int() })),
    }),
  ),
  createGridCell: procedure({
    method: 'POST',
    path: '/registry/grid',
    permission: 'registry.manage-grid',
    summary: { zh: '新增网格', en: 'Add a cell' },
    tags,
    successStatus: 201,
  })
    .input(GridCellFields.partial({ parentId: true, active: true }))
    .output(GridCell),
  changeGridCell: procedure({
    method: 'PATCH',
    path: '/registry/grid/{cellId}',
    permission: 'registry.manage-grid',
    summary: { zh: '修改网格', en: 'Change a cell' },
    tags,
  })
    .input(byCell.extend({ fields: GridCellFields.partial() }))
    .output(GridCell),
  gridKeepers: procedure({
    method: 'GET',
    path: '/registry/grid/keepers',
    permission: 'registry.read',
    summary: { zh: '可担任网格员的人员', en: 'People who may keep a cell' },
    tags,
  })
    .input(z.object({ search: z.string().trim().max(40).optional() }))
    .output(z.object({ keepers: z.array(Keeper.extend({ cells: z.number().int() })) })),
  handOverGridCells: procedure({
    method: 'POST',
    path: '/registry/grid/hand-over',
    permission: 'registry.manage-grid',
    summary: { zh: '交接网格', en: 'Hand cells over' },
    tags,
  })
    /** `keeperId` null leaves the cells without a keeper; `backupId` left out keeps the backups. */
    .input(
      z.object({
        cellIds: z.array(z.uuid()).min(1).max(500),
        keeperId: z.uuid().nullable(),
        backupId: z.uuid().nullable().optional(),
        reason,
      }),
    )
    .output(z.object({ cells: z.number().int(), enterprises: z.number().int() })),
  gridHandOvers: procedure({
    method: 'GET',
    path: '/registry/grid/{cellId}/hand-overs',
    permission: 'registry.read',
    summary: { zh: '查看网格交接记录', en: 'Read how a cell was handed over' },
    tags,
  })
    .input(byCell)
    .output(z.object({ handOvers: z.array(HandOver) })),
  assignByRegion: procedure({
    method: 'POST',
    path: '/registry/grid/assign-by-region',
    permission: 'registry.manage-grid',
    summary: { zh: '按区划分配企业到网格', en: 'Assign enterprises to cells by region' },
    tags,
  })
    /** Only enterprises without a cell are assigned: to the cells of their town, else evenly to those of their county. */
    .input(z.object({ region: RegionCode }))
    .output(z.object({ assigned: z.number().int() })),
  assignToCell: procedure({
    method: 'POST',
    path: '/registry/grid/{cellId}/enterprises',
    permission: 'registry.assign-to-grid-cell',
    summary: { zh: '指定企业所属网格', en: 'Put enterprises into a cell' },
    tags,
  })
    /** All of the cell's county and within reach. `assigned` counts those that were not in the cell before. */
    .input(byCell.extend({ enterpriseIds: z.array(z.uuid()).min(1).max(1000), reason }))
    .output(z.object({ assigned: z.number().int() })),
  takeOutOfCells: procedure({
    method: 'POST',
    path: '/registry/grid/take-out',
    permission: 'registry.assign-to-grid-cell',
    summary: { zh: '把企业移出网格', en: 'Take enterprises out of their cells' },
    tags,
  })
    /** All within reach. `takenOut` counts those that were in a cell before. */
    .input(z.object({ enterpriseIds: z.array(z.uuid()).min(1).max(1000), reason }))
    .output(z.object({ takenOut: z.number().int() })),
}
