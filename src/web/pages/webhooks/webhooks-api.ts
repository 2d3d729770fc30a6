import { webhooksContract } from '#kernel/webhooks/contract.ts'
import { createApi } from '#ui/api/create-api.ts'

export const webhooksApi = createApi('webhooks', webhooksContract)
