import { implement } from '@orpc/server'
import { type RequestContext, scoped } from '#kernel/api/router.ts'
import { recordAudit } from '#kernel/audit/audit.ts'
import type { DomainPart } from '#kernel/domain.ts'
import { callableMethods } from '../method-call.ts'
import { browseContract } from './browse-contract.ts'
import {
  browseCatalogue,
  filteredCatalogue,
  indicatorBreakdown,
  indicatorQuality,
  listMeasures,
} from './browse-service.ts'

const os = implement(browseContract).$context<RequestContext>().use(scoped)
const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Binds the room's contract to its services. */
export const browseRouter = os.router({
  browseCatalogue: os.browseCatalogue.handler(({ input, context: { scope, modules } }) =>
    browseCatalogue(scope, modules, input),
  ),
  exportCatalogue: os.exportCatalogue.handler(async ({ input, context: { scope, modules } }) => {
    const { fitting } = await filteredCatalogue(scope, modules, input)
    recordAudit(scope, {
      action: 'indicators.export-catalogue',
      objectType: 'indicator',
      objectId: scope.city,
      objectLabel: String(fitting.length),
    })
    // Loaded when asked for: the spreadsheet library takes a while.
    const { catalogueWorkbook } = await import('./catalogue-workbook.ts')
    const name = scope.locale === 'zh' ? '指标目录.xlsx' : 'indicators.xlsx'
    return new File([await catalogueWorkbook(fitting, scope.locale)], name, { type: spreadsheet })
  }),
  indicatorQuality: os.indicatorQuality.handler(({ input, context: { scope, modules } }) =>
    indicatorQuality(scope, modules, input.indicatorId),
  ),
  indicatorBreakdown: os.indicatorBreakdown.handler(async ({ input, context: { scope, modules } }) => ({
    items: await indicatorBreakdown(scope, modules, input),
  })),
  listMethods: os.listMethods.handler(() => ({ items: callableMethods() })),
  listMeasures: os.listMeasures.handler(async ({ context: { scope, modules } }) => ({
    items: await listMeasures(scope, modules),
  })),
})

/** The catalogue as it is looked through. */
export const browsePart: DomainPart = { router: browseRouter }
