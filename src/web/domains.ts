/** The domains' pages: one line each. */
import { indicatorsPages } from '#domains/indicators/web/index.ts'
import { plansPages } from '#domains/plans/web/index.ts'
import { registryPages } from '#domains/registry/web/index.ts'
import { supervisionPages } from '#domains/supervision/web/index.ts'
import type { PageContribution } from '#ui/pages/define-pages.ts'

export const domainPages: readonly PageContribution[] = [
  plansPages,
  indicatorsPages,
  registryPages,
  supervisionPages,
]
