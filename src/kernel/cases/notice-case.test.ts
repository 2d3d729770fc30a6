import { accessModule } from '../access/access-module.ts'
import { auditModule } from '../audit/audit-module.ts'
import { calendarModule } from '../calendar/calendar-module.ts'
import { filesModule } from '../files/files-module.ts'
import { jobsModule } from '../jobs/jobs-module.ts'
import { notifyModule } from '../notify/notify-module.ts'
import { orgModule } from '../org/org-module.ts'
import { rulesModule } from '../rules/rules-module.ts'
import { caseTypeModelTest } from '../testing/case-type-model-test.ts'
import { casesModule } from './cases-module.ts'
import { noticeCaseType, noticeModule } from './notice-case.fixture.ts'

caseTypeModelTest(noticeCaseType, {
  modules: [
    auditModule,
    orgModule,
    accessModule,
    filesModule,
    rulesModule,
    calendarModule,
    jobsModule,
    notifyModule,
    casesModule,
    noticeModule,
  ],
  inputs: { submit: [{ measures: 0 }, { measures: 3 }] },
})
