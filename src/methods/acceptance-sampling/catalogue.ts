/** Acceptance and supervision sampling, as the methods catalogue lists them. */
import type { CatalogueMethod } from '../method.ts'
import {
  attributePlanMethod,
  operatingCharacteristicMethod,
  planSearchMethod,
} from './attribute-catalogue.ts'
import { proportionIntervalMethod, supervisionMethod, variablesMethod } from './supervision-catalogue.ts'
import { switchingRulesMethod } from './switching-catalogue.ts'

/** The methods of this folder. */
export const acceptanceSamplingMethods: readonly CatalogueMethod[] = [
  attributePlanMethod,
  switchingRulesMethod,
  operatingCharacteristicMethod,
  planSearchMethod,
  variablesMethod,
  supervisionMethod,
  proportionIntervalMethod,
]
