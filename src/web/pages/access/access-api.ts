import { accessContract } from '#kernel/access/contract.ts'
import { createApi } from '#ui/api/create-api.ts'

export const accessApi = createApi('access', accessContract)
