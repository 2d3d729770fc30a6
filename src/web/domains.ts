/** The domains' pages: one line each. */
import type { PageContribution } from '#ui/pages/define-pages.ts'

export const domainPages: readonly PageContribution[] = []
