/** The kernel's own modules, in the order in which their schemas build on each other. */
import type { DomainDefinition } from './domain.ts'

export const kernelModules: readonly DomainDefinition[] = []
