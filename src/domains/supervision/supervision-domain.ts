import { defineDomain, joinParts } from '#kernel/domain.ts'
import { supervisionContract } from './contract.ts'
import { dashboardPart } from './dashboard/dashboard-part.ts'
import { drawsPart } from './draws/draws-part.ts'
import { inspectionsPart } from './inspections/inspections-part.ts'
import { listsPart } from './lists/lists-part.ts'
import { followMerge } from './merging/follow-merge.ts'
import { followMergesJob } from './merging/follow-merges-job.ts'
import { papersPart } from './papers/papers-part.ts'
import { riskPart } from './risk/risk-part.ts'
import { spotChecksPart } from './spot-checks/spot-checks-part.ts'

const rooms = joinParts([
  riskPart,
  listsPart,
  drawsPart,
  inspectionsPart,
  spotChecksPart,
  dashboardPart,
  papersPart,
])

/** Who is inspected by whom, what was found, what followed. */
export const supervisionDomain = defineDomain({
  name: 'supervision',
  title: { zh: '监督管理', en: 'Supervision' },
  migrations: new URL('./migrations/', import.meta.url),
  contract: supervisionContract,
  ...rooms,
  jobs: [...rooms.jobs, followMergesJob],
  onRecordsMerged: async (scope, merge) => {
    if (merge.type === 'enterprise') await followMerge(scope, merge)
  },
})
