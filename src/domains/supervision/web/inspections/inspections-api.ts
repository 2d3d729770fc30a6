/** The typed client that the pages of inspections share. */
import { createApi } from '#ui/api/create-api.ts'
import { inspectionsContract } from '../../inspections/inspections-contract.ts'

export const inspectionsApi = createApi('supervision-inspections', inspectionsContract)

/** An inspection as the API gives it. */
export type InspectionView = Awaited<ReturnType<typeof inspectionsApi.getInspection.call>>
/** A task as the phone keeps it. */
export type TaskView = Awaited<ReturnType<typeof inspectionsApi.listMyInspections.call>>['items'][number]
