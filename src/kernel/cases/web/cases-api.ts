import { createApi } from '#ui/api/create-api.ts'
import { casesContract } from '../contract.ts'

export const casesApi = createApi('cases', casesContract)
