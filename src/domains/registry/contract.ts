/** What the registry domain offers. Other domains import this file only. */
import { enterprisesContract } from './enterprises/enterprises-contract.ts'
import { recordsContract } from './records/records-contract.ts'

export * from './enterprises/enterprise-schemas.ts'
export * from './enterprises/exchange/exchange-schemas.ts'
export { countyOf, fitsCell } from './records/grid/cell-region.ts'
export * from './records/grid/grid-schemas.ts'
export * from './records/lists/certificate-kinds.ts'
export * from './records/lists/instrument-kinds.ts'
export * from './records/lists/person-roles.ts'
export * from './records/published-rows.ts'
export * from './records/record-schemas.ts'

export const registryContract = {
  ...enterprisesContract,
  ...recordsContract,
}
