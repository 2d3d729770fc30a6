import { defineDomain, joinParts } from '#kernel/domain.ts'
import { registryContract } from './contract.ts'
import { enterprisesPart } from './enterprises/enterprises-part.ts'
import { recordsPart } from './records/records-part.ts'

/** Who is supervised: enterprises and what belongs to them. */
export const registryDomain = defineDomain({
  name: 'registry',
  title: { zh: '主体登记', en: 'Registry' },
  migrations: new URL('./migrations/', import.meta.url),
  contract: registryContract,
  ...joinParts([enterprisesPart, recordsPart]),
})
