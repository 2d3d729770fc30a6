/** The typed clients that the pages of draws share. */
import { accessContract } from '#kernel/access/contract.ts'
import { orgContract } from '#kernel/org/contract.ts'
import { createApi } from '#ui/api/create-api.ts'
import { drawsContract } from '../../draws/draws-contract.ts'

export const drawsApi = createApi('supervision-draws', drawsContract)
export const drawOrgApi = createApi('org', orgContract)
export const drawAccessApi = createApi('access', accessContract)

/** A draw as everybody may see it. */
export type DrawView = Awaited<ReturnType<typeof drawsApi.getOpenDraw.call>>
