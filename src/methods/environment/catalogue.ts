/** Air quality index and surface-water class, as the methods catalogue lists them. */
import type { CatalogueMethod } from '../method.ts'

export const environmentMethods: readonly CatalogueMethod[] = []
