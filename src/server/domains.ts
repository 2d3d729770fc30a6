/** Every module of this program. Adding a domain is adding its line here. */

import { indicatorsDomain } from '#domains/indicators/indicators-domain.ts'
import { plansDomain } from '#domains/plans/plans-domain.ts'
import { registryDomain } from '#domains/registry/registry-domain.ts'
import { supervisionDomain } from '#domains/supervision/supervision-domain.ts'
import type { DomainDefinition } from '#kernel/domain.ts'
import { kernelModules } from '#kernel/modules.ts'

export const domains: readonly DomainDefinition[] = [
  plansDomain,
  indicatorsDomain,
  registryDomain,
  supervisionDomain,
]

export const modules: readonly DomainDefinition[] = [...kernelModules, ...domains]
