/** What the registry domain offers. Other domains import this file only. */
import { enterprisesContract } from './enterprises/enterprises-contract.ts'
import { recordsContract } from './records/records-contract.ts'

export * from './enterprises/enterprise-schemas.ts'
export * from './enterprises/exchange/exchange-schemas.ts'

export const registryContract = {
  ...enterprisesContract,
  ...recordsContract,
}
