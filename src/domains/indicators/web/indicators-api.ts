/** The typed clients that the pages of the indicators domain share. */
import { createApi } from '#ui/api/create-api.ts'
import { indicatorsContract } from '../contract.ts'

export const indicatorsApi = createApi('indicators', indicatorsContract)
