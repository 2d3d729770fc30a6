import { implement } from '@orpc/server'
import { type RequestContext, scoped } from '#kernel/api/router.ts'
import type { DomainPart } from '#kernel/domain.ts'
import { dashboardContract } from './dashboard-contract.ts'
import { supervisionDashboard } from './dashboard-service.ts'

const os = implement(dashboardContract).$context<RequestContext>().use(scoped)

export const dashboardRouter = os.router({
  supervisionDashboard: os.supervisionDashboard.handler(({ input, context: { scope } }) =>
    supervisionDashboard(scope, input.year),
  ),
})

/** How supervision stands, over all its rooms. */
export const dashboardPart: DomainPart = {
  router: dashboardRouter,
  permissions: {
    'supervision.dashboard': {
      title: { zh: '查看监督总览', en: 'See how supervision stands' },
      roles: { clerk: 'city', leader: 'city', inspector: 'district' },
    },
  },
}
