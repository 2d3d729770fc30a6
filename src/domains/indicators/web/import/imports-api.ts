import { createApi } from '#ui/api/create-api.ts'
import { observationImportContract } from '../../observation-import/import-contract.ts'

/** The typed client of imports of figures. */
export const importsApi = createApi('indicators', observationImportContract)
