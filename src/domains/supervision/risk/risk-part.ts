import type { DomainPart } from '#kernel/domain.ts'

/** Credit-risk classes by scorecards. */
export const riskPart: DomainPart = { router: {} }
