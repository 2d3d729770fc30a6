/** The typed client of lists. */
import { createApi } from '#ui/api/create-api.ts'
import { listsContract } from '../../lists/lists-contract.ts'

export const listsApi = createApi('lists', listsContract)
