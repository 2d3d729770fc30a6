import { cityTable } from '#kernel/db/tables.ts'
import type { DomainPart } from '#kernel/domain.ts'
import { generateReportsJob } from './generation.ts'
import { reportCaseType, reportingRules } from './report-case.ts'
import { reportingRouter } from './reporting-router.ts'

/** Reporting of figures by units: assignments, tasks, Excel, review. */
export const reportingPart: DomainPart = {
  tables: {
    reporting_assignment: cityTable,
    report: cityTable,
    report_round: cityTable,
    report_figure: cityTable,
    report_file: cityTable,
  },
  router: reportingRouter,
  caseTypes: [reportCaseType],
  jobs: [generateReportsJob],
  rules: reportingRules,
}
