import { implement } from '@orpc/server'
import { type RequestContext, scoped } from '#kernel/api/router.ts'
import type { DomainPart } from '#kernel/domain.ts'
import { closingContract } from './closing-contract.ts'
import { getClosedMonths, listLateChanges, setClosedMonths } from './closing-service.ts'

const os = implement(closingContract).$context<RequestContext>().use(scoped)

/** Binds the room's contract to its services. */
export const closingRouter = os.router({
  getClosedMonths: os.getClosedMonths.handler(({ context: { scope } }) => getClosedMonths(scope)),
  setClosedMonths: os.setClosedMonths.handler(({ input, context: { scope } }) =>
    setClosedMonths(scope, input),
  ),
  listLateChanges: os.listLateChanges.handler(({ input, context: { scope, modules } }) =>
    listLateChanges(scope, modules, input),
  ),
})

/** Months are closed once their figures have been given out; later corrections go through, and are listed. */
export const closingPart: DomainPart = {
  permissions: {
    'indicators.late-changes': {
      title: { zh: '查看关账情况和关账后的更正', en: 'See closed months and what was corrected in them' },
      roles: { clerk: 'city', leader: 'city', 'audit-administrator': 'city' },
    },
    'indicators.close': {
      title: { zh: '关账和重新打开月份', en: 'Close months and open them again' },
      roles: { clerk: 'city' },
    },
  },
  router: closingRouter,
}
