/** The typed clients that the pages of draws share. */
import { createApi } from '#ui/api/create-api.ts'
import { drawsContract } from '../../draws/draws-contract.ts'

export const drawsApi = createApi('supervision-draws', drawsContract)

/** A draw as everybody may see it. */
export type DrawView = Awaited<ReturnType<typeof drawsApi.getOpenDraw.call>>
