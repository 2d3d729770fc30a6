/** Working days and legal deadlines, as the methods catalogue lists them. */
import type { CatalogueMethod } from '../method.ts'

export const workingDayMethods: readonly CatalogueMethod[] = []
