/** The modules that tests of risk classes and lists need: the register and these two rooms. */
import { defineDomain, joinParts } from '#kernel/domain.ts'
import { kernelModules } from '#kernel/modules.ts'
import { registryDomain } from '../../registry/registry-domain.ts'
import { listsPart } from '../lists/lists-part.ts'
import { papersPart } from '../papers/papers-part.ts'
import { riskPart } from './risk-part.ts'

export const roomsUnderTest = [
  ...kernelModules,
  registryDomain,
  defineDomain({
    name: 'supervision',
    title: { zh: '监督管理', en: 'Supervision' },
    migrations: new URL('../migrations/', import.meta.url),
    ...joinParts([riskPart, listsPart, papersPart]),
  }),
]
