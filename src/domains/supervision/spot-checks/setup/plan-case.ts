/** The approval of a version of a spot-check plan as a case: from its submission to its adoption or its return. */
import { setup } from 'xstate'
import { z } from 'zod'
import { defineCaseType } from '#kernel/cases/case-type.ts'
import { planApprovalKey } from '../deadlines.ts'
import { adoptVersion, returnVersion } from './plan-adoption.ts'

const CaseData = z.object({ planId: z.uuid(), number: z.number().int() })
type PlanContext = z.infer<typeof CaseData>

const planMachine = setup({
  types: {
    context: {} as PlanContext,
    events: {} as { readonly type: 'approve' | 'return' | 'take-back' },
    input: {} as PlanContext,
  },
}).createMachine({
  id: 'supervision.spot-check-plan',
  context: ({ input }) => ({ planId: input.planId, number: input.number }),
  initial: 'approving',
  states: {
    approving: { on: { approve: 'adopted', return: 'returned', 'take-back': 'taken-back' } },
    adopted: { type: 'final' },
    returned: { type: 'final' },
    'taken-back': { type: 'final' },
  },
})

const nothing = z.object({})
const Return = z.object({ reason: z.string().trim().min(1).max(500) })

/**
 * A version awaits the leader. Whoever submitted it does not adopt it, nor does whoever drew it up; returned or taken
 * back it is a draft again, and submitted anew it is another case.
 */
export const spotCheckPlanCaseType = defineCaseType({
  name: 'supervision.spot-check-plan',
  title: { zh: '产品抽查计划审批', en: 'Approval of a spot-check plan' },
  machine: planMachine,
  page: (caseId) => `/supervision/spot-checks/plans/${caseId}`,
  readPermission: 'spot-checks.read',
  openPermission: 'spot-checks.plan',
  states: {
    approving: {
      title: { zh: '待批准', en: 'Awaiting approval' },
      actor: 'spot-checks.adopt',
      deadlineRule: planApprovalKey,
    },
    adopted: { title: { zh: '已批准', en: 'Adopted' } },
    returned: { title: { zh: '已退回', en: 'Returned' } },
    'taken-back': { title: { zh: '已撤回', en: 'Taken back' } },
  },
  events: {
    approve: {
      title: { zh: '批准', en: 'Adopt' },
      permission: 'spot-checks.adopt',
      form: nothing,
      sender: 'not-starter',
      confirm: {
        zh: '批准后按此下达抽样任务；以后的改动须经修订并再次批准。',
        en: 'Tasks are then given by it; later changes are revisions that are approved again.',
      },
    },
    return: {
      title: { zh: '退回修改', en: 'Return for correction' },
      permission: 'spot-checks.adopt',
      form: Return,
      fieldTitles: { reason: { zh: '退回原因', en: 'Why it is returned' } },
    },
    'take-back': {
      title: { zh: '撤回修改', en: 'Take back to change' },
      permission: 'spot-checks.plan',
      form: nothing,
    },
  },
  onTransition: async (scope, { after, event, input }) => {
    const version = CaseData.parse(after.data)
    if (event === 'approve') await adoptVersion(scope, version)
    if (event === 'return') await returnVersion(scope, version, Return.parse(input).reason)
    if (event === 'take-back') await returnVersion(scope, version, null)
  },
})
