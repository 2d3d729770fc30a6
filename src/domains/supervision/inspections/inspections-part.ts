import type { DomainPart } from '#kernel/domain.ts'

/** Inspections and their results. */
export const inspectionsPart: DomainPart = { router: {} }
