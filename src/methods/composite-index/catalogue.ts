/** Composite indices, scores and weights, as the methods catalogue lists them. */
import type { CatalogueMethod } from '../method.ts'

export const compositeIndexMethods: readonly CatalogueMethod[] = []
