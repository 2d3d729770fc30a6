/** The approval of a yearly inspection plan as a case. */
import { setup } from 'xstate'
import { z } from 'zod'
import { defineCaseType } from '#kernel/cases/case-type.ts'
import { drawError } from './draws-errors.ts'
import { findPlan, setPlanState } from './plan-store.ts'

type PlanContext = { readonly planId: string }

const planMachine = setup({
  types: {
    context: {} as PlanContext,
    events: {} as { readonly type: 'submit' | 'return' | 'approve' | 'withdraw' },
    input: {} as PlanContext,
  },
}).createMachine({
  id: 'supervision.inspection-plan',
  context: ({ input }) => ({ planId: input.planId }),
  initial: 'drafting',
  states: {
    drafting: { on: { submit: 'approving', withdraw: 'withdrawn' } },
    approving: { on: { return: 'drafting', approve: 'approved', withdraw: 'withdrawn' } },
    approved: { type: 'final' },
    withdrawn: { type: 'final' },
  },
})

const CaseData = z.object({ planId: z.uuid() })
const nothing = z.object({})

const planStates = {
  drafting: 'draft',
  approving: 'approving',
  approved: 'approved',
  withdrawn: 'withdrawn',
} as const

/** A yearly plan from its first draft to its approval by somebody else. */
export const planCaseType = defineCaseType({
  name: 'supervision.inspection-plan',
  title: { zh: '年度抽查计划审批', en: 'Approval of an inspection plan' },
  machine: planMachine,
  readPermission: 'supervision.draws-read',
  openPermission: 'supervision.draws-manage',
  states: {
    drafting: {
      title: { zh: '编制中', en: 'Drafting' },
      actor: 'supervision.draws-manage',
    },
    approving: {
      title: { zh: '待批准', en: 'Awaiting approval' },
      actor: 'supervision.plans-approve',
      deadlineRule: 'supervision.plan-approval-period',
    },
    approved: { title: { zh: '已批准', en: 'Approved' } },
    withdrawn: { title: { zh: '已撤回', en: 'Withdrawn' } },
  },
  events: {
    submit: {
      title: { zh: '提交批准', en: 'Submit for approval' },
      permission: 'supervision.draws-manage',
      form: nothing,
    },
    return: {
      title: { zh: '退回修改', en: 'Return for correction' },
      permission: 'supervision.plans-approve',
      form: nothing,
      commentRequired: true,
    },
    approve: {
      title: { zh: '批准', en: 'Approve' },
      permission: 'supervision.plans-approve',
      form: nothing,
      sender: 'not-starter',
      confirm: {
        zh: '批准后计划即公布，任务不能再修改，可以按计划抽取。',
        en: 'The plan is then published, its tasks no longer change, and draws may follow.',
      },
    },
    withdraw: {
      title: { zh: '撤回', en: 'Withdraw' },
      permission: 'supervision.draws-manage',
      form: nothing,
      confirm: { zh: '撤回后，这份计划不再使用。', en: 'The plan is no longer used.' },
    },
  },
  onTransition: async (scope, { after, event }) => {
    const { planId } = CaseData.parse(after.data)
    if (event === 'submit') {
      const plan = await findPlan(scope, planId)
      if (plan?.tasks === 0) throw drawError('supervision.plan-empty')
    }
    const state = Object.entries(planStates).find(([name]) => name === after.state)?.[1]
    if (state) await setPlanState(scope, planId, state)
  },
})
