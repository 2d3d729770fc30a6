import { implement } from '@orpc/server'
import { type RequestContext, scoped } from '#kernel/api/router.ts'
import { recordAudit } from '#kernel/audit/audit.ts'
import { cityTable } from '#kernel/db/tables.ts'
import type { DomainPart } from '#kernel/domain.ts'
import { today } from '../figures-service.ts'
import { pivotContract } from './pivot-contract.ts'
import {
  deletePivotView,
  getPivotView,
  listPivotViews,
  pivot,
  pivotChoices,
  savePivotView,
} from './pivot-service.ts'

const os = implement(pivotContract).$context<RequestContext>().use(scoped)

const excel = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Pivots and the views people keep of them. */
export const pivotPart: DomainPart = {
  tables: { pivot_view: cityTable },
  router: os.router({
    pivotChoices: os.pivotChoices.handler(({ context: { scope, modules } }) => pivotChoices(scope, modules)),
    pivot: os.pivot.handler(({ input, context: { scope, modules } }) => pivot(scope, modules, input)),
    exportPivot: os.exportPivot.handler(async ({ input, context: { scope, modules } }) => {
      const answer = await pivot(scope, modules, input)
      recordAudit(scope, {
        action: 'indicators.export-pivot',
        objectType: 'pivot',
        objectId: scope.city,
        objectLabel: String(answer.values.length),
      })
      // Only whoever exports pays for loading the library.
      const { pivotWorkbook } = await import('./pivot-workbook.ts')
      return new File([await pivotWorkbook(answer, input.rows, scope.locale, today(scope))], 'pivot.xlsx', {
        type: excel,
      })
    }),
    listPivotViews: os.listPivotViews.handler(({ context: { scope } }) => listPivotViews(scope)),
    getPivotView: os.getPivotView.handler(({ input, context: { scope } }) =>
      getPivotView(scope, input.viewId),
    ),
    savePivotView: os.savePivotView.handler(({ input, context: { scope } }) => savePivotView(scope, input)),
    deletePivotView: os.deletePivotView.handler(async ({ input, context: { scope } }) => ({
      deleted: await deletePivotView(scope, input.viewId),
    })),
  }),
}
