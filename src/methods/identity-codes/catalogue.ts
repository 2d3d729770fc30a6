/** Codes that identify organisations, goods, places, industries and standards, as the methods catalogue lists them. */
import type { CatalogueMethod } from '../method.ts'

export const identityCodeMethods: readonly CatalogueMethod[] = []
