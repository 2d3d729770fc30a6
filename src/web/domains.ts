/** The domains' pages: one line each. */
import { plansPages } from '#domains/plans/web/index.ts'
import type { PageContribution } from '#ui/pages/define-pages.ts'

export const domainPages: readonly PageContribution[] = [plansPages]
