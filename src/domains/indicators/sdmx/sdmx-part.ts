import { implement } from '@orpc/server'
import { type RequestContext, scoped } from '#kernel/api/router.ts'
import { recordAudit } from '#kernel/audit/audit.ts'
import type { DomainPart } from '#kernel/domain.ts'
import { sdmxContract, sdmxCsvType } from './sdmx-contract.ts'
import { sdmxCsv } from './sdmx-service.ts'

const os = implement(sdmxContract).$context<RequestContext>().use(scoped)

export const sdmxRouter = os.router({
  exportSdmx: os.exportSdmx.handler(async ({ input, context: { scope, modules } }) => {
    const text = await sdmxCsv(scope, modules, input)
    recordAudit(scope, {
      action: 'indicators.export-sdmx',
      objectType: 'indicators',
      objectId: scope.city,
      objectLabel: `${input.from}–${input.to}`,
    })
    return new File([text], 'indicators.csv', { type: sdmxCsvType })
  }),
})

/** Figures for statistics programs. */
export const sdmxPart: DomainPart = { router: sdmxRouter }
