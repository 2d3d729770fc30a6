import type { DomainPart } from '#kernel/domain.ts'

/** Enterprises: register, search, history, exchange of files. */
export const enterprisesPart: DomainPart = { router: {} }
