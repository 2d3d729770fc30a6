import { appendOnlyCityTable, cityTable } from '#kernel/db/tables.ts'
import type { DomainPart } from '#kernel/domain.ts'
import { enterpriseClassFacts } from './risk-facts.ts'

/** Credit-risk classes by scorecards. */
export const riskPart: DomainPart = {
  tables: {
    risk_scorecard_version: cityTable,
    risk_classification_run: appendOnlyCityTable,
    risk_class_override: cityTable,
    risk_enterprise_class: cityTable,
    risk_class_period: cityTable,
    risk_credit_record: cityTable,
  },
  views: { supervision_enterprise_class: 'invoker', supervision_factor_credit_record: 'invoker' },
  router: {},
  facts: [enterpriseClassFacts],
}
