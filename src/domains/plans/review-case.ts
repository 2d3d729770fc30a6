/** The review of a draft version as a case: who may do what, until when, and what publishing changes. */
import { z } from 'zod'
import { defineCaseType } from '#kernel/cases/case-type.ts'
import { reviewMachine } from './review.machine.ts'
import { discardDraft, publishDraft, requireNothingUnread } from './review-service.ts'

const CaseData = z.object({ versionId: z.uuid() })
const nothing = z.object({})

/** The first case type: from a read document to a published version. */
export const reviewCaseType = defineCaseType({
  name: 'plans.review',
  title: { zh: '规划审阅与发布', en: 'Plan review and publication' },
  machine: reviewMachine,
  readPermission: 'plans.review',
  states: {
    reviewing: {
      title: { zh: '审阅中', en: 'In review' },
      deadlineRule: 'plans.review-period',
      actor: 'plans.review',
    },
    approving: {
      title: { zh: '待批准', en: 'Awaiting approval' },
      deadlineRule: 'plans.approval-period',
      actor: 'plans.publish',
    },
    published: { title: { zh: '已发布', en: 'Published' } },
    discarded: { title: { zh: '已放弃', en: 'Discarded' } },
  },
  events: {
    submit: {
      title: { zh: '提交批准', en: 'Submit for approval' },
      permission: 'plans.review',
      form: nothing,
    },
    return: {
      title: { zh: '退回修改', en: 'Return for correction' },
      permission: 'plans.publish',
      form: z.object({ reason: z.string().trim().min(1).max(1000) }),
      fieldTitles: { reason: { zh: '退回原因', en: 'Reason' } },
    },
    publish: {
      title: { zh: '发布', en: 'Publish' },
      permission: 'plans.publish',
      form: nothing,
      confirm: {
        zh: '发布后，这一版本的目标立即进入总览看板，并通知责任单位；之后不能再修改，只能以新版本修订。',
        en: 'Its targets go on the overview at once and the answerable units are told; the version can then only be amended by a new one.',
      },
    },
    discard: {
      title: { zh: '放弃', en: 'Discard' },
      permission: 'plans.review',
      form: nothing,
      confirm: {
        zh: '放弃后，这次导入的审阅结果不再可用，原文件仍保留。',
        en: 'The review of this import will be gone; the document itself is kept.',
      },
    },
  },
  onTransition: async (scope, { after, event }) => {
    const { versionId } = CaseData.parse(after.data)
    if (event === 'submit') await requireNothingUnread(scope, versionId)
    if (event === 'publish') await publishDraft(scope, versionId)
    if (event === 'discard') await discardDraft(scope, versionId)
  },
})
