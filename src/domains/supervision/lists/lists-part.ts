import type { DomainPart } from '#kernel/domain.ts'

/** Abnormal operations, serious dishonesty, correction and credit repair. */
export const listsPart: DomainPart = { router: {} }
