/** What judged batches add to figures. Corrected after a re-test; both the first and the final conclusion are kept. */
import type { FactView, Measure } from '#kernel/measures/fact-view.ts'
import { kindTitles, linkTitles, purposeTitles, resultTitles } from './messages.ts'

const measure = (name: string, zh: string, en: string, column: string): Measure => ({
  name: `spot-checks.${name}`,
  title: { zh, en },
  unit: '批次',
  column,
  kind: 'flow',
})

/** The view and its measures; `purpose` keeps evaluation apart from checks that go where failures are expected. */
export const spotCheckFacts: FactView = {
  view: 'spot_check_fact',
  recordType: 'uuid',
  records: {
    view: 'supervision_spot_check_label',
    permission: 'spot-checks.read',
    page: { path: '/supervision/spot-checks/samples/{pageId}' },
  },
  dimensions: ['kind', 'category', 'link', 'purpose', 'result'],
  words: {
    kind: { title: { zh: '抽查类别', en: 'Kind of product' }, values: kindTitles },
    category: {
      title: { zh: '产品品种', en: 'Product category' },
      valuesView: 'supervision_spot_check_category_words',
    },
    link: { title: { zh: '抽样环节', en: 'Where sampled' }, values: linkTitles },
    purpose: { title: { zh: '抽查目的', en: 'Purpose' }, values: purposeTitles },
    result: { title: { zh: '结论', en: 'Result' }, values: resultTitles },
  },
  measures: [
    measure('batches', '抽查批次', 'Batches judged', 'batches'),
    measure('passed', '合格批次', 'Batches passed', 'passed'),
    measure('failed', '不合格批次', 'Batches failed', 'failed'),
    measure('failed-at-first', '初检不合格批次', 'Batches failed before re-test', 'failed_at_first'),
  ],
}
