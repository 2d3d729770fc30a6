/** Everything the workbench and the enterprise desk can open: the kernel's pages, then the domains'. */
import type { PageContribution } from '#ui/pages/define-pages.ts'
import { domainPages } from './domains.ts'
import { kernelPages } from './kernel-pages.ts'

export const allPages: readonly PageContribution[] = [...kernelPages, ...domainPages]
