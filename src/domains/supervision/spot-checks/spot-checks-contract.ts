import { followUpContract } from './follow-up/follow-up-contract.ts'
import { laboratoryContract } from './laboratory/laboratory-contract.ts'
import { ownContract } from './own/own-contract.ts'
import { samplingContract } from './sampling/sampling-contract.ts'
import { catalogueContract } from './setup/catalogue-contract.ts'
import { planContract } from './setup/plan-contract.ts'
import { ruleContract } from './setup/rule-contract.ts'

/** What this room adds to the supervision domain's contract. */
export const spotChecksContract = {
  ...catalogueContract,
  ...planContract,
  ...ruleContract,
  ...samplingContract,
  ...laboratoryContract,
  ...followUpContract,
  ...ownContract,
}

export { judgeAgain } from './measured-text.ts'
export {
  Comparison,
  FollowUpState,
  followUpEnds,
  ItemRequirement,
  SampleFileRole,
  SampleResult,
  SampleState,
  SamplingLink,
  SamplingPurpose,
  Severity,
  SpotCheckKind,
} from './terms.ts'
