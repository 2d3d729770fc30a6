/** The kernel's pages: one line per module. */
import type { PageContribution } from '#ui/pages/define-pages.ts'
import { accessPages } from './pages/access/access-pages.ts'
import { auditPages } from './pages/audit/audit-pages.ts'
import { casesPages } from './pages/cases/cases-pages.ts'
import { homePages } from './pages/home/home-pages.ts'
import { jobsPages } from './pages/jobs/jobs-pages.ts'
import { notifyPages } from './pages/notify/notify-pages.ts'
import { rulesPages } from './pages/rules/rules-pages.ts'
import { webhooksPages } from './pages/webhooks/webhooks-pages.ts'

export const kernelPages: readonly PageContribution[] = [
  homePages,
  casesPages,
  notifyPages,
  jobsPages,
  accessPages,
  rulesPages,
  auditPages,
  webhooksPages,
]
