import { implement } from '@orpc/server'
import { type RequestContext, scoped } from '#kernel/api/router.ts'
import { cityTable } from '#kernel/db/tables.ts'
import type { DomainPart } from '#kernel/domain.ts'
import { observationImportContract } from './import-contract.ts'
import { checkImportJob, importJob } from './import-jobs.ts'
import {
  abandonImport,
  confirmImport,
  getImport,
  importPage,
  resumeImport,
  startImport,
} from './import-service.ts'
import { importTemplate } from './import-template.ts'

const os = implement(observationImportContract).$context<RequestContext>().use(scoped)

export const observationImportRouter = os.router({
  importObservations: os.importObservations.handler(({ input, context: { scope, blobs } }) =>
    startImport(scope, blobs, { name: input.file.name, content: input.file }),
  ),
  listObservationImports: os.listObservationImports.handler(({ input, context: { scope } }) =>
    importPage(scope, input),
  ),
  getObservationImport: os.getObservationImport.handler(({ input, context: { scope } }) =>
    getImport(scope, input.importId),
  ),
  confirmObservationImport: os.confirmObservationImport.handler(({ input, context: { scope } }) =>
    confirmImport(scope, input.importId, input.reason),
  ),
  resumeObservationImport: os.resumeObservationImport.handler(({ input, context: { scope } }) =>
    resumeImport(scope, input.importId),
  ),
  abandonObservationImport: os.abandonObservationImport.handler(({ input, context: { scope } }) =>
    abandonImport(scope, input.importId),
  ),
  observationImportTemplate: os.observationImportTemplate.handler(({ input, context: { scope, modules } }) =>
    importTemplate(scope, modules, input.format),
  ),
})

/** Files of figures, published as a whole or not at all. */
export const observationImportPart: DomainPart = {
  tables: { observation_import: cityTable, observation_import_row: cityTable },
  permissions: {
    'indicators.import': {
      title: { zh: '批量导入并发布数据', en: 'Import and publish files of figures' },
      roles: { clerk: 'city' },
    },
  },
  router: observationImportRouter,
  jobs: [checkImportJob, importJob],
}
