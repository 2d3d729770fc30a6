import { defineDomain } from '../domain.ts'
import { liveContract } from './contract.ts'
import { liveRouter } from './router.ts'

/** Open pages hear of changes as they happen. */
export const liveModule = defineDomain({
  name: 'live',
  title: { zh: '实时更新', en: 'Live updates' },
  contract: liveContract,
  router: liveRouter,
})
