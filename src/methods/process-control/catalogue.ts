/** Statistical process control, as the methods catalogue lists it. */
import type { CatalogueMethod } from '../method.ts'
import {
  capabilityMethod,
  nonconformingUnitsMethod,
  nonconformitiesMethod,
  nonconformityRateMethod,
  paretoMethod,
  proportionMethod,
} from './attributes-catalogue.ts'
import {
  averageDeviationMethod,
  averageRangeMethod,
  constantsMethod,
  cumulativeSumMethod,
  individualsMethod,
  movingAverageMethod,
} from './variables-catalogue.ts'

export const processControlMethods: readonly CatalogueMethod[] = [
  averageRangeMethod,
  averageDeviationMethod,
  individualsMethod,
  proportionMethod,
  nonconformingUnitsMethod,
  nonconformitiesMethod,
  nonconformityRateMethod,
  cumulativeSumMethod,
  movingAverageMethod,
  constantsMethod,
  capabilityMethod,
  paretoMethod,
]
