import { rulesContract } from '#kernel/rules/contract.ts'
import { createApi } from '#ui/api/create-api.ts'

export const rulesApi = createApi('rules', rulesContract)
