/** What the supervision domain offers. Other domains import this file only. */
import { dashboardContract } from './dashboard/dashboard-contract.ts'
import { drawsContract } from './draws/draws-contract.ts'
import { inspectionsContract } from './inspections/inspections-contract.ts'
import { listsContract } from './lists/lists-contract.ts'
import { riskContract } from './risk/risk-contract.ts'
import { spotChecksContract } from './spot-checks/spot-checks-contract.ts'

export const supervisionContract = {
  ...riskContract,
  ...listsContract,
  ...drawsContract,
  ...inspectionsContract,
  ...spotChecksContract,
  ...dashboardContract,
}
