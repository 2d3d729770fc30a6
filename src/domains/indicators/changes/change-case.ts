/** A changed definition as a case: who proposes it does not decide on it. */
import { z } from 'zod'
import { defineCaseType } from '#kernel/cases/case-type.ts'
import { changeMachine } from './change.machine.ts'
import { followCase } from './change-decision.ts'

const nothing = z.object({})

/** From a proposed definition to a new version, or to none. */
export const changeCaseType = defineCaseType({
  name: 'indicators.definition-change',
  title: { zh: '指标定义修订', en: 'Change of an indicator’s definition' },
  machine: changeMachine,
  page: (caseId) => `/indicators/changes/${caseId}`,
  readPermission: 'indicators.read',
  openPermission: 'indicators.manage',
  states: {
    reviewing: {
      title: { zh: '待批准', en: 'Awaiting approval' },
      deadlineRule: 'indicators.change-approval-period',
      actor: 'indicators.approve',
    },
    revising: { title: { zh: '退回修改', en: 'Returned' }, actor: 'indicators.manage' },
    approved: { title: { zh: '已批准', en: 'Approved' } },
    rejected: { title: { zh: '未批准', en: 'Turned down' } },
    withdrawn: { title: { zh: '已撤回', en: 'Withdrawn' } },
  },
  events: {
    approve: {
      title: { zh: '批准', en: 'Approve' },
      permission: 'indicators.approve',
      sender: 'not-starter',
      form: nothing,
      confirm: {
        zh: '批准后成为新版本，生效日起的数值和目标状态立即按新定义计算；此前各期仍按原版本。',
        en: 'It becomes a version: figures and target states from its first day on follow it at once, earlier periods keep the version they had.',
      },
    },
    return: {
      title: { zh: '退回修改', en: 'Return for correction' },
      permission: 'indicators.approve',
      sender: 'not-starter',
      form: nothing,
      commentRequired: true,
    },
    reject: {
      title: { zh: '不批准', en: 'Turn down' },
      permission: 'indicators.approve',
      sender: 'not-starter',
      form: nothing,
      commentRequired: true,
      confirm: {
        zh: '不批准的修订保留在记录中，指标照旧。',
        en: 'The proposal stays on record; the indicator stays as it is.',
      },
    },
    submit: {
      title: { zh: '重新提交', en: 'Submit again' },
      permission: 'indicators.manage',
      sender: 'starter',
      form: nothing,
    },
    withdraw: {
      title: { zh: '撤回', en: 'Withdraw' },
      permission: 'indicators.manage',
      sender: 'starter',
      form: nothing,
      confirm: { zh: '撤回后保留在记录中。', en: 'It stays on record.' },
    },
  },
  // A returned proposal is its proposer's to mend.
  place: async (_scope, view) =>
    view.state === 'revising' && view.startedBy !== undefined ? { assigneeId: view.startedBy } : {},
  onTransition: async (scope, { after, event, modules }) => {
    if (event !== 'open') await followCase(scope, modules ?? [], after)
  },
})
