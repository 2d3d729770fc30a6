/** The typed clients that the pages of spot checks share. */
import { createApi } from '#ui/api/create-api.ts'
import { spotChecksContract } from '../../spot-checks/spot-checks-contract.ts'

export const spotChecksApi = createApi('spot-checks', spotChecksContract)

/** What the API gives, as pages take it. */
export type SampleView = Awaited<ReturnType<typeof spotChecksApi.getSample.call>>
export type SampleRow = Awaited<ReturnType<typeof spotChecksApi.listSamples.call>>['items'][number]
export type RuleView = Awaited<ReturnType<typeof spotChecksApi.getSpotCheckRule.call>>
export type CategoryView = Awaited<ReturnType<typeof spotChecksApi.getSpotCheckCategory.call>>
export type InstitutionView = Awaited<
  ReturnType<typeof spotChecksApi.listSpotCheckInstitutions.call>
>['items'][number]
export type TaskView = Awaited<ReturnType<typeof spotChecksApi.getSamplingTask.call>>
export type PlanDetailView = Awaited<ReturnType<typeof spotChecksApi.getSpotCheckPlan.call>>
export type BlindView = Awaited<ReturnType<typeof spotChecksApi.getBlindSample.call>>
