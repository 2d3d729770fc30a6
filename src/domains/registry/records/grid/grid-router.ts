import { implement } from '@orpc/server'
import { type RequestContext, scoped } from '#kernel/api/router.ts'
import { assignByRegion, assignToCell, takeOutOfCells } from './grid-assignment.ts'
import { gridContract } from './grid-contract.ts'
import * as grid from './grid-service.ts'

const os = implement(gridContract).$context<RequestContext>().use(scoped)

/** The grid's procedures, for the room's router. */
export const gridHandlers = {
  gridCells: os.gridCells.handler(({ context: { scope } }) => grid.readGrid(scope)),
  createGridCell: os.createGridCell.handler(({ input, context: { scope } }) => grid.createCell(scope, input)),
  changeGridCell: os.changeGridCell.handler(({ input, context: { scope } }) =>
    grid.changeCell(scope, input.cellId, input.fields),
  ),
  gridKeepers: os.gridKeepers.handler(async ({ input, context: { scope } }) => ({
    keepers: await grid.keepers(scope, input.search),
  })),
  handOverGridCells: os.handOverGridCells.handler(({ input, context: { scope } }) =>
    grid.handOverCells(scope, input),
  ),
  gridHandOvers: os.gridHandOvers.handler(async ({ input, context: { scope } }) => ({
    handOvers: await grid.handOversOf(scope, input.cellId),
  })),
  assignByRegion: os.assignByRegion.handler(async ({ input, context: { scope } }) => ({
    assigned: await assignByRegion(scope, input.region),
  })),
  assignToCell: os.assignToCell.handler(async ({ input, context: { scope } }) => ({
    assigned: await assignToCell(scope, input.cellId, input.enterpriseIds, input.reason),
  })),
  takeOutOfCells: os.takeOutOfCells.handler(async ({ input, context: { scope } }) => ({
    takenOut: await takeOutOfCells(scope, input.enterpriseIds, input.reason),
  })),
}
