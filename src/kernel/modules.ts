/** The kernel's own modules, in the order in which their schemas build on each other. */
import { accessModule } from './access/access-module.ts'
import { auditModule } from './audit/audit-module.ts'
import { calendarModule } from './calendar/calendar-module.ts'
import { casesModule } from './cases/cases-module.ts'
import type { DomainDefinition } from './domain.ts'
import { filesModule } from './files/files-module.ts'
import { jobsModule } from './jobs/jobs-module.ts'
import { liveModule } from './live/live-module.ts'
import { measuresModule } from './measures/measures-module.ts'
import { notifyModule } from './notify/notify-module.ts'
import { orgModule } from './org/org-module.ts'
import { rulesModule } from './rules/rules-module.ts'
import { targetsModule } from './targets/targets-module.ts'
import { webhooksModule } from './webhooks/webhooks-module.ts'

export const kernelModules: readonly DomainDefinition[] = [
  auditModule,
  orgModule,
  accessModule,
  filesModule,
  rulesModule,
  calendarModule,
  jobsModule,
  notifyModule,
  webhooksModule,
  casesModule,
  measuresModule,
  targetsModule,
  liveModule,
]
