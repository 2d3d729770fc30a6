import { expect } from 'vitest'
import { caseTypeModelTest } from '#kernel/testing/case-type-model-test.ts'
import { spotCheckModules } from '../spot-checks.fixture.ts'
import { createCategory } from './catalogue-service.ts'
import { spotCheckPlanCaseType } from './plan-case.ts'
import { createPlan, getPlan, savePlanLine, submitPlan } from './plan-service.ts'

caseTypeModelTest(spotCheckPlanCaseType, {
  modules: spotCheckModules,
  inputs: { return: [{ reason: '经费超出预算' }] },
  open: async (scope) => {
    const code = `c-${crypto.randomUUID().slice(-8)}`
    const category = await createCategory(scope, { code, name: '糕点', kind: 'food', industry: null })
    const { id } = await createPlan(scope, { year: 2026, title: '计划' })
    await savePlanLine(scope, {
      planId: id,
      categoryId: category.id,
      purpose: 'supervision',
      batches: 1,
      costPerBatch: 1,
      purchasePerBatch: 0,
    })
    return (await submitPlan(scope, id)).draft?.caseId ?? ''
  },
  check: async (scope, caseId, state) => {
    if (state === 'returned' || state === 'taken-back') return
    const plan = await getPlan(scope, caseId)
    expect(plan.state).toBe(state === 'adopted' ? 'adopted' : 'draft')
  },
})
