/** The typed clients that the pages of the plans domain share. */
import { indicatorsContract } from '#domains/indicators/contract.ts'
import { accessContract } from '#kernel/access/contract.ts'
import { jobsContract } from '#kernel/jobs/contract.ts'
import { createApi } from '#ui/api/create-api.ts'
import { plansContract } from '../contract.ts'

export const plansApi = createApi('plans', plansContract)
/** How targets move; asked for by those who may read indicators. */
export const indicatorsApi = createApi('indicators', indicatorsContract)
export const jobsApi = createApi('jobs', jobsContract)
export const accessApi = createApi('access', accessContract)

/** A plan with its versions, as the API gives it. */
export type PlanView = Awaited<ReturnType<typeof plansApi.getPlan.call>>
