/** The typed client of risk classes, and what its answers are. */
import { createApi } from '#ui/api/create-api.ts'
import { riskContract } from '../../risk/risk-contract.ts'

export const riskApi = createApi('risk', riskContract)
