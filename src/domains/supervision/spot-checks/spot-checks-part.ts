import type { DomainPart } from '#kernel/domain.ts'

/** Product spot checks from sampling to closed follow-up. */
export const spotChecksPart: DomainPart = { router: {} }
