/** Composite indices, scores and weights, as the methods catalogue lists them. */
import type { CatalogueMethod } from '#methods/method.ts'
import { indexMethods } from './catalogue-indices.ts'
import { scoringMethods } from './catalogue-scores.ts'
import { weightingMethods } from './catalogue-weights.ts'

export const compositeIndexMethods: readonly CatalogueMethod[] = [
  ...indexMethods,
  ...scoringMethods,
  ...weightingMethods,
]
