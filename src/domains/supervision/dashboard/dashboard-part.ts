import type { DomainPart } from '#kernel/domain.ts'

/** How supervision stands, over all its rooms. */
export const dashboardPart: DomainPart = { router: {} }
