/** The adoption of a scorecard as a case: nobody puts into force what they drafted themselves. */
import { z } from 'zod'
import { defineCaseType } from '#kernel/cases/case-type.ts'
import { startJob } from '#kernel/jobs/jobs.ts'
import { classifyEnterprisesJob } from './classification-job.ts'
import { adoptionMachine } from './scorecard.machine.ts'
import { putIntoForce, requireReadyForAdoption, setScorecardState } from './scorecard-service.ts'

const CaseData = z.object({ versionId: z.uuid() })
const nothing = z.object({})

export const adoptionCaseType = defineCaseType({
  name: 'supervision.scorecard-adoption',
  title: { zh: '评分表启用', en: 'Adoption of a scorecard' },
  machine: adoptionMachine,
  readPermission: 'risk.read',
  states: {
    drafting: { title: { zh: '起草中', en: 'Being drafted' }, actor: 'risk.manage' },
    deciding: {
      title: { zh: '待启用', en: 'Awaiting adoption' },
      deadlineRule: 'risk.adoption-period',
      actor: 'risk.adopt',
    },
    adopted: { title: { zh: '已启用', en: 'In force' } },
    discarded: { title: { zh: '已放弃', en: 'Discarded' } },
  },
  events: {
    propose: { title: { zh: '提请启用', en: 'Propose' }, permission: 'risk.manage', form: nothing },
    return: {
      title: { zh: '退回修改', en: 'Return for correction' },
      permission: 'risk.adopt',
      form: z.object({ reason: z.string().trim().min(1).max(1000) }),
      fieldTitles: { reason: { zh: '退回原因', en: 'Reason' } },
    },
    adopt: {
      title: { zh: '启用', en: 'Adopt' },
      permission: 'risk.adopt',
      form: nothing,
      sender: 'not-starter',
      confirm: {
        zh: '启用后立即按新评分表对全部企业重新分类，原评分表同时失效。',
        en: 'All enterprises are classified anew at once, and the scorecard before goes out of force.',
      },
    },
    discard: {
      title: { zh: '放弃', en: 'Discard' },
      permission: 'risk.manage',
      form: nothing,
      confirm: { zh: '放弃后这一版评分表不再可用。', en: 'This version can then no longer be used.' },
    },
  },
  onTransition: async (scope, { after, event }) => {
    const { versionId } = CaseData.parse(after.data)
    if (event === 'propose') {
      await requireReadyForAdoption(scope, versionId)
      await setScorecardState(scope, versionId, 'proposed')
    }
    if (event === 'return') await setScorecardState(scope, versionId, 'draft')
    if (event === 'discard') await setScorecardState(scope, versionId, 'discarded')
    if (event === 'adopt') {
      await putIntoForce(scope, versionId)
      await startJob(scope, classifyEnterprisesJob, { cause: 'scorecard' })
    }
  },
})
