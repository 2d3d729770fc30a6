import { v7 as newId } from 'uuid'
import { caseTypeModelTest } from '#kernel/testing/case-type-model-test.ts'
import { draftScorecard } from './draft-scorecard.ts'
import { roomsUnderTest } from './rooms.fixture.ts'
import { adoptionCaseType } from './scorecard-case.ts'
import { tryOut } from './scorecard-service.ts'

/** Every path of the adoption, each with a real draft that has been tried out. */
caseTypeModelTest(adoptionCaseType, {
  modules: roomsUnderTest,
  data: { versionId: newId() },
  inputs: { return: [{ reason: '抽查因素权重偏低' }] },
  open: async (scope) => {
    const { id, caseId } = await draftScorecard(scope, { title: '试行评分表' })
    await tryOut(scope, id)
    return caseId ?? ''
  },
})
