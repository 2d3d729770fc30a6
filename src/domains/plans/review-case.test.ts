import { v7 as newId } from 'uuid'
import { kernelModules } from '#kernel/modules.ts'
import { caseTypeModelTest } from '#kernel/testing/case-type-model-test.ts'
import { createDraft } from './draft-service.ts'
import { plansDomain } from './plans-domain.ts'
import { readPlan } from './reader/read-plan.ts'
import { reviewCaseType } from './review-case.ts'
import { reviewItems } from './review-service.ts'
import { getVersion, getVersionRow } from './service.ts'
import { insertDocument } from './store.ts'

/** Every path of the review, each with a real draft whose entries have been accepted. */
caseTypeModelTest(reviewCaseType, {
  modules: [...kernelModules, plansDomain],
  data: { versionId: newId() },
  inputs: { return: [{ reason: '第三项指标的单位不对' }] },
  permissions: ['plans.read'],
  open: async (scope) => {
    const documentId = newId()
    await insertDocument(scope, {
      id: documentId,
      plan_id: null,
      file_id: null,
      name: '测试规划',
      content_hash: documentId,
      standing: 'own',
      place: null,
      state: 'waiting',
      pasted_text: '',
      source_text: null,
      warnings: [],
      failure: null,
      job_run_id: null,
      version_id: null,
      imported_at: scope.now,
      imported_by: scope.actor.name,
    })
    const versionId = await createDraft(scope, documentId, readPlan('到2027年，食品抽检合格率达到98%以上。'))
    const { targets } = await getVersion(scope, versionId)
    await reviewItems(
      scope,
      versionId,
      targets.map((target) => ({ kind: 'target' as const, id: target.id })),
      'accepted',
    )
    return (await getVersionRow(scope, versionId)).case_id ?? ''
  },
})
