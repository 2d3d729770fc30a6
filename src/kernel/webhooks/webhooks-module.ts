import { cityTable } from '../db/tables.ts'
import { defineDomain } from '../domain.ts'
import { webhooksContract } from './contract.ts'
import { deliverEventsJob, removeOldEventsJob } from './deliver-job.ts'
import { webhooksRouter } from './router.ts'

/** Events for programs outside: CloudEvents over signed webhooks. */
export const webhooksModule = defineDomain({
  name: 'webhooks',
  title: { zh: '事件推送', en: 'Webhooks' },
  migrations: new URL('./migrations/', import.meta.url),
  tables: {
    webhook: cityTable,
    webhook_event: cityTable,
    webhook_delivery: cityTable,
    webhook_attempt: cityTable,
  },
  permissions: {
    'webhooks.manage': {
      title: { zh: '管理事件推送', en: 'Manage webhooks' },
      roles: { 'system-administrator': 'city' },
    },
  },
  contract: webhooksContract,
  router: webhooksRouter,
  jobs: [deliverEventsJob, removeOldEventsJob],
})
