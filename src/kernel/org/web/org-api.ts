import { createApi } from '#ui/api/create-api.ts'
import { orgContract } from '../contract.ts'

export const orgApi = createApi('org', orgContract)
