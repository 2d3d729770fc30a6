import type { DomainPart } from '#kernel/domain.ts'

/** Products, sites, certificates, instruments, people and the supervision grid. */
export const recordsPart: DomainPart = { router: {} }
