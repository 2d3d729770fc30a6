import { createApi } from '#ui/api/create-api.ts'
import { registryContract } from '../contract.ts'

export const registryApi = createApi('registry', registryContract)

export type EnterpriseView = Awaited<ReturnType<typeof registryApi.getEnterprise.call>>
