import { v7 as newId } from 'uuid'
import { expect } from 'vitest'
import { kernelModules } from '#kernel/modules.ts'
import { syncRules } from '#kernel/rules/rules.ts'
import { caseTypeModelTest } from '#kernel/testing/case-type-model-test.ts'
import { indicatorsDomain } from '../indicators-domain.ts'
import { prepareRegions, prepareReports } from './report.fixture.ts'
import { reportCaseType } from './report-case.ts'
import { findFigures, findReportOfCase, writeFigures } from './report-store.ts'

/** Every path of a report, with figures that may be handed in; the record follows the case in each state. */
caseTypeModelTest(reportCaseType, {
  modules: [...kernelModules, indicatorsDomain],
  data: { reportId: newId(), round: 1, frequency: 'year', periodEnd: '2025-12-31' },
  permissions: ['indicators.manage'],
  prepare: async (database, city) => {
    await prepareRegions(database, city)
    await syncRules(database, indicatorsDomain.rules)
  },
  open: async (scope) => {
    const { caseId } = await prepareReports(scope)
    const report = await findReportOfCase(scope, caseId)
    const figures = await findFigures(scope, report?.id ?? '')
    await writeFigures(
      scope,
      report?.id ?? '',
      figures.map((figure) => ({ ...figure, value: figure.region === scope.city ? 96 : 48 })),
    )
    return caseId
  },
  check: async (scope, caseId, state) => {
    const report = await findReportOfCase(scope, caseId)
    expect(report?.state).toBe(state)
    const entries = (await findFigures(scope, report?.id ?? '')).map((figure) => figure.observation_id)
    const handedIn = state === 'submitted' || state === 'reviewed' || state === 'published'
    expect(entries.every((entry) => (entry !== null) === handedIn)).toBe(true)
  },
})
