/** The typed client that the reporting pages share, and what they show of states. */
import { createApi } from '#ui/api/create-api.ts'
import type { State } from '#ui/state-tag/state-tag.tsx'
import {
  type ReportDetail,
  type ReportFigure,
  type ReportState,
  reportingContract,
} from '../../reporting/reporting-contract.ts'

export type { ReportDetail, ReportFigure, ReportState }

/** Named as the domain's client is, so that invalidating one refreshes the other. */
export const reportingApi = createApi('indicators', reportingContract)

/** The tone of each state of a report. */
export const reportTones: Readonly<Record<ReportState, State>> = {
  'to-report': 'no-data',
  submitted: 'on-track',
  returned: 'behind',
  reviewed: 'on-track',
  published: 'met',
  cancelled: 'no-data',
}

/** Names a figure of a report. */
export const figureKey = (place: { indicatorId: string; region: string; period: string }): string =>
  `${place.indicatorId}/${place.region}/${place.period}`
