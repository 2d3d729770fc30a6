import { caseTypeModelTest } from '../testing/case-type-model-test.ts'
import { noticeCaseType } from './notice-case.fixture.ts'
import { noticeCaseModules } from './notice-cities.fixture.ts'

caseTypeModelTest(noticeCaseType, {
  modules: noticeCaseModules,
  inputs: { submit: [{ measures: 0 }, { measures: 3 }] },
})
