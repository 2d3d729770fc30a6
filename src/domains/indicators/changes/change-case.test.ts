import { expect } from 'vitest'
import { type Scope, systemIdentity, withScope } from '#kernel/db/scope.ts'
import { kernelModules } from '#kernel/modules.ts'
import { setCityProfile } from '#kernel/org/units.ts'
import { caseTypeModelTest } from '#kernel/testing/case-type-model-test.ts'
import { addIndicators } from '../catalogue-service.ts'
import { indicatorsDomain } from '../indicators-domain.ts'
import { prepareRegions } from '../reporting/report.fixture.ts'
import { readIndicators } from '../store.ts'
import { toVersion } from '../views.ts'
import { changeCaseType } from './change-case.ts'
import { proposeChange } from './change-service.ts'
import { findChange } from './change-store.ts'

const modules = [...kernelModules, indicatorsDomain]
let counter = 0

/** An indicator with a proposal to round it otherwise. */
async function proposed(scope: Scope): Promise<string> {
  const code = `tried-${++counter}`
  const fields = {
    nameZh: `试行指标${counter}`,
    nameEn: `Tried ${counter}`,
    synonyms: [],
    definitionZh: '一',
    definitionEn: 'One',
    unit: '项',
    direction: 'higher' as const,
    decimals: 0,
    category: 'test',
    period: 'year' as const,
    accumulation: 'last' as const,
    sourceStandard: null,
    ownerUnitType: null,
    computation: { kind: 'observed' as const },
    minimum: null,
    maximum: null,
    largestJump: null,
  }
  await addIndicators(scope, 'city', [{ code, fields }])
  const indicator = (await readIndicators(scope)).find((one) => one.code === code)
  if (!indicator) throw new Error('just added')
  const proposal = { ...fields, decimals: 2, validFrom: '2026-01-01', reason: '精度' }
  return (await proposeChange(scope, modules, indicator.id, proposal)).id
}

/** Every path of a proposal, each with an indicator of its own. */
caseTypeModelTest(changeCaseType, {
  modules,
  data: { indicatorId: '0190aaaa-0000-7000-8000-000000000009' },
  permissions: ['indicators.read'],
  open: proposed,
  prepare: async (database, city) => {
    await prepareRegions(database, city)
    await withScope(database, systemIdentity(city, 'test'), (scope) =>
      setCityProfile(scope, '衡安市', '衡安'),
    )
  },
  check: async (scope, caseId, state) => {
    const change = await findChange(scope, caseId)
    expect(change?.state).toBe(state)
    const indicator = (await readIndicators(scope)).find((one) => one.id === change?.indicator_id)
    expect(indicator?.versions.map((version) => toVersion(version).decimals)).toEqual(
      state === 'approved' ? [0, 2] : [0],
    )
    expect(change?.effect === null).toBe(['reviewing', 'revising'].includes(state))
  },
})
