import { notifyContract } from '#kernel/notify/contract.ts'
import { createApi } from '#ui/api/create-api.ts'

export const notifyApi = createApi('notify', notifyContract)
