import type { DomainPart } from '#kernel/domain.ts'

/** Double-random draws that anyone can verify. */
export const drawsPart: DomainPart = { router: {} }
